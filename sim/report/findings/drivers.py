"""The drivers of a difference in ease, in words, the largest first."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Any

from sim.report.findings.phrases import lowered
from sim.report.language import message, say, several
from sim.report.numbers import Form
from sim.report.reading import Findings
from sim.stats.estimate import Estimate
from sim.study.result import ScenarioNote

WORDS = {
    "repeat_contacts": message("Having to ask again"),
    "unresolved": message("Matters left unresolved"),
    "transfers": message("Being passed on"),
    "re_explanations": message("Explaining it again"),
    "channel_switches": message("Changing the channel"),
    "wait": message("Waiting"),
    "menu": message("Time in the menu"),
    "abandonments": message("Giving up in a queue"),
    "promise_missed": message("Broken promises"),
    "proactive": message("Being told in time"),
    "known_agent": message("An agent who knows the customer"),
    "unmatched": message("Journeys in one of the two only"),
}
"""Features of the default experience model; others are told by their names."""

_EASE = Form("", 3)


def feature_in_words(name: str) -> str:
    """What a weight of the experience model counts, inside a sentence: `matters left unresolved`."""
    return lowered(say(WORDS[name])) if name in WORDS else name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Driver:
    """What one driver adds to the mean ease of a journey.

    Attributes
    ----------
    name, words : as the table names it; as a reader is told.
    estimate : in points of ease.
    """

    name: str
    words: str
    estimate: Estimate

    @property
    def text(self) -> str:
        """The number with its half-width."""
        return _EASE.give_or_take(self.estimate, signed=True)


def drivers_of(
    findings: Findings, alternative: ScenarioNote, group: str = "all"
) -> tuple[tuple[Driver, ...], Driver] | None:
    """The drivers that move anything, and the difference that they add up to; None if nothing differs."""
    rows = [row for row in findings.result.tables.drivers.to_pylist()
            if (row["alternative"], row["group"], row["place"] or "") == (alternative.name, group, "")]
    found = {row["driver"]: _driver(row) for row in rows}
    total = found.pop("total", None)
    parts = [one for one in found.values() if one.estimate.value]
    if total is None or not parts:
        return None
    return tuple(sorted(parts, key=lambda one: -abs(one.estimate.value))), total


def gathered(parts: tuple[Driver, ...]) -> Driver:
    """Several drivers as one, whose interval is not known."""
    value = sum(part.estimate.value for part in parts)
    words = several(len(parts), "{n} other", "{n} others")
    return Driver("others", words, Estimate(value, nan, nan, parts[0].estimate.n, "a sum"))


def _driver(row: dict[str, Any]) -> Driver:
    low, high = (nan if row[end] is None else row[end] for end in ("low", "high"))
    estimate = Estimate(row["value"], low, high, row["n"], row["method"])
    name = row["driver"]
    words = say(WORDS[name]) if name in WORDS else name.replace("_", " ").capitalize()
    return Driver(name, words, estimate)
