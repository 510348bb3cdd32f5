"""The findings of one scenario: measures by subject, for all and by segment, then the teams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isnan

from sim.measures.definitions import MEASURES
from sim.report.language import message, say
from sim.report.locales import local, sign_of
from sim.report.numbers import NONE
from sim.report.reading import Findings, form_of, title_of
from sim.report.sections.expected import expected_lines
from sim.report.sections.goals import goal_lines
from sim.report.sections.worth import cost_sentence
from sim.report.tables import columns, heading, paragraph
from sim.report.wording import value_in_words
from sim.study.result import ScenarioNote

SUBJECTS = {
    message("Waiting"): (
        "wait_mean_s", "wait_p50_s", "wait_p95_s", "asa_s", "service_level", "abandonment", "blocked",
        "closed",
    ),
    message("Handoffs and repeats"): (
        "handoffs_mean", "handoffs_2plus", "transfers_mean", "re_explanations_mean", "repeat_contacts_mean",
        "channel_switches_mean", "fcr",
    ),
    message("Ease, satisfaction, recommendation"): (
        "ces_mean", "ces_hard", "csat_top2", "touchpoint_csat_top2", "csat_gap", "nps",
    ),
    message("Journeys"): (
        "journeys", "contacts", "contacts_per_journey", "completed", "dropped_out", "lost_sales",
        "open_journeys", "journey_hours_p50", "promise_missed",
    ),
    message("Staff and cost"): ("occupancy", "overtime_h", "cost_per_week", "cost_per_journey"),
}  # fmt: skip
"""What is shown, by messages and in this order; the tables hold the rest."""

_ABREAST = 2   # segments beside "all" in one table


def single_lines(findings: Findings, width: int) -> Iterator[str]:
    """The findings of the base alone."""
    base = findings.result.base
    segments = [f"segment={name}" for name in base.segments] if len(base.segments) > 1 else []
    for subject, names in SUBJECTS.items():
        yield from heading(say(subject), width)
        if width < 72:
            yield from _stacked(findings, names, ["all", *segments], width)
            continue
        for start in range(0, max(len(segments), 1), _ABREAST):
            shown = ["all"] * (start == 0) + segments[start : start + _ABREAST]
            yield from columns(_rows(findings, names, shown), width)
    yield from goal_lines(findings, width)
    yield from expected_lines(findings, width)
    yield from heading(say("Cost"), width)
    yield from paragraph(cost_sentence(findings, findings.result.base), width)
    yield from teams_lines(findings, width)


def teams_lines(findings: Findings, width: int) -> Iterator[str]:
    """Each team: its agents, how busy, the work it was offered, overtime, what it costs."""
    for scenario in findings.result.scenarios:
        yield from heading(say("Teams: {scenario}", scenario=scenario.title), width)
        yield from columns(team_rows(findings, scenario), width)
    yield from paragraph(
        say("Busy: of the time present. Offered: all work that joined the team's queue, likewise."), width
    )


def team_rows(findings: Findings, scenario: ScenarioNote) -> list[list[str]]:
    """The heading of the table of teams, and a row a team."""
    names = ("occupancy", "overtime_h", "cost_per_week")
    offered = findings.offered(scenario)
    rows = [[say("team"), say("agents"), say("busy, %"), say("offered, %"), say("overtime, h"),
             say("{currency} a week", currency=sign_of(scenario.currency))]]  # fmt: skip
    for team, agents in scenario.teams.items():
        busy, overtime, cost = (
            form_of(MEASURES[name], scenario).give_or_take(findings.value(scenario, name, f"team={team}"))
            for name in names
        )
        load = NONE if isnan(offered[team]) else local(f"{100 * offered[team]:.1f}")
        rows.append([team, str(agents), busy, load, overtime, cost])
    return rows


def _rows(findings: Findings, names: Sequence[str], groups: Sequence[str]) -> list[list[str]]:
    """A heading, and a row for each measure that was seen in any of the groups."""
    base = findings.result.base
    rows = [["", *(group.partition("=")[2] or group for group in groups)]]
    for name in names:
        measure = MEASURES[name]
        form = form_of(measure, base)
        unit = f", {form.unit_shown}" if form.unit_shown else ""
        values = [findings.value(base, name, group) for group in groups]
        rows.append([title_of(measure, base) + unit, *(form.give_or_take(value) for value in values)])
    return rows


def _stacked(
    findings: Findings, names: Sequence[str], groups: Sequence[str], width: int
) -> Iterator[str]:
    """For narrow terminals: one measure a paragraph."""
    base = findings.result.base
    for name in names:
        measure = MEASURES[name]
        yield from paragraph(title_of(measure, base), width)
        for group in groups:
            value = value_in_words(findings.value(base, name, group), form_of(measure, base))
            head = "" if len(groups) == 1 else f"{group.partition('=')[2] or group}: "
            yield from paragraph(head + value, width, "  ", "    ")
