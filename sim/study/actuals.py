"""Simulated beside recorded: does a scenario reproduce what its own systems report?

In: a scenario and a recorded history. Out: `Actuals`, a row for every figure that both have. The recorded
days are simulated as they stand in the calendar. A record is one sample: a figure is reproduced where it
lies within the margin, or where single simulated periods are as far from their mean by luck alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from math import ceil, isfinite, sqrt
from statistics import fmean, stdev

from sim.errors import WrongUse
from sim.imports.estimates import days_without_a_row
from sim.imports.intervals import History, Interval
from sim.imports.naming import names_of
from sim.measures.definitions import MEASURES
from sim.scenario.document import Document
from sim.scenario.values import WEEK
from sim.stats.estimate import t_quantile
from sim.study.experiment import Choices, run_study
from sim.study.result import Result
from sim.units import MICROSECONDS

CONFIDENCE = 0.95
"""With which all figures of a model that is right lie within their ranges, together."""

HANDLE_TIME = "handle_time_s"
"""Agents' time an answered contact, wrap-up included, seconds; made of two measures."""

_FEWEST = 2
_Part = tuple[float, float]   # numerator and denominator


class Met(StrEnum):
    """Whether a figure is reproduced."""

    WITHIN = "yes"
    LUCK = "by luck"   # further off than the margin, yet no further than single periods are by luck
    NOT = "no"


@dataclass(frozen=True, slots=True)
class Figure:
    """One recorded figure and the simulated one.

    Attributes
    ----------
    measure, group : as result tables name them; a measure of the program, or `HANDLE_TIME`.
    recorded : in the measure's unit; nan where an hour has no such event.
    simulated : mean over the simulated periods.
    low, high : where a single simulated period lies, by luck; all figures of a report together.
    met : whether it is reproduced.
    """

    measure: str
    group: str
    recorded: float
    simulated: float
    low: float
    high: float
    met: Met


@dataclass(frozen=True, slots=True)
class Actuals:
    """A record beside the model of it.

    Attributes
    ----------
    title : of the scenario.
    file : of the record.
    period : the recorded days, in words.
    contacts : recorded ones.
    margin : share of the recorded value that a figure may be off.
    replications : simulated periods.
    within_s : target of the service level, seconds, as the scenario has it.
    figures : by measure, then all, teams, hours.
    notes : what a reader must know of the comparison.
    reading : what was taken for granted in reading the record.
    """

    title: str
    file: str
    period: str
    contacts: int
    margin: float
    replications: int
    within_s: float
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    reading: tuple[str, ...]

    @property
    def reproduced(self) -> bool:
        """Whether no figure is off by more than the margin and luck."""
        return all(one.met is not Met.NOT for one in self.figures)

    def count(self, met: Met) -> int:
        """How many figures came out so."""
        return sum(one.met is met for one in self.figures)


def beside(document: Document, history: History, margin: float, choices: Choices) -> Actuals:
    """Simulate the recorded days and set every figure beside the record.

    Parameters
    ----------
    margin : share of the recorded value.

    Raises
    ------
    WrongUse
        Where fewer than two periods are simulated, or the margin is no share.
    """
    if not 0 < margin <= 1:
        raise WrongUse(f"the margin must be above 0 % and at most 100 %, got {margin:.3g}")
    result = run_study([_over(document, history)], choices, _silent, _no_text)
    if result.replications < _FEWEST:
        raise WrongUse("a record is set beside at least 2 simulated periods: give --replications")
    groups, notes = _groups(document, history)
    if missing := days_without_a_row(history):
        notes.append(f"simulated, but without a row in the record: {missing}")
    pairs = list(_pairs(result, groups))
    if not pairs:
        raise WrongUse(f"{history.file}: has no figure that the scenario has, too")
    figures = tuple(_judged(one, margin, len(pairs)) for one in pairs)
    days = history.days
    return Actuals(
        title=result.base.title, file=history.file, period=f"{days[0]} to {days[-1]}, {len(days)} days",
        contacts=sum(one.offered for one in history.intervals), margin=margin,
        replications=result.replications, within_s=result.base.answer_within_s, figures=figures,
        notes=tuple(notes), reading=history.notes,
    )  # fmt: skip


def _over(document: Document, history: History) -> Document:
    """The scenario over the recorded days, its warm-up before them."""
    first, last = history.days[0], history.days[-1]
    run = document.scenario.run
    day = MICROSECONDS["d"]
    warm_up = ceil((WEEK if run.warm_up == "auto" else run.warm_up) / day)
    window = {
        "starts": first - timedelta(days=warm_up), "warm_up": warm_up * day,
        "measure": ((last - first).days + 1) * day,
    }  # fmt: skip
    scenario = document.scenario.model_copy(update={"run": run.model_copy(update=window)})
    return replace(document, scenario=scenario)


def _groups(document: Document, history: History) -> tuple[dict[str, list[Interval]], list[str]]:
    """The record's rows by group, and what of it the scenario does not know."""
    groups: dict[str, list[Interval]] = {"all": list(history.intervals)}
    unknown: dict[str, None] = {}
    for one in history.intervals:
        found = _named(document, one)
        if found:
            groups.setdefault(found, []).append(one)
        elif one.team:
            unknown[one.team] = None
    for one in sorted(history.intervals, key=lambda row: row.start_s):
        groups.setdefault(f"hour={one.start_s // 3600}", []).append(one)
    return groups, [f"'{team}' is no team or reason of the scenario: only in the sums" for team in unknown]


def _named(document: Document, one: Interval) -> str:
    """The team, or else the reason, that a row is about; "" where the scenario has none of that name."""
    scenario = document.scenario
    for text in (" ".join(filter(None, (one.team, one.channel))), one.team):
        for name in (text, *names_of([text])):
            for dimension, known in (("team", scenario.teams), ("reason", scenario.reasons)):
                if one.team and name in known:
                    return f"{dimension}={name}"
    return ""


def _pairs(result: Result, groups: dict[str, list[Interval]]) -> Iterator[tuple[Figure, Sequence[float]]]:
    """Every figure that both have, with the simulated one of each period; not judged yet."""
    simulated = _simulated(result)
    for measure, recorded in _RECORDED.items():
        for group, rows in groups.items():
            above, below = recorded(rows)
            if not below:
                continue
            values = [value for value in simulated(measure, group) if isfinite(value)]
            if len(values) >= _FEWEST and (above or fmean(values)):
                yield Figure(measure, group, above / below, fmean(values), 0, 0, Met.NOT), values


def _simulated(result: Result) -> Callable[[str, str], list[float]]:
    """The value of a measure in each simulated period."""
    wanted = {*_RECORDED, "occupancy"} & set(MEASURES)
    parts: dict[tuple[str, str], list[_Part]] = {}
    for row in result.tables.measures.to_pylist():
        if row["measure"] in wanted:
            part = row["numerator"], row["denominator"]
            parts.setdefault((row["measure"], row["group"]), []).append(part)

    def values(measure: str, group: str) -> list[float]:
        if measure != HANDLE_TIME:
            return [above / below for above, below in parts.get((measure, group), []) if below]
        busy, served = (parts.get((name, group), []) for name in ("occupancy", "served_contacts"))
        both = zip(busy, served, strict=False)
        return [3600 * hours / answered for (hours, _), (answered, _) in both if answered]

    return values


def _judged(pair: tuple[Figure, Sequence[float]], margin: float, figures: int) -> Figure:
    """A figure with the range of single periods: a normal prediction interval, Bonferroni over all."""
    figure, values = pair
    n = len(values)
    t = t_quantile(1 - (1 - CONFIDENCE) / (2 * figures), n - 1)
    half = t * stdev(values) * sqrt(1 + 1 / n)
    off = abs(figure.simulated - figure.recorded)
    near = off <= margin * abs(figure.recorded)
    met = Met.WITHIN if near else Met.LUCK if off <= half else Met.NOT
    return replace(figure, low=figure.simulated - half, high=figure.simulated + half, met=met)


def _weighted(
    value: Callable[[Interval], float | None], weight: Callable[[Interval], float]
) -> Callable[[list[Interval]], _Part]:
    """A mean over the rows that have the value."""

    def part(rows: list[Interval]) -> _Part:
        known = [(found, weight(row)) for row in rows if (found := value(row)) is not None]
        return sum(found * heavy for found, heavy in known), sum(heavy for _, heavy in known)

    return part


_RECORDED: dict[str, Callable[[list[Interval]], _Part]] = {
    "joined_contacts": lambda rows: (sum(row.offered for row in rows), 1),
    "served_contacts": lambda rows: (sum(row.answered for row in rows), 1),
    "abandonment_of_queued": lambda rows: (
        sum(row.abandoned for row in rows),
        sum(row.offered for row in rows),
    ),
    "service_level_of_served": lambda rows: (
        sum(row.within for row in rows if row.within is not None),
        sum(row.answered for row in rows if row.within is not None),
    ),
    "asa_s": _weighted(lambda row: row.wait_s, lambda row: row.answered),
    HANDLE_TIME: _weighted(lambda row: row.handle_s, lambda row: row.answered),
    "occupancy": _weighted(
        lambda row: row.occupancy, lambda row: 1.0 if row.staffed is None else row.staffed
    ),
}
"""What a record says of a measure: numerator and denominator over rows."""


def _silent(*told: object) -> None:
    """Say nothing."""


def _no_text(result: Result) -> str:
    """Nothing is stored, so no text is."""
    return ""
