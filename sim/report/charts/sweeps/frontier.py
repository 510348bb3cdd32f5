"""Cost against ease, or the next best thing: every point with its intervals, and the frontier."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from sim.report.charts.content import Absent, Chart, Drawn, Heading, drawn
from sim.report.charts.key import column_of_names, names_height_in
from sim.report.charts.lettering import height_in, lines_that_fit
from sim.report.charts.sheet import Sheet, sheet
from sim.report.charts.style import FAINT, INK, RULE, SMALL_PT, look, plain_ticks
from sim.report.charts.sweeps.basis import sample_of, source_of, unit_of
from sim.report.language import say
from sim.report.locales import listed
from sim.report.sweeps.frontier import Frontier, Spot, frontier_of, spot_in_words
from sim.report.sweeps.reading import Swept
from sim.report.wording import value_in_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_KEY_IN = 3.1
_MOST_NAMED = 8
_MOST_CROSSED = 60   # points whose intervals are drawn, though they are not on the frontier


@dataclass(frozen=True, slots=True)
class Mark:
    """One point.

    Attributes
    ----------
    place : of its scenario.
    cost, good : its two numbers.
    number : on the frontier, from the cheapest; 0 elsewhere.
    name : what makes it, and its numbers.
    """

    place: int
    cost: Drawn
    good: Drawn
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the chart shows; `better` is up or down."""

    heading: Heading
    across: str
    up: str
    better: str
    scenarios: tuple[str, ...]
    marks: tuple[Mark, ...]


def frontier(swept: Swept) -> tuple[Chart, ...] | Absent:
    """The chart of a sweep that kept a cost, and something that it buys."""
    found = frontier_of(swept)
    if found is None or len(found.best) < 2:
        return Absent(say("sets cost against ease, and there are no points among which one could choose"))
    order = {(one.note.name, one.point): number for number, one in enumerate(found.best, 1)}
    marks = tuple(_mark(swept, found, one, order.get((one.note.name, one.point), 0)) for one in found.spots)
    held = listed(swept.held)
    heading = Heading(
        _title(swept, found),
        f"{swept.head(found.cost)}; {swept.subject(found.good)}; {sample_of(swept)}",
        tuple(filter(None, (
            say("Dotted: the frontier, where no point is both cheaper and better, by the points alone."),
            _left_out(held),
            source_of(swept),
        ))),
    )  # fmt: skip
    better = "up" if swept.way(found.good) > 0 else "down"
    content = Chosen(heading, unit_of(swept, found.cost), swept.head(found.good), better,
                     tuple(note.title for note in swept.notes), marks)  # fmt: skip
    best = sorted((one for one in marks if one.number), key=lambda one: one.number)
    said = ". ".join(f"{one.number}: {one.name}" for one in best)
    return (Chart("frontier", "frontier", content, said, draw),)


def _left_out(held: str) -> str:
    if not held:
        return ""
    return say("Points with another {factors} than written are left out: nobody chooses that.", factors=held)


def draw(content: Chosen) -> Figure:
    """Points with crossed intervals; the frontier numbered, and named at the right."""
    page = sheet(content.heading)
    axes = page.axes(0.75, 0.5, page.width - _KEY_IN - 0.95, page.height - 0.65)
    few = len(content.marks) <= _MOST_CROSSED
    for one in content.marks:
        _point(axes, one, few or bool(one.number))
    best = sorted((one for one in content.marks if one.number), key=lambda one: one.number)
    axes.plot([one.cost.value for one in best], [one.good.value for one in best], color=RULE,
              linestyle=(0, (1, 2)), linewidth=1.6, zorder=1, drawstyle="steps-post")  # fmt: skip
    axes.margins(0.08)
    axes.xaxis.set_major_formatter(plain_ticks())
    axes.yaxis.set_major_formatter(plain_ticks())
    axes.grid()
    axes.set_xlabel(say("{unit}; \N{LEFTWARDS ARROW} cheaper", unit=content.across), color=FAINT)
    way = "\N{RIGHTWARDS ARROW}" if content.better == "up" else "\N{LEFTWARDS ARROW}"
    axes.set_ylabel(say("{arrow} better; {measure}", arrow=way, measure=content.up), color=FAINT)
    _named(page, content, best)
    return page.figure


def _mark(swept: Swept, one: Frontier, spot: Spot, number: int) -> Mark:
    cost, good = swept.form(one.cost), swept.form(one.good)
    return Mark(
        [note.name for note in swept.notes].index(spot.note.name),
        drawn(spot.cost, value_in_words(spot.cost, cost), cost.factor),
        drawn(spot.good, value_in_words(spot.good, good), good.factor),
        number, spot_in_words(swept, one, spot),
    )  # fmt: skip


def _title(swept: Swept, one: Frontier) -> str:
    if one.knee is not None:
        return say("Worth a look: {point}", point=spot_in_words(swept, one, one.knee))
    return say("{count} of {total} points are on the frontier of cost and {good}", count=len(one.best),
               total=len(one.spots), good=swept.subject(one.good))  # fmt: skip


def _point(axes: Axes, one: Mark, crossed: bool) -> None:
    shown = look(one.place)
    strength, ground = (1.0, shown.colour) if one.number else (0.45, "white")
    for low, high, place in ((one.cost.low, one.cost.high, "x"), (one.good.low, one.good.high, "y")):
        if crossed and isfinite(low):
            at = ([low, high], [one.good.value] * 2) if place == "x" else ([one.cost.value] * 2, [low, high])
            axes.plot(*at, color=shown.colour, linewidth=1.2, alpha=strength)
    axes.plot(one.cost.value, one.good.value, shown.mark, color=shown.colour, zorder=3, alpha=strength,
              markersize=8 if one.number else 5, markerfacecolor=ground)  # fmt: skip
    if one.number:
        axes.annotate(str(one.number), (one.cost.value, one.good.value), xytext=(6, 5), zorder=4,
                      textcoords="offset points", size=SMALL_PT, color=INK, weight="bold")  # fmt: skip


def _named(page: Sheet, content: Chosen, best: list[Mark]) -> None:
    """The scenarios' marks, then the points of the frontier by number; of many, both ends."""
    left, top = page.width - _KEY_IN + 0.05, page.height - 0.1
    if len(content.scenarios) > 1:
        column_of_names(page, content.scenarios, (left, top), _KEY_IN - 0.05)
        top -= names_height_in(content.scenarios, _KEY_IN - 0.05) + 0.1
    shown = best if len(best) <= _MOST_NAMED else [*best[: _MOST_NAMED - 1], best[-1]]
    for one in shown:
        lines = lines_that_fit(f"{one.number}  {one.name}", _KEY_IN - 0.1, SMALL_PT)
        needed = height_in(len(lines), SMALL_PT) + 0.07
        if top - needed < 0 and one is not shown[0]:
            page.write("...", left, top, va="top", size=SMALL_PT)
            return
        page.write("\n".join(lines), left, top, va="top", size=SMALL_PT)
        top -= needed
