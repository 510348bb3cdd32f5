"""What customers expect of a touchpoint, and how long they waited or it took there.

In: an expectation, the touchpoints of a record, and its rows. Out: the seconds that it is held against.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.measures.places import Places
from sim.measures.spans import begins_of, begun_by_company
from sim.plan.model import Plan
from sim.records.log import Columns, Record

Floats = NDArray[np.float64]
WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What customers expect of a touchpoint.

    Attributes
    ----------
    name : as the scenario calls it.
    touchpoint : a channel, a touchpoint of steps, or a step.
    measure : "wait", in the queues of a contact, or "time", from entering to leaving.
    minimum_s : the longest that customers accept, seconds.
    benchmark_s : the best of the trade; None where nobody said.
    responsible : who answers for it; may be empty.
    """

    name: str
    touchpoint: str
    measure: str
    minimum_s: float
    benchmark_s: float | None
    responsible: str

    def steps(self, plan: Plan) -> NDArray[np.int64]:
        """The steps that it means where it does not name a touchpoint."""
        return np.array([n for n, step in enumerate(plan.steps) if step.name == self.touchpoint], np.int64)


def seconds(plan: Plan, record: Record, visits: Columns, asked: tuple[Expectation, Places]) -> Floats:
    """How long each visit that begins in the measured window took, or was waited for.

    Waits are those of contacts that joined a queue, over all queues of the contact; what was not over when
    the run ended counts with its time so far.

    Parameters
    ----------
    record : a bounded record.
    visits : those of its touchpoints that count.
    """
    expectation, places = asked
    if expectation.touchpoint not in places.touchpoints:
        return _stays(plan, record, expectation.steps(plan))
    rows = visits["touchpoint"] == places.touchpoints.index(expectation.touchpoint)
    waits = expectation.measure == WAIT
    found: Floats = visits["wait_s"][rows & visits["waited"]] if waits else visits["time_s"][rows]
    return found


def _stays(plan: Plan, record: Record, steps: NDArray[np.int64]) -> Floats:
    """From entering a step to leaving it; the rows of one stay are those of one matter."""
    legs, window = record.legs, plan.window
    company = begun_by_company(plan, record.trips)
    rows = np.flatnonzero(np.isin(legs["step"], steps) & ~company[legs["journey"]])
    rows = rows[np.argsort(legs["matter"][rows], kind="stable")]
    first = np.flatnonzero(np.diff(legs["matter"][rows], prepend=-1))
    if not len(rows):
        return np.empty(0)
    begins = np.minimum.reduceat(begins_of(legs)[rows], first)
    ends = np.maximum.reduceat(legs["ended"][rows], first)
    measured = (begins >= window.begins) & (begins < window.ends)
    return (ends - begins)[measured] / 1e6
