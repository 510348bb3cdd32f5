"""How well the smooth model foretells points left out: foretold against simulated, the closer to the line the
better."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from sim.report.charts.content import Absent, Chart, Drawn, Heading, drawn
from sim.report.charts.key import column_of_names
from sim.report.charts.lettering import fitted as broken
from sim.report.charts.sheet import sheet
from sim.report.charts.style import FAINT, RULE, SMALL_PT, look, plain_ticks
from sim.report.charts.sweeps.basis import round_ends, sample_of, source_of, unit_of
from sim.report.language import say
from sim.report.sweeps.model import fitted, share_in_words
from sim.report.sweeps.reading import Swept
from sim.report.wording import value_in_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST = 3
_KEY_IN = 2.0


@dataclass(frozen=True, slots=True)
class Points:
    """Those of one scenario: its place, and each value with what the others foretell of it."""

    place: int
    pairs: tuple[tuple[Drawn, float], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure: how it is called, its unit, and its points by scenario."""

    title: str
    unit: str
    scenarios: tuple[Points, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """What the chart shows."""

    heading: Heading
    scenarios: tuple[str, ...]
    panels: tuple[Panel, ...]


def fit(swept: Swept) -> tuple[Chart, ...] | Absent:
    """The chart of the first measures that a model was fitted to."""
    panels: list[Panel] = []
    said: list[tuple[str, str]] = []
    for measure in swept.varying:
        base = fitted(swept, swept.base, measure)
        if base is not None and len(panels) < _MOST:
            share = share_in_words(base.model.explained.value)
            panels.append(_panel_of(swept, measure, share))
            said.append((swept.head(measure), share))
    if not panels:
        return Absent(say("needs eight points or more whose factors are numbers, not along axes alone"))
    title = say("{measure}: a smooth model foretells {share} of the differences between points left out",
                measure=said[0][0], share=said[0][1])  # fmt: skip
    heading = Heading(
        title, sample_of(swept),
        (say("Each point is foretold by all others; on the line it would be foretold exactly. Thin-plate "
             "spline, smoothed by what points left out tell."), source_of(swept)),
    )  # fmt: skip
    content = Fit(heading, tuple(note.title for note in swept.notes), tuple(panels))
    return (Chart("fit", "fit", content, ". ".join(f"{name}: {share}" for name, share in said), draw),)


def draw(content: Fit) -> Figure:
    """Squares side by side, each with its line."""
    page = sheet(content.heading)
    named = len(content.scenarios) > 1
    room = page.width - (_KEY_IN if named else 0.0)
    each = room / len(content.panels)
    side = min(each - 0.75, page.height - 1.15)
    for place, panel in enumerate(content.panels):
        left = place * each + 0.65
        axes = page.axes(left, 0.65, side, side)
        _draw(axes, panel)
        axes.set_xlabel(say("simulated; {unit}", unit=panel.unit).rstrip("; "), color=FAINT)
        if not place:
            axes.set_ylabel(say("foretold by the other points"), color=FAINT)
        words = broken(panel.title, each - 0.2, SMALL_PT, bold=True)
        page.write(words, left, 0.65 + side + 0.1, size=SMALL_PT, weight="bold")
    if named:
        column_of_names(page, content.scenarios, (room + 0.1, page.height - 0.3), _KEY_IN - 0.1)
    return page.figure


def _panel_of(swept: Swept, measure: str, share: str) -> Panel:
    form = swept.form(measure)
    scenarios = []
    for place, note in enumerate(swept.notes):
        one = fitted(swept, note, measure)
        if one is not None:
            values = (swept.value(note, point, measure) for point in one.kept)
            shown = (drawn(value, value_in_words(value, form), form.factor) for value in values)
            foretold = (form.factor * float(value) for value in one.model.foretold)
            scenarios.append(Points(place, tuple(zip(shown, foretold, strict=True))))
    title = say("{measure}: {share}", measure=swept.head(measure), share=share)
    return Panel(title, unit_of(swept, measure), tuple(scenarios))


def _draw(axes: Axes, panel: Panel) -> None:
    numbers = [end for one in panel.scenarios for value, foretold in one.pairs
               for end in (value.value, value.low, value.high, foretold)]  # fmt: skip
    low, high = round_ends(numbers)
    axes.plot([low, high], [low, high], color=RULE, linewidth=1.2, zorder=1)
    for one in panel.scenarios:
        shown = look(one.place)
        for value, foretold in one.pairs:
            if isfinite(value.low):
                ends = [value.low, value.high]
                axes.plot(ends, [foretold] * 2, color=shown.colour, linewidth=0.8, zorder=2)
            axes.plot(value.value, foretold, shown.mark, color=shown.colour, markersize=4.5, zorder=3)
    axes.set_xlim(low, high)
    axes.set_ylim(low, high)
    axes.xaxis.set_major_formatter(plain_ticks())
    axes.yaxis.set_major_formatter(plain_ticks())
    axes.grid()
