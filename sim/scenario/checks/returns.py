"""Customers who come again: time passes until then, and what is called hard is said.

In: the findings so far. Out: more of them.
"""

from __future__ import annotations

from sim.scenario.checks.findings import Findings, values_in
from sim.scenario.checks.loops import takes_no_time
from sim.scenario.returns import HardIf
from sim.scenario.varying import By

_OF_HARD = ("lived", "hard_journeys")


def check_returns(findings: Findings) -> None:
    """`returns` of the segments."""
    for name, segment in findings.scenario.segments.items():
        part, path = segment.returns, ("segments", name, "returns")
        if part is None:
            continue
        if takes_no_time(part.after):
            findings.wrong((*path, "after"), "a loop that takes no time: customers would come again at once")
        if part.hard_if is not None and part.hard_if == HardIf():
            findings.wrong((*path, "hard_if"), "names nothing: at least one of handoffs, wait, contacts")
        keys = {value.key for _, value in values_in(part) if isinstance(value, By)}
        for key in _OF_HARD:
            if key in keys and part.hard_if is None:
                findings.wrong(path, f"varies by {key}: needs `hard_if`, which says what a hard journey is")
        if part.hard_if is not None and not keys & set(_OF_HARD):
            findings.wrong((*path, "hard_if"), "is used by nothing: let `after` or `stays` vary by lived")
