"""The codes of `sim.records.columns` as plain integers, for the engine, which writes millions of them:
a member of an enumeration is slower to combine and to pack than the integer it stands for."""

from __future__ import annotations

from sim.records.columns import Flag, Kind, LegOutcome

STEP, MENU, HUMAN, QUEUE = int(Kind.STEP), int(Kind.MENU), int(Kind.HUMAN), int(Kind.QUEUE)
TURNED_AWAY, WORK, PROACTIVE, END = int(Kind.TURNED_AWAY), int(Kind.WORK), int(Kind.PROACTIVE), int(Kind.END)

DONE, RESOLVED, UNRESOLVED = int(LegOutcome.DONE), int(LegOutcome.RESOLVED), int(LegOutcome.UNRESOLVED)
PASSED_ON, ABANDONED, BALKED = int(LegOutcome.PASSED_ON), int(LegOutcome.ABANDONED), int(LegOutcome.BALKED)
BLOCKED, CLOSED, HUNG_UP = int(LegOutcome.BLOCKED), int(LegOutcome.CLOSED), int(LegOutcome.HUNG_UP)
SELF_SERVED, OPEN = int(LegOutcome.SELF_SERVED), int(LegOutcome.OPEN)

HANDOFF, RE_EXPLAINED, TRANSFER = int(Flag.HANDOFF), int(Flag.RE_EXPLAINED), int(Flag.TRANSFER)
WARM, WRONG_TEAM, OWNER = int(Flag.WARM), int(Flag.WRONG_TEAM), int(Flag.OWNER)
FIRST_OF_CONTACT, REPEAT = int(Flag.FIRST_OF_CONTACT), int(Flag.REPEAT)
LAST_OF_CONTACT, LAST_OF_MATTER = int(Flag.LAST_OF_CONTACT), int(Flag.LAST_OF_MATTER)
PROMISE_KEPT, PROMISE_MISSED = int(Flag.PROMISE_KEPT), int(Flag.PROMISE_MISSED)
MISROUTED, TROUBLE = int(Flag.MISROUTED), int(Flag.TROUBLE)
