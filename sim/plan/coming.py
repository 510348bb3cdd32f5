"""Who comes in a plan: segments and their returns, demands by rate, by count or as recorded.

Part of `sim.plan.model`, which says what all its records share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.plan.tables import Table
from sim.scenario.frozen import Frozen
from sim.scenario.laws import Law

MOST_ARRIVALS: Final = 1 << 24
"""No demand and segment has more arrivals in a run: ordinals of further journeys are counted on from here."""


@dataclass(frozen=True)
class Returns(Frozen):
    """Whether and when customers of a segment come again, by what they lived through."""

    after: Table[Law]        # from the end of a journey to the next
    stays: Table[float]      # share who come again at all
    hard_handoffs: int       # a journey is hard with at least so many; -1 whatever their number
    hard_wait: int           # or if one waited longer, microseconds; -1
    hard_contacts: int       # or with at least so many contacts; -1
    hard_unresolved: bool    # or if a matter ended unresolved


@dataclass(frozen=True)
class Segment(Frozen):
    """A kind of customer."""

    name: str
    customers: int   # 0: every journey has its own customer
    returns: Returns | None


@dataclass(frozen=True)
class Moments(Frozen):
    """Recorded arrivals of one demand and segment; every array of shape (m,), in order."""

    times: NDArray[np.int64]       # microseconds since time 0; of resampled days, since their midnight
    days: NDArray[np.int64]        # resampled: the recorded day, 0 for the run's first
    customers: NDArray[np.int64]   # -1 unknown
    steps: NDArray[np.int64]       # first step; -1 as the demand says
    takes: NDArray[np.int64]       # first service, microseconds; -1 drawn
    key: int                       # of the demand's name, for draws of days
    by_weekday: tuple[tuple[int, ...], ...]   # recorded days to draw from, Monday's first; () as recorded


@dataclass(frozen=True)
class Demand(Frozen):
    """Where journeys of one demand and segment come from: rates, or the round of a book of customers."""

    name: str
    segment: int
    key: int                       # of (demand, segment), for draws
    step: int                      # first step
    proactive: bool                # begun by the company: no journey in the measures
    edges: NDArray[np.int64]       # (n + 1,) microseconds
    rates: NDArray[np.float64]     # (n,) journeys a microsecond; as they are on average where given
    counts: NDArray[np.int64] | None   # (n,) exact numbers between the edges; None: by the rates
    moments: Moments | None        # recorded ones; None: by rates or counts
    outside: int                   # recorded ones that lie outside the run and do not come
    factor: int                    # index into Plan.factors; -1 none
    every: int                     # proactive: each customer once in this time; 0: by rates


@dataclass(frozen=True)
class Factor(Frozen):
    """A random swing of demand, one draw a day, shared by whatever names it. The law is of a number
    without unit, so its `quantile` (mean 1 usually) is used, not its `sample`."""

    key: int     # of the first demand (by name) that names it; does not hold the factor's name
    law: Law
