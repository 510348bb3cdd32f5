"""The codes of `sim.records.columns` as plain integers, for the engine, which writes millions of them:
a member of an enumeration is slower to combine and to pack than the integer it stands for."""

from __future__ import annotations

from typing import Final

from sim.records.columns import Flag, Kind, LegOutcome

STEP: Final = int(Kind.STEP)
MENU: Final = int(Kind.MENU)
HUMAN: Final = int(Kind.HUMAN)
QUEUE: Final = int(Kind.QUEUE)
TURNED_AWAY: Final = int(Kind.TURNED_AWAY)
WORK: Final = int(Kind.WORK)
PROACTIVE: Final = int(Kind.PROACTIVE)
END: Final = int(Kind.END)
JOINED: Final = int(Kind.JOINED)
AT_HOME: Final = int(Kind.AT_HOME)
RINGING: Final = int(Kind.RINGING)

DONE: Final = int(LegOutcome.DONE)
RESOLVED: Final = int(LegOutcome.RESOLVED)
UNRESOLVED: Final = int(LegOutcome.UNRESOLVED)
PASSED_ON: Final = int(LegOutcome.PASSED_ON)
ABANDONED: Final = int(LegOutcome.ABANDONED)
BALKED: Final = int(LegOutcome.BALKED)
BLOCKED: Final = int(LegOutcome.BLOCKED)
CLOSED: Final = int(LegOutcome.CLOSED)
HUNG_UP: Final = int(LegOutcome.HUNG_UP)
SELF_SERVED: Final = int(LegOutcome.SELF_SERVED)
OPEN: Final = int(LegOutcome.OPEN)
INTERRUPTED: Final = int(LegOutcome.INTERRUPTED)
NOT_REACHED: Final = int(LegOutcome.NOT_REACHED)
LEFT_MESSAGE: Final = int(LegOutcome.LEFT_MESSAGE)
WITHDRAWN: Final = int(LegOutcome.WITHDRAWN)

HANDOFF: Final = int(Flag.HANDOFF)
RE_EXPLAINED: Final = int(Flag.RE_EXPLAINED)
TRANSFER: Final = int(Flag.TRANSFER)
WARM: Final = int(Flag.WARM)
CONFERENCE: Final = int(Flag.CONFERENCE)
WRONG_TEAM: Final = int(Flag.WRONG_TEAM)
OWNER: Final = int(Flag.OWNER)
FIRST_OF_CONTACT: Final = int(Flag.FIRST_OF_CONTACT)
REPEAT: Final = int(Flag.REPEAT)
RESUMED: Final = int(Flag.RESUMED)
LAST_OF_CONTACT: Final = int(Flag.LAST_OF_CONTACT)
LAST_OF_MATTER: Final = int(Flag.LAST_OF_MATTER)
PROMISE_KEPT: Final = int(Flag.PROMISE_KEPT)
PROMISE_MISSED: Final = int(Flag.PROMISE_MISSED)
MISROUTED: Final = int(Flag.MISROUTED)
LEAVES: Final = int(Flag.LEAVES)
TROUBLE: Final = int(Flag.TROUBLE)
