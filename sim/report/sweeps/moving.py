"""What moves which measure, and where it flattens: along each factor, or by Sobol' indices.

In: a sweep looked up. Out: `Move` records, and their sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isnan

from sim.report.language import message, say
from sim.report.locales import listed, percent
from sim.report.sweeps.reading import Swept
from sim.report.sweeps.telling import Told, is_clear
from sim.stats.estimate import Estimate
from sim.stats.sensitivity import MOST_NOISE
from sim.study.result import ScenarioNote
from sim.sweeps.design.reference import WITH_REFERENCE

_FLAT = 0.10   # of the whole way: what is left of it where a curve counts as flat
_FEWEST = 4    # levels of a curve that can be seen to flatten


@dataclass(frozen=True, slots=True)
class Move:
    """A measure along one factor, the others at the reference.

    Attributes
    ----------
    place : of the factor.
    points : numbers of the points, by level.
    values : at each.
    clear : whether any of them can be told from the reference.
    """

    place: int
    points: tuple[int, ...]
    values: tuple[Estimate, ...]
    clear: bool

    @property
    def span(self) -> float:
        """From the least to the greatest value."""
        numbers = self.numbers
        return max(numbers) - min(numbers) if numbers else 0.0

    @property
    def numbers(self) -> list[float]:
        """The values that there are."""
        return [one.value for one in self.values if not isnan(one.value)]


def moves_of(swept: Swept, note: ScenarioNote, measure: str) -> list[Move]:
    """What each factor does to a measure of a scenario, the one that moves it furthest first."""
    if swept.design.kind not in WITH_REFERENCE:
        return []
    found = []
    for place in range(len(swept.factors)):
        points = tuple(swept.slice(place))
        values = tuple(swept.value(note, point, measure) for point in points)
        clear = any(is_clear(swept.change(note, point, measure)) for point in points)
        found.append(Move(place, points, values, clear))
    return sorted(found, key=lambda one: (not one.clear, -one.span))


def moves(swept: Swept) -> Told:
    """For each measure, what each factor does to it in the base."""
    if "indices" in swept.result.tables:
        yield from _by_indices(swept)
        return
    for measure in swept.measures:
        still = []
        if measure not in swept.varying:
            yield measure, say("{measure}: the same at every point.", measure=swept.head(measure))
            continue
        for one in moves_of(swept, swept.base, measure):
            if one.clear and len(one.numbers) > 1:
                yield measure, move_in_words(swept, measure, one)
            else:
                still.append(swept.factors[one.place].name)
        if still and any(swept.value(swept.base, p, measure).n > 1 for p in range(len(swept.points))):
            yield measure, say("{measure}: no change by {factors} can be told.", measure=swept.head(measure),
                               factors=listed(still))  # fmt: skip


_RISES = message("{measure}: up from {first} to {last} as {factor} goes from {low} to {high}.")
_FALLS = message("{measure}: down from {first} to {last} as {factor} goes from {low} to {high}.")
_LIES = message("{measure}: between {least} at {factor} {low} and {most} at {high}.")
_FLAT_FROM = message("{measure}: flat from {factor} {level} on, with {rest} left of {all}.")
_FLAT_UP_TO = message("{measure}: flat up to {factor} {level}, with {rest} of {all}.")


def move_in_words(swept: Swept, measure: str, move: Move) -> str:
    """`Mean wait of a journey: down from 96 s to 1 s as teams.desk.scheduled goes from 3 to 8.`"""
    form, names = swept.form(measure), swept.level_names(move.place)
    numbers = [one.value for one in move.values]
    told = {"measure": swept.head(measure), "factor": swept.factors[move.place].name}
    if _goes_one_way(numbers):
        return say(_RISES if numbers[-1] > numbers[0] else _FALLS, first=form.number(numbers[0]),
                   last=form.number(numbers[-1]), low=names[0], high=names[-1], **told)  # fmt: skip
    order = sorted((number, level) for level, number in enumerate(numbers) if not isnan(number))
    (least, low), (most, high) = order[0], order[-1]
    return say(_LIES, least=form.number(least), low=names[low], most=form.number(most),
               high=names[high], **told)  # fmt: skip


def flattens(swept: Swept) -> Told:
    """Where more of a factor changes little, in the base."""
    for measure in filter(swept.way, swept.measures):
        for move in moves_of(swept, swept.base, measure):
            if move.clear and not isnan(swept.position(move.place, move.points[0])):
                numbers = [one.value for one in move.values]
                for template, there in ((_FLAT_FROM, numbers), (_FLAT_UP_TO, numbers[::-1])):
                    level = flat_from(there)
                    if level is not None:
                        place = level if there is numbers else len(numbers) - 1 - level
                        rest = max(abs(one - there[-1]) for one in there[level:]), abs(there[-1] - there[0])
                        yield measure, _flat_in_words(swept, measure, template, (move.place, place, *rest))


def _flat_in_words(
    swept: Swept, measure: str, template: str, at: tuple[int, int, float, float]
) -> str:
    place, level, rest, whole = at
    form = swept.form(measure)
    return say(
        template, measure=swept.head(measure), factor=swept.factors[place].name,
        level=swept.level_names(place)[level], rest=form.change(rest), all=form.change(whole),
    )  # fmt: skip


def flat_from(numbers: Sequence[float]) -> int | None:
    """The level from which on at most a tenth of the whole way is left; None where that is the last."""
    if len(numbers) < _FEWEST or any(map(isnan, numbers)) or numbers[0] == numbers[-1]:
        return None
    way = abs(numbers[-1] - numbers[0])
    for level in range(1, len(numbers) - 1):
        if all(abs(one - numbers[-1]) <= _FLAT * way for one in numbers[level:]):
            return level
    return None


def _goes_one_way(numbers: Sequence[float]) -> bool:
    steps = [after - before for before, after in pairwise(numbers)]
    return all(step >= 0 for step in steps) or all(step <= 0 for step in steps)


def _by_indices(swept: Swept) -> Told:
    """The share of the variance between points that comes with each factor, in the base."""
    rows = [row for row in swept.result.indices.to_pylist() if row["kind"] == "total"
            and (row["scenario"], row["group"]) == (swept.base.name, swept.group)]  # fmt: skip
    kept = {row["measure"] for row in rows}   # quantiles have no indices
    for measure in filter(kept.__contains__, swept.measures):
        own = [row for row in rows if row["measure"] == measure and row["low"] is not None]
        head = swept.head(measure)
        if not own:
            yield measure, say("{measure}: nothing varied.", measure=head)
            continue
        noise = own[0]["noise"]
        if noise is None:
            yield measure, say("{measure}: with one replication nothing can be told from luck.", measure=head)
        elif noise > MOST_NOISE:
            yield measure, say(
                "{measure}: what moves it cannot be ranked, as {share} of the differences between points are "
                "luck.", measure=head, share=percent(noise),
            )  # fmt: skip
        else:
            first = max(own, key=lambda row: row["value"])
            yield measure, say(
                "{measure}: {share} ({low} to {high}) of the differences between points come with {factor}, "
                "alone or together with others.", measure=head, factor=first["factor"],
                share=percent(first["value"]), low=percent(first["low"]), high=percent(first["high"]),
            )  # fmt: skip
