"""One agent: any law of service (Pollaczek-Khinchine) and priorities (Cobham)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.theory import measured
from tests.theory.agreement import reproduces
from tests.theory.formulas import delay_dependent_waits, pollaczek_khinchine, priority_waits


@pytest.mark.parametrize(
    ("name", "relative_sd", "count"),
    [
        ("mg1_constant", 0.0, 24),
        ("mg1_triangular", (258 / 3600) ** 0.5, 24),
        ("mg1_gamma", 0.5, 24),
        ("mg1_lognormal", 1.2, 40),
    ],
)
def test_any_law_of_service(name: str, relative_sd: float, count: int) -> None:
    def model(rate: float, service: float) -> Mapping[str, float]:
        wait = pollaczek_khinchine(rate, service, relative_sd * service)
        return {
            "rate": rate,
            "service": service,
            "wait": wait,
            "queue": rate * wait,
            "waits": rate * service,
            "occupancy": rate * service,
            "empty": 1 - rate * service,
        }

    measures = {
        "rate": measured.rate(),
        "service": measured.service(),
        "wait": measured.wait(),
        "queue": measured.queue,
        "waits": measured.waits,
        "occupancy": measured.occupancy(),
        "empty": measured.empty,
    }
    reproduces(name, measures, model, count=count, rate=0.7, service=1.0)


def test_the_urgent_go_first_but_interrupt_nobody() -> None:
    """Segments are in order of their names: other 0, urgent 1."""

    def model(rate: float, service: float) -> Mapping[str, float]:
        high, low = priority_waits([rate / 4, rate * 3 / 4], [service, service])
        return {
            "rate": rate,
            "urgent": rate / 4,
            "service": service,
            "urgent_response": high + service,
            "other_response": low + service,
            "occupancy": rate * service,
        }

    measures = {
        "rate": measured.rate(),
        "urgent": measured.rate(segment=1),
        "service": measured.service(),
        "urgent_response": measured.response(segment=1),
        "other_response": measured.response(segment=0),
        "occupancy": measured.occupancy(),
    }
    reproduces("priority", measures, model, rate=0.8, service=1.0)


def test_points_by_the_second_let_who_came_later_overtake() -> None:
    """Segments are in order of their names: fast 0, middle 1, slow 2."""

    def model(rate: float, service: float) -> Mapping[str, float]:
        slow, middle, fast = delay_dependent_waits([rate] * 3, [service] * 3, [1.0, 2.0, 5.0])
        return {"rate": 3 * rate, "service": service, "slow": slow, "middle": middle, "fast": fast}

    measures = {
        "rate": measured.rate(),
        "service": measured.service(),
        "fast": measured.wait(segment=0),
        "middle": measured.wait(segment=1),
        "slow": measured.wait(segment=2),
    }
    reproduces("delay_dependent", measures, model, rate=0.2, service=1.0)
