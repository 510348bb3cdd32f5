"""A higher rate is more of the same demand."""

from sim.engine.arrivals import draw_arrivals
from sim.engine.luck import Luck

from .scenes import play


def test_a_higher_rate_brings_the_same_customers_sooner_and_adds_more():
    """By time change of a process of unit rate, twice the rate halves every moment of arrival."""

    def moments(rate: str) -> list[int]:
        plan = play([0], demand={"calls": {"rate": rate, "contact": "question"}}).plan
        return draw_arrivals(plan, Luck(plan, 0)).times.tolist()

    few, many = moments("10/h"), moments("20/h")
    assert len(few) > 200
    assert len(many) > 1.5 * len(few)
    assert all(abs(2 * sooner - at) <= 2 for sooner, at in zip(many, few, strict=False))
