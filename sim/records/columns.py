"""The columns of the record: name, dtype, unit and meaning, in one place that docs and tests read.

Times are microseconds since the scenario's start; -1 stands for "none" in every integer column.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, IntFlag


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    dtype: str
    unit: str
    meaning: str


class Kind(IntEnum):
    """What a row of `legs` tells."""

    STEP = 0      # a step that the customer lives through or waits for, without an agent
    MENU = 1      # a stretch with the IVR
    HUMAN = 2     # a stretch with one agent, with the wait before it
    QUEUE = 3     # a wait that no agent ended (gone, back to a menu, or on to another team)
    TURNED_AWAY = 4   # a contact blocked or closed: no queue, no agent
    WORK = 5      # back-office work
    PROACTIVE = 6     # the company reached the customer
    END = 7       # the journey ends
    JOINED = 8    # a stretch with an agent beside who leads: called into a conference, or consulted
    AT_HOME = 9   # waits at home for the company's call, with a place in line
    RINGING = 10  # an agent rings, until the customer can be talked with


class LegOutcome(IntEnum):
    """How a row of `legs` ended."""

    DONE = 0          # a step, work or menu that leads on
    RESOLVED = 1
    UNRESOLVED = 2
    PASSED_ON = 3     # the contact goes on with another agent, or waits for another team
    ABANDONED = 4     # hung up while waiting, or gave up a step
    BALKED = 5        # left at once as nobody was free
    BLOCKED = 6
    CLOSED = 7
    HUNG_UP = 8       # hung up in the menu
    SELF_SERVED = 9   # resolved in the menu
    OPEN = 10         # not over when the run ended
    INTERRUPTED = 11  # put down for what ranks before it, to be taken up again
    NOT_REACHED = 12  # called back in vain
    WITHDRAWN = 13    # a step, work or mail that nobody waits for any more
    LEFT_MESSAGE = 14


class Flag(IntFlag):
    """What else is true of a row of `legs`."""

    HANDOFF = 1            # another lead agent than the matter's previous human leg
    RE_EXPLAINED = 2       # a handoff at which the customer told it again
    TRANSFER = 4           # reached by a handoff inside the contact
    WARM = 8               # introduced by the agent before
    CONFERENCE = 16        # the agent before stayed in the conversation to its end
    WRONG_TEAM = 32        # the agent's team does not handle the reason
    OWNER = 64             # the agent is the customer's own
    FIRST_OF_CONTACT = 128
    LAST_OF_CONTACT = 256
    LAST_OF_MATTER = 512   # nothing further is tried; `outcome` is the matter's
    PROMISE_KEPT = 1024    # a promise ended here, kept (touchpoints and contacts only)
    PROMISE_MISSED = 2048
    MISROUTED = 4096       # the menu chose a wrong team
    TROUBLE = 8192         # a proactive contact that announced trouble (a broken promise)
    REPEAT = 16384         # the contact is not the matter's first
    RESUMED = 32768        # goes on with what was interrupted
    LEAVES = 65536         # the journey ends, and its customer, who could, does not come again


LEGS = (
    Column("journey", "int32", "", "number of the journey, in order of arrival"),
    Column("step", "int16", "", "index of the step (or of the aside, counted on behind the steps)"),
    Column("matter", "int64", "", "number of the matter in this replication"),
    Column("contact", "int16", "", "number of the contact within the matter, from 0"),
    Column("leg", "int16", "", "number of the row within the matter, from 0"),
    Column("reason", "int16", "", "what the matter is about"),
    Column("channel", "int16", "", "through which channel; the last is work"),
    Column("team", "int16", "", "who answered, or the first team waited for"),
    Column("agent", "int32", "", "who answered"),
    Column("kind", "int8", "", "Kind"),
    Column("outcome", "int8", "", "LegOutcome"),
    Column("flags", "int32", "", "Flag"),
    Column("queued", "int64", "us", "joined the queue"),
    Column("started", "int64", "us", "answered, or the step began"),
    Column("ended", "int64", "us", "the customer left, or the step ended"),
    Column("released", "int64", "us", "the agent was free again: hold, briefing and wrap-up over"),
)

TRIPS = (
    Column("demand", "int16", "", "which demand (and segment) the journey comes from"),
    Column("ordinal", "int64", "", "n-th arrival of its demand and segment, from 0, and 2^24 more for "
           "each journey that the customer had before: the journey's identity"),
    Column("customer", "int64", "", "number of the customer within the segment; -1 unknown"),
    Column("started", "int64", "us", "arrival"),
    Column("ended", "int64", "us", "reached an end; -1 still open"),
    Column("end", "int16", "", "index of the END step reached; -1 still open"),
)

ROSTER = (
    Column("agent", "int32", "", "index of the agent"),
    Column("kind", "int8", "", "0 on shift, 1 absent, 2 away; all paid, 1 and 2 within a shift"),
    Column("starts", "int64", "us", "from"),
    Column("ends", "int64", "us", "until"),
)


class JourneyClass(IntEnum):
    """How a journey came out, in the words of a funnel."""

    COMPLETED = 0
    DROPPED_OUT = 1   # ended at "given_up" or "dropped_out"
    LOST_SALE = 2     # ended at "lost_sale"
    OPEN = 3          # no end reached when the run ended


JOURNEYS = (
    Column("demand", "int16", "", "index of the demand (and segment) that the journey comes from"),
    Column("segment", "int16", "", "index of the customer's segment"),
    Column("process", "int16", "", "index of the process it starts in, in order of first appearance"),
    Column("reason", "int16", "", "what the customer's first contact is about; -1 without a contact"),
    Column("ordinal", "int64", "", "n-th arrival of its demand and segment, from 0"),
    Column("customer", "int64", "", "number of the customer within the segment; -1 unknown"),
    Column("started", "int64", "us", "arrival"),
    Column("ended", "int64", "us", "reached an end; -1 still open"),
    Column("duration_s", "float64", "s", "from start to end; of an open journey until the run ended"),
    Column("outcome", "int16", "", "index of the END step reached; -1 still open"),
    Column("outcome_class", "int8", "", "JourneyClass"),
    Column("begun_by_company", "bool", "", "a proactive demand: never counted as a journey"),
    Column("measured", "bool", "", "starts in the measured window and is the customer's own"),
    Column("wait_s", "float64", "s", "waited in queues of channels where one waits, over all contacts"),
    Column("longest_wait_s", "float64", "s", "the longest single one of these waits"),
    Column("menu_s", "float64", "s", "spent in the menu"),
    Column("delay_s", "float64", "s", "for mail to be answered, for back-office work to be done, at home "
           "until called back, and from a contact to the next of the same matter"),
    Column("contacts", "int32", "", "the customer's own contacts, turned away ones included"),
    Column("repeats", "int32", "", "contacts beyond the first of each matter"),
    Column("channel_switches", "int32", "", "contacts on another channel than the matter's contact before"),
    Column("abandonments", "int32", "", "contacts the customer broke off: in a queue, a menu, or at once"),
    Column("handoffs", "int32", "", "changes of the person who deals with a matter, over contacts too"),
    Column("transfers", "int32", "", "handoffs inside a contact"),
    Column("re_explanations", "int32", "", "handoffs at which the customer told it again"),
    Column("human_legs", "int32", "", "stretches with an agent whom the customer called"),
    Column("owner_share", "float64", "", "share of these with the customer's own agent; 0 without any"),
    Column("promises_kept", "int32", "", "promises on touchpoints and contacts that were kept"),
    Column("promises_missed", "int32", "", "promises on touchpoints and contacts that were broken"),
    Column("told_of_trouble", "int32", "", "proactive contacts that announced trouble"),
    Column("resolved", "bool", "", "it is over, and no matter of it ended but resolved or self-served"),
    Column("cost", "float64", "money", "agents' time at their wage, channel minutes, money a contact"),
    Column("ces", "float64", "1..7", "expected Customer Effort Score 2.0, 7 is easy"),
    Column("ces_hard", "float64", "", "probability of a CES of 1 to 3"),
    Column("csat", "float64", "1..5", "expected satisfaction"),
    Column("csat_top2", "float64", "", "probability of a satisfaction of 4 or 5"),
    Column("nps", "float64", "points", "100 x (probability of 9 or 10 less probability of 0 to 6)"),
)
