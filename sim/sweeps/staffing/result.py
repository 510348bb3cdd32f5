"""What a search for staffing gives: small frozen records, and tables that pandas, polars and DuckDB read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.stats.estimate import Estimate
from sim.study.result import ScenarioNote
from sim.sweeps.staffing.goals import Goal, Standing, Verdict

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Staffing:
    """One staffing, and what fresh replications say of it.

    Attributes
    ----------
    scenario : its name.
    settings : path to what stands there, of the staffing.
    choices : path to what stands there, of what may be chosen besides.
    pay : of its shifts, a week.
    cost : staff and channel cost a week; None where it was not verified.
    saved : today's cost less this one's, replications paired; None where they do not share replications.
    standings : every goal for every group, with joint intervals; empty where it was not verified.
    verdict : of all goals together.
    error : why it failed; empty where it did not.
    """

    scenario: str
    settings: dict[str, Any]
    choices: dict[str, Any]
    pay: float
    cost: Estimate | None = None
    saved: Estimate | None = None
    standings: tuple[Standing, ...] = ()
    verdict: Verdict = Verdict.NOT_SHOWN
    error: str = ""


@dataclass(frozen=True, slots=True)
class Searched:
    """How it was found.

    Attributes
    ----------
    staffings : how many there are.
    tried : how many of them were simulated.
    failed : how many of those failed.
    search, verification : replications of each.
    computed : replications that were simulated now; the rest was in the store.
    guess : where the search began.
    worse : factors of which more made a goal worse, with the goal's name.
    """

    staffings: int
    tried: int
    failed: int
    search: int
    verification: int
    computed: int
    guess: Staffing
    worse: dict[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search found, in words and numbers that need no table.

    Attributes
    ----------
    title : in words.
    base : what is told of the base besides, such as its currency and its service level's target.
    goals : what was asked for.
    confidence : that all that is said of goals and neighbours is true.
    plan : the staffing; None: none within the ranges was shown to keep the goals.
    today : the base as it is.
    looked_at : the staffings that fresh replications did not show to keep the goals, the last the safest.
    neighbours : factor to the staffing with one level less; None where the plan has the lowest already.
    nearest : without a plan, the staffing whose goals were nearest to being kept.
    searched : how it was found.
    """

    title: str
    base: ScenarioNote
    goals: tuple[Goal, ...]
    confidence: float
    plan: Staffing | None
    today: Staffing
    looked_at: tuple[Staffing, ...]
    neighbours: dict[str, Staffing | None]
    nearest: Staffing | None
    searched: Searched

    @property
    def offered(self) -> Staffing | None:
        """What there is to look at: the plan, else the safest that was looked at, else the nearest."""
        return self.plan or next(reversed(self.looked_at), self.nearest)


@dataclass(frozen=True, slots=True)
class OptimiseResult(Outcome):
    """The cheapest staffing that is shown to keep the goals, or that none was; and where all of it stands.

    Attributes
    ----------
    manifest : what the folder's digest names.
    folder : where it stands on disk; None if it was not kept.
    tables : by name, as `sim.sweeps.staffing.columns` documents them.
    """

    manifest: dict[str, Any] = field(default_factory=dict)
    folder: Path | None = None
    tables: dict[str, pa.Table] = field(default_factory=dict)
