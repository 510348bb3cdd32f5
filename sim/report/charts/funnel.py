"""The funnel: how far journeys come, and where customers drop out, in every alternative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.report.charts.content import Absent, Chart, Heading, told
from sim.report.charts.lettering import fitted
from sim.report.charts.maps.moves import DROPPED, START, Move, moves, positions, spoken
from sim.report.charts.sheet import Sheet, sheet
from sim.report.charts.style import FAINT, RULE, SKY, SMALL_PT, TEXT_PT, VERMILLION, plain_ticks, thickness
from sim.report.findings.found import headline
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import say, several
from sim.report.locales import COMMAS, chained, local, whole
from sim.report.reading import Findings

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST_ROWS = 14
_NAMES_IN, _ROW_IN, _LEAST_COLUMN_IN = 1.9, 0.3, 0.95


@dataclass(frozen=True, slots=True)
class Stage:
    """One step.

    Attributes
    ----------
    name : in words.
    reached : per 1,000 journeys that began, in the base.
    dropped : per 1,000 that went from here to an end without success, in each scenario.
    """

    name: str
    reached: float
    dropped: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Funnel:
    """What the chart shows."""

    heading: Heading
    scenarios: tuple[str, ...]
    stages: tuple[Stage, ...]


def funnel(findings: Findings) -> tuple[Chart, ...] | Absent:
    """The chart of a result in which anyone dropped out."""
    result = findings.result
    found = [moves(findings, one, "steps") for one in result.scenarios]
    dropped = [_dropped(one) for one in found]
    if not any(dropped):
        return Absent("shows where customers drop out, and nobody did")
    reached, place = _reached(found[0]), positions([move for one in found for move in one])
    ends = {move.target for one in found for move in one} - {move.source for one in found for move in one}
    steps = sorted((step for step in place if step not in ends), key=lambda step: place[step])
    # Where anyone drops out comes before what many pass.
    weight = {step: max(reached.get(step, 0) / 1000, *(one.get(step, 0) for one in dropped))
              for step in steps}  # fmt: skip
    chosen = sorted(steps, key=lambda step: -weight[step])[:_MOST_ROWS]
    kept = [step for step in steps if step in chosen]
    stages = tuple(
        Stage(spoken(step, steps), reached.get(step, 0.0), tuple(one.get(step, 0.0) for one in dropped))
        for step in kept
    )
    left_out = len(steps) - len(kept)
    heading = Heading(
        headline(findings, "completed_share"),
        chained((say("Journeys that reach a step, and that end without success from there, of 1,000 begun"),
                 sample_of(result, intervals=False))),
        (*([several(left_out, "{n} smaller step is in the tables.", "{n} smaller steps are in the tables.")]
           if left_out else []), source_line(result)),
    )  # fmt: skip
    content = Funnel(heading, tuple(one.title for one in result.scenarios), stages)
    return (Chart("funnel", "funnel", content, _alt(content), draw),)


def draw(content: Funnel) -> Figure:
    """Bars of what reaches each step, a column of drop-outs a scenario."""
    columns = len(content.scenarios)
    width = min(max(_LEAST_COLUMN_IN, 2.2 / columns), 1.5)
    names = [fitted(name, width - 0.1, SMALL_PT) for name in content.scenarios]
    head = 0.15 * max(name.count("\n") + 1 for name in names) + 0.35
    page = sheet(content.heading, len(content.stages) * _ROW_IN + head + 0.5)
    bottom, top = 0.45, page.height - head
    right = page.width - columns * width
    axes = page.axes(_NAMES_IN, bottom, right - _NAMES_IN - 0.15, top - bottom)
    _bars(axes, content.stages)
    reach = say("reach this step, {scenario}", scenario=content.scenarios[0])
    reach = fitted(reach, right - _NAMES_IN - 0.2, SMALL_PT, bold=True)
    page.write(reach, _NAMES_IN, top + 0.08, weight="bold", size=SMALL_PT)
    page.write(say("end without success from here, of 1,000"), page.width, page.height - 0.1, weight="bold",
               size=SMALL_PT, ha="right")
    for place, name in enumerate(names):
        x = right + (place + 1) * width - 0.05
        page.write(name, x, top + 0.08, size=SMALL_PT, ha="right", color=FAINT)
    for line, stage in enumerate(content.stages):
        y = bottom + (top - bottom) * (1 - (line + 0.5) / len(content.stages))
        page.write(fitted(stage.name, _NAMES_IN - 0.15, TEXT_PT), 0, y, va="center")
        _numbers(page, stage, (right, width, y))
    return page.figure


def _reached(found: list[Move]) -> dict[str, float]:
    """Different journeys that came to each step, of 1,000 begun."""
    begun = sum(move.count for move in found if move.source == START) or 1.0
    reached: dict[str, float] = {}
    for move in found:
        reached[move.target] = reached.get(move.target, 0.0) + 1000 * move.journeys / begun
    return reached


def _dropped(found: list[Move]) -> dict[str, float]:
    """Journeys that went from a step to an end without success, of 1,000 begun."""
    begun = sum(move.count for move in found if move.source == START) or 1.0
    dropped: dict[str, float] = {}
    for move in found:
        if move.target.split(".")[-1] in DROPPED:
            dropped[move.source] = dropped.get(move.source, 0.0) + 1000 * move.count / begun
    return dropped


def _bars(axes: Axes, stages: tuple[Stage, ...]) -> None:
    thick = thickness(axes, len(stages))
    for line, stage in enumerate(stages):
        axes.barh(line, stage.reached, height=thick, color=SKY)
        axes.barh(line, stage.dropped[0], left=stage.reached - stage.dropped[0], height=thick,
                  color=VERMILLION, hatch="////", edgecolor="white", linewidth=0)
        axes.annotate(whole(stage.reached), (stage.reached, line), (4, 0), textcoords="offset points",
                      va="center", size=SMALL_PT)
    axes.set_ylim(len(stages) - 0.5, -0.5)
    axes.set_xlim(0, 1.15 * max(stage.reached for stage in stages))
    axes.yaxis.set_visible(False)
    axes.xaxis.set_major_formatter(plain_ticks())
    axes.spines["left"].set_color(RULE)
    axes.set_xlabel(say("journeys of 1,000; hatched: end without success from here"), color=FAINT, labelpad=1)


def _numbers(page: Sheet, stage: Stage, place: tuple[float, float, float]) -> None:
    """The drop-outs of each scenario, the largest change standing out."""
    left, width, y = place
    for column, dropped in enumerate(stage.dropped):
        text = local(f"{dropped:,.1f}") if dropped else "\N{EN DASH}"
        page.write(text, left + (column + 1) * width - 0.05, y, ha="right", va="center")


def _alt(content: Funnel) -> str:
    said = []
    for stage in content.stages:
        dropped = chained((say("{name} {number}", name=name, number=local(f"{one:,.1f}"))
                           for name, one in zip(content.scenarios, stage.dropped, strict=True)), COMMAS)
        said.append(say("{step}: {reached} of 1,000; without success: {dropped}", step=stage.name,
                        reached=whole(stage.reached), dropped=dropped))  # fmt: skip
    return told(said)
