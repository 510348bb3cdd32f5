"""Queues that turn contacts away, M/M/c/K and M/G/c/c, against their closed forms."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.theory import measured
from tests.theory.agreement import reproduces
from tests.theory.formulas import Limited, erlang_b, retrial_orbit

MEASURES = {
    "rate": measured.rate(),
    "service": measured.service(),
    "empty": measured.empty,
    "blocked": measured.blocked,
    "wait": measured.wait(),
    "response": measured.response(),
    "number": measured.number(),
    "occupancy": measured.occupancy(),
}


@pytest.mark.parametrize(
    ("name", "rate", "service", "agents", "places"),
    [("mm3_7", 40.0, 1 / 30, 3, 7), ("mm4_6", 50.0, 1 / 10, 4, 6), ("mm2_5", 3.0, 1 / 2, 2, 5)],
)
def test_lines(name: str, rate: float, service: float, agents: int, places: int) -> None:
    def model(rate: float, service: float) -> Mapping[str, float]:
        queue = Limited(rate, service, agents, places)
        return {measure: getattr(queue, measure) for measure in MEASURES}

    reproduces(name, MEASURES, model, rate=rate, service=service)


@pytest.mark.parametrize(
    ("name", "places"), [("mm4_6_waiting_room", 6), ("erlang_b_no_waiting_room", 4)], ids=lambda one: str(one)
)
def test_waiting_room_of_a_team(name: str, places: int) -> None:
    """Who is blocked counts as one who came to a queue and left at once: waits are not compared."""
    compared = ("rate", "service", "blocked", "occupancy", "number")

    def model(rate: float, service: float) -> Mapping[str, float]:
        queue = Limited(rate, service, 4, places)
        return {measure: getattr(queue, measure) for measure in compared}

    measures = {measure: MEASURES[measure] for measure in compared}
    reproduces(name, measures, model, rate=50.0, service=1 / 10)


def test_who_finds_it_engaged_calls_again_and_again() -> None:
    """M/M/1/1 with retrials: each customer's first call is new, and one of his calls is answered."""
    measures = {name: MEASURES[name] for name in ("rate", "service", "blocked", "occupancy")}

    def model(rate: float, service: float) -> Mapping[str, float]:
        retries = 3.0 * retrial_orbit(rate, service, 3.0)
        calls = rate + retries
        return {"rate": calls, "service": service, "blocked": retries / calls, "occupancy": rate * service}

    reproduces("mm1_retrial", measures, model, rate=3.0, service=1 / 6)


def test_loss_depends_on_the_mean_service_alone() -> None:
    def model(rate: float, service: float) -> Mapping[str, float]:
        blocked = erlang_b(rate * service, 10)
        return {
            "rate": rate,
            "service": service,
            "blocked": blocked,
            "wait": 0.0,
            "occupancy": rate * (1 - blocked) * service / 10,
        }

    measures = {name: MEASURES[name] for name in ("rate", "service", "blocked", "wait", "occupancy")}
    reproduces("erlang_b_10_agents", measures, model, rate=8.0, service=1.0)
