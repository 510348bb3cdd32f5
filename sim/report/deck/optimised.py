"""The slides of a search for staffing: question, answer, one step less, goals by hour, search, roster.

In: a finished search. Out: slides; charts are PowerPoint's own where it has the kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite, nan

from sim.report.charts.content import Chart, Drawn
from sim.report.charts.optimised.answer import Answer
from sim.report.charts.optimised.basis import FEW, offered_name, parts_of, sample_of, source_of
from sim.report.charts.optimised.gallery import optimised_gallery
from sim.report.charts.optimised.hours import Hours
from sim.report.charts.style import BLUE, INK, VERMILLION
from sim.report.deck.content import BARS, LINES, Graph, Grid, Series, Slide
from sim.report.language import say, several
from sim.report.optimised.finding import (
    goal_sentences,
    headline,
    holding_steps,
    how_found,
    money_of,
    neighbour_sentences,
    sentences,
    standings_of,
)
from sim.report.optimised.words import (
    goal_in_words,
    setting,
    standing_in_words,
    verdict_named,
    worst_of,
)
from sim.sweeps.staffing.goals import Verdict
from sim.sweeps.staffing.result import OptimiseResult, Staffing

_MOST_GOALS = 3        # with a column of their own
_MOST_GRAPHS = 2       # beside each other
_MOST_CATEGORIES = 24  # of a native chart
_MOST_BARS = 12


def optimised_slides(result: OptimiseResult) -> tuple[Slide, ...]:
    """All slides of a search."""
    charts = optimised_gallery(result).charts
    return (
        _question(result), _answer(result), *_staffing(result), *_steps(result, charts),
        *_hours(result, charts), *_pictures(result, charts), _method(result),
    )  # fmt: skip


def _basis(result: OptimiseResult) -> str:
    return f"{sample_of(result)}. {source_of(result)}"


def _question(result: OptimiseResult) -> Slide:
    title = result.base.question or result.title
    goals = (say("Must hold: {goal}.", goal=goal_in_words(one, result.base)) for one in result.goals)
    many = several(result.searched.staffings, "One staffing to choose from.",
                   "{n} staffings to choose from.", n=f"{result.searched.staffings:,}")  # fmt: skip
    points = (*goals, many, say("Sought: the least staff and channel cost a week."))
    return Slide("question", title, (), points, _basis(result))


def _answer(result: OptimiseResult) -> Slide:
    """The answer in the title; below it every staffing on show with its cost, goals and verdict."""
    goals = result.goals[:_MOST_GOALS]
    money = money_of(result)
    asked = (goal_in_words(one, result.base) for one in goals)
    rows = [("", say("cost a week, {unit}", unit=money.unit_shown), *asked, say("all goals"))]
    for part in parts_of(result):
        one = part.staffing
        cost = money.figure(one.pay) if one.cost is None else money.give_or_take(one.cost)
        cells = (standing_in_words(worst_of(standings_of(one, goal)), result.base) for goal in goals)
        rows.append((part.told, cost, *cells, verdict_named(one.verdict)))
    grid = Grid(tuple(rows), say("The answer beside today's staffing and what costs one step less"))
    notes = [*sentences(result), *_goals(result), *neighbour_sentences(result)]
    shown = (grid,) if len(rows) > 1 else ()
    return Slide("answer", headline(result), shown, (), _basis(result), tuple(notes))


def _goals(result: OptimiseResult) -> Iterator[str]:
    if result.offered is not None:
        for goal in result.goals:
            yield from goal_sentences(result, result.offered, goal)


def _staffing(result: OptimiseResult) -> Iterator[Slide]:
    """What stands at each path, as offered and today, where the slide before has not told it all."""
    shown, today = result.offered, result.today
    if shown is None:
        return
    if len(shown.settings) <= FEW and not shown.choices and shown.scenario == today.scenario:
        return
    rows = [("", offered_name(result), say("Today's staffing")), *_settings(shown, today)]
    moved = sum(left != right for _, left, right in rows[1:])
    title = (several(moved, "{n} of {all} settings is another than today's",
                     "{n} of {all} settings are others than today's", all=len(rows) - 1)
             if moved else say("All settings are today's"))  # fmt: skip
    yield Slide("staffing", title, (Grid(tuple(rows), say("The settings of the answer and of today")),), (),
                _basis(result), tuple(": ".join(row) for row in rows[1:]))  # fmt: skip


def _settings(shown: Staffing, today: Staffing) -> Iterator[tuple[str, str, str]]:
    for path, value in shown.settings.items():
        yield path, setting(value), setting(today.settings.get(path))
    for path, value in shown.choices.items():
        yield path, setting(value), setting(today.choices.get(path))
    if shown.scenario != today.scenario:
        yield say("Scenario"), shown.scenario, today.scenario


def _steps(result: OptimiseResult, charts: tuple[Chart, ...]) -> Iterator[Slide]:
    """What costs one step less, goal by goal, as bars that begin where the goal's bound is."""
    made = [one for one in charts if one.kind == "answer"]
    known = [one for one in result.neighbours.values() if one is not None]
    if not made or not known:
        return
    fails, holds = sum(one.verdict is Verdict.FAILS for one in known), holding_steps(result)
    if holds:
        title = several(holds, "Of {all} cheaper steps one is shown to hold as well",
                        "Of {all} cheaper steps {n} are shown to hold as well", all=len(known))  # fmt: skip
    elif fails == len(known):
        title = several(fails, "The one cheaper step fails", "Each of the {n} cheaper steps fails")
    elif fails:
        title = several(fails, "Of {all} cheaper steps one fails; no other is shown to hold",
                        "Of {all} cheaper steps {n} fail; no other is shown to hold",
                        all=len(known))  # fmt: skip
    else:
        title = several(len(known), "The one cheaper step is not shown to hold",
                        "None of the {n} cheaper steps is shown to hold")  # fmt: skip
    graphs = [graph for one in made for graph in _bars(result, one)][:_MOST_GRAPHS]
    yield Slide("steps", title, tuple(graphs), (), _basis(result), tuple(neighbour_sentences(result)))


def _bars(result: OptimiseResult, chart: Chart) -> Iterator[Graph]:
    content: Answer = chart.content
    for column in content.columns:
        if isfinite(column.bound):
            numbers = tuple(mark.number for mark in column.marks[:_MOST_BARS])
            names = tuple(one.name for one in parts_of(result)[:_MOST_BARS])
            unit = say("{unit}; bars begin at the goal", unit=column.unit)
            yield Graph(BARS, column.title, unit, names, (Series(column.title, numbers, BLUE),), chart.alt,
                        middle=column.bound, zoomed=True)  # fmt: skip


def _hours(result: OptimiseResult, charts: tuple[Chart, ...]) -> Iterator[Slide]:
    """A goal by hour with its joint intervals: native, or a picture where there are very many groups."""
    for chart in (one for one in charts if one.kind == "hours"):
        content: Hours = chart.content
        few = len(content.places) <= _MOST_CATEGORIES
        shown = (_course(chart),) if few else (chart,)
        yield Slide("hours", chart.heading.title, shown, (), _basis(result),
                    (*chart.heading.notes, chart.alt))  # fmt: skip


def _course(chart: Chart) -> Graph:
    content: Hours = chart.content
    asked = tuple(Drawn(content.bound, nan, nan, content.asked) for _ in content.places)
    colours = (BLUE, INK)
    series = [Series(line.name, line.numbers, colour)
              for line, colour in zip(content.lines, colours, strict=False)]  # fmt: skip
    labels = tuple(one.partition(" ")[0] if content.kind == "hour" else one for one in content.labels)
    every = (*series, Series(content.asked, asked, VERMILLION))
    return Graph(LINES, chart.heading.subtitle.partition(";")[0], content.unit, labels, every, chart.alt,
                 zoomed=True)  # fmt: skip


def _pictures(result: OptimiseResult, charts: tuple[Chart, ...]) -> Iterator[Slide]:
    for chart in (one for one in charts if one.kind in ("search", "roster")):
        yield Slide(chart.kind, chart.heading.title, (chart,), (), _basis(result),
                    (*chart.heading.notes, chart.alt))  # fmt: skip


def _method(result: OptimiseResult) -> Slide:
    title = say("How the answer was found, and how sure it is")
    return Slide("method", title, (), tuple(how_found(result)), _basis(result))
