"""One agent with calls and back-office work, which is interrupted or makes way between tasks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from tests.theory import measured
from tests.theory.agreement import reproduces
from tests.theory.formulas import preemptive_responses, priority_waits

PACKING, QUESTION = 0, 1   # reasons are in order of their names

Responses = Callable[[Sequence[float], Sequence[float]], list[float]]


def between_tasks(rates: Sequence[float], services: Sequence[float]) -> list[float]:
    """Non-preemptive: the wait of each class, and its service."""
    waits = priority_waits(rates, services)
    return [wait + service for wait, service in zip(waits, services, strict=True)]


@pytest.mark.parametrize(
    ("name", "responses"), [("work_interrupted", preemptive_responses), ("work_between", between_tasks)]
)
def test_calls_come_before_work(name: str, responses: Responses) -> None:
    """Work is counted by how much of it is under way (Little's law), as it is done in stretches."""

    def model(rate: float, service: float) -> Mapping[str, float]:
        calls, work = responses([rate, rate], [service, service])
        return {
            "rate": rate,
            "service": service,
            "response": calls,
            "under_way": rate * work,
            "occupancy": 2 * rate * service,
        }

    measures = {
        "rate": measured.rate(reason=QUESTION),
        "service": measured.service(reason=QUESTION),
        "response": measured.response(reason=QUESTION),
        "under_way": measured.number(reason=PACKING),
        "occupancy": measured.occupancy(),
    }
    reproduces(name, measures, model, count=30, rate=0.4, service=1.0)
