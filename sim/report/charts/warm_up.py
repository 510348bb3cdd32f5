"""The warm-up that was found: a pilot that began empty, followed until it had settled."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING

from sim.measures.course import COURSES
from sim.report.charts.content import Absent, Chart, Heading, told
from sim.report.charts.key import column_of_names, names_height_in
from sim.report.charts.lettering import fitted
from sim.report.charts.sheet import sheet
from sim.report.charts.style import BAND, FAINT, SMALL_PT, look, plain_ticks
from sim.report.findings.sample import source_line
from sim.report.language import say, several, word
from sim.report.locales import chained, local
from sim.report.reading import Findings
from sim.report.wording import begun

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_KEY_IN, _DAY_S = 2.0, 86_400.0


@dataclass(frozen=True, slots=True)
class Course:
    """One scenario: days since the pilot began, the value from then on (nan: nothing), and when it had
    settled."""

    scenario: str
    place: int
    days: tuple[float, ...]
    values: tuple[float, ...]
    settled_day: float


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure that was followed."""

    title: str
    courses: tuple[Course, ...]


@dataclass(frozen=True, slots=True)
class WarmUp:
    """What the chart shows; `cut_day` is the warm-up that was taken for all."""

    heading: Heading
    cut_day: float
    panels: tuple[Panel, ...]


def warm_up(findings: Findings) -> tuple[Chart, ...] | Absent:
    """The chart of a result whose warm-up was found by a pilot."""
    result = findings.result
    rows = result.tables.warm_up.to_pylist()
    if not rows:
        return Absent("shows how a pilot settled, and the scenario gives its warm-up itself")
    courses: dict[tuple[str, str], list[tuple[float, float, float]]] = defaultdict(list)
    for row in rows:
        value = nan if row["value"] is None else row["value"]
        courses[row["measure"], row["scenario"]].append((row["begins"], value, row["cut_s"] or 0.0))
    places = {one.name: (place, one.title) for place, one in enumerate(result.scenarios)}
    panels = tuple(
        Panel(word(COURSES.get(measure, measure)), tuple(
            _course(places[name], found) for (what, name), found in courses.items()
            if what == measure and name in places
        ))
        for measure in dict.fromkeys(measure for measure, _ in courses)
    )  # fmt: skip
    cut = result.base.warm_up_s / _DAY_S
    heading = Heading(
        _title(panels, cut),
        say("A pilot that began empty: means of its replications, by days since it began"),
        (say("Coloured ticks: when each had settled (MSER-5). Grey: the warm-up, left out of all figures."),
         source_line(result)),
    )  # fmt: skip
    content = WarmUp(heading, cut, panels)
    said = [say("{measure}, {scenario}: settled after {days}", measure=panel.title, scenario=one.scenario,
                days=_days(one.settled_day)) for panel in panels for one in panel.courses]  # fmt: skip
    return (Chart("warm_up", "warm_up", content, told(said), draw),)


def draw(content: WarmUp) -> Figure:
    """A panel a measure, in one row or two."""
    names = {one.place: one.scenario for panel in content.panels for one in panel.courses}
    key = _KEY_IN if len(names) > 1 else 0.0
    across = min(len(content.panels), 3)
    rows = -(-len(content.panels) // across)
    least = names_height_in(list(names.values()), key - 0.1) + 0.3 if key > 0 else 0.0
    page = sheet(content.heading, max(least, rows * 1.9))
    width, height = (page.width - key) / across, page.height / rows
    for place, panel in enumerate(content.panels):
        left, bottom = place % across * width, page.height - (place // across + 1) * height
        title = fitted(begun(panel.title), width - 0.75, SMALL_PT, bold=True)
        head = 0.15 * (title.count("\n") + 1) + 0.1
        axes = page.axes(left + 0.6, bottom + 0.45, width - 0.75, height - 0.5 - head)
        _courses(axes, panel, content.cut_day)
        page.write(title, left + 0.6, bottom + height - head, weight="bold", size=SMALL_PT, va="bottom")
    if key > 0:
        column_of_names(page, list(names.values()), (page.width - key + 0.1, page.height - 0.3), key - 0.1)
    return page.figure


def _course(known: tuple[int, str], found: list[tuple[float, float, float]]) -> Course:
    place, title = known
    begins, values, cuts = zip(*sorted(found), strict=True)
    return Course(title, place, tuple(at / _DAY_S for at in begins), values, max(cuts) / _DAY_S)


def _title(panels: tuple[Panel, ...], cut: float) -> str:
    longest = max(((one.settled_day, panel.title) for panel in panels for one in panel.courses),
                  key=lambda found: found[0])  # fmt: skip
    taken = (say("{days} are left out as warm-up", days=_days(cut)) if cut else say("no warm-up is left out"))
    if not longest[0]:
        return chained((say("Nothing takes time to settle"), taken))
    settled = say("{measure} took longest to settle, {days}", measure=begun(longest[1]),
                  days=_days(longest[0]))  # fmt: skip
    return chained((settled, taken))


def _days(count: float) -> str:
    return several(count, "{n} day", "{n} days", n=local(f"{count:.3g}"))


def _courses(axes: Axes, panel: Panel, cut: float) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.axvspan(0, cut, color=BAND, zorder=0, linewidth=0)
    for one in panel.courses:
        shown = look(one.place)
        axes.plot(one.days, one.values, color=shown.colour, linestyle=shown.dash, linewidth=1.2)
        axes.plot([one.settled_day] * 2, [0, 0.06], color=shown.colour, linewidth=2.2,
                  transform=axes.get_xaxis_transform(), clip_on=False)
    axes.set_xlim(0, max(day for one in panel.courses for day in one.days))
    axes.set_ylim(bottom=min(0.0, axes.get_ylim()[0]))
    axes.xaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_formatter(plain_ticks())
    axes.set_xlabel(say("days since the pilot began"), color=FAINT, labelpad=1)
