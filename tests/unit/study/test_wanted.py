"""What is wanted of a study: the file's word, the caller's instead, and contradictions told."""

from __future__ import annotations

from typing import Any

import pytest

from sim.errors import WrongUse
from sim.scenario.schema import Run
from sim.study.wanted import Wanted, wanted

PRECISE = Run.model_validate(
    {"replications": {"precision": {"wait_mean_s": "2 s", "journey_hours_p50": "90 min"}, "at_most": 300}}
)


@pytest.mark.parametrize(
    ("run", "choices", "expected"),
    [
        (Run(), (None, None, None), Wanted(20, {})),
        (Run(), (7, None, None), Wanted(7, {})),
        (PRECISE, (None, None, None), Wanted(300, {"wait_mean_s": 2.0, "journey_hours_p50": 1.5})),
        (PRECISE, (7, None, None), Wanted(7, {})),
        (PRECISE, (None, None, 50), Wanted(50, {"wait_mean_s": 2.0, "journey_hours_p50": 1.5})),
        (PRECISE, (None, {"ces_mean": "0.02"}, None), Wanted(300, {"ces_mean": 0.02})),
        (Run(), (None, {"fcr": "1 %", "overtime_h": "30 min", "ces_mean": 0.1}, None),
         Wanted(1000, {"fcr": 0.01, "overtime_h": 0.5, "ces_mean": 0.1})),
    ],
)  # fmt: skip
def test_what_the_caller_chooses_replaces_what_the_file_says(
    run: Run, choices: tuple[Any, Any, Any], expected: Wanted
) -> None:
    assert wanted(run, *choices) == expected


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ((5, {"ces_mean": 0.1}, None), "either a number of replications or a precision: not both"),
        ((5, None, 50), "not both"),
        ((None, None, 50), "at_most goes with a precision"),
        ((None, {"ces_mean": 0.1}, 19), "at_most: must be at least 20"),
        ((None, {"ces_men": 0.1}, None), "there is no measure 'ces_men'; did you mean 'ces_mean'?"),
        ((None, {"wait_mean_s": "2"}, None), "precision of wait_mean_s: needs a unit: write for example"),
        ((None, {"ces_mean": "2 s"}, None), "precision of ces_mean: ces_mean is not a time"),
        ((None, {"ces_mean": "-0.1"}, None), "precision of ces_mean: must be above 0, got -0.1"),
        ((None, {"wait_mean_s": "soon"}, None), "must begin with a number, got soon"),
    ],
)  # fmt: skip
def test_contradictions_and_wrong_half_widths_are_told(choices: tuple[Any, Any, Any], told: str) -> None:
    with pytest.raises(WrongUse) as caught:
        wanted(Run(), *choices)
    assert told in str(caught.value)
