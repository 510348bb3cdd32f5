"""Cost against ease: which points none beats in both, and which of them is worth a look.

In: a sweep looked up. Out: `Frontier`, and its sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.language import say
from sim.report.sweeps.reading import Swept
from sim.report.sweeps.telling import Told
from sim.stats.estimate import Estimate
from sim.study.result import ScenarioNote

COSTS = ("cost_per_week", "budget_per_week", "cost_per_journey", "cost_per_customer", "cost_per_completed",
         "handling_cost_per_journey", "paid_h")  # fmt: skip
GOODS = ("ces_hard", "ces_mean")
"""What money is to buy; else the first other measure of which one way is better."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A scenario at a point: what it costs, and what it gives."""

    note: ScenarioNote
    point: int
    cost: Estimate
    good: Estimate


@dataclass(frozen=True, slots=True)
class Frontier:
    """Cost against a good.

    Attributes
    ----------
    cost, good : names of the measures.
    spots : all points among which one may choose, of all scenarios.
    best : those that none beats in both, the cheapest first.
    knee : the one of them furthest from the straight line between its ends; None where there are no three.
    """

    cost: str
    good: str
    spots: tuple[Spot, ...]
    best: tuple[Spot, ...]
    knee: Spot | None


def frontier_of(swept: Swept) -> Frontier | None:
    """The frontier; None where no cost was kept, or nothing that it could buy."""
    cost = next((one for one in COSTS if one in swept.measures), None)
    goods = [*(one for one in GOODS if one in swept.measures),
             *(one for one in swept.measures if swept.way(one) and one not in COSTS)]  # fmt: skip
    if cost is None or not goods:
        return None
    good, points = goods[0], set(swept.comparable())
    bought = {(note.name, point): found for note, point, found in swept.seen(good)}
    spots = tuple(
        Spot(note, point, found, bought[note.name, point])
        for note, point, found in swept.seen(cost) if (note.name, point) in bought and point in points
    )  # fmt: skip
    if len(spots) < 2:
        return None
    best = undominated(spots, swept.way(good))
    return Frontier(cost, good, spots, best, _knee(best))


def undominated(spots: Sequence[Spot], way: int) -> tuple[Spot, ...]:
    """The spots than which none is as cheap and as good and better in one, by the points alone."""
    order = sorted(spots, key=lambda one: (one.cost.value, -way * one.good.value))
    best: list[Spot] = []
    for one in order:
        if not best or way * one.good.value > way * best[-1].good.value:
            best.append(one)
    return tuple(best)


def found(swept: Swept) -> Told:
    """How many points are on the frontier, its ends, and the one worth a look."""
    one = frontier_of(swept)
    if one is None or len(one.best) < 2:
        return
    yield one.good, say(
        "{count} of {total} points are beaten by none in both {cost} and {good}. They run from {first} to "
        "{last}.", count=len(one.best), total=len(one.spots), cost=swept.subject(one.cost),
        good=swept.subject(one.good), first=spot_in_words(swept, one, one.best[0]),
        last=spot_in_words(swept, one, one.best[-1]),
    )  # fmt: skip
    if one.knee is not None:
        yield one.good, say("Worth a look: {point}; beyond it each step buys less for its money.",
                            point=spot_in_words(swept, one, one.knee))  # fmt: skip


def spot_in_words(swept: Swept, one: Frontier, spot: Spot) -> str:
    """`teams.desk.scheduled 6 (12,300 EUR, 5.62)`."""
    cost, good = swept.form(one.cost).number(spot.cost.value), swept.form(one.good).number(spot.good.value)
    return f"{swept.choice(spot.note, spot.point)} ({cost}, {good})"


def _knee(best: Sequence[Spot]) -> Spot | None:
    """The spot furthest from the line between the ends, both axes scaled to the frontier's reach."""
    if len(best) < 3:
        return None
    (x0, y0), (x1, y1) = ((one.cost.value, one.good.value) for one in (best[0], best[-1]))

    def above(one: Spot) -> float:
        return (one.good.value - y0) / (y1 - y0) - (one.cost.value - x0) / (x1 - x0)

    found = max(best[1:-1], key=above)
    return found if above(found) > 0 else None
