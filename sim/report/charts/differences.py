"""Differences to the base: a row a measure (or an alternative), each with its interval.

Zero and the smallest difference that matters are marked, the better side is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, isnan, nan
from typing import TYPE_CHECKING

from sim.report.charts.content import Absent, Chart, Drawn, Heading, drawn, told
from sim.report.charts.lettering import fitted, height_in, width_in
from sim.report.charts.sheet import EDGE_IN, Sheet, sheet
from sim.report.charts.style import (
    BAND,
    FAINT,
    INK,
    SMALL_PT,
    TEXT_PT,
    VERDICT_LOOKS,
    WIDTH_IN,
    plain_ticks,
    verdict_words,
)
from sim.report.findings.finding import Finding
from sim.report.findings.found import difference_of, findings_of, headline
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import message, say
from sim.report.locales import chained, headed, sign_of
from sim.report.numbers import Form
from sim.report.reading import Findings
from sim.report.wording import difference_in_words
from sim.stats.estimate import Estimate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SHOWN = ("wait_mean_s", "handoffs_mean", "ces_hard", "ces_mean", "cost_per_week")
_SHORT = {
    "wait_mean_s": message("Mean wait"), "handoffs_mean": message("Handoffs"),
    "ces_hard": message("Hard journeys"), "ces_mean": message("Ease (CES 2.0)"),
    "cost_per_week": message("Cost"),
}  # fmt: skip
_UNITS = {
    "s": message("seconds"), "h": message("hours"), "share": message("percentage points"),
    "of 1,000": message("of 1,000 journeys"),
}  # fmt: skip
_WAYS = {
    "lower": message("\N{LEFTWARDS ARROW} better"), "higher": message("better \N{RIGHTWARDS ARROW}"),
}  # fmt: skip
_MOST_STACKED = 2   # alternatives; more stand as rows of a matrix
_ROW_IN = 0.42


@dataclass(frozen=True, slots=True)
class Row:
    """One difference.

    Attributes
    ----------
    alternative : its title.
    drawn : the number, with its interval also in its text.
    short : the number alone, with its way.
    verdict : one of `VERDICT_LOOKS`.
    """

    alternative: str
    drawn: Drawn
    short: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The differences of one measure, on one axis.

    Attributes
    ----------
    measure, title, unit : name, name in words, unit of the axis.
    better : "lower", "higher" or "".
    matters : the smallest difference that matters, in the axis's unit; nan where nobody said.
    rows : one an alternative.
    """

    measure: str
    title: str
    unit: str
    better: str
    matters: float
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """What the chart shows."""

    heading: Heading
    panels: tuple[Panel, ...]


def differences(findings: Findings) -> tuple[Chart, ...] | Absent:
    """The chart of a comparison."""
    alternatives = findings.result.alternatives
    if not alternatives:
        return Absent("compares alternatives, and this result has one scenario")
    panels = tuple(_panel([difference_of(findings, one, name) for one in alternatives]) for name in SHOWN)
    base = findings.result.base.title
    heading = Heading(
        _title(findings),
        chained((say("Difference to {base}", base=base), sample_of(findings.result))),
        (say("Grey band: differences too small to matter."),
         say("Where journeys that are still open could turn a verdict, it cannot be told."),
         _family(len(alternatives)), source_line(findings.result, predicted=True)),
    )  # fmt: skip
    said = [say("{measure}, {scenario}: {difference}: {verdict}", measure=panel.title,
                scenario=row.alternative, difference=row.drawn.text, verdict=say(row.verdict))
            for panel in panels for row in panel.rows]  # fmt: skip
    return (Chart("differences", "differences", Differences(heading, panels), told(said), draw),)


def draw(content: Differences) -> Figure:
    """Panels below each other for few alternatives; else side by side, the alternatives named once."""
    if len(content.panels[0].rows) <= _MOST_STACKED:
        return _stacked(content)
    return _matrix(content)


def _title(findings: Findings) -> str:
    if len(findings.result.alternatives) > 1:
        return headline(findings, "ces_hard")
    found = [one for one in findings_of(findings) if one.measure in SHOWN]
    nothing = say("{scenario}: no difference in wait, handoffs, ease or cost that can be told and matters",
                  scenario=found[0].scenario)  # fmt: skip
    return next((one.title for one in found if one.decided), nothing)


def _family(alternatives: int) -> str:
    return say(
        "The {n} differences in wait, handoffs and ease hold together with 95 % confidence (Bonferroni), "
        "the others each for itself.", n=3 * alternatives,
    )  # fmt: skip


def _panel(found: list[Finding]) -> Panel:
    first = found[0]
    factor = first.form.factor
    rows = tuple(
        Row(one.scenario, drawn(one.difference, difference_in_words(one.difference, one.form), factor),
            _short(one.difference, one.form), verdict_words(one.verdict))
        for one in found if one.difference is not None and one.verdict is not None
    )  # fmt: skip
    matters = nan if first.matters is None else factor * first.matters
    return Panel(first.measure, say(_SHORT[first.measure]), axis_unit(first.form, first.measure),
                 first.better, matters, rows)  # fmt: skip


def _short(found: Estimate, form: Form) -> str:
    if isnan(found.value):
        return say("none seen")
    way = message("{size} more") if found.value > 0 else message("{size} less")
    return say(way, size=form.change_of(found)) if found.value else say("no change")


def axis_unit(form: Form, measure: str) -> str:
    """The unit of an axis of differences, in words."""
    if measure == "cost_per_week":
        return say("{currency} a week", currency=sign_of(form.unit))
    if not form.unit:
        return say("a journey") if measure == "handoffs_mean" else say("points, 1 to 7")
    return say(_UNITS[form.unit]) if form.unit in _UNITS else form.unit_shown


def _stacked(content: Differences) -> Figure:
    rows = len(content.panels[0].rows)
    need = len(content.panels) * (rows * _ROW_IN + 0.42)
    page = sheet(content.heading, need)
    each = page.height / len(content.panels)
    for place, panel in enumerate(content.panels):
        bottom = page.height - (place + 1) * each
        axes = page.axes(1.6, bottom + 0.36, 4.3, each - 0.42)
        _marks(axes, panel)
        axes.set_xlabel(chained((panel.unit, _better(panel))), labelpad=1, color=FAINT)
        middle = bottom + 0.36 + (each - 0.42) / 2
        page.write(fitted(panel.title, 1.45, TEXT_PT, bold=True), 0, middle, va="center", weight="bold")
        for line, row in enumerate(panel.rows):
            y = bottom + 0.36 + (each - 0.42) * (1 - (line + 0.5) / rows)
            said = row.drawn.text if rows == 1 else headed(row.alternative, row.drawn.text)
            judged = say("{finding} - {verdict}", finding=said, verdict=say(row.verdict))
            text = fitted(judged, 3.4, SMALL_PT)
            page.write(text, 6.1, y, va="center", size=SMALL_PT)
    return page.figure


def _matrix(content: Differences) -> Figure:
    rows = content.panels[0].rows
    names = [fitted(row.alternative, 2.0, TEXT_PT) for row in rows]
    each = (WIDTH_IN - 2 * EDGE_IN - 2.2) / len(content.panels)
    titles = [fitted(panel.title, each - 0.05, TEXT_PT, bold=True) for panel in content.panels]
    head = 0.26 + height_in(max(title.count("\n") + 1 for title in titles), TEXT_PT)
    page = sheet(content.heading, len(rows) * 0.75 + head + 0.65)
    top, bottom = page.height - head, 0.62
    for place, panel in enumerate(content.panels):
        left = 2.2 + place * each
        axes = page.axes(left + 0.08, bottom, each - 0.16, top - bottom)
        _marks(axes, panel)
        axes.set_xlabel(_better(panel), labelpad=1, color=FAINT)
        page.write(titles[place], left + each / 2, top + 0.25, ha="center", va="bottom", weight="bold")
        page.write(panel.unit, left + each / 2, top + 0.08, ha="center", size=SMALL_PT, color=FAINT)
        for line, row in enumerate(panel.rows):
            y = bottom + (top - bottom) * (1 - (line + 0.5) / len(rows)) + 0.09
            page.write(row.short, left + each / 2, y, ha="center", va="bottom", size=SMALL_PT,
                       bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85})
    for line, name in enumerate(names):
        y = bottom + (top - bottom) * (1 - (line + 0.5) / len(rows))
        page.write(name, 0, y, va="center")
    _key(page)
    return page.figure


def _marks(axes: Axes, panel: Panel) -> None:
    """One axis: the band that does not matter, zero, and each difference with its interval."""
    from matplotlib.ticker import MaxNLocator

    axes.axvline(0, color=INK, linewidth=1.0)
    if isfinite(panel.matters):
        axes.axvspan(-panel.matters, panel.matters, color=BAND, zorder=0)
    for line, row in enumerate(panel.rows):
        colour, mark, full = VERDICT_LOOKS[row.verdict]
        one = row.drawn
        if isfinite(one.low):
            axes.plot([one.low, one.high], [line, line], color=colour, linewidth=2.2, solid_capstyle="butt")
            axes.plot([one.low, one.high], [line, line], "|", color=colour, markersize=7)
        axes.plot(one.value, line, mark, color=colour, markersize=7.5, zorder=3,
                  markerfacecolor=colour if full else "white")
    axes.set_ylim(len(panel.rows) - 0.5, -0.5)
    _widen(axes, panel)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_locator(MaxNLocator(4))
    axes.xaxis.set_major_formatter(plain_ticks())
    axes.grid(axis="x")


def _widen(axes: Axes, panel: Panel) -> None:
    """Zero in the middle, so that the better side is where it always is."""
    ends = [abs(end) for row in panel.rows for end in (row.drawn.value, row.drawn.low, row.drawn.high)]
    most = max([end for end in [*ends, 1.3 * panel.matters] if isfinite(end)], default=0.0)
    most = 1.12 * most or 1.0
    axes.set_xlim(-most, most)


def _better(panel: Panel) -> str:
    """Which side is better, pointing there."""
    return say(_WAYS[panel.better]) if panel.better in _WAYS else ""


def _key(page: Sheet) -> None:
    """What the marks mean, in a line."""
    from matplotlib.lines import Line2D

    across, up = page.figure.get_size_inches()
    x = page.left + 2.2
    for verdict, (colour, mark, full) in VERDICT_LOOKS.items():
        if verdict == "higher or lower":
            continue
        words = say(verdict)
        y = page.bottom + height_in(1, SMALL_PT) / 2
        page.figure.add_artist(Line2D(
            [x / across], [y / up], marker=mark, color=colour, markersize=6,
            markerfacecolor=colour if full else "white", linestyle="",
        ))  # fmt: skip
        page.write(words, x - page.left + 0.12, y - page.bottom, va="center", size=SMALL_PT, color=FAINT)
        x += 0.35 + width_in(words, SMALL_PT)


