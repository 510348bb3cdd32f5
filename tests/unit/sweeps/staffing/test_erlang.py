"""The queueing guess: Erlang's formula against the closed forms of the theory tests."""

from __future__ import annotations

import pytest

from sim.sweeps.staffing.erlang import agents_needed, answered_within
from tests.theory.formulas import ErlangC


@pytest.mark.parametrize(("rate", "service", "agents"), [(1, 2, 4), (3.5, 3, 13), (0.2, 4, 1), (40, 5, 210)])
def test_answered_within_is_erlang_c(rate: float, service: float, agents: int) -> None:
    expected = 1 - ErlangC(rate, service, agents).wait_above(1 / 3)
    assert answered_within(rate * service, agents, 1 / 3 / service) == pytest.approx(expected, rel=1e-9)


def test_too_few_agents_answer_nobody_in_time_and_no_load_needs_none() -> None:
    assert answered_within(4.0, 4, 0.1) == 0
    assert answered_within(0.0, 0, 0.1) == 1
    assert agents_needed(0.0, 0.8, 0.1) == 0


def test_agents_needed_are_the_fewest_who_reach_the_share() -> None:
    needed = agents_needed(10.0, 0.8, 20 / 180)
    fewer, enough = (1 - ErlangC(10 / 3, 3, agents).wait_above(1 / 3) for agents in (needed - 1, needed))
    assert fewer < 0.8 <= enough
