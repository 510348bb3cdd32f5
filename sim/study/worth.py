"""Whether an alternative is worth its money: what each scenario costs by item, and what the money buys.

In: for each scenario what it cost a week, replication by replication. Out: rows of `costs` and `worth`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import nan
from typing import Any

from sim.measures.spending import ITEMS
from sim.stats.estimate import Estimate, Pooled
from sim.stats.fieller import fieller_ratio
from sim.stats.ratio import pooled_ratio

Row = tuple[Any, ...]

WEEKS_A_YEAR = 52
RUNNING = tuple(item for item in ITEMS if item != "defection")
"""What is paid; the value of customers lost is what it is weighed against."""

STATED = "as stated"
NOTHING_STATED = "costs.defection is not stated"
NOTHING_TO_PAY_BACK = "nothing to pay back"


@dataclass(frozen=True, slots=True)
class Ledger:
    """A scenario's money.

    Attributes
    ----------
    name : of the scenario.
    weekly : for each replication what `sim.measures.spending.weekly` found.
    one_off : sum of the costs that come once.
    """

    name: str
    weekly: Sequence[dict[str, float]]
    one_off: float

    def pooled(self, *names: str, times: float = 1.0) -> Pooled:
        """The sum of some entries a week, multiplied."""
        sums = [times * sum(week[name] for name in names) for week in self.weekly]
        return pooled_ratio(sums, [1.0] * len(sums))

    @property
    def states_defection(self) -> bool:
        """Whether hard journeys cost customers."""
        return any(week["customers_lost"] > 0 for week in self.weekly)


def cost_rows(ledger: Ledger) -> Iterator[Row]:
    """Rows of `costs`: each item a week, their total, and what comes once."""
    for item in ITEMS:
        yield ledger.name, item, *_told(ledger.pooled(item).estimate())
    yield ledger.name, "total", *_told(ledger.pooled(*ITEMS).estimate())
    yield ledger.name, "one_off", *_told(_stated(ledger.one_off, len(ledger.weekly)))


def worth_rows(base: Ledger, alternative: Ledger) -> Iterator[Row]:
    """Rows of `worth`: what an alternative costs and avoids beside the base, and at what price."""
    for quantity, estimate in _quantities(base, alternative):
        yield base.name, alternative.name, quantity, *_told(estimate)


def _quantities(base: Ledger, alternative: Ledger) -> Iterator[tuple[str, Estimate]]:
    def more(*names: str, times: float = 1.0) -> Pooled:
        return alternative.pooled(*names, times=times) - base.pooled(*names, times=times)

    def less(*names: str, times: float = 1.0) -> Pooled:
        return base.pooled(*names, times=times) - alternative.pooled(*names, times=times)

    size = len(base.weekly)
    one_off = alternative.one_off - base.one_off
    yield "cost_per_week", more(*ITEMS).estimate()
    yield "cost_per_year", more(*ITEMS, times=WEEKS_A_YEAR).estimate()
    yield "hard_journeys_per_week", less("hard_journeys").estimate()
    yield "cost_per_1000_hard_avoided", fieller_ratio(more(*RUNNING, times=1000), less("hard_journeys"))
    yield "saved_per_1000_hard_added", fieller_ratio(less(*RUNNING, times=1000), more("hard_journeys"))
    yield "one_off", _stated(one_off, size)
    yield "payback_weeks", _payback(one_off, less(*ITEMS))
    if base.states_defection or alternative.states_defection:
        yield "break_even_kept_customer", fieller_ratio(more(*RUNNING), less("customers_lost"))
    else:
        yield "break_even_kept_customer", Estimate(nan, nan, nan, size, NOTHING_STATED)


def _payback(one_off: float, saved: Pooled) -> Estimate:
    """Weeks until what is saved a week has paid what came once."""
    if one_off <= 0:
        return Estimate(nan, nan, nan, saved.n, NOTHING_TO_PAY_BACK)
    return fieller_ratio(pooled_ratio([one_off] * saved.n, [1.0] * saved.n), saved)


def _stated(value: float, size: int) -> Estimate:
    return Estimate(value, nan, nan, size, STATED)


def _told(estimate: Estimate) -> Row:
    return estimate.value, estimate.low, estimate.high, estimate.n, estimate.method
