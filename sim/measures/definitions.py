"""What is measured: each measure is a definition, a numerator over a denominator of counted rows.

In: nothing. Out: `MEASURES`, which the tables, the comparison and the `measures` command read.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.measures.meanings import CONSTANTS, COUNTED, TABLES


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes
    ----------
    name : as tables and scenarios name it.
    unit : of its values; "share" is between 0 and 1, "" a count or a mean of counts.
    title : in words.
    table : which rows are counted, a name of `TABLES`.
    numerator, denominator : a column of the table that is summed, "rows" for their number, or a
        constant of the replication ("replications", "weeks", "journeys").
    better : "lower", "higher", or "" where neither is.
    decimals : how many to show.
    quantile : of the numerator's values, instead of a ratio; 0 for a ratio.
    """

    name: str
    unit: str
    title: str
    table: str
    numerator: str
    denominator: str
    better: str
    decimals: int
    quantile: float = 0.0

    @property
    def words(self) -> str:
        """The definition in words: numerator / denominator, or the quantile of what."""
        above = COUNTED[self.table, self.numerator]
        if self.quantile:
            return f"what {100 * self.quantile:.0f} % of {self.table} do not exceed: {above}"
        if self.denominator == "replications":
            return above
        return f"{above} / {CONSTANTS.get(self.denominator) or COUNTED[self.table, self.denominator]}"

    @property
    def rows(self) -> str:
        """Which rows count, in words."""
        return TABLES[self.table]


def _journeys(
    name: str, title: str, numerator: str, better: str, shape: tuple[str, int] = ("", 3)
) -> Measure:
    """A mean over journeys."""
    return Measure(name, shape[0], title, "journeys", numerator, "rows", better, shape[1])


def _number(name: str, title: str, table: str, numerator: str, better: str = "") -> Measure:
    """A count in a replication."""
    return Measure(name, "", title, table, numerator, "replications", better, 0)


def _contacts(name: str, title: str, numerator: str, denominator: str, better: str) -> Measure:
    """A share of contacts."""
    return Measure(name, "share", title, "contacts", numerator, denominator, better, 3)


def _seconds(name: str, title: str, numerator: str, denominator: str) -> Measure:
    """A mean over contacts, in seconds."""
    return Measure(name, "s", title, "contacts", numerator, denominator, "lower", 1)


def _quantile(name: str, unit: str, title: str, numerator: str, quantile: float) -> Measure:
    """A quantile over journeys."""
    return Measure(name, unit, title, "journeys", numerator, "", "lower", 1, quantile)


def _customers(name: str, title: str, numerator: str, shape: tuple[str, int] = ("", 3)) -> Measure:
    """A mean over customers."""
    return Measure(name, shape[0], title, "customers", numerator, "rows", "lower", shape[1])


def _completed(name: str, title: str, numerator: str, shape: tuple[str, int] = ("", 3)) -> Measure:
    """What all journeys took, over those that were completed."""
    return Measure(name, shape[0], title, "journeys", numerator, "completed", "lower", shape[1])


_SHARE = ("share", 3)

_DEFINED = (
    _number("journeys", "Journeys", "journeys", "rows"),
    _number("open_journeys", "Journeys still open at the end", "journeys", "open", "lower"),
    _number("completed", "Journeys completed", "journeys", "completed", "higher"),
    _number("dropped_out", "Journeys given up", "journeys", "dropped_out", "lower"),
    _number("lost_sales", "Lost sales", "journeys", "lost_sale", "lower"),
    _number("customers_leaving", "Customers who leave for good", "journeys", "leaves", "lower"),
    Measure("leaving_share", "share", "Journeys after which the customer leaves for good", "journeys",
            "leaves", "may_return", "lower", 4),
    _journeys("open_share", "Share of journeys still open", "open", "lower", _SHARE),
    _journeys("completed_share", "Share of journeys completed", "completed", "higher", _SHARE),
    _number("contacts", "Customers' contacts", "contacts", "own"),
    _number("proactive_contacts", "Contacts begun by the company", "contacts", "proactive"),
    _journeys("contacts_per_journey", "Contacts a journey", "contacts", "lower"),
    _journeys("wait_mean_s", "Mean wait a journey", "wait_s", "lower", ("s", 1)),
    _quantile("wait_p50_s", "s", "Median wait a journey", "wait_s", 0.50),
    _quantile("wait_p95_s", "s", "95th percentile of the wait a journey", "wait_s", 0.95),
    _journeys("delay_mean_h", "Mean other delay a journey", "delay_h", "lower", ("h", 2)),
    _seconds("asa_s", "Average speed of answer", "answer_wait_s", "served"),
    _seconds("contact_wait_mean_s", "Mean wait of all that joined a queue", "queue_wait_s", "joined"),
    _seconds("abandoned_wait_mean_s", "Mean wait of those who hung up", "abandoned_wait_s", "unanswered"),
    _contacts("service_level", "Answered within the target", "served_within", "joined_less_abandoned_within",
              "higher"),
    _contacts("service_level_of_served", "Answered within the target, of the answered", "served_within",
              "served", "higher"),
    _contacts("service_level_of_joined", "Answered within the target, of all that joined a queue",
              "served_within", "joined", "higher"),
    _contacts("service_level_of_offered", "Answered within the target, with the turned away", "served_within",
              "joined_or_turned_away", "higher"),
    _contacts("service_level_or_abandoned", "Answered or gone within the target", "served_or_gone_within",
              "joined", "higher"),
    _contacts("abandonment", "Abandoned", "left", "got_in", "lower"),
    _contacts("abandonment_of_queued", "Abandoned, of those who joined a queue", "abandoned", "joined",
              "lower"),
    _contacts("blocked", "Found all lines engaged", "blocked", "offered", "lower"),
    _contacts("closed", "Found it closed", "closed", "offered", "lower"),
    _number("offered_contacts", "Contacts where one waits", "contacts", "offered"),
    _number("joined_contacts", "Contacts that joined a queue", "contacts", "joined"),
    _number("served_contacts", "Contacts answered", "contacts", "served", "higher"),
    _number("served_within_contacts", "Contacts answered within the target", "contacts", "served_within",
            "higher"),
    _number("abandoned_contacts", "Contacts abandoned in a queue", "contacts", "abandoned", "lower"),
    _number("abandoned_within_contacts", "Contacts abandoned within the target", "contacts",
            "abandoned_within"),
    _number("menu_hang_ups", "Contacts abandoned in the menu", "contacts", "menu_hang_up", "lower"),
    _number("blocked_contacts", "Contacts that found all lines engaged", "contacts", "blocked", "lower"),
    _number("closed_contacts", "Contacts that found it closed", "contacts", "closed", "lower"),
    _number("callback_contacts", "Contacts that took a callback", "contacts", "called_back"),
    _number("not_reached_contacts", "Contacts called back in vain", "contacts", "not_reached", "lower"),
    _number("message_contacts", "Contacts that left a message", "contacts", "left_message"),
    _journeys("handoffs_mean", "Handoffs a journey", "handoffs", "lower"),
    _journeys("handoffs_2plus", "Journeys with two or more handoffs", "handoffs_2plus", "lower", _SHARE),
    _journeys("transfers_mean", "Transfers a journey", "transfers", "lower"),
    _journeys("re_explanations_mean", "Re-explanations a journey", "re_explanations", "lower"),
    _journeys("repeat_contacts_mean", "Repeat contacts a journey", "repeats", "lower"),
    _journeys("channel_switches_mean", "Channel switches a journey", "channel_switches", "lower"),
    _contacts("fcr", "First-contact resolution", "resolved_first", "first", "higher"),
    _contacts("fcr_of_answered", "First-contact resolution, of the answered", "resolved_first",
              "first_answered", "higher"),
    Measure("promise_missed", "share", "Promises missed", "touchpoints", "promises_missed", "promises",
            "lower", 3),
    _quantile("journey_hours_p50", "h", "Median length of a journey", "hours", 0.50),
    _journeys("ces_mean", "Ease (CES 1-7, 7 is easy)", "ces", "higher", ("score", 2)),
    _journeys("ces_hard", "Hard journeys (CES 1-3)", "ces_hard", "lower", _SHARE),
    _journeys("csat_top2", "Satisfied with the journey (4-5)", "csat_top2", "higher", _SHARE),
    Measure("touchpoint_csat_top2", "share", "Satisfied with a touchpoint (4-5)", "touchpoints", "csat_top2",
            "rows", "higher", 3),
    Measure("csat_gap", "share", "Satisfied with its touchpoints, less with the journey", "journeys",
            "csat_gap", "with_touchpoints", "", 3),
    _journeys("nps", "Net promoter score", "nps", "higher", ("points", 1)),
    Measure("occupancy", "share", "Agents busy", "staffing", "busy_h", "present_h", "", 3),
    Measure("overtime_h", "h", "Overtime in the window", "staffing", "overtime_h", "replications",
            "lower", 1),
    Measure("paid_h", "h", "Paid hours in the window", "staffing", "paid_h", "replications", "", 0),
    Measure("cost_per_week", "money", "Cost a week", "spending", "cost", "weeks", "lower", 0),
    Measure("budget_per_week", "money", "Staff and channel cost a week", "spending", "budget", "weeks",
            "", 0),
    Measure("cost_per_journey", "money", "Cost a journey", "spending", "cost", "journeys", "lower", 2),
    Measure("cost_per_customer", "money", "Cost a customer with a journey", "spending", "cost", "customers",
            "lower", 2),
    Measure("cost_per_completed", "money", "Cost a completed journey", "spending", "cost",
            "completed_journeys", "lower", 2),
    _journeys("handling_cost_per_journey", "Cost of handling a journey, idle time left out", "cost",
              "lower", ("money", 2)),
    Measure("journeys_per_customer", "", "Journeys a customer", "customers", "journeys", "rows", "", 3),
    _customers("contacts_per_customer", "Contacts a customer", "contacts"),
    _customers("handoffs_per_customer", "Handoffs a customer", "handoffs"),
    _customers("wait_per_customer_s", "Wait a customer", "wait_s", ("s", 1)),
    _customers("hard_journeys_per_customer", "Hard journeys a customer (CES 1-3)", "ces_hard"),
    _completed("contacts_per_completed", "Contacts a completed journey", "contacts"),
    _completed("handoffs_per_completed", "Handoffs a completed journey", "handoffs"),
    _completed("wait_per_completed_s", "Wait a completed journey", "wait_s", ("s", 1)),
    _completed("hard_journeys_per_completed", "Hard journeys a completed one (CES 1-3)", "ces_hard"),
)

MEASURES = {measure.name: measure for measure in _DEFINED}
"""All measures by name, in the order in which tables show them."""
