"""Laws about customers: nobody is lost, nobody is counted twice, nobody is in two places at once."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise, takewhile

from sim.plan.model import Goes, Trigger
from sim.records.columns import Flag, Kind, LegOutcome

from .clockwork import CALLS, ROUND
from .lived import Lived, Row

FOLLOWS = {
    LegOutcome.RESOLVED: (Trigger.SERVED,),
    LegOutcome.UNRESOLVED: (Trigger.SERVED, Trigger.UNRESOLVED),
    LegOutcome.ABANDONED: (Trigger.ABANDONED,),
    LegOutcome.BALKED: (Trigger.ABANDONED,),
    LegOutcome.HUNG_UP: (Trigger.ABANDONED,),
    LegOutcome.BLOCKED: (Trigger.BLOCKED,),
    LegOutcome.CLOSED: (Trigger.CLOSED,),
    LegOutcome.NOT_REACHED: (Trigger.UNRESOLVED,),
    LegOutcome.LEFT_MESSAGE: (Trigger.MESSAGE,),
}
"""The rows of `after` that may lead from an outcome to a further contact."""

BROKEN_OFF = (LegOutcome.ABANDONED, LegOutcome.WITHDRAWN, LegOutcome.HUNG_UP, LegOutcome.NOT_REACHED)
"""How a wait ends that a row on a broken promise ends."""


def contacts_of(rows: list[Row]) -> list[list[Row]]:
    """The rows of a matter by contact."""
    return [list(group) for _, group in groupby(rows, key=lambda row: row.contact)]


def every_journey_ends_once_or_is_open(lived: Lived) -> None:
    trips = lived.record.trips
    ends = [row for row in lived.rows if row.kind is Kind.END]
    told = {row.journey: row.ended for row in ends}
    assert len(told) == len(ends)
    assert told == {n: ended for n, ended in enumerate(trips["ended"].tolist()) if ended >= 0}
    for row in lived.rows:
        over = told.get(row.journey)
        assert over is None or 0 <= row.ended <= over or lived.left_behind(row), row
        assert row.begins >= trips["started"][row.journey], row
    for row in ends:
        assert trips["end"][row.journey] == row.step


def an_open_journey_is_open_in_one_place(lived: Lived) -> None:
    """At one step of its own; more can be open only beside that step, or in its branches."""
    steps = len(lived.plan.steps)
    places = Counter(
        row.journey
        for row in lived.rows
        if row.step < steps
        and lived.plan.steps[row.step].fork < 0
        and row.outcome is LegOutcome.OPEN
        and row.kind not in (Kind.JOINED, Kind.RINGING)
        and not (row.kind is Kind.HUMAN and row.ended >= 0)
    )
    assert set(places.values()) <= {1} or lived.asks_meanwhile


def rows_are_told_once(lived: Lived) -> None:
    seen = Counter((row.matter, row.kind is Kind.STEP, row.leg) for row in lived.rows)
    assert set(seen.values()) <= {1}


def a_contact_begins_once_and_ends_once_or_is_open(lived: Lived) -> None:
    for rows in lived.matters.values():
        contacts = contacts_of(rows)
        assert [contact[0].contact for contact in contacts] == list(range(len(contacts)))
        for number, contact in enumerate(contacts):
            marks = [row.flags for row in contact]
            assert sum(Flag.FIRST_OF_CONTACT in mark for mark in marks) == 1, contact
            assert all((Flag.REPEAT in mark) == (number > 0) for mark in marks)
            is_open = any(row.outcome is LegOutcome.OPEN for row in contact)
            assert sum(Flag.LAST_OF_CONTACT in mark for mark in marks) == (0 if is_open else 1), contact
            assert number == len(contacts) - 1 or not is_open or lived.asks_meanwhile
        whole = [row for row in rows if Flag.LAST_OF_MATTER in row.flags]
        assert len(whole) <= 1, rows
        assert lived.asks_meanwhile or all(row.contact == len(contacts) - 1 for row in whole), rows


def contacts_are_first_tries_repeats_by_row_and_the_companys(lived: Lived) -> None:
    """Every repeat was announced by the contact before, and a row of `after` says `again` or names work."""
    first = repeats = 0
    for rows in lived.matters.values():
        contacts = contacts_of(rows)
        lasts = [row for row in rows if Flag.LAST_OF_CONTACT in row.flags]
        again = [row for row in lasts if Flag.LAST_OF_MATTER not in row.flags]
        if lived.asks_meanwhile and len(contacts) > 1:
            first, repeats = first + 1, repeats + len(contacts) - 1
            continue   # they need not follow one another
        if lived.may_be_left(rows[0]) and len(again) == len(contacts):
            first, repeats = first + 1, repeats + len(contacts) - 1
            continue   # nothing followed, as the customer gave up or another branch decided
        waiting = len(again) == len(contacts) and not any(row.outcome is LegOutcome.OPEN for row in rows)
        assert len(again) == len(contacts) - (not waiting), rows
        assert all(
            before.ended <= contact[0].begins for before, contact in zip(again, contacts[1:], strict=False)
        )
        for triggers, number in Counter(_may_follow(row) for row in again).items():
            possible = [
                row
                for row in lived.plan.after
                if row.trigger in triggers and row.goes.at([]) in (Goes.AGAIN, Goes.WORK)
            ]
            assert possible
            most = [max(row.most.values) for row in possible]
            assert min(most) < 0 or number <= sum(most)
        first, repeats = first + 1, repeats + len(contacts) - 1
    told = [row for row in lived.rows if Flag.FIRST_OF_CONTACT in row.flags and row.kind is not Kind.WORK]
    company = [row for row in told if row.kind is Kind.PROACTIVE]
    assert len(told) == first + repeats + len(company)


def _may_follow(row: Row) -> tuple[Trigger, ...]:
    late = (Trigger.LATE,) if row.outcome in BROKEN_OFF else ()
    return (*FOLLOWS.get(row.outcome, ()), *late)


def each_demand_has_its_first_tries(lived: Lived) -> None:
    """A journey of calls is one matter until a row leads to a step of the order, one of the company's round
    one proactive contact."""
    demands = lived.record.trips["demand"].tolist()
    names = [demand.name for demand in lived.plan.demands]
    for name, kinds in (
        (CALLS, (Kind.MENU, Kind.HUMAN, Kind.QUEUE, Kind.TURNED_AWAY)),
        (ROUND, (Kind.PROACTIVE,)),
    ):
        tries = {row.journey for row in lived.rows if row.kind in kinds and row.contact == 0}
        its_own = (row for row in lived.rows if not lived.plan.places[row.step].startswith("order."))
        asked = {(row.journey, row.matter) for row in its_own if row.kind in kinds}
        mine = {journey for journey, demand in enumerate(demands) if names[demand] == name}
        mine -= {number for number in mine if lived.record.trips["started"][number] == lived.until}
        assert mine <= tries
        assert len([1 for journey, _ in asked if journey in mine]) == len(mine)


def rows_of_a_matter_do_not_overlap(lived: Lived) -> None:
    """Nor those of a contact, where contacts are side by side."""
    matters = list(lived.matters.values())
    for rows in [one for all_ in matters for one in contacts_of(all_)] if lived.asks_meanwhile else matters:
        lasting = sorted((row.begins, row.ended if row.ended >= 0 else lived.until) for row in rows)
        assert all(before[1] <= after[0] for before, after in pairwise(lasting)), rows
        for row in rows:
            moments = [moment for moment in (row.queued, row.started, row.ended, row.released) if moment >= 0]
            assert moments == sorted(moments), row


def who_waits_for_another_team_was_promised_an_answer_by_then(lived: Lived) -> None:
    """From the beginning of the contact, or from entering the step; who waits on waits from then on."""
    for rows in lived.matters.values():
        for contact in contacts_of(rows):
            for row, after in pairwise(contact):
                if row.kind is Kind.QUEUE and row.outcome is LegOutcome.PASSED_ON:
                    promises = lived.plan.channels[row.channel].promise.values
                    step = lived.plan.steps[lived.steps[row.step]].promise is not None
                    assert row.ended - contact[0].begins in promises or step, row
                    assert (after.queued, row.matter) == (row.ended, after.matter), (row, after)


def nobody_arrives_after_the_window_where_arrivals_stop(lived: Lived) -> None:
    started = lived.record.trips["started"]
    last = lived.plan.window.ends if lived.plan.window.arrivals_stop else lived.plan.window.horizon
    assert (started < last).all()


def _until_home(contact: list[Row]) -> list[Row]:
    """The rows of a contact before its customer goes home to be called; that call takes no line."""
    return list(takewhile(lambda row: row.kind is not Kind.AT_HOME, contact))


def no_more_on_the_lines_than_there_are(lived: Lived) -> None:
    for number, channel in enumerate(lived.plan.channels):
        if max(channel.lines.values) >= 0:
            spans = [
                (contact[0].begins, max(row.ended if row.ended >= 0 else lived.until for row in contact))
                for rows in lived.matters.values()
                for contact in (_until_home(rows) for rows in contacts_of(rows))
                if contact[0].channel == number and contact[0].kind is not Kind.TURNED_AWAY
            ]
            assert most_at_once(spans) <= max(channel.lines.values)


def no_more_in_the_queue_than_it_holds(lived: Lived) -> None:
    for number, channel in enumerate(lived.plan.channels):
        if max(channel.max_queue.values) >= 0:
            spans = [
                (row.queued, _in_line_until(lived, row))
                for row in lived.rows
                if row.channel == number
                and row.kind in (Kind.HUMAN, Kind.QUEUE)
                and Flag.FIRST_OF_CONTACT in row.flags
            ]
            assert most_at_once(spans) <= max(channel.max_queue.values)


def _in_line_until(lived: Lived, row: Row) -> int:
    """Until taken, if only by an agent who rings, or gone."""
    taken = lived.taken_at(row)
    return taken if taken >= 0 else row.ended if row.ended >= 0 else lived.until


def most_at_once(spans: list[tuple[int, int]]) -> int:
    """How many spans of some length lie over each other at most."""
    changes = sorted(
        (at, change) for begin, end in spans if begin < end for at, change in ((begin, 1), (end, -1))
    )
    most = now = 0
    for _, change in changes:
        now += change
        most = max(most, now)
    return most


LAWS = (
    every_journey_ends_once_or_is_open,
    an_open_journey_is_open_in_one_place,
    rows_are_told_once,
    a_contact_begins_once_and_ends_once_or_is_open,
    contacts_are_first_tries_repeats_by_row_and_the_companys,
    each_demand_has_its_first_tries,
    rows_of_a_matter_do_not_overlap,
    who_waits_for_another_team_was_promised_an_answer_by_then,
    nobody_arrives_after_the_window_where_arrivals_stop,
    no_more_on_the_lines_than_there_are,
    no_more_in_the_queue_than_it_holds,
)
