"""What moves which measure, and where it flattens: along each factor, or by Sobol' indices.

In: a sweep looked up. Out: `Move` records, and their sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from sim.report.sweeps.finding import Told, is_clear, upper
from sim.report.sweeps.reading import Swept
from sim.report.sweeps.saying import say
from sim.stats.estimate import Estimate
from sim.stats.sensitivity import MOST_NOISE
from sim.study.result import ScenarioNote
from sim.sweeps.reference import WITH_REFERENCE

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
        for one in moves_of(swept, swept.base, measure):
            if one.clear and len(one.numbers) > 1:
                yield measure, move_in_words(swept, measure, one)
            else:
                still.append(swept.factors[one.place].name)
        if still and any(swept.value(swept.base, p, measure).n > 1 for p in range(len(swept.points))):
            yield measure, say("No change of the {subject} by {factors} can be told.",
                               subject=swept.subject(measure), factors=", ".join(still))  # fmt: skip


def move_in_words(swept: Swept, measure: str, move: Move) -> str:
    """`The mean wait of a journey falls from 96 s to 1 s as teams.desk.scheduled goes from 3 to 8.`"""
    form, names = swept.form(measure), swept.level_names(move.place)
    numbers = [one.value for one in move.values]
    factor, subject = swept.factors[move.place].name, swept.subject(measure)
    if _goes_one_way(numbers):
        template = (
            "The {subject} rises from {first} to {last} as {factor} goes from {low} to {high}."
            if numbers[-1] > numbers[0] else
            "The {subject} falls from {first} to {last} as {factor} goes from {low} to {high}."
        )  # fmt: skip
        return say(template, subject=subject, factor=factor, first=form.number(numbers[0]),
                   last=form.number(numbers[-1]), low=names[0], high=names[-1])  # fmt: skip
    order = sorted((number, level) for level, number in enumerate(numbers) if not isnan(number))
    (least, low), (most, high) = order[0], order[-1]
    return say("The {subject} lies between {least} at {factor} {low} and {most} at {high}.", subject=subject,
               factor=factor, least=form.number(least), low=names[low], most=form.number(most),
               high=names[high])  # fmt: skip


def flattens(swept: Swept) -> Told:
    """Where more of a factor changes little, in the base."""
    for measure in swept.measures:
        if not swept.way(measure):
            continue
        for move in moves_of(swept, swept.base, measure):
            numbers = [one.value for one in move.values]
            if not move.clear or isnan(swept.position(move.place, move.points[0])):
                continue
            for end, template in (
                (numbers, "From {factor} {level} on the {subject} changes by {rest} at most, of {way} in all."),
                (numbers[::-1], "Up to {factor} {level} the {subject} changes by {rest} at most, of {way} in all."),
            ):  # fmt: skip
                level = flat_from(end)
                if level is None:
                    continue
                place = level if end is numbers else len(numbers) - 1 - level
                form = swept.form(measure)
                rest = max(abs(one - end[-1]) for one in end[level:])
                yield measure, say(
                    template, factor=swept.factors[move.place].name, level=swept.level_names(move.place)[place],
                    subject=swept.subject(measure), rest=form.change(rest),
                    way=form.change(abs(end[-1] - end[0])),
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
    steps = [after - before for before, after in zip(numbers, numbers[1:], strict=False)]
    return all(step >= 0 for step in steps) or all(step <= 0 for step in steps)


def _by_indices(swept: Swept) -> Told:
    """The share of the variance between points that comes with each factor, in the base."""
    rows = [row for row in swept.result.indices.to_pylist() if row["kind"] == "total"
            and (row["scenario"], row["group"]) == (swept.base.name, swept.group)]  # fmt: skip
    for measure in swept.measures:
        own = [row for row in rows if row["measure"] == measure and row["low"] is not None]
        subject = swept.subject(measure)
        if not own:
            yield measure, say("Nothing varied in the {subject}.", subject=subject)
            continue
        noise = own[0]["noise"]
        if noise is None or noise > MOST_NOISE:
            share = "-" if noise is None else f"{noise:.0%}"
            yield measure, say("What moves the {subject} cannot be ranked: {share} of the differences between "
                               "points are luck.", subject=subject, share=share)  # fmt: skip
            continue
        first = max(own, key=lambda row: row["value"])
        yield measure, say(
            "{subject}: {share} of the differences between points come with {factor}, alone or together with "
            "others ({low} to {high}).", subject=upper(subject), factor=first["factor"],
            share=f"{first['value']:.0%}", low=f"{first['low']:.0%}", high=f"{first['high']:.0%}",
        )  # fmt: skip
