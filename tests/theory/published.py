"""What a published simulation study prints, and whether an estimate of ours is compatible with it.

Two estimates are compatible if they differ by less than the 99.9 % half-width of their difference and half
a unit of the last digit printed. Both come from the same spread between replications: ours, or theirs where
an interval is printed and tells a larger one (a few bad days make most of a mean wait, and a small sample
may hold none). None of this is loose: arrivals and service times are checked against their true means at the
same time, and there 2 % would show.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from scipy import stats

from tests.theory import measured
from tests.theory.observed import LEVEL, Estimate, Measure, observe, plan_of


@dataclass(frozen=True)
class Printed:
    """A published estimate.

    Attributes
    ----------
    measure : the same of ours.
    value : as printed.
    digits : decimals printed.
    half_width : of its interval; None where none is printed.
    level : of that interval.
    """

    measure: Measure
    value: float
    digits: int
    half_width: float | None = None
    level: float = 0.95

    def spread(self, replications: int) -> float:
        """Standard deviation between their replications; 0 where no interval is printed."""
        if self.half_width is None:
            return 0.0
        return self.half_width / student(self.level, replications) * math.sqrt(replications)

    def most_apart(self, ours: Estimate, replications: int) -> float:
        """How far two estimates of the same may lie apart."""
        spread = max(ours.error * math.sqrt(ours.n), self.spread(replications))
        widths = [student(LEVEL, n) * spread / math.sqrt(n) for n in (ours.n, replications)]
        return math.hypot(*widths) + 0.5 * 10.0**-self.digits


@dataclass(frozen=True)
class Study:
    """A published simulation study and the textbook scenario of the same model.

    Attributes
    ----------
    replications : theirs.
    rate : true mean of arrivals a minute of the window.
    service : true mean of `work`.
    results : what they print.
    work : mean minutes with an agent, or a multiple of them.
    """

    scenario: str
    replications: int
    rate: float
    service: float
    results: Mapping[str, Printed]
    work: Measure = field(default_factory=measured.service)

    def observe(self, count: int) -> dict[str, Estimate]:
        """Our estimates of what they print, and of `rate` and `work`, from so many replications."""
        measures = {name: printed.measure for name, printed in self.results.items()}
        measures |= {"rate": measured.rate(), "work": self.work}
        return observe(plan_of(self.scenario), measures, count)

    def apart(self, found: Mapping[str, Estimate]) -> dict[str, tuple[float, float]]:
        """Difference of ours from theirs, and the most that it may be, of each result."""
        return {
            name: (found[name].value - printed.value, printed.most_apart(found[name], self.replications))
            for name, printed in self.results.items()
        }


def student(level: float, n: int) -> float:
    """Half-width of the interval of a mean of n values, in standard errors."""
    return float(stats.t.ppf((1 + level) / 2, n - 1))
