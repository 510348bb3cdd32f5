"""The guesses of a study drawn together: what an outer sample of them does to every difference.

In: scenarios with inputs. Out: the trials that it takes, then rows of `sureness` and `break_even`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sim.stats.designs import latin_hypercube
from sim.stats.variance_split import Floats
from sim.study.doubt.break_even import fitted_rows
from sim.study.doubt.inputs import Supposable
from sim.study.doubt.sureness import INPUTS_VARIED, Doubted, Row, Series, sureness_rows
from sim.study.doubt.trials import Trial, trial

REPLICATIONS = 2
"""Of each draw: enough to tell luck from what the draws do (Song, Nelson & Pegden 2014)."""
FEWEST = 5


@dataclass(frozen=True, slots=True)
class OuterSample:
    """Draws of all inputs by Latin hypercube, shared by the scenarios.

    Every replication has luck of its own, the same for all scenarios; the draws of the experience model
    are crossed with those of the inputs, as scoring again costs next to nothing.
    """

    of: Supposable
    shares: dict[str, Floats]

    @property
    def draws(self) -> int:
        """How many."""
        return len(next(iter(self.shares.values())))

    def trials(self) -> list[Trial]:
        """What must be run."""
        return [one for place in range(len(self.of.entrants)) for draw in self._drawn(place) for one in draw]

    def rows(self, told: Mapping[Trial, Doubted], fitted: bool) -> Iterator[tuple[str, Row]]:
        """Rows with the name of their table; `fitted`: those of `break_even`, too."""
        names = [one.note.name for one in self.of.entrants]
        series: list[Series] = [
            [[told[one] for one in draw] for draw in self._drawn(place)] for place in range(len(names))
        ]
        places = np.column_stack([self.shares[one.path] for one in self.of.inputs])
        for name, theirs in zip(names[1:], series[1:], strict=True):
            pair = (names[0], name)
            for row in sureness_rows(pair, series[0], theirs, INPUTS_VARIED):
                yield "sureness", row
            for row in fitted_rows(pair, (series[0], theirs), self.of.inputs, places) if fitted else ():
                yield "break_even", row

    def _drawn(self, place: int) -> list[list[Trial]]:
        """The trials of one scenario, by draw."""
        return [
            [
                trial(self.of, place, {path: float(drawn[draw]) for path, drawn in self.shares.items()},
                      draw * REPLICATIONS + again)
                for again in range(REPLICATIONS)
            ]
            for draw in range(self.draws)
        ]


def outer_sample(of: Supposable, draws: int) -> OuterSample:
    """A sample of so many draws; an input's own do not depend on which others there are."""
    seed = of.entrants[0].plan.seed
    return OuterSample(of, latin_hypercube(seed, [one.path for one in of.inputs], draws))
