"""The further questions of a comparison, asked with `uncertain` and `what_matters`: prepared, run, told.

In: scenarios and what is asked. Out: rows beyond those that every comparison has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sim.errors import WrongUse
from sim.measures.replication import Settings
from sim.plan.model import Plan
from sim.study.doubt.inputs import supposable
from sim.study.doubt.sureness import Row
from sim.study.doubt.trials import Trial, plans_of, run_trials
from sim.study.doubt.uncertain import FEWEST, OuterSample, outer_sample
from sim.study.enough import Progress
from sim.study.entrants import Entrant
from sim.study.execution import Interrupted
from sim.study.result import Tables
from sim.study.tables import table


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked beyond the comparison.

    Attributes
    ----------
    uncertain : draws of the assumed numbers; 0: they are not drawn.
    """

    uncertain: int = 0

    @property
    def manifest(self) -> dict[str, Any]:
        """What the digest names of it: nothing where nothing is asked."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class Answers:
    """What came of it.

    Attributes
    ----------
    rows : table to rows beyond those that every comparison has.
    lost : what was asked for and is missing as Ctrl-C came first, in words; empty: nothing.
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    lost: str = ""

    def added_to(self, tables: Tables) -> Tables:
        """The tables with these rows at their ends."""
        import pyarrow as pa

        return replace(tables, **{
            name: pa.concat_tables([getattr(tables, name), table(name, rows)])
            for name, rows in self.rows.items()
        })


LOST = "what the assumed numbers do to it was not finished and is lost"


@dataclass(frozen=True, slots=True)
class Further:
    """Questions made ready: everything that can be wrong with them was said.

    Attributes
    ----------
    sample : of all inputs together, if they are to be drawn.
    plans : what must be run.
    """

    sample: OuterSample | None
    plans: Mapping[Trial, Plan]

    def behind(self, progress: Progress) -> Progress:
        """Progress of what comes first, told with all that is still to come behind it."""
        return lambda done, first: progress(done, None if first is None else first + len(self.plans))

    def answered(self, settings: Settings, workers: int, done: Callable[[int], None]) -> Answers:
        """Run it all, or after Ctrl-C nothing of it."""
        try:
            told = run_trials(self.plans, settings, workers, done)
        except Interrupted:
            return Answers(lost=LOST)
        rows: dict[str, list[Row]] = {}
        for name, row in self.sample.rows(told) if self.sample is not None else ():
            rows.setdefault(name, []).append(row)
        return Answers(rows)


def further(entrants: Sequence[Entrant], asked: Asked) -> Further | None:
    """Prepare what is asked; None where nothing is.

    Raises
    ------
    WrongUse
        Where there is nothing to compare or to vary, or too few draws are asked for.
    WrongInput
        With all faults of numbers that do not fit where they stand.
    """
    if not asked.manifest:
        return None
    if 0 < asked.uncertain < FEWEST:
        raise WrongUse(f"uncertain needs at least {FEWEST} draws, got {asked.uncertain}")
    of = supposable(entrants)
    sample = outer_sample(of, asked.uncertain) if asked.uncertain else None
    trials: list[Trial] = []
    if sample is not None:
        trials += sample.trials()
    return Further(sample, plans_of(of, trials))
