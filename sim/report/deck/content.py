"""What a slide holds, apart from any file format: tests read these records, the writer sets them out."""

from __future__ import annotations

from dataclasses import dataclass, field

from sim.report.charts.content import Chart, Drawn

BARS, STACKED, LINES = "bars", "stacked", "lines"
"""Kinds of `Graph`: bars beside each other, bars of parts, lines over ordered classes."""


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a native chart.

    Attributes
    ----------
    name : as the key and the chart's own data sheet have it.
    numbers : one a category; the ends of its interval are nan where there is none.
    colour : "#rrggbb".
    """

    name: str
    numbers: tuple[Drawn, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A chart that PowerPoint draws, and its reader can edit.

    Attributes
    ----------
    kind : `BARS`, `STACKED` or `LINES`.
    title, unit : above it, and along its axis of numbers.
    categories : in order, the first on top.
    series : of as many numbers each.
    alt : what a reader who cannot see it needs to know.
    diverging : numbers below zero are those of the other side, and written without their sign.
    middle : where the bars begin.
    zoomed : whether the axis need not reach zero.
    """

    kind: str
    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    diverging: bool = False
    middle: float = 0.0
    zoomed: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A native table: its first row is the heading, its first column names the rows.

    Attributes
    ----------
    rows : of equal length.
    alt : what it shows, in a sentence.
    """

    rows: tuple[tuple[str, ...], ...]
    alt: str


Exhibit = Graph | Grid | Chart
"""What a slide shows: a native chart, a native table, or a picture of a chart."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide.

    Attributes
    ----------
    part : which question it answers: "waiting", "cost" ...
    title : what was found.
    exhibits : one, or two side by side.
    points : sentences below, or alone.
    basis : what its numbers rest on.
    notes : for the speaker: definitions, and every number with its interval.
    """

    part: str
    title: str
    exhibits: tuple[Exhibit, ...] = ()
    points: tuple[str, ...] = ()
    basis: str = ""
    notes: tuple[str, ...] = field(default=())
