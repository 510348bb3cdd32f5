"""The checks themselves: a rate or a duration 2 % off is seen, at the size at which the right one passes."""

from __future__ import annotations

import pytest

from tests.theory.agreement import misses
from tests.theory.impatience import erlang_a
from tests.theory.observed import observe, plan_of
from tests.theory.test_erlang import HOPELESS, PATIENT, impatient, patient


@pytest.mark.parametrize(
    "setting", ["demand.calls.rate=9.18/min", "reasons.question.takes.exponential=12.24 s"]
)
def test_two_per_cent_off_is_seen(setting: str) -> None:
    found = observe(plan_of("mm4", [setting]), PATIENT, 24)
    assert misses(found, patient(9.0, 1 / 5, 4))


def test_a_patience_two_per_cent_off_is_seen() -> None:
    plan = plan_of("erlang_a_5_agents", ["patience.exponential=5.1 min"])
    found = observe(plan, HOPELESS, 32)
    assert misses(found, {**impatient(erlang_a(3.5, 3.0, 5, 5.0)), "hang_up_rate": 1 / 5})
