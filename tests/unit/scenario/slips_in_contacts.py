"""Slips in what happens between customers and people: conferences, consulting."""

from __future__ import annotations

from .slips import Case

PEOPLE = """\
teams:
  desk: {scheduled: 5, hours: always, handles: {question: {}}}
  experts: {scheduled: 2, hours: always, handles: {question: {}}}
reasons:
  question: {takes: 4 min}
demand:
  calls: {rate: 100/d, contact: question}
transfer: {hold: 1 min, consult_takes: 1 min}
after:
  advice: {on: unresolved, manner: consult, go: {team: experts}, solves: 50 %}
  ask: {on: served, share: 10 %, manner: conference, go: {team: experts, with: [desk]}}
"""

CONTACTS = (
    Case(
        "conference without limit",
        "{hold: 1 min, ",
        "{",
        11,
        "after.ask.manner",
        "conference needs `transfer.hold`: how long agents wait for the next at most",
        PEOPLE,
    ),
    Case(
        "others without a conference",
        "manner: conference",
        "manner: cold",
        11,
        "after.ask.go.with",
        "goes with `team` and `manner: conference`",
        PEOPLE,
    ),
    Case(
        "the lead called as well",
        "with: [desk]",
        "with: [desk, experts]",
        11,
        "after.ask.go.with",
        "names experts, which leads the conference already",
        PEOPLE,
    ),
    Case(
        "an unknown colleague",
        "with: [desk]",
        "with: dask",
        11,
        "after.ask.go.with",
        "there is no team 'dask'; did you mean 'desk'?",
        PEOPLE,
    ),
    Case(
        "consulting without time",
        ", consult_takes: 1 min",
        "",
        8,
        "transfer",
        "needs `consult_takes`: how long a colleague joins",
        PEOPLE,
    ),
    Case(
        "solving without consulting",
        "manner: consult, go: {team: experts}, solves: 50 %",
        "manner: consult, go: {team: experts}}\n  other: {on: served, go: {team: desk}, solves: 50 %",
        11,
        "after.other.solves",
        "goes with `manner: consult`",
        PEOPLE,
    ),
    Case(
        "consulting nobody",
        "manner: consult, go: {team: experts}",
        "manner: consult, go: {by: team, desk: end, rest: {team: experts}}",
        10,
        "after.advice.go",
        "consult needs `go: {team: NAME}`: whose colleague is asked",
        PEOPLE,
    ),
    Case(
        "consulting about something else",
        "manner: consult, go: {team: experts}",
        "manner: consult, go: {team: experts, reason: question}",
        10,
        "after.advice.go.reason",
        "consult changes no reason",
        PEOPLE,
    ),
    Case(
        "consulting among other manners",
        "manner: consult",
        "manner: {by: team, desk: consult, rest: cold}",
        10,
        "after.advice.manner",
        "consult goes alone: write a row of its own for other manners",
        PEOPLE,
    ),
    Case(
        "a row that would inherit consulting",
        "transfer: {hold",
        "transfer: {manner: consult, hold",
        10,
        "after.extra",
        "needs a `manner` of its own, as `transfer.manner` may be consult",
        PEOPLE.replace("  advice: {on: unresolved, manner: consult, go: {team: experts}, solves: 50 %}",
                       "  extra: {on: unresolved, go: {team: experts}}"),
    ),
)
