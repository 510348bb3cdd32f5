"""The further questions of a comparison, asked with `uncertain` and `what_matters`: prepared, run, told.

In: scenarios and what is asked. Out: rows beyond those that every comparison has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sim.errors import WrongUse
from sim.measures.replication import Settings
from sim.plan.model import Plan
from sim.study.doubt.inputs import supposable
from sim.study.doubt.sureness import Doubted, Row
from sim.study.doubt.trials import Trial, plans_of, run_trials
from sim.study.doubt.uncertain import FEWEST, OuterSample, outer_sample
from sim.study.doubt.what_matters import Screening, screening
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
    uncertain : draws of the assumed numbers together; 0: they are not drawn.
    what_matters : whether each is moved through its range, alone and along with others.
    """

    uncertain: int = 0
    what_matters: bool = False

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


Written = Sequence[Sequence[Doubted]]
"""For each scenario, as it is written, what its replications told."""

LOST = "what the assumed numbers do to it was not finished and is lost"


@dataclass(frozen=True, slots=True)
class Further:
    """Questions made ready: everything that can be wrong with them was said.

    Attributes
    ----------
    sample : of all inputs together, if they are to be drawn.
    screening : of one after the other, if that is asked.
    plans : what must be run.
    """

    sample: OuterSample | None
    screening: Screening | None
    plans: Mapping[Trial, Plan]

    def behind(self, progress: Progress) -> Progress:
        """Progress of what comes first, told with all that is still to come behind it."""
        return lambda done, first: progress(done, None if first is None else first + len(self.plans))

    def answered(
        self, written: Written, settings: Settings, workers: int, done: Callable[[int], None]
    ) -> Answers:
        """Run all that `written` does not hold; after Ctrl-C there is nothing of it."""
        told = {
            Trial(place, (), number): one
            for place, parts in enumerate(written) for number, one in enumerate(parts)
        }
        try:
            told |= run_trials(self.plans, settings, workers, done)
        except Interrupted:
            return Answers(lost=LOST)
        rows: dict[str, list[Row]] = {}
        for name, row in self._rows(told, len(written[0])):
            rows.setdefault(name, []).append(row)
        return Answers(rows)

    def _rows(self, told: Mapping[Trial, Doubted], known: int) -> Iterator[tuple[str, Row]]:
        if self.sample is not None:
            yield from self.sample.rows(told, fitted=self.screening is None)
        if self.screening is not None:
            yield from self.screening.rows(told, known)


def further(entrants: Sequence[Entrant], asked: Asked, replications: int) -> Further | None:
    """Prepare what is asked; None where nothing is.

    Parameters
    ----------
    replications : of the comparison itself, at least so many: they need not be run again.

    Raises
    ------
    WrongUse
        Where there is nothing to compare or to vary, or too few draws or replications are asked for.
    WrongInput
        With all faults of numbers that do not fit where they stand.
    """
    if not asked.manifest:
        return None
    if 0 < asked.uncertain < FEWEST:
        raise WrongUse(f"uncertain needs at least {FEWEST} draws, got {asked.uncertain}")
    if asked.what_matters and replications < 2:
        raise WrongUse("what matters shows only in two replications or more")
    of = supposable(entrants)
    sample = outer_sample(of, asked.uncertain) if asked.uncertain else None
    walks = screening(of, replications) if asked.what_matters else None
    trials = [one for part in (sample, walks) if part is not None for one in part.trials()]
    news = (one for one in trials if one.shares or one.replication >= replications)
    return Further(sample, walks, plans_of(of, news))
