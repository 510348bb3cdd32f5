"""Slips in what happens between customers and people: conferences."""

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
transfer: {hold: 1 min}
after:
  ask: {on: served, share: 10 %, manner: conference, go: {team: experts, with: [desk]}}
"""

CONTACTS = (
    Case(
        "conference without limit",
        "{hold: 1 min}",
        "{}",
        10,
        "after.ask.manner",
        "conference needs `transfer.hold`: how long agents wait for the next at most",
        PEOPLE,
    ),
    Case(
        "others without a conference",
        "manner: conference",
        "manner: cold",
        10,
        "after.ask.go.with",
        "goes with `team` and `manner: conference`",
        PEOPLE,
    ),
    Case(
        "the lead called as well",
        "with: [desk]",
        "with: [desk, experts]",
        10,
        "after.ask.go.with",
        "names experts, which leads the conference already",
        PEOPLE,
    ),
    Case(
        "an unknown colleague",
        "with: [desk]",
        "with: dask",
        10,
        "after.ask.go.with",
        "there is no team 'dask'; did you mean 'desk'?",
        PEOPLE,
    ),
)
