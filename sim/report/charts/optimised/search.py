"""The search: cost of every staffing tried against the room that it leaves to the tightest goal."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, isfinite
from typing import TYPE_CHECKING, Any

from sim.report.charts.content import Absent, Chart, Heading, told
from sim.report.charts.lettering import fitted, height_in, lines_that_fit
from sim.report.charts.optimised.basis import FEW, source_of
from sim.report.charts.sheet import Sheet, sheet
from sim.report.charts.style import BLUE, FAINT, INK, RULE, SMALL_PT, plain_ticks
from sim.report.charts.sweeps.basis import unit_in_words
from sim.report.language import say, several
from sim.report.locales import headed
from sim.report.optimised.finding import money_of
from sim.report.optimised.words import exact_share, settings_listed
from sim.sweeps.staffing.result import OptimiseResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FURTHEST = 8.0   # half-widths beyond which a staffing is drawn at the edge, unless all are further
_KEY_IN = 2.6


@dataclass(frozen=True, slots=True)
class Spot:
    """One staffing tried.

    Attributes
    ----------
    cost : a week.
    room : to the tightest goal, in half-widths; below 0 it is missed.
    tightest : that goal.
    keeps : whether all goals are kept, by the search's replications.
    best : whether none tried is as cheap and leaves more room.
    chosen : whether it is the answer.
    """

    cost: float
    room: float
    tightest: str
    keeps: bool
    best: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Search:
    """What the chart shows.

    Attributes
    ----------
    chosen : the answer in words, where it has few settings; else "".
    edge : the most half-widths of the axis.
    """

    heading: Heading
    unit: str
    spots: tuple[Spot, ...]
    chosen: str
    edge: float


def search(result: OptimiseResult) -> tuple[Chart, ...] | Absent:
    """The chart of a search in which at least two staffings were simulated."""
    rows = [one for one in result.tables["candidates"].to_pylist() if not one["error"]]
    if len(rows) < 2:
        return Absent(say("shows several staffings, and fewer than two could be simulated"))
    spots = _spots(rows, _chosen(result))
    nearest = min((abs(one.room) for one in spots if isfinite(one.room)), default=0.0)
    edge = float(ceil(max(_FURTHEST, 1.5 * nearest)))
    heading = Heading(
        _title(result, spots),
        several(
            result.searched.search,
            "{tried} of {all} staffings, each tried on the same replication; cost a week, and the goal "
            "nearest to being missed",
            "{tried} of {all} staffings, each tried on the same {n} replications; cost a week, and the goal "
            "nearest to being missed",
            tried=f"{len(spots):,}", all=f"{result.searched.staffings:,}",
        ),
        (say("Room: by how many half-widths of a {share} joint interval a goal is kept. Above 0 all goals "
             "are kept, from about 1 fresh replications are likely to show it; beyond {most} at the edge.",
             share=exact_share(result.confidence), most=f"{edge:g}"), source_of(result)),
    )  # fmt: skip
    plan = result.plan
    few = plan is not None and len(plan.settings) <= FEW
    chosen = settings_listed(plan.settings) if plan is not None and few else ""
    content = Search(heading, unit_in_words(money_of(result), "budget_per_week"), spots, chosen,
                     edge)  # fmt: skip
    said = [say("{cost}: room {room}, {goal}", cost=money_of(result).number(one.cost), room=f"{one.room:.1f}",
                goal=one.tightest) for one in spots if one.best]  # fmt: skip
    return (Chart("search", "search", content, told(said), draw),)


def draw(content: Search) -> Figure:
    """Every staffing tried; the frontier dotted, the answer large."""
    page = sheet(content.heading)
    axes = page.axes(0.75, 0.5, page.width - _KEY_IN - 0.95, page.height - 0.65)
    axes.axhspan(0, content.edge * 1.1, color="#f3f3f3", linewidth=0, zorder=0)
    axes.axhline(0, color=INK, linewidth=1.2, zorder=1)
    best = sorted((one for one in content.spots if one.best), key=lambda one: one.cost)
    axes.plot([one.cost for one in best], [_within(one.room, content.edge) for one in best], color=RULE,
              linestyle=(0, (1, 2)), linewidth=1.6, zorder=1, drawstyle="steps-post")  # fmt: skip
    for one in content.spots:
        _spot(axes, one, content.edge)
    axes.set_ylim(-content.edge * 1.1, content.edge * 1.1)
    axes.margins(x=0.08)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(plain_ticks())
    axes.grid(axis="x")
    axes.set_xlabel(say("{unit}; \N{LEFTWARDS ARROW} cheaper", unit=content.unit), color=FAINT)
    axes.set_ylabel(say("room to the tightest goal, half-widths"), color=FAINT)
    _key(page, content)
    return page.figure


def _chosen(result: OptimiseResult) -> int | None:
    """The number of the answer among those tried; None where there is none, or a neighbour took its place."""
    shown = result.tables["shown"].to_pylist()
    return next((row["candidate"] for row in shown if row["part"] == "plan"), None)


def _spots(rows: list[dict[str, Any]], chosen: int | None) -> tuple[Spot, ...]:
    """By cost; a staffing is best where no cheaper one leaves as much room."""
    found, most = [], float("-inf")
    for row in sorted(rows, key=lambda one: (one["budget_per_week"], -one["room"])):
        best = row["room"] > most
        most = max(most, row["room"])
        found.append(Spot(row["budget_per_week"], row["room"], row["tightest"], row["keeps"] == "yes", best,
                          row["candidate"] == chosen))  # fmt: skip
    return tuple(found)


def _title(result: OptimiseResult, spots: tuple[Spot, ...]) -> str:
    plan = next((one for one in spots if one.chosen), None)
    if result.plan is None:
        return several(len(spots), "The one staffing tried was not shown to keep all goals",
                       "None of the {n} staffings tried was shown to keep all goals")  # fmt: skip
    if plan is None:
        return say("A staffing one step cheaper than the cheapest that was tried is shown to keep all goals")
    cheaper = sum(one.cost < plan.cost for one in spots)
    if not cheaper:
        return say("The answer is the cheapest staffing that was tried")
    return several(cheaper, "One cheaper staffing was tried, and it was not shown to keep all goals",
                   "{n} cheaper staffings were tried, and none was shown to keep all goals")  # fmt: skip


def _within(room: float, edge: float) -> float:
    return max(-edge, min(edge, room))


def _spot(axes: Axes, one: Spot, edge: float) -> None:
    beyond = abs(one.room) > edge
    mark = "^" if beyond and one.room > 0 else "v" if beyond else "o"
    colour, ground = (BLUE, BLUE) if one.keeps else (FAINT, "white")
    at = one.cost, _within(one.room, edge)
    axes.plot(*at, mark, color=colour, markerfacecolor=ground, markersize=6, zorder=3)
    if one.chosen:
        axes.plot(*at, "o", markersize=15, markerfacecolor="none", color=INK,
                  markeredgewidth=1.8, zorder=4)  # fmt: skip


def _key(page: Sheet, content: Search) -> None:
    """What the marks mean, below each other at the right."""
    from matplotlib.lines import Line2D

    across, up = page.figure.get_size_inches()
    left, top = page.width - _KEY_IN + 0.05, page.height - 0.25
    samples: list[tuple[dict[str, Any], str]] = [
        ({"marker": "o", "color": BLUE, "markersize": 6}, say("keeps all goals, by the search")),
        ({"marker": "o", "color": FAINT, "markerfacecolor": "white", "markersize": 6}, say("misses a goal")),
        ({"color": RULE, "linestyle": (0, (1, 2)), "linewidth": 1.6},
         say("the most room for the money")),
    ]  # fmt: skip
    if any(one.chosen for one in content.spots):
        ring = {"marker": "o", "color": INK, "markerfacecolor": "none", "markersize": 13,
                "markeredgewidth": 1.8}  # fmt: skip
        told = headed(say("the answer"), content.chosen) if content.chosen else say("the answer")
        samples.append((ring, told))
    for look, words in samples:
        lines = lines_that_fit(words, _KEY_IN - 0.6, SMALL_PT)
        y = (page.bottom + top - height_in(1, SMALL_PT) / 2) / up
        ends = [(page.left + left + aside) / across for aside in (0.0, 0.15, 0.3)]
        page.figure.add_artist(Line2D(ends, [y] * 3, **{"linestyle": "none", "markevery": [1], **look}))
        page.write(fitted(words, _KEY_IN - 0.6, SMALL_PT), left + 0.45, top, va="top", size=SMALL_PT)
        top -= height_in(len(lines), SMALL_PT) + 0.14
