"""Weekly hours become intervals; expected times are counted by hand, in hours since time 0."""

from datetime import date

from sim.plan.index import Index
from sim.scenario import calendar
from sim.scenario.calendar import DAY, HOUR, WEEK, Calendar, merged
from sim.scenario.hours import opening

from .writing import scenario

MONDAY = date(2026, 2, 2)


def hours(intervals):
    return (intervals / HOUR).tolist()


def opened(text, starts=MONDAY, days=7, closed=()):
    days_open = Calendar(starts, days * DAY, closed)
    return hours(days_open.in_run(days_open.openings(opening(text))))


def test_office_hours_open_on_weekdays_only():
    assert opened("mon-fri 08:00-16:00") == [[8, 16], [32, 40], [56, 64], [80, 88], [104, 112]]


def test_run_that_starts_on_thursday_opens_that_day_first():
    assert opened("mon-fri 08:00-16:00", starts=date(2026, 2, 5), days=5) == [[8, 16], [32, 40], [104, 112]]


def test_named_hours_are_those_of_that_name():
    named = {"open": "mon-fri 08:00-16:00", "night": "fri 22:00-06:00"}
    index = Index(scenario(hours=named, run={"warm_up": "0 s", "measure": "1 w", "follow_up": "0 s"}))
    assert [hours(index.openings(name))[0] for name in ("open", "night")] == [[8, 16], [118, 126]]
    assert hours(index.openings(opening("sat 10:00-12:00"))) == [[130, 132]]


def test_night_across_midnight_is_one_interval():
    assert opened("fri 22:00-06:00") == [[118, 126]]


def test_night_of_sunday_reaches_into_the_first_monday():
    assert opened("sun 22:00-06:00") == [[0, 6], [166, 168]]


def test_hours_that_touch_are_one_interval():
    assert opened("mon 08:00-12:00, mon 12:00-16:00, tue 00:00-24:00, wed 00:00-02:00") == [[8, 16], [24, 50]]


def test_closed_day_is_closed_from_midnight_to_midnight():
    closed = (date(2026, 2, 3),)
    assert opened("mon-wed 22:00-06:00", days=4, closed=closed) == [[22, 24], [48, 54], [70, 78]]


def test_always_is_open_except_on_closed_days():
    assert opened("always", days=3, closed=(date(2026, 2, 3),)) == [[0, 24], [48, 72]]


def test_calendar_weeks_begin_on_monday_and_cover_the_run():
    middle = Calendar(date(2026, 2, 4), 6 * DAY)  # Wednesday to Monday night
    assert (middle.first, middle.last) == (-2 * DAY, 12 * DAY)


def test_night_is_one_opening_and_whole_days_stay_apart():
    assert calendar.weekly(opening("fri 22:00-06:00")) == [(118 * HOUR, 126 * HOUR)]
    assert calendar.weekly(opening("sun 22:00-06:00")) == [(166 * HOUR, 174 * HOUR)]
    assert calendar.weekly(opening("always")) == [(day * DAY, (day + 1) * DAY) for day in range(7)]


def test_merging_joins_what_overlaps_or_touches_and_drops_the_empty():
    assert merged([(5, 7), (1, 3), (3, 4), (6, 9), (8, 8), (12, 12)]).tolist() == [[1, 4], [5, 9]]
    assert merged([]).shape == (0, 2)


def test_union_and_intersection():
    first, second = merged([(0, 10), (20, 30)]), merged([(5, 22), (30, 40)])
    assert calendar.union(first, second).tolist() == [[0, 40]]
    assert calendar.intersection(first, second).tolist() == [[5, 10], [20, 22]]


def test_open_time_counts_what_lies_in_the_window():
    assert calendar.open_time(merged([(10, 20), (30, 40)]), 15, 33) == 8


def test_promise_in_business_time_sleeps_outside_the_hours():
    desk = merged([(8 * HOUR, 16 * HOUR), (32 * HOUR, 40 * HOUR)])
    assert calendar.due(desk, 15 * HOUR, 3 * HOUR) == 34 * HOUR  # one hour on Monday, two on Tuesday
    assert calendar.due(desk, 6 * HOUR, 8 * HOUR) == 16 * HOUR
    assert calendar.due(desk, 20 * HOUR, 1 * HOUR) == 33 * HOUR
    assert calendar.due(desk, 32 * HOUR, 9 * HOUR) == -1
    assert calendar.due(None, 15 * HOUR, WEEK) == 15 * HOUR + WEEK
