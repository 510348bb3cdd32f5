"""Rates become courses: totals are kept, hours are those that count; expected values by hand."""

import numpy as np
import pytest

from sim import streams
from sim.errors import WrongInput
from sim.scenario.calendar import DAY, HOUR, WEEK

from .writing import FRONT_DESK, plan

PROCESS = {
    "processes": {"visit": {"start": "look", "steps": {"look": {"next": "done"}, "done": {"end": "done"}}}},
}
WEEKS = {"warm_up": "0 s", "measure": "2 w", "follow_up": "0 s"}


def expected(demand, begin: int, end: int) -> float:
    """The number of journeys that a demand brings on average between two moments."""
    lengths = np.diff(np.clip(demand.edges, begin, end))
    return float((lengths * demand.rates).sum())


def calls(rate, **parts):
    contact = FRONT_DESK["demand"]["calls"]["contact"]
    return {"calls": {"rate": rate, "contact": contact, **parts}}


def only(built):
    (demand,) = built.demands
    return demand


def test_week_of_calls_is_spread_evenly_over_open_hours():
    demand = only(plan(run=WEEKS))
    assert expected(demand, 0, WEEK) == pytest.approx(2000, abs=1e-9)
    assert expected(demand, WEEK, 2 * WEEK) == pytest.approx(2000, abs=1e-9)
    assert expected(demand, 8 * HOUR, 9 * HOUR) == pytest.approx(50, abs=1e-9)  # 40 open hours a week
    assert expected(demand, 16 * HOUR, 32 * HOUR) == 0


def test_day_of_calls_is_a_total_of_each_open_day():
    demand = only(plan(run=WEEKS, demand=calls("80/d")))
    assert expected(demand, 8 * HOUR, 9 * HOUR) == pytest.approx(10, abs=1e-9)
    assert expected(demand, 0, WEEK) == pytest.approx(400, abs=1e-9)


def test_rate_an_hour_is_an_intensity_within_open_hours():
    demand = only(plan(run=WEEKS, demand=calls("30/h")))
    assert expected(demand, 0, WEEK) == pytest.approx(30 * 40, abs=1e-9)


def test_closed_day_leaves_the_total_of_its_week_to_the_other_days():
    demand = only(plan(run=WEEKS, closed_days=["2026-02-03"]))
    assert expected(demand, DAY, 2 * DAY) == 0
    assert expected(demand, 8 * HOUR, 9 * HOUR) == pytest.approx(2000 / 32, abs=1e-9)
    assert expected(demand, 0, WEEK) == pytest.approx(2000, abs=1e-9)


def test_run_that_starts_on_thursday_gets_its_part_of_the_first_week():
    run = {**WEEKS, "starts": "2026-02-05"}
    demand = only(plan(run=run))
    assert expected(demand, 0, 4 * DAY) == pytest.approx(800, abs=1e-9)  # Thursday and Friday of five days
    assert expected(demand, 4 * DAY, 11 * DAY) == pytest.approx(2000, abs=1e-9)


def test_closed_day_before_the_start_leaves_its_share_to_the_rest_of_the_week():
    run = {**WEEKS, "starts": "2026-02-05"}
    demand = only(plan(run=run, closed_days=["2026-02-04"]))
    assert expected(demand, 0, 4 * DAY) == pytest.approx(1000, abs=1e-9)  # Thursday and Friday of four days


def test_nobody_writes_on_a_closed_day_even_where_mail_is_always_open():
    reasons = {"question": {"takes": "4 min", "channels": {"email": "100 %"}}}
    parts = {
        "reasons": reasons,
        "teams": {"desk": {"scheduled": 1, "hours": "open", "handles": {"question": {}}}},
        "channels": {"email": {"waits": False}},
        "demand": {"mails": {"contact": "question", "rate": "240/d"}},
    }
    demand = only(plan(run=WEEKS, closed_days=["2026-02-03"], **parts))
    assert expected(demand, 0, DAY) == pytest.approx(240, abs=1e-9)
    assert expected(demand, DAY, 2 * DAY) == 0


def test_journeys_of_a_process_come_at_all_hours_and_on_closed_days():
    demand = only(plan(run=WEEKS, demand={"visits": {"process": "visit", "rate": "168/w"}}, **PROCESS))
    assert demand.edges.tolist() == [0, 2 * WEEK]
    assert expected(demand, 3 * HOUR, 4 * HOUR) == pytest.approx(1, abs=1e-9)


def test_rate_by_hour_holds_as_stated_whether_open_or_not():
    by_hour = {"by": "hour", "7": "5/h", "8": "10/h", "rest": "0/h"}
    demand = only(plan(run=WEEKS, demand=calls(by_hour)))
    by_hour = [expected(demand, hour * HOUR, (hour + 1) * HOUR) for hour in (6, 7, 8, 9)]
    assert by_hour == pytest.approx([0, 5, 10, 0])
    assert expected(demand, 0, WEEK) == pytest.approx(7 * 15)


def test_total_by_day_is_spread_over_the_open_hours_of_that_day():
    by_day = {"by": "day", "mon": "80/d", "tue-fri": "40/d", "rest": "0/d"}
    demand = only(plan(run=WEEKS, demand=calls(by_day)))
    assert [expected(demand, day * DAY, (day + 1) * DAY) for day in range(7)] == pytest.approx(
        [80, 40, 40, 40, 40, 0, 0], abs=1e-9
    )
    assert expected(demand, 8 * HOUR, 9 * HOUR) == pytest.approx(10, abs=1e-9)   # 8 open hours
    assert expected(demand, 16 * HOUR, DAY) == 0


@pytest.mark.parametrize(
    ("rate", "rule"),
    [
        ({"by": "hour", "8": "80/d", "rest": "0/d"}, "varies by hour: write rates an hour"),
        ({"by": "day", "mon": "80/w", "rest": "0/w"}, "varies by day: write /d or /h"),
    ],
)
def test_total_of_more_time_than_the_case_lasts_is_refused(rate, rule):
    with pytest.raises(WrongInput, match=rule):
        plan(run=WEEKS, demand=calls(rate))


def test_rate_by_day_and_hour_is_none_on_closed_days_for_contacts():
    by_day = {"by": "day", "mon-fri": {"by": "hour", "10": "12/h", "rest": "0/h"}, "rest": "0/h"}
    demand = only(plan(run=WEEKS, demand=calls(by_day), closed_days=["2026-02-03"]))
    assert expected(demand, DAY, 2 * DAY) == 0
    assert expected(demand, 0, WEEK) == pytest.approx(4 * 12)


def test_rates_vary_by_segment_and_each_segment_draws_its_own_arrivals():
    rate = {"by": "segment", "consumer": "1000/w", "business": "200/w"}
    segments = {"consumer": {}, "business": {}}
    business, consumer = plan(run=WEEKS, segments=segments, demand=calls(rate)).demands
    assert expected(business, 0, WEEK) == pytest.approx(200, abs=1e-9)
    assert expected(consumer, 0, WEEK) == pytest.approx(1000, abs=1e-9)
    assert (business.segment, consumer.segment) == (0, 1)
    assert consumer.key == streams.key("demand", "calls", "consumer")


def test_demand_with_where_comes_from_those_segments_only():
    business = calls("9/h", where={"segment": "business"})
    assert only(plan(segments={"consumer": {}, "business": {}}, demand=business)).segment == 0


def test_arrivals_go_on_until_the_horizon_or_stop_at_the_end_of_the_window():
    run = {"warm_up": "1 w", "measure": "1 w", "follow_up": "1 w"}
    assert only(plan(run=run)).edges[-1] == 3 * WEEK
    stopped = only(plan(run={**run, "arrivals": "stop"}))
    assert stopped.edges[-1] == 2 * WEEK
    assert expected(stopped, 0, 3 * WEEK) == pytest.approx(4000, abs=1e-9)


def test_profile_spreads_the_week_by_its_weights(tmp_path):
    (tmp_path / "week.csv").write_text("weekday,hour,all\nmon,9,3\nsun,23,1\n", encoding="utf-8")
    weekly = calls("2000/w", profile="week.csv")
    demand = only(plan(tmp_path, run=WEEKS, demand=weekly, closed_days=["2026-02-02"]))
    assert expected(demand, 9 * HOUR, 10 * HOUR) == pytest.approx(1500, abs=1e-9)
    assert expected(demand, 167 * HOUR, WEEK) == pytest.approx(500, abs=1e-9)
    assert expected(demand, WEEK, 2 * WEEK) == pytest.approx(2000, abs=1e-9)


def test_profile_goes_with_the_total_of_a_week_only(tmp_path):
    (tmp_path / "week.csv").write_text("weekday,hour,all\nmon,9,3\n", encoding="utf-8")
    with pytest.raises(WrongInput, match="total of a week"):
        plan(tmp_path, demand=calls("20/h", profile="week.csv"))


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("weekday,hour\nmon,9\n", 1, "needs a column of weights named all"),
        ("weekday,all\nmon,9\n", 1, "needs a column hour"),
        ("weekday,hour,all,vip\nmon,9,1,1\n", 1, "column vip is no segment"),
        ("weekday,hour,all\nmon,9,1\nmonday,10,1\n", 3, "weekday must be one of mon"),
        ("weekday,hour,all\nmon,24,1\n", 2, "hour must be a whole number from 0 to 23"),
        ("weekday,hour,all\nmon,9,-1\n", 2, "all must be a weight of at least 0"),
        ("weekday,hour,all\nmon,9,1\nmon,9,2\n", 3, "a second time"),
        ("weekday,hour,all\nmon,9,0\n", 1, "the weights of all are all 0"),
    ],
)
def test_fault_of_a_profile_names_its_line(tmp_path, text, line, rule):
    (tmp_path / "week.csv").write_text(text, encoding="utf-8")
    with pytest.raises(WrongInput) as raised:
        plan(tmp_path, demand=calls("2000/w", profile="week.csv"))
    fault = raised.value.faults[0]
    assert fault.place.line == line
    assert rule in fault.rule


def test_missing_profile_is_one_clear_fault(tmp_path):
    with pytest.raises(WrongInput, match=r"week.csv.*cannot be read"):
        plan(tmp_path, demand=calls("2000/w", profile="week.csv"))


def test_round_of_the_company_needs_no_rate():
    reasons = {**FRONT_DESK["reasons"], "hello": {"takes": "3 min"}}
    teams = {"desk": {"scheduled": 1, "hours": "open", "handles": {"hello": {}}}}
    demand = {"rounds": {"proactive": "hello", "from": "desk", "every": "4 w"}}
    built = only(plan(reasons=reasons, teams=teams, demand=demand))
    assert (built.proactive, built.every, built.rates.tolist()) == (True, 4 * WEEK, [0.0])


def test_factors_are_keyed_by_the_first_demand_that_names_them():
    def built(name, demands):
        return plan(factors={name: {"gamma": {"mean": 1, "sd": "10 %"}}}, demand=demands)

    busy = built("busy", calls("9/h", factor="busy"))
    swing = built("swing", {**calls("9/h", factor="swing"), "always": {"rate": "1/h", "contact": "question"}})
    assert busy.factors == swing.factors
    assert busy.factors[0].key == streams.key("factor", "calls")
    assert [demand.factor for demand in swing.demands] == [-1, 0]
