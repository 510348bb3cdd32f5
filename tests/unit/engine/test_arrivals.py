"""A higher rate is more of the same demand; whom a round of the company reaches, and which customers come."""

from math import sqrt
from typing import Any

import numpy as np
from scipy.stats import gamma

from sim.engine.arrivals import Arrivals, draw_arrivals
from sim.engine.luck import Luck
from sim.streams import draw, key, purpose_key

from .scenes import DAY, SECOND, play


def come(**parts: Any) -> Arrivals:
    plan = play([], **parts).plan
    return draw_arrivals(plan, Luck(plan, 0))


def test_a_higher_rate_brings_the_same_customers_sooner_and_adds_more():
    """By time change of a process of unit rate, twice the rate halves every moment of arrival."""

    def moments(rate: str) -> list[int]:
        return come(demand={"calls": {"rate": rate, "contact": "question"}}).times.tolist()

    few, many = moments("10/h"), moments("20/h")
    assert len(few) > 200
    assert len(many) > 1.5 * len(few)
    assert all(abs(2 * sooner - at) <= 2 for sooner, at in zip(many, few, strict=False))


def test_a_factor_is_drawn_for_each_day_by_itself():
    """By the contract of streams: the n-th day's factor is drawn for (factor, n). 24,000 calls a day."""
    run = {"warm_up": "0 s", "measure": "4 d", "follow_up": "1 d", "arrivals": "stop"}
    demand = {"calls": {"rate": "1000/h", "contact": "question", "factor": "weather"}}
    factors = {"weather": {"gamma": {"mean": 1, "sd": "50 %"}}}
    found = np.bincount(come(run=run, demand=demand, factors=factors).times // (DAY * SECOND))
    u = [draw(purpose_key(0, 0, "factor"), key("factor", "calls"), day) for day in range(4)]
    expected = 24_000 * gamma(4, scale=1 / 4).ppf(u)
    assert (np.abs(found - expected) < 4 * np.sqrt(expected)).all()


def test_a_round_reaches_every_customer_once_in_its_time():
    """Five customers, every two days: three times in six days, each at his own moment of the two days."""
    rounds = {"rounds": {"proactive": "question", "every": "2 d"}}
    run = {"warm_up": "0 s", "measure": "6 d", "follow_up": "1 d", "arrivals": "stop"}
    found = come(run=run, segments={"all": {"customers": 5}}, demand=rounds)
    times = [found.times[found.customers == who] for who in range(5)]
    assert [len(one) for one in times] == [3] * 5
    assert all(np.diff(one).tolist() == [2 * DAY * SECOND] * 2 for one in times)
    assert len({int(one[0]) for one in times}) == 5


def test_who_comes_is_any_of_the_customers_that_a_segment_has():
    """Four are equally likely; without a number every journey has its own."""
    calls = {"calls": {"rate": "100/h", "contact": "question"}}
    found = come(segments={"all": {"customers": 4}}, demand=calls).customers
    counts, each = np.bincount(found), len(found) / 4
    assert len(counts) == 4
    assert np.abs(counts - each).max() < 4 * sqrt(each * 3 / 4)
    assert set(come(demand=calls).customers.tolist()) == {-1}
