"""Waiting in full: the share that waited longer than x, of contacts and of journeys; the target marked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite, nan
from typing import TYPE_CHECKING

from sim.report.charts.content import Absent, Chart, Drawn, Heading, drawn, told
from sim.report.charts.key import column_of_names, names_height_in
from sim.report.charts.lettering import fitted, height_in
from sim.report.charts.sheet import sheet
from sim.report.charts.spread import Spread, spread
from sim.report.charts.style import FAINT, INK, PER_CENT, SMALL_PT, TEXT_PT, look, plain_ticks
from sim.report.findings.found import headline
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import say
from sim.report.locales import chained, local, percent
from sim.report.reading import Findings

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TICKS = (0, 10, 20, 60, 180, 300, 600, 1200, 1800, 3600)   # seconds
_APART = 0.14   # of the axis between two labels, at least
_KEY_IN = 2.0
_LEAST = 0.002   # share below which a curve has reached the ground


@dataclass(frozen=True, slots=True)
class Curve:
    """One scenario: `points` are (seconds, share that waited longer)."""

    scenario: str
    place: int
    points: tuple[tuple[float, Drawn], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Curves of one kind of wait; `target_s` is marked where it is a number."""

    title: str
    target_s: float
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the chart shows."""

    heading: Heading
    scenarios: tuple[str, ...]
    panels: tuple[Panel, ...]


def waiting(findings: Findings) -> tuple[Chart, ...] | Absent:
    """The chart of a result in which anyone waited."""
    result = findings.result
    contacts = _panel(findings, say("A contact, until answered or given up"),
                      "answer_wait_s", "abandoned_wait_s")  # fmt: skip
    contacts = replace(contacts, target_s=result.base.answer_within_s)
    journeys = _panel(findings, say("A journey, all its waits together"), "wait_s")
    panels = tuple(panel for panel in (contacts, journeys) if panel.curves)
    if not panels:
        return Absent("shows waits, and no contact joined a queue")
    heading = Heading(
        headline(findings, "wait_mean_s"),
        chained((say("Share that waited longer than the time below"), sample_of(result))),
        (say("Bands are intervals, each for itself."), source_line(result)),
    )
    content = Waiting(heading, tuple(one.title for one in result.scenarios), panels)
    return (Chart("waiting", "waiting", content, _alt(content), draw),)


def draw(content: Waiting) -> Figure:
    """Panels side by side, the key at the right."""
    key = _KEY_IN if len(content.scenarios) > 1 else 0.0
    page = sheet(content.heading, names_height_in(content.scenarios, key - 0.05) + 0.3 if key else 0.0)
    each = (page.width - key) / len(content.panels)
    titles = [fitted(panel.title, each - 0.6, TEXT_PT, bold=True) for panel in content.panels]
    head = height_in(max(title.count("\n") + 1 for title in titles), TEXT_PT) + 0.15
    for place, (panel, title) in enumerate(zip(content.panels, titles, strict=True)):
        axes = page.axes(place * each + 0.5, 0.42, each - 0.75, page.height - 0.42 - head)
        _curves(axes, panel)
        page.write(title, place * each + 0.5, page.height - head + 0.1, va="bottom", weight="bold")
    if key:
        column_of_names(page, content.scenarios, (page.width - key + 0.05, page.height - 0.3), key - 0.05)
    return page.figure


def _panel(findings: Findings, title: str, *quantities: str) -> Panel:
    curves = []
    for place, scenario in enumerate(findings.result.scenarios):
        found = spread(findings, scenario, quantities[0])
        for further in quantities[1:]:
            found = found + spread(findings, scenario, further)
        if found.seen:
            curves.append(Curve(scenario.title, place, _points(found)))
    return Panel(title, nan, tuple(curves))


def _points(found: Spread) -> tuple[tuple[float, Drawn], ...]:
    """The share beyond each upper end, as far as anyone waited."""
    beyond = found.beyond()
    return tuple(
        (float(upper), drawn(share, percent(share.value, 1), 100))
        for upper, share in zip(found.uppers[:-1], beyond, strict=True)
    )


def _curves(axes: Axes, panel: Panel) -> None:
    """Curves over a time axis that gives short waits room."""
    most = max((at for curve in panel.curves for at, share in curve.points if share.value > 100 * _LEAST),
               default=60.0)  # fmt: skip
    end = min((tick for tick in TICKS if tick > most), default=3600)
    for curve in panel.curves:
        shown = look(curve.place)
        at = [x for x, _ in curve.points if x <= end]
        shares = [share for x, share in curve.points if x <= end]
        axes.plot(at, [one.value for one in shares], color=shown.colour, linestyle=shown.dash,
                  marker=shown.mark, clip_on=False, zorder=3)
        if isfinite(shares[0].low):
            lows, highs = [max(one.low, 0) for one in shares], [min(one.high, 100) for one in shares]
            veil = 0.13 if len(panel.curves) <= 3 else 0.07
            axes.fill_between(at, lows, highs, color=shown.colour, alpha=veil, linewidth=0)
    if isfinite(panel.target_s):
        axes.axvline(panel.target_s, color=INK, linewidth=1.0, linestyle=(0, (2, 2)))
        target = say("target {time}", time=say("{number} s", number=local(f"{panel.target_s:g}")))
        axes.annotate(target, (panel.target_s, 1), (3, -2), size=SMALL_PT,
                      xycoords=("data", "axes fraction"), textcoords="offset points", va="top")
    _time_axis(axes, end)


def _time_axis(axes: Axes, end: float) -> None:
    axes.set_xscale("function", functions=(lambda x: abs(x) ** 0.5, lambda x: x**2))
    axes.set_xlim(0, end)
    ticks = _spaced(end)
    axes.set_xticks(ticks, [tick_in_words(tick) for tick in ticks])
    axes.set_ylim(0, max(axes.get_ylim()[1], 1.0))
    axes.yaxis.set_major_formatter(plain_ticks(PER_CENT))
    axes.grid(axis="y")
    axes.set_xlabel(say("waited longer than"), color=FAINT, labelpad=1)


def tick_in_words(seconds: int) -> str:
    """One of `TICKS`: `0`, `20 s`, `3 min`."""
    if seconds < 60:
        return say("{number} s", number=seconds) if seconds else "0"
    return say("{number} min", number=seconds // 60)


def _spaced(end: float) -> list[int]:
    """Ticks with room for their labels, from the end backwards."""
    ticks: list[int] = []
    for tick in sorted((tick for tick in TICKS if tick <= end), reverse=True):
        if not ticks or ticks[-1] ** 0.5 - tick**0.5 >= _APART * end**0.5:
            ticks.append(tick)
    return ticks


def _alt(content: Waiting) -> str:
    said = []
    for panel in content.panels:
        for curve in panel.curves:
            at, share = next(((x, one) for x, one in curve.points if x >= 60), curve.points[-1])
            said.append(say("{panel}, {scenario}: {share} waited longer than {time}",
                            panel=panel.title, scenario=curve.scenario, share=share.text,
                            time=say("{number} s", number=local(f"{at:g}"))))  # fmt: skip
    return told(said)
