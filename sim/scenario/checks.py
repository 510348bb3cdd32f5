"""What a valid file may still get wrong: names that do not exist, shares that do not add up, dead ends.

In: the model and its tree. Out: faults and warnings.
"""

from __future__ import annotations

from sim.errors import Fault
from sim.scenario.schema import Scenario
from sim.scenario.tree import Node


def check(scenario: Scenario, tree: Node) -> tuple[list[Fault], list[Fault]]:
    """All faults and warnings of a scenario as a whole."""
    return [], []
