"""Where a verdict would turn, in sentences: values of assumed numbers, weights of the experience model.

In: findings of a comparison. Out: lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.report.findings.drivers import feature_in_words
from sim.report.language import message, say
from sim.report.locales import chained, local
from sim.report.reading import Findings
from sim.report.tables import paragraph
from sim.report.wording import is_length, length_in_words
from sim.study.result import ScenarioNote

Row = dict[str, Any]

EQUAL = {
    "wait_mean_s": message("Waiting"), "handoffs_mean": message("Handoffs"), "ces_mean": message("Ease"),
}  # fmt: skip
_WEIGHT = "weight of "
_UNITS = {"%": message("{number} %"), "times": message("{number} times")}
_MOST = 2   # the most decisive ones; the table has all


def turning_lines(findings: Findings, alternative: ScenarioNote, width: int) -> Iterator[str]:
    """The same as lines."""
    for sentence in turning_sentences(findings, alternative):
        yield from paragraph(sentence, width, "    ", "      ")


def turning_sentences(findings: Findings, alternative: ScenarioNote) -> Iterator[str]:
    """What would have to be otherwise for an alternative to be as good as the base."""
    rows = [row for row in findings.result.tables.break_even.to_pylist()
            if row["alternative"] == alternative.name]
    weights = [row for row in rows if row["input"].startswith(_WEIGHT)]
    inputs = [row for row in rows if not row["input"].startswith(_WEIGHT)]
    for told, sentence, nowhere in (
        (inputs, _of_input, _no_input), (weights, _of_weight, _no_weight)
    ):
        turning = _decisive([row for row in told if row["inside"]])
        for row in turning:
            yield sentence(row)
        if told and not turning:
            yield nowhere(told)


def number_in_words(value: float, unit: str) -> str:
    """A number as the scenario would write it, with three figures: `72.3 %`, `4 min`, `1,980/w`."""
    text = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    number = local(text)
    if unit in _UNITS:
        return say(_UNITS[unit], number=number)
    if is_length(unit):
        return length_in_words(value, number, unit)
    return f"{number}{unit}" if unit.startswith("/") else f"{number} {unit}".strip()


def _decisive(rows: list[Row]) -> list[Row]:
    """Of each measure the first two: the table has the most decisive ones first."""
    found: list[Row] = []
    for row in rows:
        if sum(other["measure"] == row["measure"] for other in found) < _MOST:
            found.append(row)
    return found


def _of_input(row: Row) -> str:
    value, low, high = (number_in_words(row[name], row["unit"]) for name in ("value", "low", "high"))
    return say(
        "{measure} would be equal at {input} = {value} (somewhere from {low} to {high}).",
        measure=say(EQUAL[row["measure"]]), input=row["input"], value=value, low=low, high=high,
    )  # fmt: skip


def _of_weight(row: Row) -> str:
    times = number_in_words(row["value"], "times")
    feature = feature_in_words(row["input"].removeprefix(_WEIGHT))
    return say("Ease would be equal if the experience model counted {feature} {times} as much.",
               feature=feature, times=times)  # fmt: skip


def _no_input(rows: list[Row]) -> str:
    measures = [say(EQUAL[name]).lower() for name in dict.fromkeys(row["measure"] for row in rows)]
    return say("No assumed number alone, within its range, turns the difference of {measures}.",
               measures=chained(measures, message("{first} or {next}")))  # fmt: skip


def _no_weight(rows: list[Row]) -> str:
    low, high = (local(f"{rows[0][end]:g}") for end in ("range_low", "range_high"))
    return say(
        "No single weight of the experience model, from {low} to {high} times its value, turns the "
        "difference of ease.", low=low, high=high,
    )  # fmt: skip
