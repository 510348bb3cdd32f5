"""Two branches of exponential lengths side by side: the mean of the longer, and of the shorter one."""

from __future__ import annotations

import math
from typing import Any

import pytest
from scipy import stats

from sim.engine import replicate
from sim.plan.compile import compile_plan
from sim.scenario.schema import Scenario

from .agreement import CLEARLY, OFF
from .observed import LEVEL

MEANS = (3.0, 5.0)   # minutes


def longer(a: float, b: float) -> float:
    """E max = a + b - E min (Ross 2014, Introduction to Probability Models, section 5.2.3)."""
    return a + b - shorter(a, b)


def shorter(a: float, b: float) -> float:
    """E min: rates add up (Ross 2014, section 5.2.3)."""
    return 1 / (1 / a + 1 / b)


@pytest.mark.parametrize(("joins", "law"), [("all", longer), ("first", shorter)])
def test_branches_join(joins: str, law: Any) -> None:
    """Nobody waits for an agent, so every journey is a draw of its own; 2 % in a mean would show."""
    durations = _durations(joins)
    expected = law(*MEANS)
    half_width = stats.norm.ppf((1 + LEVEL) / 2) * durations.std() / math.sqrt(len(durations))
    assert abs(durations.mean() - expected) < half_width
    assert abs(law(*(OFF * mean for mean in MEANS)) - expected) > CLEARLY * half_width


def _durations(joins: str) -> Any:
    """Minutes from the first step to the end, of one day."""
    branches = {f"b{number}": {"takes": {"exponential": f"{mean} min"}} for number, mean in enumerate(MEANS)}
    both = {"together": {"branches": branches, "joins": joins}, "next": "over"}
    steps = {"both": both, "over": {"end": "done"}}
    written = {
        "run": {"warm_up": "0 s", "measure": "1 d", "follow_up": "1 d", "arrivals": "stop", "seed": 7},
        "teams": {"desk": {"scheduled": 1, "hours": "always", "handles": {"question": {}}}},
        "reasons": {"question": {"takes": "1 s"}},
        "demand": {"orders": {"process": "order", "rate": "2000/h"}},
        "processes": {"order": {"start": "both", "steps": steps}},
    }
    plan = compile_plan(Scenario.model_validate(written, context={"currency": "EUR"}))
    trips = replicate(plan, 0).trips
    return (trips["ended"] - trips["started"]) / 60e6
