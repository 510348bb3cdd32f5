"""Writes small scenarios for the tests of the plan: a front desk, changed by top-level parts."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from sim.plan.compile import compile_plan
from sim.plan.model import Plan
from sim.scenario.schema import Scenario

FRONT_DESK: dict[str, Any] = {
    "hours": {"open": "mon-fri 08:00-16:00"},
    "teams": {
        "desk": {"scheduled": 2, "hours": "open", "handles": {"question": {}}},
        "billing": {"scheduled": 1, "hours": "open", "handles": {"invoice": {}}},
    },
    "reasons": {"question": {"takes": "4 min"}, "invoice": {"takes": "5 min"}},
    "demand": {"calls": {"rate": "2000/w", "contact": {"question": "70 %", "invoice": "30 %"}}},
}


def scenario(**parts: Any) -> Scenario:
    """The front desk, some of its top-level parts replaced."""
    return Scenario.model_validate({**deepcopy(FRONT_DESK), **parts}, context={"currency": "EUR"})


def plan(folder: Path | str = ".", **parts: Any) -> Plan:
    """The plan of the front desk, some of its top-level parts replaced."""
    return compile_plan(scenario(**parts), folder)
