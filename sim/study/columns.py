"""The columns of the result tables that a study makes: name, dtype, unit and meaning.

Docs and tests read them here; tables that come whole from the measures describe theirs in `sim.measures`.
"""

from __future__ import annotations

from sim.records.columns import Column
from sim.study.doubt.columns import BREAK_EVEN, SENSITIVITY, SURENESS

_UNIT = "of the measure"

_INTERVAL = (
    Column("low", "float64", "of the value", "lower end of the 95 % interval; empty where there is none"),
    Column("high", "float64", "of the value", "upper end"),
    Column("n", "int32", "", "replications"),
    Column("method", "string", "", "how the interval was made, or why there is none"),
)

MEASURES = (
    Column("scenario", "string", "", "the scenario file's name, without ending"),
    Column("replication", "int32", "", "number of the replication, from 0"),
    Column("measure", "string", "", "name of the measure, as the command `measures` defines it"),
    Column("group", "string", "", "what it is about: all, or segment=business, team=..., hour=..."),
    Column("value", "float64", _UNIT, "empty where there were no events"),
    Column("numerator", "float64", "", "empty for quantiles"),
    Column("denominator", "float64", "", "events, or values of a quantile"),
)

ESTIMATES = (
    Column("scenario", "string", "", "the scenario file's name"),
    Column("measure", "string", "", "name of the measure"),
    Column("group", "string", "", "what it is about"),
    Column("value", "float64", _UNIT, "pooled over the replications; empty where there were no events"),
    Column("low", "float64", _UNIT, "lower end of the 95 % interval; empty where there is none"),
    Column("high", "float64", _UNIT, "upper end"),
    Column("n", "int32", "", "replications"),
    Column("method", "string", "", "how the interval was made, or why there is none"),
)

TOUCHPOINTS = (
    Column("scenario", "string", "", "the scenario file's name"),
    Column("touchpoint", "string", "", "a channel, a touchpoint or a step; (no place): away from all"),
    Column("expectation", "string", "", "empty: the touchpoint itself; else the expectation's name"),
    Column("quantity", "string", "", "visits: a journey; wait_s: mean of visits that joined a queue; "
           "time_s, csat, csat_top2, handoffs, re_explanations: means of a visit; importance: its part in "
           "the spread of ease, all touchpoints add up to 1; below_minimum: share of visits that took longer "
           "than customers accept; from_benchmark_s: mean less benchmark; weighted_gap: importance x "
           "below_minimum. Visits are those that begin in the window, on journeys begun by customers"),
    Column("value", "float64", "of the quantity", "pooled over the replications; empty: no events"),
    *_INTERVAL,
)

COMPARISON = (
    Column("measure", "string", "", "name of the measure"),
    Column("group", "string", "", "what it is about"),
    Column("baseline", "string", "", "the base, or an alternative that costs about the same"),
    Column("alternative", "string", "", "name of the alternative"),
    Column("mean_baseline", "float64", _UNIT, "the base, pooled over the replications"),
    Column("mean_alternative", "float64", _UNIT, "the alternative, likewise"),
    Column("difference", "float64", _UNIT, "alternative less base, replications paired"),
    Column("low", "float64", _UNIT, "lower end of the difference's interval; empty where there is none"),
    Column("high", "float64", _UNIT, "upper end"),
    Column("n", "int32", "", "replications"),
    Column("family", "string", "", "primary of k: 95 % for all k together; individual: 95 % for itself"),
    Column("verdict", "string", "", "better, worse, different but too little to matter, ..."),
    Column("method", "string", "", "how the interval was made, or why there is none"),
    Column("lowest", "float64", _UNIT, "the difference with journeys still open in the alternative at their "
           "lowest and in the base at their highest; empty outside the primary family"),
    Column("highest", "float64", _UNIT, "the other way round"),
)

CHANGES = (
    Column("baseline", "string", "", "name of the base"),
    Column("alternative", "string", "", "name of the alternative"),
    Column("quantity", "string", "", "wait_s, handoffs or ces of a journey"),
    Column("group", "string", "", "all; contact: with a contact in either; segment=... or reason=..., of the "
           "base"),
    Column("change", "string", "", "matched, avoided, new: journeys a replication; better, worse, unchanged: "
           "shares of the matched; better_by_luck, worse_by_luck, unchanged_by_luck: the same of the base "
           "against itself with other luck (first two replications, then every fourth); mean: change of the "
           "matched; base_mean, alternative_mean: the matched in each; gain_mean, loss_mean: size of the "
           "change among the better, the worse; between: share of the matched by size of change"),
    Column("least", "float64", "of the quantity", "between: the change is at least this; empty: open"),
    Column("below", "float64", "of the quantity", "between: and less than this; empty: open"),
    Column("value", "float64", "", "pooled over the replications"),
    Column("low", "float64", "", "lower end of the 95 % interval; empty where there is none"),
    Column("high", "float64", "", "upper end"),
    Column("n", "int32", "", "replications"),
    Column("method", "string", "", "how the interval was made, or why there is none"),
)

DRIVERS = (
    Column("baseline", "string", "", "name of the base"),
    Column("alternative", "string", "", "name of the alternative"),
    Column("group", "string", "", "all, or segment=...; with a place always all"),
    Column("place", "string", "", "empty: everywhere; process=..., touchpoint=...: what of the driver came "
           "about there; touchpoint=(no place): away from every touchpoint"),
    Column("driver", "string", "", "a feature of the experience model; unmatched: journeys in one of the two "
           "only; total: the difference of ces_mean, which the others without a place add up to"),
    Column("value", "float64", "score", "what it adds to the mean ease (CES) of a journey; accounting, not "
           "causation"),
    Column("low", "float64", "score", "lower end of the 95 % interval; empty where there is none"),
    Column("high", "float64", "score", "upper end"),
    Column("n", "int32", "", "replications"),
    Column("method", "string", "", "how the interval was made, or why there is none"),
)

PAIRING = (
    Column("baseline", "string", "", "name of the base"),
    Column("alternative", "string", "", "name of the alternative"),
    Column("measure", "string", "", "name of the measure, of all journeys"),
    Column("ratio", "float64", "", "variance of the difference, had the two not shared customers and luck, "
           "over that of the paired difference: so many times the replications would be needed"),
    Column("low", "float64", "", "lower end of the 95 % interval; empty where there is none"),
    Column("high", "float64", "", "upper end"),
    Column("ceiling", "float64", "", "the most that the two spreads allow; empty: equal spreads allow any"),
    Column("n", "int32", "", "replications"),
    Column("method", "string", "", "how the interval was made, or why there is none"),
)

COSTS = (
    Column("scenario", "string", "", "the scenario file's name"),
    Column("item", "string", "", "staff, overtime, channels, contacts, lost_sales, defection, total: a week; "
           "one_off: once"),
    Column("value", "float64", "money", "pooled over the replications; one_off as stated"),
    *_INTERVAL,
)

WORTH = (
    Column("baseline", "string", "", "name of the base"),
    Column("alternative", "string", "", "name of the alternative"),
    Column("quantity", "string", "", "cost_per_week, cost_per_year (52 weeks), one_off: alternative less "
           "base; hard_journeys_per_week: avoided; cost_per_1000_hard_avoided: without defection, negative "
           "where money is saved as well; saved_per_1000_hard_added: the reverse; payback_weeks: one_off / "
           "saved a week; break_even_kept_customer: value of a customer at which it costs nothing, with the "
           "stated share of hard journeys"),
    Column("value", "float64", "money, journeys or weeks", "empty where it would mean nothing: see method"),
    *_INTERVAL,
)

SELECTION = (
    Column("measure", "string", "", "wait_mean_s, handoffs_mean or ces_mean: those with a `matters`, d"),
    Column("scenario", "string", "", "the scenario file's name"),
    Column("rank", "int32", "", "1 is best, by the value"),
    Column("value", "float64", _UNIT, "pooled over the replications"),
    Column("low", "float64", _UNIT, "lower end of the 95 % interval; empty where there is none"),
    Column("high", "float64", _UNIT, "upper end"),
    Column("status", "string", "", "best within d: with 95 % confidence no other is better by d or more; "
           "still in the race: more replications would decide; out"),
    Column("left_at", "int32", "", "after how many replications it was out; empty: it was not"),
    Column("n", "int32", "", "replications"),
    Column("method", "string", "", "how the interval was made, or why there is none; the procedure and d"),
)

DISTRIBUTIONS = (
    Column("scenario", "string", "", "the scenario file's name"),
    Column("replication", "int32", "", "number of the replication; empty: all of them together"),
    Column("quantity", "string", "", "what is spread: wait_s, handoffs, ces ..."),
    Column("unit", "string", "", "of the quantity"),
    Column("group", "string", "", "all, or segment=..."),
    Column("upper", "float64", "of the quantity", "upper end of the category, included; empty: open"),
    Column("count", "float64", "", "journeys or contacts in it; for scores the sum of probabilities"),
)

FLOWS = (
    Column("scenario", "string", "", "the scenario file's name"),
    Column("level", "string", "", "steps, beside, channels, legs, asks, reaches or work"),
    Column("segment", "string", "", "name of the segment"),
    Column("source", "string", "", "from where; start where something begins"),
    Column("target", "string", "", "to where, or how it ended"),
    Column("count", "float64", "", "moves a replication"),
    Column("journeys", "float64", "", "different journeys a replication"),
    Column("between_s", "float64", "s", "from reaching the source to reaching the target, mean of a move"),
    Column("wait_s", "float64", "s", "waited at the source (legs: before the target), mean of a move"),
)

STAFFING = (
    Column("scenario", "string", "", "the scenario file's name"),
    Column("team", "string", "", "name of the team"),
    Column("begins", "string", "", "date and time, in the scenario's calendar"),
    Column("length_s", "float64", "s", "length of the interval"),
    *(Column(name, "float64", unit, f"{meaning}, mean of the replications") for name, unit, meaning in (
        ("scheduled", "heads", "on shift, absent and away included"),
        ("present", "heads", "busy or idle, overtime included"),
        ("busy", "heads", "with a contact or work in hand"),
        ("away", "heads", "absent or away, paid"),
        ("overtime", "heads", "busy after the end of the shift"),
        ("queue", "contacts", "waiting, mail and back-office work included"),
        ("needed", "heads", "handle time that joined the queue, over the interval"),
        ("joined", "contacts", "joined the queue where one waits, on phone or chat"),
        ("waited_s", "s", "their waits in it, added up"),
    )),
)

WARM_UP = (
    Column("scenario", "string", "", "the scenario file's name"),
    Column("measure", "string", "", "what was followed in the pilot: wait_s, handoffs, repeats ..."),
    Column("begins", "float64", "s", "from when on, since the pilot began empty"),
    Column("value", "float64", "", "mean of the pilot's replications; empty where nothing happened"),
    Column("cut_s", "float64", "s", "when this measure had settled (MSER-5)"),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "measures": MEASURES,
    "estimates": ESTIMATES,
    "touchpoints": TOUCHPOINTS,
    "comparison": COMPARISON,
    "changes": CHANGES,
    "drivers": DRIVERS,
    "pairing": PAIRING,
    "sureness": SURENESS,
    "costs": COSTS,
    "worth": WORTH,
    "selection": SELECTION,
    "break_even": BREAK_EVEN,
    "sensitivity": SENSITIVITY,
    "distributions": DISTRIBUTIONS,
    "flows": FLOWS,
    "staffing": STAFFING,
    "warm_up": WARM_UP,
}
"""Tables by the name of their file."""
