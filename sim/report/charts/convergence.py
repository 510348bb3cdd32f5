"""Convergence: how the answer settles as replications add up, and where the warm-up was cut."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import isfinite, isnan, nan
from typing import TYPE_CHECKING

from sim.measures.definitions import MEASURES
from sim.report.charts.content import Absent, Chart, Drawn, Heading, drawn, told
from sim.report.charts.key import column_of_names, names_height_in
from sim.report.charts.sheet import sheet
from sim.report.charts.style import BAND, FAINT, INK, look, plain_ticks
from sim.report.findings.phrases import subject_of
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import message, say
from sim.report.locales import chained
from sim.report.reading import Findings, form_of
from sim.report.wording import value_in_words
from sim.stats.estimate import Pooled
from sim.stats.paired import PRIMARY
from sim.stats.ratio import pooled_ratio

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_KEY_IN = 2.0
_NAMES = {
    "wait_mean_s": message("Wait, s"), "handoffs_mean": message("Handoffs"),
    "ces_mean": message("Ease, 1 to 7"),
}  # fmt: skip
_OF_DIFFERENCE = (
    message("After {n} replications the difference in the {subject} is known to {half}"),
    message("After {n} replications the difference in the {subject} does not vary"),
)
_OF_VALUE = (
    message("After {n} replications the {subject} is known to {half}"),
    message("After {n} replications the {subject} does not vary"),
)
Ratios = dict[tuple[str, str], list[tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Course:
    """The estimate of one scenario after 2, 3, ... replications; `place` says how it is drawn."""

    scenario: str
    place: int
    steps: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure: differences to the base, or the base's own values; `matters` is drawn as a band."""

    title: str
    matters: float
    courses: tuple[Course, ...]


@dataclass(frozen=True, slots=True)
class Convergence:
    """What the chart shows."""

    heading: Heading
    panels: tuple[Panel, ...]


def convergence(findings: Findings) -> tuple[Chart, ...] | Absent:
    """The chart of a result with at least three replications."""
    result = findings.result
    if result.replications < 3:
        return Absent("shows how the answer settles, which takes three replications at least")
    ratios = _ratios(findings)
    panels = tuple(panel for panel in (_panel(findings, ratios, name) for name in PRIMARY) if panel.courses)
    if not panels:
        return Absent("shows how the answer settles, and nothing was seen")
    what = message("Mean of a journey by the number of replications, each with its 95 % interval")
    if result.alternatives:
        what = message("Difference to {base} by the number of replications, each with its 95 % interval")
    heading = Heading(
        _title(findings),
        chained((say(what, base=result.base.title), sample_of(result, intervals=False))),
        (*([say("Grey band: differences too small to matter.")] if result.alternatives else []),
         say("Intervals here stand each for itself."),
         source_line(result, predicted=True)),
    )  # fmt: skip
    content = Convergence(heading, panels)
    said = [say("{measure}, {scenario}: {value} at the end", measure=panel.title, scenario=course.scenario,
                value=course.steps[-1].text) for panel in panels for course in panel.courses]  # fmt: skip
    return (Chart("convergence", "convergence", content, told(said), draw),)


def draw(content: Convergence) -> Figure:
    """A panel a measure."""
    names = {course.place: course.scenario for panel in content.panels for course in panel.courses}
    key = _KEY_IN if len(names) > 1 else 0.0
    page = sheet(content.heading, names_height_in(list(names.values()), key - 0.1) + 0.3 if key > 0 else 0.0)
    each = (page.width - key) / len(content.panels)
    for place, panel in enumerate(content.panels):
        axes = page.axes(place * each + 0.6, 0.45, each - 0.75, page.height - 0.8)
        _courses(axes, panel)
        page.write(panel.title, place * each + 0.6, page.height - 0.22, weight="bold")
    if key > 0:
        first = min(names)
        column_of_names(page, list(names.values()), (page.width - key + 0.1, page.height - 0.3), key - 0.1,
                        first)
    return page.figure


def _ratios(findings: Findings) -> Ratios:
    """Numerators and denominators of the primary measures, replication by replication."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table = findings.result.tables.measures
    wanted = pc.and_(pc.equal(table["group"], "all"), pc.is_in(table["measure"], pa.array(PRIMARY)))
    found: Ratios = defaultdict(list)
    for row in table.filter(wanted).to_pylist():
        found[row["scenario"], row["measure"]].append((row["numerator"], row["denominator"]))
    return found


def _panel(findings: Findings, ratios: Ratios, measure: str) -> Panel:
    base, alternatives = findings.result.base, findings.result.alternatives
    shown = alternatives or (base,)
    courses = []
    for place, scenario in enumerate(shown, 1 if alternatives else 0):
        ours, theirs = ratios[scenario.name, measure], ratios[base.name, measure]
        form = form_of(MEASURES[measure], base)
        steps = []
        for size in range(2, len(ours) + 1):
            found = _pooled(ours[:size])
            one = (found - _pooled(theirs[:size]) if alternatives else found).estimate()
            steps.append(drawn(one, value_in_words(one, form)))
        if steps and not all(isnan(step.value) for step in steps):
            courses.append(Course(scenario.title, place, tuple(steps)))
    matters = base.matters.get(measure, nan) if alternatives else nan
    return Panel(say(_NAMES[measure]), matters, tuple(courses))


def _pooled(found: list[tuple[float, float]]) -> Pooled:
    return pooled_ratio(*zip(*found, strict=True))


def _title(findings: Findings) -> str:
    """How exact the mean wait has become."""
    result = findings.result
    if result.alternatives:
        found = findings.difference(result.alternatives[0], "wait_mean_s").estimate
    else:
        found = findings.value(result.base, "wait_mean_s")
    known, constant = _OF_DIFFERENCE if result.alternatives else _OF_VALUE
    half = form_of(MEASURES["wait_mean_s"], result.base).change((found.high - found.low) / 2)
    return say(known if found.has_interval else constant, n=result.replications,
               subject=subject_of("wait_mean_s", result.base), half=f"\N{PLUS-MINUS SIGN}{half}")  # fmt: skip


def _courses(axes: Axes, panel: Panel) -> None:
    from matplotlib.ticker import MaxNLocator

    if isfinite(panel.matters):
        axes.axhspan(-panel.matters, panel.matters, color=BAND, zorder=0)
        axes.axhline(0, color=INK, linewidth=1.0)
    for course in panel.courses:
        shown = look(course.place)
        at = list(range(2, len(course.steps) + 2))
        axes.plot(at, [one.value for one in course.steps], color=shown.colour, linestyle=shown.dash,
                  marker=shown.mark, markevery=[-1], zorder=3)
        lows, highs = ([getattr(one, end) for one in course.steps] for end in ("low", "high"))
        veil = 0.15 if len(panel.courses) <= 2 else 0.07
        axes.fill_between(at, lows, highs, color=shown.colour, alpha=veil, linewidth=0)
    axes.set_xlim(2, len(panel.courses[0].steps) + 1)
    axes.set_ylim(*_frame(panel))
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.yaxis.set_major_formatter(plain_ticks())
    axes.grid(axis="y")
    axes.set_xlabel(say("replications"), color=FAINT, labelpad=1)


def _frame(panel: Panel) -> tuple[float, float]:
    """Room for all intervals but those of two replications, which are as wide as a barn."""
    late = [end for course in panel.courses for one in course.steps[min(1, len(course.steps) - 1):]
            for end in (one.low, one.high, one.value) if isfinite(end)]  # fmt: skip
    ends = [*late, *([-panel.matters, panel.matters] if isfinite(panel.matters) else [])]
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    room = 0.08 * (high - low) or abs(high) * 0.1 or 1.0
    return low - room, high + room
