"""Arrivals and staff that are recorded or given by interval: what goes with what.

In: the findings so far. Out: more of them.
"""

from __future__ import annotations

from sim.scenario.checks.findings import Findings, listed, possible
from sim.scenario.given import CountsByInterval, RatesByInterval, RecordedArrivals
from sim.scenario.schema import Demand
from sim.scenario.tree import Path

GIVEN = ("rate", "rates", "counts", "recorded")
"""The ways to say how many come and when."""


def check_given(findings: Findings, path: Path, demand: Demand) -> None:
    """How a demand says who comes when, besides `every`."""
    for part, key in ((demand.rates, "rates"), (demand.counts, "counts")):
        if part is not None:
            _check_intervals(findings, (*path, key), part)
    if demand.recorded is not None:
        _check_recorded(findings, (*path, "recorded"), demand, demand.recorded)
    if demand.rate is None:
        for key in ("profile", "factor"):
            if getattr(demand, key) is not None:
                findings.wrong((*path, key), "goes with `rate`")


def _check_intervals(findings: Findings, path: Path, part: RatesByInterval | CountsByInterval) -> None:
    if isinstance(part.hours, str):
        findings.expect((*path, "hours"), part.hours, findings.scenario.hours, "entry in `hours` named")
    if part.every == 0:
        findings.wrong((*path, "every"), "must be longer than 0")
    for at, each in possible(part.each):
        if not each:
            findings.wrong((*path, "each", *at), "is empty")


def _check_recorded(findings: Findings, path: Path, demand: Demand, part: RecordedArrivals) -> None:
    if (part.count is None) != (part.every is None):
        findings.wrong(path, "needs both `count` and `every`, the length of its intervals")
    elif part.every == 0:
        findings.wrong((*path, "every"), "must be longer than 0")
    for key in ("reason", "customer", "takes"):
        if part.count is not None and getattr(part, key) is not None:
            findings.wrong((*path, key), "goes without `count`: a number tells nothing of each")
    if part.count is not None and part.days == "resampled":
        findings.wrong((*path, "days"), "goes without `count`")
    if part.reason is not None and demand.contact is None:
        findings.wrong((*path, "reason"), "goes with `contact`, which names the reasons")
    if part.takes is not None and demand.contact is None:
        findings.wrong((*path, "takes"), "goes with `contact`: a process has services of several steps")
    segments = listed(demand.where.get("segment")) or list(findings.scenario.segments)
    if part.segment is None and len(segments) > 1:
        rule = f"needs `segment`, a column, or one segment in `where`: there are {', '.join(segments)}"
        findings.wrong(path, rule)
