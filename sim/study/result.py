"""What a study gives: a small frozen record whose tables pandas, polars and DuckDB read as they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.measures.expectations import Expectation

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a result, as Arrow tables.

    `sim.study.columns` documents every column; those of a comparison are empty for one scenario.
    """

    measures: pa.Table
    estimates: pa.Table
    touchpoints: pa.Table
    comparison: pa.Table
    changes: pa.Table
    drivers: pa.Table
    selection: pa.Table
    pairing: pa.Table
    sureness: pa.Table
    costs: pa.Table
    worth: pa.Table
    break_even: pa.Table
    sensitivity: pa.Table
    distributions: pa.Table
    flows: pa.Table
    staffing: pa.Table
    warm_up: pa.Table


@dataclass(frozen=True, slots=True)
class ScenarioNote:
    """What a reader of results must know of a scenario.

    Attributes
    ----------
    name : as the tables name it.
    title : in words.
    question : that it was written to answer; may be empty.
    currency : of its money.
    segments : names of its segments.
    teams : team to the number of its agents, in the order of the file.
    matters : measure to the smallest difference that matters.
    goals : measure to the least and the most that is asked for, in the measure's unit; None: no bound.
    experience : which experience model predicted the scores.
    measured_weeks : length of the measured window.
    answer_within_s : target of the service level, seconds.
    expectations : what customers expect of touchpoints, and who answers for it.
    warm_up_s : how long was simulated before measuring began, seconds.
    recorded : whether it is a real event log, whose batches of cases stand in the place of replications.
    """

    name: str
    title: str
    question: str
    currency: str
    segments: tuple[str, ...]
    teams: dict[str, int]
    matters: dict[str, float]
    goals: dict[str, tuple[float | None, float | None]]
    experience: str
    measured_weeks: float
    answer_within_s: float
    expectations: tuple[Expectation, ...] = ()
    warm_up_s: float = 0.0
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Precision:
    """How precise the result was to be.

    Attributes
    ----------
    half_widths : measure to the half-width that was asked for, in its unit: in a comparison of the
        difference of every alternative, else of the value.
    at_most : the most replications that it might take.
    pilot : the first replications, from whose variances the number followed.
    """

    half_widths: dict[str, float]
    at_most: int
    pilot: int


@dataclass(frozen=True, slots=True)
class Result:
    """One scenario, or alternatives compared with a base.

    Attributes
    ----------
    scenarios : the base, then the alternatives.
    tables : everything that was measured.
    seed, replications : of all of them.
    asked : replications that were asked for; more than `replications` after Ctrl-C.
    precision : where it decided how many replications there are; None where their number was fixed.
    manifest : what the digest names: scenarios resolved, seed, versions.
    folder : where it stands on disk; None if it was not stored.
    lost : what was asked for beside, and is missing as Ctrl-C came first, in words; empty: nothing.
    from_disk : whether it was found there instead of being computed.
    """

    scenarios: tuple[ScenarioNote, ...]
    tables: Tables
    seed: int
    replications: int
    asked: int
    manifest: dict[str, Any]
    folder: Path | None = None
    lost: str = ""
    from_disk: bool = False
    precision: Precision | None = None

    @property
    def base(self) -> ScenarioNote:
        """The scenario that the others are compared with."""
        return self.scenarios[0]

    @property
    def alternatives(self) -> tuple[ScenarioNote, ...]:
        """The others; empty for a single run."""
        return self.scenarios[1:]

    def first_moment(self, scenario: str) -> datetime:
        """Midnight of the first day of a scenario's calendar."""
        from sim.scenario.schema import Run

        written = next(one["scenario"] for one in self.manifest["scenarios"] if one["name"] == scenario)
        first = written.get("run", {}).get("starts", Run().starts)
        day = first if isinstance(first, date) else date.fromisoformat(str(first))
        return datetime.combine(day, datetime.min.time())
