"""How much one replication may hold: customers who go round and round are stopped before the machine is.

What the plan itself shows to be too large, `sim.plan.bounds` has refused before.
"""

from __future__ import annotations

from typing import Final

from sim.errors import RunFailed

MOST_ENTRIES: Final = 1 << 14
"""Of one journey into one step: the entry takes so many bits in the number of a matter."""
MOST_CONTACTS: Final = 30_000
"""Of one matter, as of agents who deal with it: `contact` and `leg` of the record hold 32,767."""
MOST_TRIPS: Final = 20_000_000
"""Journeys of one replication, those of customers who come again among them."""
MOST_TIMES: Final = 10_000
"""That one customer comes again."""


def too_many_entries(step: str) -> RunFailed:
    """A journey that goes round in a loop."""
    return RunFailed(
        f"A journey came to the step {step} {MOST_ENTRIES:,} times: is it a loop that takes hardly any time, "
        "or that nobody leaves?"
    )


def too_many_contacts(step: str) -> RunFailed:
    """A matter that is tried, passed on or called back again and again."""
    return RunFailed(
        f"One matter ({step}) came to {MOST_CONTACTS:,} contacts or agents: give the rows of `after` a "
        "`max`, `transfer` its `max_transfers`, or `callback` fewer `attempts`."
    )


def too_many_trips() -> RunFailed:
    """More journeys than fit."""
    return RunFailed(
        f"One replication came to more than {MOST_TRIPS:,} journeys: do too many customers come again "
        "(segments.*.returns), or does demand swing too far (factors)?"
    )


def too_many_times(segment: str) -> RunFailed:
    """A customer who comes again and again."""
    return RunFailed(
        f"A customer came again {MOST_TIMES:,} times: give segments.{segment}.returns a longer `after`."
    )
