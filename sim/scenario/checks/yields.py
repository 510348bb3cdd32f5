"""Work and mail that make way: only what nobody waits for on the line.

In: the findings so far. Out: more of them.
"""

from __future__ import annotations

from sim.scenario.checks.after import works
from sim.scenario.checks.findings import WORK, Findings, possible
from sim.scenario.schema import Reason
from sim.scenario.tree import Path


def check_yields(findings: Findings) -> None:
    """`yields` of the reasons; all names in the scenario exist."""
    for name, reason in findings.scenario.reasons.items():
        if "yields" in reason.model_fields_set:
            _check(findings, ("reasons", name, "yields"), name, reason)


def _check(findings: Findings, path: Path, name: str, reason: Reason) -> None:
    ways = _ways(findings, name)
    if not ways:
        rule = "goes with back-office work, or with a channel on which nobody waits (waits: false)"
        findings.wrong(path, rule)
    if all(value != "by_interruption" for _, value in possible(reason.yields)):
        return
    orders = [classes for _, classes in possible(findings.scenario.rank.class_)]
    for way in ways:
        if any(way in classes[:1] or not classes for classes in orders):
            findings.wrong(path, f"nothing ranks before {way}: name in rank.class what goes before it")
        channel = findings.scenario.channels.get(way)
        if channel is not None and channel.at_once > 1:
            rule = f"an agent holds {channel.at_once} of {way} at once: what is put down is held alone"
            findings.wrong(path, rule)


def _ways(findings: Findings, name: str) -> list[str]:
    """The channels by which a reason comes without anybody waiting; `work` where it is back-office work."""
    scenario = findings.scenario
    asked = [channel for channel in findings.channels_of(name) if not scenario.channels[channel].waits]
    return asked + [WORK] * any(name == work for _, work in works(findings))
