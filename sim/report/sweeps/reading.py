"""The tables of a sweep, looked up by scenario, point and measure: estimates as records.

In: a finished sweep. Out: `Swept`; nothing is computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from math import nan
from typing import TYPE_CHECKING

from sim.measures.definitions import MEASURES
from sim.report.findings.phrases import shown_form, subject_of
from sim.report.numbers import Form
from sim.report.reading import NOTHING
from sim.report.sweeps.wording import rounded, settings_in_words
from sim.stats.estimate import Estimate
from sim.study.result import ScenarioNote
from sim.sweeps.design.factors import Factor, change_in_words, level_in_words
from sim.sweeps.design.reading import design_written
from sim.sweeps.design.reference import levels_of, number_of
from sim.sweeps.design.values import OPERATORS
from sim.sweeps.result import SweepResult
from sim.sweeps.tables.columns import number_at, quantity

if TYPE_CHECKING:
    import pyarrow as pa

    from sim.report.sweeps.model import Fitted

_OF_THE_WORLD = ("demand", "factors", "patience", "balks", "segments", "costs", "experience", "run")
"""First words of paths to what happens to an organisation, or is how the study looks at it."""

Key = tuple[str, int, str]
"""Scenario, point, measure."""


class Swept:
    """Looks up what a sweep holds, for one group of journeys.

    `models` holds what `sim.report.sweeps.model` has fitted already.
    """

    def __init__(self, result: SweepResult) -> None:
        self.result = result
        self.notes = result.notes
        self.design = design_written(result.manifest["sweep"], result.manifest["seed"])
        self.points = list(self.design.points())
        groups = dict.fromkeys(result.points["group"].unique().to_pylist())
        self.group = "all" if "all" in groups or not groups else next(iter(groups))
        self._values = self._looked_up("points")
        self._differences = self._looked_up("differences")
        self._changes = self._looked_up("from_reference")
        self.models: dict[tuple[str, str], Fitted | None] = {}
        kept = {measure for _, _, measure in self._values}
        self.measures: tuple[str, ...] = tuple(one for one in result.manifest["measures"] if one in kept)

    @property
    def base(self) -> ScenarioNote:
        """The scenario that the alternatives are compared with."""
        return self.notes[0]

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What was varied."""
        return self.design.factors

    def value(self, note: ScenarioNote, point: int, measure: str) -> Estimate:
        """A measure of a scenario at a point."""
        return self._values.get((note.name, point, measure), NOTHING)

    def difference(self, note: ScenarioNote, point: int, measure: str) -> Estimate:
        """An alternative less the base, at the same point."""
        return self._differences.get((note.name, point, measure), NOTHING)

    def change(self, note: ScenarioNote, point: int, measure: str) -> Estimate:
        """A point less the reference, in the same scenario."""
        return self._changes.get((note.name, point, measure), NOTHING)

    def seen(self, measure: str) -> Iterator[tuple[ScenarioNote, int, Estimate]]:
        """All values of a measure, by point, the base first."""
        for point in range(len(self.points)):
            for note in self.notes:
                found = self._values.get((note.name, point, measure))
                if found is not None and found.value == found.value:
                    yield note, point, found

    def form(self, measure: str) -> Form:
        """How its numbers are written."""
        return shown_form(measure, self.base)

    def subject(self, measure: str) -> str:
        """What it is called in a sentence."""
        return subject_of(measure, self.base)

    def head(self, measure: str) -> str:
        """The same at the head of one."""
        return self.subject(measure)[:1].upper() + self.subject(measure)[1:]

    def way(self, measure: str) -> int:
        """1 where higher is better, -1 where lower is, 0 where neither."""
        return {"higher": 1, "lower": -1}.get(MEASURES[measure].better, 0)

    def settings(self, point: int) -> str:
        """What makes a point, in words."""
        return settings_in_words(dict(self.points[point]))

    def setting(self, place: int, point: int) -> str:
        """What a point makes of one factor, in words; empty where it leaves it as written."""
        own = {path: change for path, change in self.points[point] if path in self.factors[place].parts}
        return rounded(level_in_words(list(own.items()))) if own else ""

    def choice(self, note: ScenarioNote, point: int) -> str:
        """What one would choose with a point, in words: its scenario where there are several, and its
        settings but for what is `held`."""
        held = [path for factor in self.factors if factor.name in self.held for path in factor.parts]
        chosen = {path: change for path, change in self.points[point] if path not in held}
        settings = [settings_in_words(chosen)] if chosen or len(self.notes) == 1 else []
        return ", ".join([note.title, *settings] if len(self.notes) > 1 else settings)

    @property
    def replications(self) -> tuple[int, int]:
        """The fewest and the most replications of a point."""
        seen = [one.n for one in self._values.values()]
        return min(seen, default=0), max(seen, default=0)

    @cached_property
    def varying(self) -> tuple[str, ...]:
        """Measures that are not the same everywhere."""
        return tuple(one for one in self.measures if len({each.value for _, _, each in self.seen(one)}) > 1)

    @property
    def held(self) -> tuple[str, ...]:
        """Factors that nobody chooses, as demand: what is best is looked for where they are as written."""
        return tuple(factor.name for factor in self.factors if not is_choice(factor))

    def comparable(self) -> list[int]:
        """The points among which one may choose: those at which what is `held` is at the reference."""
        every = range(len(self.points))
        if not self.held:
            return list(every)
        if self.result.reference is None:   # drawn points are nowhere as written
            return []
        own = dict(self.points[self.result.reference.point])
        paths = [path for factor in self.factors if factor.name in self.held for path in factor.parts]
        return [
            number for number in every
            if all(dict(self.points[number]).get(path) == own.get(path) for path in paths)
        ]  # fmt: skip

    def slice(self, place: int, levels: Sequence[int] = ()) -> list[int]:
        """The points along a factor of a grid, the others at the reference or at `levels`."""
        assert self.result.reference is not None
        if self.design.kind == "one_at_a_time":
            first = 1 + sum(factor.levels for factor in self.factors[:place])
            return list(range(first, first + self.factors[place].levels))
        at = list(levels or levels_of(self.design, self.result.reference.point))
        count = self.factors[place].levels
        return [number_of(self.design, [*at[:place], one, *at[place + 1 :]]) for one in range(count)]

    def level_names(self, place: int) -> tuple[str, ...]:
        """What each level of a factor sets, in words."""
        factor = self.factors[place]
        return tuple(level_in_words(factor.at_level(level)) for level in range(factor.levels))

    def position(self, place: int, point: int) -> float:
        """The number that a factor has at a point; nan where it has none."""
        return number_at(self.factors[place], self.points[point])

    def number(self, place: int, number: float) -> str:
        """A number of a factor as its points write it: `2000/w`, `+1.5`, `x 1.1`."""
        path = next(iter(self.factors[place].parts))
        change = next(dict(point)[path] for point in self.points if path in dict(point))
        operator = next(iter(change)) if isinstance(change, dict) and len(change) == 1 else ""
        unit = quantity(change[operator] if operator in OPERATORS else change)[1] or ""
        words = f"{number:.4g}" + ("" if unit.startswith(("/", "%")) or not unit else " ") + unit
        return change_in_words({operator: words}) if operator in OPERATORS else words

    def _looked_up(self, name: str) -> dict[Key, Estimate]:
        if name not in self.result.tables:
            return {}
        table = self.result.table(name)
        return dict(zip(_keys(table, self.group), _estimates(table, self.group), strict=True))


def is_choice(factor: Factor) -> bool:
    """Whether a factor is something that an organisation decides: staff, routing, hours; not demand, and
    nothing that is uncertain."""
    return factor.levels > 0 and all(path.partition(".")[0] not in _OF_THE_WORLD for path in factor.parts)


def _keys(table: pa.Table, group: str) -> Iterator[Key]:
    rows = _of_group(table, group)
    yield from zip(*(rows[name].to_pylist() for name in ("scenario", "point", "measure")), strict=True)


def _estimates(table: pa.Table, group: str) -> Iterator[Estimate]:
    rows = _of_group(table, group)
    for value, low, high, n, method in zip(
        *(rows[name].to_pylist() for name in ("value", "low", "high", "n", "method")), strict=True
    ):
        yield Estimate(_number(value), _number(low), _number(high), n, method)


def _number(value: float | None) -> float:
    return nan if value is None else value


def _of_group(table: pa.Table, group: str) -> pa.Table:
    import pyarrow.compute as pc

    return table.filter(pc.equal(table["group"], group))
