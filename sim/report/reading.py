"""The tables of a result, looked up by measure and group: estimates and differences as records."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Any

from sim.measures.definitions import Measure
from sim.measures.meanings import CONSTANTS, COUNTED
from sim.report.language import say, word
from sim.report.locales import local
from sim.report.numbers import Form
from sim.stats.estimate import Estimate
from sim.stats.verdict import Verdict
from sim.study.result import Result, ScenarioNote

NOTHING = Estimate(nan, nan, nan, 0, "no events")


@dataclass(frozen=True, slots=True)
class Compared:
    """A difference to the base with its verdict, and how low and high journeys still open could make it
    (nan where that was not asked)."""

    estimate: Estimate
    family: str
    verdict: Verdict
    lowest: float = nan
    highest: float = nan


class Findings:
    """Looks up what a result holds, without computing anything."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self._estimates = {
            (row["scenario"], row["measure"], row["group"]): _estimate(row, "value")
            for row in result.tables.estimates.to_pylist()
        }
        self._differences = {
            (row["baseline"], row["alternative"], row["measure"], row["group"]): _compared(row)
            for row in result.tables.comparison.to_pylist()
        }
        self._costs = {
            (row["scenario"], row["item"]): _estimate(row, "value") for row in result.tables.costs.to_pylist()
        }
        self._worth = {
            (row["alternative"], row["quantity"]): _estimate(row, "value")
            for row in result.tables.worth.to_pylist()
        }
        self._changes = {
            (row["alternative"], row["quantity"], row["group"], row["change"]): _estimate(row, "value")
            for row in result.tables.changes.to_pylist()
        }
        self._touchpoints = {
            tuple(row[key] or "" for key in ("scenario", "touchpoint", "expectation", "quantity")):
            _estimate(row, "value") for row in result.tables.touchpoints.to_pylist()
        }
        self._pairings = {
            (row["alternative"], row["measure"]): (_estimate(row, "ratio"), _number(row["ceiling"]))
            for row in result.tables.pairing.to_pylist()
        }

    def value(self, scenario: ScenarioNote, measure: str, group: str = "all") -> Estimate:
        """A measure of a scenario; `NOTHING` where it was not measured."""
        return self._estimates.get((scenario.name, measure, group), NOTHING)

    def difference(
        self, alternative: ScenarioNote, measure: str, group: str = "all", rival: ScenarioNote | None = None
    ) -> Compared:
        """What an alternative adds to the base, or to a rival that costs about the same."""
        missing = Compared(NOTHING, "individual", Verdict.NOTHING_SEEN)
        baseline = self.result.base if rival is None else rival
        return self._differences.get((baseline.name, alternative.name, measure, group), missing)

    def touchpoint(self, scenario: ScenarioNote, key: tuple[str, str], quantity: str) -> Estimate:
        """A touchpoint of a scenario; `key` is its name and the name of an expectation, or "" for itself."""
        return self._touchpoints.get((scenario.name, *key, quantity), NOTHING)

    def touchpoints_of(self, alternative: ScenarioNote, driver: str) -> dict[str, float]:
        """How large a part of a driver of ease came about at each touchpoint, whichever its sign."""
        return {
            row["place"].partition("=")[2]: abs(_number(row["value"]))
            for row in self.result.tables.drivers.to_pylist()
            if (row["alternative"], row["driver"]) == (alternative.name, driver)
            and (row["place"] or "").startswith("touchpoint=")
        }

    def cost(self, scenario: ScenarioNote, item: str) -> Estimate:
        """What an item of a scenario costs a week (`one_off`: once)."""
        return self._costs.get((scenario.name, item), NOTHING)

    def worth(self, alternative: ScenarioNote, quantity: str) -> Estimate:
        """What an alternative's money buys, beside the base."""
        return self._worth.get((alternative.name, quantity), NOTHING)

    def rivals(self) -> list[tuple[ScenarioNote, ScenarioNote]]:
        """Pairs of alternatives that cost about the same: the one compared with, and the other."""
        notes = {note.name: note for note in self.result.scenarios}
        pairs = dict.fromkeys((baseline, other) for baseline, other, _, _ in self._differences)
        return [(notes[one], notes[other]) for one, other in pairs if one != self.result.base.name]

    def change(self, alternative: ScenarioNote, quantity: str, group: str, change: str) -> Estimate:
        """What changed for the customers who are in both."""
        return self._changes.get((alternative.name, quantity, group, change), NOTHING)

    def pairing(self, alternative: ScenarioNote, measure: str) -> tuple[Estimate, float]:
        """How many times the replications the same certainty would take without pairing, and the most
        that it could be; nan where there is no such number."""
        return self._pairings.get((alternative.name, measure), (NOTHING, nan))

    def change_groups(self, alternative: ScenarioNote, quantity: str, dimension: str) -> list[str]:
        """The groups of a dimension that the matched customers are in, in the order of the table."""
        found = dict.fromkeys(g for a, q, g, _ in self._changes if (a, q) == (alternative.name, quantity))
        return [group for group in found if group.startswith(dimension + "=")]

    def offered(self, scenario: ScenarioNote) -> dict[str, float]:
        """By team, the work that joined its queue as a share of the time its agents were present."""
        import pyarrow.compute as pc

        staffing = self.result.tables.staffing
        rows = staffing.filter(pc.equal(staffing["scenario"], scenario.name)).to_pylist()
        found = dict.fromkeys(scenario.teams, nan)
        for team in found:
            own = [row for row in rows if row["team"] == team]
            present = sum(row["present"] * row["length_s"] for row in own)
            if present:
                found[team] = sum(row["needed"] * row["length_s"] for row in own) / present
        return found

    def groups(self, scenario: ScenarioNote, measure: str, dimension: str) -> list[str]:
        """The groups of a dimension for which a measure was taken, in the order of the table."""
        found = (g for s, m, g in self._estimates if s == scenario.name and m == measure)
        return [group for group in found if group.startswith(dimension + "=")]


def title_of(measure: Measure, scenario: ScenarioNote) -> str:
    """What a measure is called, with the scenario's target where it has one: `Answered within 20 s`."""
    target = say("{number} s", number=local(f"{scenario.answer_within_s:g}"))
    return say(template_of(measure), target=target)


def template_of(measure: Measure) -> str:
    """The title of a measure as a message, with a field for the target."""
    return measure.title.replace("the target", "{target}")


def words_of(measure: Measure) -> str:
    """The definition of a measure: numerator / denominator, or the quantile of what."""
    above = word(COUNTED[measure.table, measure.numerator])
    if measure.quantile:
        share = say("{number}%", number=f"{100 * measure.quantile:.0f}")
        return say("what {share} of journeys do not exceed: {counted}", share=share, counted=above)
    if measure.denominator == "replications":
        return above
    below = CONSTANTS.get(measure.denominator) or COUNTED[measure.table, measure.denominator]
    return say("{counted} / {by}", counted=above, by=word(below))


def form_of(measure: Measure, scenario: ScenarioNote) -> Form:
    """How the numbers of a measure are written."""
    unit = {"money": scenario.currency, "score": "", "points": ""}.get(measure.unit, measure.unit)
    return Form(unit, measure.decimals)


def _number(value: Any) -> float:
    return nan if value is None else float(value)


def _estimate(row: dict[str, Any], name: str) -> Estimate:
    ends = (_number(row["low"]), _number(row["high"]))
    return Estimate(_number(row[name]), *ends, row["n"], row["method"])


def _compared(row: dict[str, Any]) -> Compared:
    ends = _number(row["lowest"]), _number(row["highest"])
    return Compared(_estimate(row, "difference"), row["family"], Verdict(row["verdict"]), *ends)
