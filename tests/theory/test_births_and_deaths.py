"""A birth-and-death process in the program: few customers who come again, and queues that frighten."""

from __future__ import annotations

from collections.abc import Mapping

from tests.theory import measured
from tests.theory.agreement import reproduces
from tests.theory.births_and_deaths import Hesitant, Repairs


def test_few_customers_who_come_again() -> None:
    """The more wait, the fewer can come: waits are far shorter than of Poisson calls at this rate."""
    measures = {
        "rate": measured.rate(),
        "service": measured.service(),
        "wait": measured.wait(),
        "occupancy": measured.occupancy(),
    }

    def model(pause: float, service: float) -> Mapping[str, float]:
        shop = Repairs(6, pause, service)
        return {"service": service, **{name: getattr(shop, name) for name in ("rate", "wait", "occupancy")}}

    reproduces("finite_source", measures, model, pause=9.0, service=1.0)


def test_places_run_out_before_anybody_balks_and_who_waits_may_leave() -> None:
    compared = ("rate", "service", "blocked", "abandons", "wait", "queue", "occupancy")
    measures = {
        "rate": measured.rate(),
        "service": measured.service(),
        "blocked": measured.blocked,
        "abandons": measured.abandons,
        "wait": measured.wait(),
        "queue": measured.queue,
        "occupancy": measured.occupancy(),
    }

    def model(rate: float, service: float) -> Mapping[str, float]:
        queue = Hesitant(rate, service, 2, 5, 0.3, 2.0)
        return {measure: getattr(queue, measure) for measure in compared}

    reproduces("hesitant", measures, model, rate=3.0, service=1.0)
