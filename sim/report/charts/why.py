"""Why ease differs: what each driver adds, the largest first, until the bars add up to the difference."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from sim.report.charts.content import Absent, Chart, Drawn, Heading, drawn, told
from sim.report.charts.lettering import fitted
from sim.report.charts.sheet import sheet
from sim.report.charts.style import (
    BLUE,
    FAINT,
    INK,
    RULE,
    SMALL_PT,
    TEXT_PT,
    VERMILLION,
    plain_ticks,
    thickness,
)
from sim.report.findings.drivers import Driver, drivers_of, gathered
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import message, say
from sim.report.locales import chained, headed
from sim.report.reading import Findings
from sim.study.result import ScenarioNote

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = 9   # drivers with a bar of their own
_NAMES_IN, _VALUES_IN, _ROW_IN = 2.3, 1.9, 0.33
_EASIER = (
    message("Journeys are easier with {scenario}"),
    message("Journeys are easier with {scenario}, most of all through {driver}"),
)
_HARDER = (
    message("Journeys are harder with {scenario}"),
    message("Journeys are harder with {scenario}, most of all through {driver}"),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One driver: from where to where its bar reaches, and the number at it.

    Attributes
    ----------
    name : in words.
    begins : where the bars above have come to, in points of ease.
    drawn : what it adds.
    total : whether it is the whole difference.
    """

    name: str
    begins: float
    drawn: Drawn
    total: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """What the chart shows: bars that add up to the last one."""

    heading: Heading
    bars: tuple[Bar, ...]


def why(findings: Findings) -> tuple[Chart, ...] | Absent:
    """A chart for each alternative whose ease differs."""
    if not findings.result.alternatives:
        return Absent("explains a difference, and this result has one scenario")
    charts = [chart for one in findings.result.alternatives for chart in _charts(findings, one)]
    return tuple(charts) or Absent("explains a difference in ease, and there is none")


def draw(content: Why) -> Figure:
    """Bars from the top, each beginning where the one above ended."""
    page = sheet(content.heading, len(content.bars) * _ROW_IN + 0.6)
    bottom, top = 0.5, page.height - 0.1
    axes = page.axes(_NAMES_IN, bottom, page.width - _NAMES_IN - _VALUES_IN, top - bottom)
    _bars(axes, content.bars)
    for line, bar in enumerate(content.bars):
        y = bottom + (top - bottom) * (1 - (line + 0.5) / len(content.bars))
        weight = "bold" if bar.total else "normal"
        page.write(fitted(bar.name, _NAMES_IN - 0.15, TEXT_PT), 0, y, va="center", weight=weight)
        page.write(bar.drawn.text, page.width - _VALUES_IN + 0.15, y, va="center", size=SMALL_PT,
                   weight=weight)
    return page.figure


def _charts(findings: Findings, alternative: ScenarioNote) -> list[Chart]:
    found = drivers_of(findings, alternative)
    if found is None:
        return []
    parts, total = found
    bars: list[Bar] = []
    reached = 0.0
    for part in _shown(parts):
        bars.append(Bar(part.words, reached, drawn(part.estimate, part.text)))
        reached += part.estimate.value
    bars.append(Bar(say("Difference in ease"), 0.0, drawn(total.estimate, total.text), total=True))
    heading = Heading(
        _title(alternative, parts, total),
        chained((say("What each driver adds to the mean ease of a journey (CES 2.0, 7 = easy), difference to "
                     "{base}", base=findings.result.base.title), sample_of(findings.result))),
        (say("An accounting that adds up, not causation; its weights are those of the model."),
         source_line(findings.result, predicted=True)),
    )  # fmt: skip
    said = told(headed(bar.name, bar.drawn.text) for bar in bars)
    return [Chart(f"why-{alternative.name}", "why", Why(heading, tuple(bars)), said, draw)]


def _shown(parts: tuple[Driver, ...]) -> list[Driver]:
    """The largest drivers, and one bar for all the others."""
    if len(parts) <= MOST:
        return list(parts)
    return [*parts[: MOST - 1], gathered(parts[MOST - 1 :])]


def _title(alternative: ScenarioNote, parts: tuple[Driver, ...], total: Driver) -> str:
    """The driver that matters most to the difference, where there is one that can be told."""
    whole = total.estimate
    if not whole.has_interval or whole.low <= 0 <= whole.high:
        untold = message("It cannot be told whether journeys are easier with {scenario}")
        return say(untold, scenario=alternative.title)
    alone, chiefly = _EASIER if whole.value > 0 else _HARDER
    same = [part for part in parts if (part.estimate.value > 0) == (whole.value > 0)]
    if not same:
        return say(alone, scenario=alternative.title)
    return say(chiefly, scenario=alternative.title, driver=same[0].words.lower())


def _bars(axes: Axes, bars: tuple[Bar, ...]) -> None:
    thick = thickness(axes, len(bars))
    for line, bar in enumerate(bars):
        one, ends = bar.drawn, bar.begins + bar.drawn.value
        colour = INK if bar.total else BLUE if one.value >= 0 else VERMILLION
        axes.barh(line, one.value, left=bar.begins, height=thick, color=colour, linewidth=0,
                  edgecolor="white", hatch="////" if one.value < 0 and not bar.total else "")
        if isfinite(one.low):
            low, high = bar.begins + one.low, bar.begins + one.high
            axes.plot([low, high], [line, line], color=FAINT, linewidth=1.3)
            axes.plot([low, high], [line, line], "|", color=FAINT, markersize=6)
        if line + 1 < len(bars):
            axes.plot([ends, ends], [line, line + 1], color=RULE, linewidth=0.9, zorder=0)
    axes.axvline(0, color=INK, linewidth=1.0)
    axes.set_ylim(len(bars) - 0.5, -0.5)
    axes.margins(x=0.08)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_formatter(plain_ticks())
    axes.grid(axis="x")
    axes.set_xlabel(say("points of ease, 1 to 7; easier \N{RIGHTWARDS ARROW}"), color=FAINT, labelpad=1)
