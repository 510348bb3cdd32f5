"""What an event log tells, in words: how often the person and the team change, how long cases take.

In: the summaries of logs. Out: text for a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isnan

from sim.report.numbers import Form
from sim.report.tables import WIDEST, columns, heading, paragraph
from sim.study.logs.summary import MOST, Changes, Summary

_GRANTED = (
    "Taken for granted: a case is a journey and over with its last event, resolved if somebody dealt with "
    "it; a handoff is a change of the person from one event to the next. A log does not tell what "
    "customers had to explain again, so ease is predicted too high. Intervals come from consecutive batches "
    "of cases (batch means)."
)

_SHARE = Form("share", 1)


def log_text(summaries: Sequence[Summary], width: int = WIDEST) -> str:
    """The logs in numbers, at most `width` characters wide (at least 40)."""
    lines = [line for one in summaries for line in _lines(one, max(width, 40))]
    return "\n".join([*lines, "", *paragraph(_GRANTED, max(width, 40))]).lstrip("\n") + "\n"


def _lines(log: Summary, width: int) -> Iterator[str]:
    yield from heading(f"Event log: {log.name}", width)
    yield from paragraph(
        f"{log.cases:,} cases, {log.events:,} events, {log.people:,} people in {log.teams:,} teams, from "
        f"{log.first} to {log.last}.",
        width,
    )
    half, most = log.hours
    yield from paragraph(
        f"From first to last event: {_hours(half)} or less in half of the cases, {_hours(most)} or less in "
        "90 %.",
        width,
    )
    yield ""
    yield from columns([
        ["Changes of", "a case", *map(str, range(MOST)), f"{MOST} or more"],
        _row("person", log.person),
        _row("team", log.team),
    ], width)  # fmt: skip
    yield ""
    yield from columns([
        ["Changes of team", *map(str, range(MOST)), f"{MOST} or more"],
        ["time, median", *map(_hours, log.hours_by_team)],
    ], width)  # fmt: skip


def _row(what: str, found: Changes) -> list[str]:
    return [what, f"{found.mean:.4f}", *(_SHARE.number(share) for share in found.shares)]


def _hours(hours: float) -> str:
    if isnan(hours):
        return "-"
    if hours < 2:
        return f"{hours * 60:,.1f} min"
    return f"{hours:,.1f} h" if hours < 100 else f"{hours:,.0f} h"
