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
routing: {phone: [{to: desk}, {to: callback}]}
callback: {above: 2 min, attempts: 2, every: 10 min}
after:
  advice: {on: unresolved, manner: consult, go: {team: experts}, solves: 50 %}
  ask: {on: served, share: 10 %, manner: conference, go: {team: experts, with: [desk]}}
"""

CONTACTS = (
    Case(
        "conference without limit",
        "{hold: 1 min, ",
        "{",
        13,
        "after.ask.manner",
        "conference needs `transfer.hold`: how long agents wait for the next at most",
        PEOPLE,
    ),
    Case(
        "others without a conference",
        "manner: conference",
        "manner: cold",
        13,
        "after.ask.go.with",
        "goes with `team` and `manner: conference`",
        PEOPLE,
    ),
    Case(
        "the lead called as well",
        "with: [desk]",
        "with: [desk, experts]",
        13,
        "after.ask.go.with",
        "names experts, which leads the conference already",
        PEOPLE,
    ),
    Case(
        "an unknown colleague",
        "with: [desk]",
        "with: dask",
        13,
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
        13,
        "after.other.solves",
        "goes with `manner: consult`",
        PEOPLE,
    ),
    Case(
        "consulting nobody",
        "manner: consult, go: {team: experts}",
        "manner: consult, go: {by: team, desk: end, rest: {team: experts}}",
        12,
        "after.advice.go",
        "consult needs `go: {team: NAME}`: whose colleague is asked",
        PEOPLE,
    ),
    Case(
        "consulting about something else",
        "manner: consult, go: {team: experts}",
        "manner: consult, go: {team: experts, reason: question}",
        12,
        "after.advice.go.reason",
        "consult changes no reason",
        PEOPLE,
    ),
    Case(
        "consulting among other manners",
        "manner: consult",
        "manner: {by: team, desk: consult, rest: cold}",
        12,
        "after.advice.manner",
        "consult goes alone: write a row of its own for other manners",
        PEOPLE,
    ),
    Case(
        "a row that would inherit consulting",
        "transfer: {hold",
        "transfer: {manner: consult, hold",
        12,
        "after.extra",
        "needs a `manner` of its own, as `transfer.manner` may be consult",
        PEOPLE.replace("  advice: {on: unresolved, manner: consult, go: {team: experts}, solves: 50 %}",
                       "  extra: {on: unresolved, go: {team: experts}}"),
    ),
    Case(
        "a callback that is not described",
        "callback: {above: 2 min, attempts: 2, every: 10 min}\n",
        "",
        9,
        "routing.phone.1.to",
        "needs the section `callback`",
        PEOPLE,
    ),
    Case(
        "a callback that nobody offers",
        ", {to: callback}",
        "",
        10,
        "callback",
        "no route offers it: add a stage {to: callback}",
        PEOPLE,
    ),
    Case(
        "a callback before anybody was asked",
        "{to: desk}, {to: callback}",
        "{to: callback}, {to: desk}",
        9,
        "routing.phone.0.to",
        "needs a stage before it that asks people, who call back",
        PEOPLE,
    ),
    Case(
        "waiting at a callback",
        "{to: callback}",
        "{to: callback, for: 1 min}",
        9,
        "routing.phone.1.for",
        "goes with stages that ask people; nobody waits at a callback's",
        PEOPLE,
    ),
    Case(
        "attempts at the same moment",
        "attempts: 2, every: 10 min",
        "attempts: 2",
        10,
        "callback",
        "needs `every`: the time until the next attempt",
        PEOPLE,
    ),
    Case(
        "no attempt at all",
        "attempts: 2",
        "attempts: 0",
        10,
        "callback.attempts",
        "must be at least 1, got 0",
        PEOPLE,
    ),
    Case(
        "picking up mail",
        "transfer: {hold",
        "channels: {phone: {}, email: {waits: false, pickup: 9 s}}\ntransfer: {hold",
        8,
        "channels.email.pickup",
        "goes with channels on which customers wait",
        PEOPLE,
    ),
    Case(
        "a message before others are asked",
        "{to: desk}, {to: callback}",
        "{to: message}, {to: desk}, {to: callback}",
        9,
        "routing.phone.0.to",
        "message ends the contact: it must be the last stage",
        PEOPLE,
    ),
    Case(
        "a long cut",
        "{to: callback}]",
        "{to: callback}, {to: cut_off, for: 1 min}]",
        9,
        "routing.phone.2.for",
        "goes with stages that ask people; cut_off takes no time",
        PEOPLE,
    ),
    Case(
        "a row on messages that nobody leaves",
        "on: unresolved, manner: consult, go: {team: experts}, solves: 50 %",
        "on: message, go: end",
        12,
        "after.advice.on",
        "nobody leaves a message: a route needs a stage {to: message}",
        PEOPLE.replace(", consult_takes: 1 min", ""),
    ),
    Case(
        "work about nothing known",
        "on: unresolved, manner: consult, go: {team: experts}, solves: 50 %",
        "on: unresolved, go: {work: questoin}",
        12,
        "after.advice.go.work",
        "there is no reason 'questoin'; did you mean 'question'?",
        PEOPLE,
    ),
    Case(
        "what is left of the work, for ever",
        "on: unresolved, manner: consult, go: {team: experts}, solves: 50 %",
        "on: unresolved, go: {team: experts}, work: rest",
        12,
        "after.advice.work",
        "rest needs `max`: once nothing is left it would go round for ever",
        PEOPLE,
    ),
    Case(
        "forwarded to nobody",
        "on: unresolved, manner: consult, go: {team: experts}, solves: 50 %",
        "on: unresolved, go: {reason: riddle}",
        13,
        "after.advice.go.reason",
        "no team handles riddle",
        PEOPLE.replace("  question: {takes", "  riddle: {takes: 4 min}\n  question: {takes"),
    ),
)
