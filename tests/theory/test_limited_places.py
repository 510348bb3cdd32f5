"""Queues that turn contacts away, M/M/c/K and M/G/c/c, against their closed forms."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.theory import measured
from tests.theory.agreement import reproduces
from tests.theory.formulas import Limited, erlang_b

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
