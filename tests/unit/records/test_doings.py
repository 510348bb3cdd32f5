"""Events put together: by their lifecycle where the standard knows it, else each a moment."""

from __future__ import annotations

from datetime import datetime, timedelta

from sim.records.doings import Doing, doings
from sim.records.events import Case, Event

EIGHT = datetime(2026, 2, 2, 8)


def at(minute: int) -> datetime:
    return EIGHT + timedelta(minutes=minute)


def done(*events: Event) -> list[Doing]:
    return list(doings(Case("one", {}, events)))


def test_schedule_start_and_complete_are_one_doing() -> None:
    assert done(
        Event("talk", at(0), "schedule"), Event("talk", at(2), "start", person="Anna", team="desk"),
        Event("talk", at(5), "complete"),
    ) == [Doing("talk", "Anna", "desk", at(0), at(2), at(5))]  # fmt: skip


def test_two_doings_of_one_activity_are_told_apart_by_their_instance() -> None:
    found = done(
        Event("talk", at(0), "start", "1", "Anna"), Event("talk", at(1), "start", "2", "Bo"),
        Event("talk", at(3), "complete", "1", "Anna"), Event("talk", at(4), "complete", "2", "Bo"),
    )  # fmt: skip
    assert [(one.person, one.started, one.ended) for one in found] == [
        ("Anna", at(0), at(3)), ("Bo", at(1), at(4)),
    ]  # fmt: skip


def test_without_instances_what_began_first_ends_first() -> None:
    found = done(
        Event("talk", at(0), "start"), Event("talk", at(1), "start"),
        Event("talk", at(3), "complete"), Event("talk", at(4), "complete"),
    )  # fmt: skip
    assert [(one.started, one.ended) for one in found] == [(at(0), at(3)), (at(1), at(4))]


def test_who_gives_up_in_the_queue_was_never_answered() -> None:
    (one,) = done(Event("talk", at(0), "schedule"), Event("talk", at(3), "withdraw"))
    assert (one.queued, one.started, one.ended) == (at(0), None, at(3))


def test_a_word_that_the_standard_does_not_know_is_a_moment() -> None:
    found = done(Event("Accepted", at(0), "In Progress"), Event("Accepted", at(4), "Wait"), Event("x", at(5)))
    assert [(one.started, one.ended) for one in found] == [(at(0),) * 2, (at(4),) * 2, (at(5),) * 2]


def test_what_completes_without_a_start_began_then() -> None:
    assert done(Event("talk", at(0), "schedule"), Event("talk", at(3), "complete")) == [
        Doing("talk", queued=at(0), started=at(3), ended=at(3))
    ]


def test_what_never_completes_has_no_end() -> None:
    (one,) = done(Event("talk", at(0), "start"))
    assert one.ended is None
