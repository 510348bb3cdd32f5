"""What the charts of a search have in common: whom they show, how verdicts look, what numbers rest on."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.charts.style import BLUE, FAINT, VERMILLION
from sim.report.language import say, several
from sim.report.locales import headed, local
from sim.report.optimised.finding import is_today, step_named
from sim.report.optimised.words import exact_share, settings_listed
from sim.sweeps.staffing.goals import Verdict
from sim.sweeps.staffing.result import OptimiseResult, Staffing

LOOKS = {
    Verdict.HOLDS: (BLUE, "o", True),
    Verdict.FAILS: (VERMILLION, "D", True),
    Verdict.NOT_SHOWN: (FAINT, "o", False),
}
"""Verdict to colour, mark, and whether the mark is filled."""


FEW = 3   # settings that are told beside a name


@dataclass(frozen=True, slots=True)
class Part:
    """One staffing on show: how it is called in short, and with its settings where they are few."""

    name: str
    told: str
    staffing: Staffing


def parts_of(result: OptimiseResult) -> list[Part]:
    """What there is to look at, the answer first, then today's, then what costs one step less."""
    found = [] if result.offered is None else [_with_settings(offered_name(result), result.offered)]
    if not is_today(result):
        found.append(_with_settings(say("Today's staffing"), result.today))
    steps = ((factor, one) for factor, one in result.neighbours.items() if one is not None)
    for factor, one in steps:
        name = step_named(result, factor, one)
        found.append(Part(name, say("One step less: {step}", step=name), one))
    return [one for one in found if one.staffing.standings]


def _with_settings(name: str, staffing: Staffing) -> Part:
    few = len(staffing.settings) <= FEW
    return Part(name, headed(name, settings_listed(staffing.settings)) if few else name, staffing)


def offered_name(result: OptimiseResult) -> str:
    """How the staffing on show is called."""
    if result.plan is not None:
        return say("The answer")
    return say("The safest looked at") if result.looked_at else say("The nearest")


def sample_of(result: OptimiseResult) -> str:
    """`24 fresh replications of 4 weeks; intervals that are true together with 95 % confidence`."""
    weeks = result.base.measured_weeks
    length = several(weeks, "1 week", "{n} weeks", n=local(f"{weeks:.3g}"))
    share = exact_share(result.confidence)
    if result.plan is None and not result.looked_at:
        return several(
            result.searched.search,
            "1 replication of {weeks}; intervals that are true together with {share} confidence",
            "{n} replications of {weeks}; intervals that are true together with {share} confidence",
            weeks=length, share=share,
        )  # fmt: skip
    return several(
        result.searched.verification,
        "1 fresh replication of {weeks}; intervals that are true together with {share} confidence",
        "{n} fresh replications of {weeks}; intervals that are true together with {share} confidence",
        weeks=length, share=share,
    )  # fmt: skip


def source_of(result: OptimiseResult) -> str:
    """Where the numbers come from."""
    return say("Simulated, seed {seed}.", seed=result.manifest["seed"])
