"""Giving up a step: it must last, and say where who gives up goes on.

In: the findings so far. Out: more of them.
"""

from __future__ import annotations

from sim.scenario.checks.findings import Findings
from sim.scenario.schema import Step
from sim.scenario.tree import Path

GAVE_UP = "gave_up"
"""The outcome of a step that the customer gave up."""


def check_giving_up(findings: Findings, path: Path, step: Step, kind: str) -> None:
    """`gives_up_after` and `on: {gave_up: STEP}` of a step of a kind; contacts and processes map more."""
    on = step.on or {}
    gives_up = step.gives_up_after is not None
    if gives_up and kind == "touchpoint" and step.takes is None:
        findings.wrong((*path, "gives_up_after"), "needs `takes`: nobody gives up a step without length")
    if kind in ("contact", "process", "end"):
        return
    for outcome in on:
        if outcome != GAVE_UP or not gives_up:
            rule = "does not fit: beside `next`, `on` says only where who gives up goes on: {gave_up: STEP}"
            findings.wrong((*path, "on", outcome), rule if gives_up else "goes with `gives_up_after`")
    if gives_up and GAVE_UP not in on:
        findings.wrong(path, "does not say where who gives up goes on: add on: {gave_up: STEP}")
