"""Problems at random moments while something lasts: a Poisson process, thinned by nothing."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
from scipy import stats

from sim.engine import replicate
from sim.plan.compile import compile_plan
from sim.records.columns import Kind
from sim.scenario.schema import Scenario

from .agreement import CLEARLY, OFF
from .observed import LEVEL

LENGTH, GAP, JOURNEYS = 14, 7, 24_000   # days, days


def test_as_many_as_the_rate_says_in_law_and_on_average() -> None:
    """In 14 days 2 on average at one in 7 days, and the number is Poisson (Ross 2014, section 5.3)."""
    trouble = {"proactive": "news", "every": {"exponential": f"{GAP} d"}}
    written = {
        "run": {"warm_up": "0 s", "measure": "1 d", "follow_up": "20 d", "arrivals": "stop", "seed": 3},
        "teams": {"desk": {"scheduled": 60, "hours": "always", "handles": {"news": {}}}},
        "reasons": {"news": {"channels": {"phone": "100 %"}, "takes": "1 s"}},
        "demand": {"rentals": {"process": "rental", "rate": f"{JOURNEYS}/d"}},
        "processes": {
            "rental": {
                "start": "drive",
                "steps": {
                    "drive": {"takes": f"{LENGTH} d", "beside": {"trouble": trouble}, "next": "back"},
                    "back": {"end": "returned"},
                },
            },
        },
    }
    plan = compile_plan(Scenario.model_validate(written, context={"currency": "EUR"}))
    record = replicate(plan, 0)
    many = np.bincount(
        record.legs["journey"][record.legs["kind"] == Kind.PROACTIVE], minlength=len(record.trips["started"])
    )
    mean = LENGTH / GAP
    half_width = stats.norm.ppf((1 + LEVEL) / 2) * math.sqrt(mean / len(many))
    assert abs(many.mean() - mean) < half_width
    assert (OFF - 1) * mean > CLEARLY * half_width
    seen = Counter(np.minimum(many, 7).tolist())
    expected = [stats.poisson.pmf(number, mean) for number in range(7)]
    expected = len(many) * np.array([*expected, 1 - sum(expected)])
    assert stats.chisquare([seen[number] for number in range(8)], expected).pvalue > 1 - LEVEL
