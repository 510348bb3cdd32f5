"""The files that a scenario reads: their content is part of what a result's digest names.

In: a scenario. Out: names relative to its folder, and the laws that are recorded in files.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.checks.findings import values_in
from sim.scenario.neighbours import DEFAULT
from sim.scenario.pieced_laws import Mixture, Recorded
from sim.scenario.schema import Scenario


def files_of(scenario: Scenario) -> Iterator[str]:
    """Every file that a scenario names; one that is named twice comes twice."""
    yield from (demand.profile for demand in scenario.demand.values() if demand.profile)
    yield from (demand.recorded.file for demand in scenario.demand.values() if demand.recorded)
    yield from (team.recorded.file for team in scenario.teams.values() if team.recorded)
    yield from (law.file for law in recorded_laws(scenario))
    if scenario.experience != DEFAULT:
        yield scenario.experience


def recorded_laws(scenario: Scenario) -> list[Recorded]:
    """The laws that stand in a column of a file, those within mixtures too."""
    laws = [value for _, value in values_in(scenario)]
    laws += [part for law in laws if isinstance(law, Mixture) for part in law.parts]
    return [law for law in laws if isinstance(law, Recorded)]
