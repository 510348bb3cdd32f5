"""What slides show beside their sentences: native charts from what the charts draw, tables of the figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite, isnan, nan

from sim.measures.definitions import MEASURES
from sim.report.charts.content import Chart, Drawn
from sim.report.charts.ease import ANSWERS, COLOURS, Ease
from sim.report.charts.gallery import gallery_of
from sim.report.charts.handoffs import CLASSES, Handoffs
from sim.report.charts.style import BLUE, ORANGE, VERMILLION, look
from sim.report.charts.tornado import Tornado
from sim.report.charts.waiting import TICKS, Waiting, tick_in_words
from sim.report.charts.why import Why
from sim.report.charts.winners import Winners
from sim.report.deck.content import BARS, LINES, STACKED, Exhibit, Graph, Grid, Series
from sim.report.findings.phrases import shown_form
from sim.report.language import message, say
from sim.report.locales import COMMAS, chained, headed, local
from sim.report.reading import Findings, title_of
from sim.report.wording import begun, group_in_words, short_verdict
from sim.stats.verdict import Verdict
from sim.study.result import ScenarioNote

FEW = 2              # alternatives, of each of which sentences can be said, and segments shown
_MOST_SEGMENTS = 3   # with columns of their own
_LEAST = 0.2         # per cent of journeys, where a curve has reached the ground
_MOST_ROWS = 12      # bars of one chart
_MOST_DRIVERS = 8    # bars of one alternative


def groups_of(findings: Findings) -> list[str]:
    """All journeys, and each segment where there are a few, and few alternatives."""
    segments = findings.result.base.segments
    shown = 1 < len(segments) <= _MOST_SEGMENTS and len(findings.result.alternatives) <= FEW
    return ["all", *(f"segment={one}" for one in segments if shown)]


def measure_grid(findings: Findings, measure: str) -> Grid:
    """A measure by group: the value of each scenario, its difference to the base, the verdict."""
    result, groups = findings.result, groups_of(findings)
    unit = shown_form(measure, result.base).unit_shown or say("a journey")
    doubt = say("{unit} (\N{PLUS-MINUS SIGN} 95 %)", unit=unit) if result.replications > 1 else unit
    head = (doubt, *(begun(group_in_words(one)) for one in groups))
    rows = [(one.title, *(_cell(findings, one, measure, group) for group in groups))
            for one in result.scenarios]  # fmt: skip
    title = title_of(MEASURES[measure], result.base)
    return Grid((head, *rows), say("{measure} by scenario and group, with the difference to {base}",
                                   measure=title, base=result.base.title))  # fmt: skip


def _cell(findings: Findings, scenario: ScenarioNote, measure: str, group: str = "all") -> str:
    """A value; of an alternative, its difference to the base below it."""
    base = findings.result.base
    value = shown_form(measure, base).give_or_take(findings.value(scenario, measure, group))
    return value if scenario is base else f"{value}\n{told_difference(findings, scenario, measure, group)}"


def told_difference(findings: Findings, alternative: ScenarioNote, measure: str, group: str = "all") -> str:
    """`-12.3 \u00b11.2: better`."""
    found = findings.difference(alternative, measure, group)
    form = shown_form(measure, findings.result.base)
    if found.verdict in (Verdict.THE_SAME, Verdict.NOTHING_SEEN):
        return short_verdict(found.verdict)
    return headed(form.give_or_take(found.estimate, signed=True), short_verdict(found.verdict))


def overview(findings: Findings, measures: Mapping[str, str]) -> Grid:
    """All alternatives and the measures that a board decides by; `measures` are names to headings."""
    base = findings.result.base
    units = {name: shown_form(name, base).unit_shown for name in measures}
    head = ["", *(chained((say(words), units[name]), COMMAS) for name, words in measures.items())]
    rows = [(one.title, *(_cell(findings, one, name) for name in measures))
            for one in findings.result.scenarios]  # fmt: skip
    return Grid((tuple(head), *rows), say("All scenarios; alternatives with their differences to {base}",
                                          base=base.title))  # fmt: skip


def chart_of(findings: Findings, kind: str) -> Chart | None:
    """The first chart of a kind; None where it cannot be drawn."""
    found = gallery_of(findings, [kind]).charts
    return found[0] if found else None


def wait_graph(findings: Findings) -> Graph | None:
    """The share of journeys that waited longer than some round times, with intervals."""
    chart = chart_of(findings, "waiting")
    if chart is None:
        return None
    content: Waiting = chart.content
    panel = content.panels[-1]
    points = [{at: share for at, share in curve.points if at in TICKS} for curve in panel.curves]
    times = [at for at in TICKS if all(at in one for one in points)]
    low = (n for n, at in enumerate(times, 1) if all(one[at].value < _LEAST for one in points))
    reached = next(low, None)
    series = tuple(
        Series(curve.scenario, tuple(_of_100(one[at]) for at in times[:reached]), look(curve.place).colour)
        for curve, one in zip(panel.curves, points, strict=True)
    )
    title = say("{group}: who waited longer than ...", group=panel.title)
    return Graph(LINES, title, say("% of journeys"),
                 tuple(tick_in_words(at) for at in times[:reached]), series, chart.alt)  # fmt: skip


def handoff_graph(findings: Findings) -> Graph | None:
    """The shares of journeys with one, two, and more handoffs, with intervals."""
    chart = chart_of(findings, "handoffs")
    if chart is None:
        return None
    content: Handoffs = chart.content
    if not any(one.value for row in content.rows for one in row.shares[1:]):
        return None
    series = tuple(Series(row.scenario, tuple(map(_of_100, row.shares[1:])), look(place).colour)
                   for place, row in enumerate(content.rows))  # fmt: skip
    title = say("Journeys with one, two, and more handoffs")
    return Graph(BARS, title, say("% of journeys"), tuple(map(say, CLASSES[1:])), series, chart.alt)


def ease_graph(findings: Findings) -> Graph | None:
    """The seven answers as parts of a bar, a scenario a bar."""
    chart = chart_of(findings, "ease")
    if chart is None:
        return None
    content: Ease = chart.content
    rows = [row for row in content.rows if row.group == "all"]
    series = tuple(
        Series(answer, tuple(_share(row.shares[place]) for row in rows), colour)
        for place, (answer, colour) in enumerate(zip(ANSWERS, COLOURS, strict=True))
    )
    title = say("Predicted answers, 1 very hard to 7 very easy (1 to 3: hard journeys)")
    return Graph(STACKED, title, say("% of journeys"), tuple(row.scenario for row in rows), series, chart.alt)


def why_exhibits(findings: Findings) -> tuple[Exhibit, ...] | None:
    """What each driver adds to the difference in ease, by alternative; None where nothing differs."""
    charts = gallery_of(findings, ["why"]).charts
    if not charts:
        return None
    contents: list[Why] = [one.content for one in charts]
    all_others, total = say("All others"), contents[0].bars[-1].name
    titles = {f"why-{one.name}": (place, one.title) for place, one in enumerate(findings.result.scenarios)}
    bars = [{bar.name: bar.drawn for bar in content.bars} for content in contents]
    names = [name for name in dict.fromkeys(name for one in bars for name in one) if name != total]
    size = {name: max(abs(one[name].value) for one in bars if name in one) for name in names}
    names = [*sorted(names, key=lambda name: -size[name]), total]
    nothing = Drawn(0.0, nan, nan, "-")
    if len(names) > _MOST_DRIVERS:
        names = [*names[: _MOST_DRIVERS - 2], all_others, total]
        bars = [{**one, all_others: _sum_but(one, names)} for one in bars]
    places = [titles[one.name] for one in charts]
    series = tuple(
        Series(title, tuple(one.get(name, nothing) for name in names), look(place).colour)
        for (place, title), one in zip(places, bars, strict=True)
    )
    rows = [(say("Points of ease"), *(title for _, title in places)),
            *((name, *(one.get(name, nothing).text for one in bars)) for name in names)]  # fmt: skip
    alt = chained((headed(title, chart.alt) for (_, title), chart in zip(places, charts, strict=True)),
                  message("{first}. {next}"))  # fmt: skip
    unit = say("points of ease (1 to 7); to the right: easier")
    graph = Graph(BARS, say("What each driver adds to the mean ease"), unit, tuple(names), series, alt)
    if len(charts) > FEW:   # their numbers are in the notes
        return (graph,)
    return graph, Grid(tuple(rows), say("What each driver adds, with its interval"))


def winner_exhibits(findings: Findings) -> tuple[Graph, Grid] | None:
    """Who finds it easier and who harder, by alternative and segment; None where nobody is in both."""
    chart = chart_of(findings, "winners")
    if chart is None:
        return None
    content: Winners = chart.content
    rows = content.rows[:_MOST_ROWS]
    one = len({row.alternative for row in rows}) == 1
    whom = [row.group.partition("=")[2] or group_in_words(row.group) for row in rows]
    names = [begun(who) if one else headed(begun(who), row.alternative)
             for who, row in zip(whom, rows, strict=True)]  # fmt: skip
    ease = len(content.columns) - 1
    better = tuple(row.better[ease] for row in rows)
    worse = tuple(_mirrored(row.worse[ease]) for row in rows)
    series = (Series(say("finds it harder"), worse, VERMILLION), Series(say("finds it easier"), better, BLUE))
    head = (say("Better off / worse off"), *(chained(one, COMMAS) for one in content.columns))
    cells = [(name, *(f"{up.text} / {down.text}" for up, down in zip(row.better, row.worse, strict=True)))
             for name, row in zip(names, content.rows, strict=False)]  # fmt: skip
    title = say("The same customers: who finds it harder, who easier")
    unit = say("% of the customers in both")
    graph = Graph(BARS, title, unit, tuple(names), series, chart.alt, diverging=True)
    return graph, Grid((head, *cells), say("Shares of the same customers who are better and worse off"))


def tornado_exhibits(findings: Findings) -> tuple[Graph, Grid] | None:
    """How far each assumed input moves the first alternative's difference in ease, or in what was tried."""
    charts = gallery_of(findings, ["tornado"]).charts
    chart = next((one for one in charts if one.name.endswith("ces_mean")), charts[0] if charts else None)
    if chart is None:
        return None
    content: Tornado = chart.content
    ends = (say("at its low end"), ORANGE), (say("at its high end"), BLUE)
    series = tuple(
        Series(words, tuple(_plain(bar.ends[end]) for bar in content.bars), colour)
        for end, (words, colour) in enumerate(ends)
    )
    rows = [(say("Input"), say("from"), say("to"), say("turns the answer")), *(
        (bar.name, *bar.settings, say("yes") if bar.flips else say("no")) for bar in content.bars
    )]  # fmt: skip
    title = say("Difference to the base, with one input at a time at an end of its range")
    graph = Graph(BARS, title, content.unit, tuple(bar.name for bar in content.bars), series,
                  chart.alt, middle=content.middle)  # fmt: skip
    return graph, Grid(tuple(rows), say("The assumed inputs, their ranges, and whether they turn the answer"))


def _of_100(one: Drawn) -> Drawn:
    """A share in per cent, its interval no wider than a share can be."""
    return replace(one, low=max(one.low, 0.0), high=min(one.high, 100.0)) if isfinite(one.low) else one


def _sum_but(bars: dict[str, Drawn], named: list[str]) -> Drawn:
    """What all bars without a name of their own add; its interval is not known."""
    value = sum(bar.value for name, bar in bars.items() if name not in named)
    return Drawn(value, nan, nan, local(f"{value:+.3f}"))


def _share(value: float) -> Drawn:
    return Drawn(value, nan, nan, f"{value:.0f}")


def _plain(value: float) -> Drawn:
    return Drawn(value, nan, nan, local(f"{value:.3g}"))


def _mirrored(one: Drawn) -> Drawn:
    """A share to the left of zero."""
    return Drawn(0.0 if isnan(one.value) else -one.value, -one.high, -one.low, one.text)

