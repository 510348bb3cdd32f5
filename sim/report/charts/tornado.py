"""What matters: how far the answer moves with each assumed input, the longest bar on top."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import TYPE_CHECKING, Any

from sim.report.charts.content import Absent, Chart, Heading, told
from sim.report.charts.differences import axis_unit
from sim.report.charts.lettering import fitted
from sim.report.charts.sheet import sheet
from sim.report.charts.style import BAND, BLUE, FAINT, INK, ORANGE, SMALL_PT, plain_ticks, thickness
from sim.report.findings.phrases import shown_form, subject_of
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import say, several
from sim.report.locales import chained, local
from sim.report.reading import Findings
from sim.stats.paired import PRIMARY
from sim.study.result import ScenarioNote

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ENDS = ("low", "high")
_MOST = 12
_NAMES_IN, _VALUES_IN, _ROW_IN = 3.0, 1.9, 0.34
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bar:
    """One input: the difference at its low and its high setting.

    Attributes
    ----------
    name : path of the input.
    settings : its low and high setting, as written.
    ends : the difference at each, in the axis's unit.
    flips : whether the verdict is another at either end.
    """

    name: str
    settings: tuple[str, str]
    ends: tuple[float, float]
    flips: bool


@dataclass(frozen=True, slots=True)
class Tornado:
    """What the chart shows; `middle` is the difference with all inputs as written."""

    heading: Heading
    unit: str
    middle: float
    matters: float
    bars: tuple[Bar, ...]


def tornado(findings: Findings) -> tuple[Chart, ...] | Absent:
    """A chart for each alternative and primary measure that was tried with other inputs."""
    rows = [row for row in findings.result.tables.sensitivity.to_pylist() if row["kind"] in ENDS]
    notes = {note.name: note for note in findings.result.alternatives}
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row["alternative"] in notes and row["measure"] in PRIMARY:
            found[row["alternative"], row["measure"]].append(row)
    charts = [chart_of(findings, notes[name], measure, own) for (name, measure), own in found.items()]
    why_not = "shows what the assumed inputs change, and none was varied (--what-matters)"
    return tuple(charts) or Absent(why_not)


def chart_of(findings: Findings, alternative: ScenarioNote, measure: str, rows: Sequence[Row]) -> Chart:
    """The chart of one alternative and measure, from the rows of its inputs' ends."""
    base = findings.result.base
    form = shown_form(measure, base)
    middle = findings.difference(alternative, measure).estimate.value
    bars = _bars(rows, middle, form.factor)
    left_out = len(bars) - _MOST
    heading = Heading(
        _title(alternative, subject_of(measure, base), bars),
        chained((say("Difference to {base} in the {subject}, with one input at a time at an end of its range",
                     base=base.title, subject=subject_of(measure, base)),
                 sample_of(findings.result, intervals=False))),
        (say("Grey band: differences too small to matter."),
         *([several(left_out, "{n} input that matters less is in the tables.",
                    "{n} inputs that matter less are in the tables.")] if left_out > 0 else []),
         source_line(findings.result)),
    )  # fmt: skip
    matters = form.factor * base.matters.get(measure, nan)
    content = Tornado(heading, axis_unit(form, measure), form.factor * middle, matters, bars[:_MOST])
    said = told(map(_said, content.bars))
    return Chart(f"tornado-{alternative.name}-{measure}", "tornado", content, said, draw)


def draw(content: Tornado) -> Figure:
    """A bar an input, around the difference as written."""
    page = sheet(content.heading, len(content.bars) * _ROW_IN + 0.6)
    bottom, top = 0.5, page.height - 0.1
    axes = page.axes(_NAMES_IN, bottom, page.width - _NAMES_IN - _VALUES_IN, top - bottom)
    _draw_bars(axes, content)
    for line, bar in enumerate(content.bars):
        y = bottom + (top - bottom) * (1 - (line + 0.5) / len(content.bars))
        name = fitted(bar.name, _NAMES_IN - 0.15, SMALL_PT, bold=bar.flips)
        page.write(name, 0, y, va="center", size=SMALL_PT, weight="bold" if bar.flips else "normal")
        settings = say("{low} to {high}", low=bar.settings[0], high=bar.settings[1])
        words = say("{range}: turns the answer", range=settings) if bar.flips else settings
        page.write(fitted(words, _VALUES_IN - 0.15, SMALL_PT), page.width - _VALUES_IN + 0.12, y, va="center",
                   size=SMALL_PT)
    return page.figure


def _bars(rows: Sequence[Row], middle: float, factor: float) -> tuple[Bar, ...]:
    """The inputs, by how far they move the difference; the table holds what each end adds to it."""
    by_input: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        by_input[row["input"]][row["kind"]] = row
    bars = [
        Bar(name, (str(ends["low"]["setting"]), str(ends["high"]["setting"])),
            (factor * (middle + ends["low"]["value"]), factor * (middle + ends["high"]["value"])),
            any(bool(ends[end]["flips"]) for end in ENDS))
        for name, ends in by_input.items() if len(ends) == len(ENDS)
    ]  # fmt: skip
    return tuple(sorted(bars, key=lambda bar: -abs(bar.ends[1] - bar.ends[0])))


def _said(bar: Bar) -> str:
    low, high = (local(f"{end:.3g}") for end in bar.ends)
    return say("{input}: {low} at {low_setting}, {high} at {high_setting}", input=bar.name, low=low,
               high=high, low_setting=bar.settings[0], high_setting=bar.settings[1])  # fmt: skip


def _title(alternative: ScenarioNote, subject: str, bars: Sequence[Bar]) -> str:
    who, turning = alternative.title, [bar.name for bar in bars if bar.flips]
    if not turning:
        return say("{scenario}: no assumed input alone turns the answer about the {subject}", scenario=who,
                   subject=subject)  # fmt: skip
    if len(turning) == 1:
        return say("{scenario}: whether the {subject} is better hangs on {input}", scenario=who,
                   subject=subject, input=turning[0])  # fmt: skip
    return say("{scenario}: whether the {subject} is better hangs on {input} and {n} more", scenario=who,
               subject=subject, input=turning[0], n=len(turning) - 1)  # fmt: skip


def _draw_bars(axes: Axes, content: Tornado) -> None:
    thick = thickness(axes, len(content.bars))
    if not isnan(content.matters):
        axes.axvspan(-content.matters, content.matters, color=BAND, zorder=0)
    for line, bar in enumerate(content.bars):
        for end, colour, hatch in zip(bar.ends, (ORANGE, BLUE), ("////", ""), strict=True):
            axes.barh(line, end - content.middle, left=content.middle, height=thick, color=colour,
                      hatch=hatch, edgecolor="white", linewidth=0)
    axes.axvline(0, color=INK, linewidth=1.0)
    axes.axvline(content.middle, color=FAINT, linewidth=1.0, linestyle=(0, (3, 2)))
    axes.set_ylim(len(content.bars) - 0.5, -0.5)
    axes.margins(x=0.1)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_formatter(plain_ticks())
    axes.grid(axis="x")
    label = say("{unit}; hatched: at the low end; dashed: as written", unit=content.unit)
    axes.set_xlabel(label, color=FAINT, labelpad=1)
