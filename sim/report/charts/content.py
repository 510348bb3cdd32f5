"""What every chart has in common: its heading, its numbers with intervals, its place in a gallery.

A chart is a record of what is drawn, which tests and the deck read, and a function that draws it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any

from sim.report.language import message
from sim.report.locales import chained
from sim.stats.estimate import Estimate

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class Heading:
    """The words around a chart.

    Attributes
    ----------
    title : what was found.
    subtitle : measure, window and sample.
    notes : how to read it, where the numbers come from; sentences.
    """

    title: str
    subtitle: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A number as it is drawn.

    Attributes
    ----------
    value, low, high : in the unit of the axis; the ends are nan where there is no interval.
    text : as it is written beside the mark.
    """

    value: float
    low: float
    high: float
    text: str

    @property
    def reach(self) -> float:
        """How far it is drawn: to the end of its interval, or to the value; 0 where there is none."""
        return self.high if isfinite(self.high) else self.value if isfinite(self.value) else 0.0


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that can be drawn.

    Attributes
    ----------
    name : of its file, without ending.
    kind : which chart it is, such as "waiting"; several charts of a result may be of one kind.
    content : the record of what is drawn; its `heading` is a `Heading`.
    alt : what a reader who cannot see the picture needs to know.
    draw : makes the picture from the content.
    """

    name: str
    kind: str
    content: Any
    alt: str
    draw: Callable[[Any], Figure]

    @property
    def heading(self) -> Heading:
        """The words around it."""
        found: Heading = self.content.heading
        return found

    def figure(self) -> Figure:
        """The picture, in the common style."""
        from sim.report.charts.style import styled

        with styled():
            return self.draw(self.content)


@dataclass(frozen=True, slots=True)
class Absent:
    """A chart that cannot be drawn from a result, and why, in words that follow its name."""

    why: str


@dataclass(frozen=True, slots=True)
class Gallery:
    """What there is to see of a result.

    Attributes
    ----------
    charts : that can be drawn, in the order in which a reader meets them.
    absent : kind to why it cannot be drawn, in words that follow its name.
    """

    charts: tuple[Chart, ...]
    absent: dict[str, str]


def gathered(found: Iterable[tuple[str, tuple[Chart, ...] | Absent]]) -> Gallery:
    """What there is to see, from what was made of each kind."""
    charts: list[Chart] = []
    absent: dict[str, str] = {}
    for kind, one in found:
        if isinstance(one, Absent):
            absent[kind] = one.why
        else:
            charts += one
    return Gallery(tuple(charts), absent)


def told(facts: Iterable[str]) -> str:
    """A chart in words, for readers who cannot see it: facts, one after the other."""
    return chained(facts, message("{first}. {next}"))


def drawn(estimate: Estimate, text: str, factor: float = 1.0) -> Drawn:
    """An estimate in the unit of an axis."""
    return Drawn(factor * estimate.value, factor * estimate.low, factor * estimate.high, text)
