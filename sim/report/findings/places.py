"""The table `touchpoints`, looked up: what was seen at each touchpoint of a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

from sim.report.reading import NOTHING, Findings
from sim.stats.estimate import Estimate
from sim.study.result import ScenarioNote


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the touchpoints of one scenario: (touchpoint, expectation, quantity) to estimate."""

    estimates: dict[tuple[str, str, str], Estimate]

    def get(self, touchpoint: str, expectation: str, quantity: str) -> Estimate:
        """One number; `NOTHING` where it was not measured. `expectation` "" is the touchpoint itself."""
        return self.estimates.get((touchpoint, expectation, quantity), NOTHING)

    @property
    def touchpoints(self) -> list[str]:
        """All touchpoints, in the order of the table."""
        return list(dict.fromkeys(touchpoint for touchpoint, _, _ in self.estimates))


def places_of(findings: Findings, scenario: ScenarioNote) -> Known:
    """The touchpoints of a scenario."""
    found = {}
    for row in findings.result.tables.touchpoints.to_pylist():
        if row["scenario"] == scenario.name:
            value, low, high = (nan if row[end] is None else row[end] for end in ("value", "low", "high"))
            key = row["touchpoint"], row["expectation"] or "", row["quantity"]
            found[key] = Estimate(value, low, high, row["n"], row["method"])
    return Known(found)
