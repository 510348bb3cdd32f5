"""Simulated beside recorded: each measure as a part of what the organisation itself has recorded.

The record comes as a CSV file with the columns measure, group, value, and, where known, low and high.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from math import inf, isfinite, isinf, isnan, nan
from pathlib import Path
from typing import TYPE_CHECKING

from sim.errors import Fault, WrongInput
from sim.measures.definitions import MEASURES
from sim.plan.csv_files import at_line, read_rows
from sim.report.charts.content import Absent, Chart, Drawn, Heading, drawn, told
from sim.report.charts.lettering import fitted
from sim.report.charts.sheet import sheet
from sim.report.charts.style import BAND, BLUE, FAINT, INK, PER_CENT, SMALL_PT, plain_ticks
from sim.report.findings.found import value_of
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import say
from sim.report.locales import COMMAS, chained, percent
from sim.report.reading import Findings
from sim.report.wording import begun, group_in_words, value_in_words
from sim.stats.estimate import Estimate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMNS = ("measure", "group", "value")
_NAMES_IN, _VALUES_IN, _ROW_IN = 2.9, 3.0, 0.36
_CLOSE = 0.05   # of the recorded value: near enough to be said to agree


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recorded number: of which measure and group, in the measure's unit."""

    measure: str
    group: str
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: simulated and recorded, in per cent of the recorded value."""

    name: str
    simulated: Drawn
    recorded: Drawn
    agrees: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """What the chart shows."""

    heading: Heading
    rows: tuple[Row, ...]


def read_recorded(file: Path) -> tuple[Recorded, ...]:
    """The recorded numbers of a CSV file.

    Raises
    ------
    WrongInput
        With every fault: line, rule and value.
    """
    head, rows = read_rows(file)
    lacking = [name for name in COLUMNS if name not in head]
    if lacking:
        has = f"; it has {', '.join(filter(None, head))}" if any(head) else ""
        raise WrongInput([at_line(file, 1, f"needs a column {name}{has}") for name in lacking])
    found: list[Recorded] = []
    faults: list[Fault] = []
    for line, cells in rows:
        try:
            found.append(_read(dict(zip_longest(head, cells, fillvalue=""))))
        except ValueError as error:
            faults.append(at_line(file, line, *error.args))
    if faults:
        raise WrongInput(faults)
    return tuple(found)


def recorded(findings: Findings, record: tuple[Recorded, ...] = ()) -> tuple[Chart, ...] | Absent:
    """The chart of the base beside a record."""
    if not record:
        return Absent("sets the simulation beside a record, and none was given (--recorded FILE)")
    base = findings.result.base
    rows = tuple(row for row in (_row(findings, one) for one in record) if row)
    if not rows:
        return Absent("sets the simulation beside a record, and the result has none of its measures")
    agreeing = sum(row.agrees for row in rows)
    heading = Heading(
        say("{scenario}: {n} of {all} recorded figures are met", scenario=base.title, n=agreeing,
            all=len(rows)),
        chained((say("Simulated, in % of what was recorded"), sample_of(findings.result))),
        (say("Met: the intervals overlap, or the two are within {share}.", share=percent(_CLOSE)),
         source_line(findings.result)),
    )  # fmt: skip
    said = [say("{measure}: simulated {simulated}, recorded {recorded}", measure=row.name,
                simulated=row.simulated.text, recorded=row.recorded.text) for row in rows]  # fmt: skip
    return (Chart("recorded", "recorded", Beside(heading, rows), told(said), draw),)


def draw(content: Beside) -> Figure:
    """A row a figure; the record at 100 %, the simulation beside it."""
    page = sheet(content.heading, len(content.rows) * _ROW_IN + 0.8)
    bottom, top = 0.5, page.height - 0.3
    axes = page.axes(_NAMES_IN, bottom, page.width - _NAMES_IN - _VALUES_IN, top - bottom)
    _marks(axes, content.rows)
    half = _VALUES_IN / 2
    lefts = [page.width - _VALUES_IN + 0.15, page.width - _VALUES_IN + 0.15 + half]
    for left, words in zip(lefts, (say("simulated"), say("recorded")), strict=True):
        page.write(words, left, top + 0.08, size=SMALL_PT, color=FAINT)
    for line, row in enumerate(content.rows):
        y = bottom + (top - bottom) * (1 - (line + 0.5) / len(content.rows))
        page.write(fitted(row.name, _NAMES_IN - 0.15, SMALL_PT), 0, y, va="center", size=SMALL_PT)
        for left, one in zip(lefts, (row.simulated, row.recorded), strict=True):
            page.write(fitted(one.text, half - 0.1, SMALL_PT), left, y, va="center", size=SMALL_PT)
    return page.figure


def _read(row: Mapping[str, str]) -> Recorded:
    measure, group = row["measure"], row["group"] or "all"
    if measure not in MEASURES:
        raise ValueError("measure must be one that `measures` lists", measure)
    value, low, high = (_number(name, row.get(name, "")) for name in ("value", "low", "high"))
    if isnan(value):
        raise ValueError("value is missing")
    if low > value or value > high:
        raise ValueError("low, value and high must ascend", f"{low:g}, {value:g}, {high:g}")
    return Recorded(measure, group, Estimate(value, low, high, 0, "recorded"))


def _number(name: str, text: str) -> float:
    try:
        number = float(text) if text else nan
    except ValueError:
        number = inf
    if isinf(number) or (text and isnan(number)):
        raise ValueError(f"{name} must be a number", text)
    return number


def _row(findings: Findings, one: Recorded) -> Row | None:
    found = value_of(findings, findings.result.base, one.measure, one.group)
    if isnan(found.value.value) or not one.estimate.value:
        return None
    factor = 100 / one.estimate.value
    group = "" if one.group == "all" else group_in_words(one.group)
    name = chained((begun(found.subject), group), COMMAS)
    known = one.estimate
    words = value_in_words(known, found.form) if known.has_interval else found.form.number(known.value)
    return Row(name, drawn(found.value, value_in_words(found.value, found.form), factor),
               drawn(one.estimate, words, factor), _agree(found.value, one.estimate))


def _agree(simulated: Estimate, known: Estimate) -> bool:
    """Whether the intervals overlap, or the values are close."""
    if abs(simulated.value - known.value) <= _CLOSE * abs(known.value):
        return True
    ends = [(one.low, one.high) if one.has_interval else (one.value, one.value) for one in (simulated, known)]
    return max(low for low, _ in ends) <= min(high for _, high in ends)


def _marks(axes: Axes, rows: tuple[Row, ...]) -> None:
    axes.axvspan(100 - 100 * _CLOSE, 100 + 100 * _CLOSE, color=BAND, zorder=0)
    axes.axvline(100, color=INK, linewidth=1.0)
    for line, row in enumerate(rows):
        for one, colour, mark, lift in ((row.recorded, INK, "|", -0.14), (row.simulated, BLUE, "o", 0.1)):
            if isfinite(one.low):
                axes.plot([one.low, one.high], [line + lift] * 2, color=colour, linewidth=1.6)
            hollow = mark == "o" and not row.agrees
            axes.plot(one.value, line + lift, mark, color=colour, markersize=7.5, zorder=3,
                      markerfacecolor="white" if hollow else colour)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.margins(x=0.08)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_formatter(plain_ticks(PER_CENT))
    axes.grid(axis="x")
    axes.set_xlabel(say("of the recorded value; hollow: not met"), color=FAINT, labelpad=1)
