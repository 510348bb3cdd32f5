"""The committed scenario is one that the program reads, with the calendar of the fourteen days."""

from datetime import date

from sim.plan.compile import compile_plan
from sim.plan.model import Plan
from sim.scenario import read
from tools.measure_bank import SCENARIO

HOUR_US = 3_600_000_000


def plan() -> Plan:
    document = read(SCENARIO)
    return compile_plan(document.scenario, document.folder)


def test_the_calendar_is_that_of_the_fourteen_days() -> None:
    run = read(SCENARIO).scenario.run
    assert (run.starts, run.replications) == (date(1999, 2, 1), 20)
    window = plan().window
    assert (window.begins, window.ends, window.weekday) == (0, 14 * 24 * HOUR_US, 0)


def test_the_desks_are_closed_on_friday_evening_and_until_saturday_evening() -> None:
    # 1999-02-05 was a Friday: day 4, open until 14:00; Saturday from 19:30 to midnight, Sunday from 07:00.
    phone = plan().channels[0]
    opens = (phone.opens[4:7] / HOUR_US).tolist()
    assert opens == [[4 * 24 + 7, 4 * 24 + 14], [5 * 24 + 19.5, 6 * 24], [6 * 24 + 7, 7 * 24]]


def test_only_customers_of_priority_have_the_head_start() -> None:
    made = plan()
    points = [made.rank.points.at([number, *[0] * 8]) for number in range(len(made.segments))]
    by_name = {segment.name: point for segment, point in zip(made.segments, points, strict=True)}
    assert by_name == {"ordinary": 0, "priority": 90_000_000, "prospective": 0}


def test_a_call_record_has_no_place_in_the_file() -> None:
    text = SCENARIO.read_text(encoding="utf-8")
    assert ".tsv" not in text
    assert len(text) < 12_000
