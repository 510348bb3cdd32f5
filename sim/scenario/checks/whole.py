"""What a valid file may still get wrong: names that do not exist, shares that do not add up, dead ends.

In: the model and its tree. Out: faults, which stop everything, and warnings, which do not.
"""

from __future__ import annotations

from sim.errors import Fault
from sim.scenario.checks.after import check_able, check_after
from sim.scenario.checks.findings import Findings
from sim.scenario.checks.goals import check_goals
from sim.scenario.checks.journeys import check_journeys
from sim.scenario.checks.returns import check_returns
from sim.scenario.checks.service import check_service
from sim.scenario.checks.tenure import check_tenure
from sim.scenario.checks.transfers import check_transfers
from sim.scenario.checks.unasked import check_unasked
from sim.scenario.checks.values import check_values
from sim.scenario.checks.yields import check_yields
from sim.scenario.schema import Scenario
from sim.scenario.tree import Node


def check(scenario: Scenario, tree: Node) -> tuple[list[Fault], list[Fault]]:
    """All faults and warnings of a scenario as a whole.

    That every contact finds a team is looked at only where all names exist.
    """
    findings = _checked_in_parts(scenario, tree)
    if not findings.faults:
        check_able(findings)
        check_yields(findings)
        check_unasked(findings)
    return findings.faults, findings.warnings


def check_parts(scenario: Scenario, tree: Node) -> list[Fault]:
    """The faults of a scenario that can be told where some of its values are not known."""
    return _checked_in_parts(scenario, tree).faults


def _checked_in_parts(scenario: Scenario, tree: Node) -> Findings:
    findings = Findings(scenario, tree)
    check_values(findings)
    check_service(findings)
    check_journeys(findings)
    check_after(findings)
    check_returns(findings)
    check_tenure(findings)
    check_transfers(findings)
    check_goals(findings)
    return findings
