"""What a difference rests on: the assumed inputs within whose ranges its verdict is another.

In: the tables `sensitivity`, `break_even` and `sureness`, where they were made. Out: phrases.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.report.findings.drivers import feature_in_words
from sim.report.language import say, several
from sim.report.locales import listed
from sim.report.reading import Findings
from sim.study.result import ScenarioNote

Row = dict[str, Any]

_WEIGHT = "weight of "
_MOST = 3   # inputs that are named; the tables have all
_CHIEFLY = 0.5   # of the variance of a difference


def rests_on(findings: Findings, alternative: ScenarioNote, measure: str) -> tuple[str, ...]:
    """What the difference of all journeys follows from, as far as that was tried: phrases.

    An input turns it where the verdict at an end of its range is another (`sensitivity`) or where the
    difference changes its sign inside that range (`break_even`). Its doubt is the inputs' where they make
    up most of its variance (`sureness`).
    """
    tables, key = findings.result.tables, (alternative.name, measure)
    moved, even, sure = (
        [row for row in table.to_pylist() if (row["alternative"], row["measure"]) == key]
        for table in (tables.sensitivity, tables.break_even, tables.sureness)
    )
    return (*_turned(moved, even), *_doubted(sure))


def _turned(moved: list[Row], even: list[Row]) -> Iterator[str]:
    """The inputs, then the weights of the experience model, that turn the verdict."""
    inputs = [row["input"] for row in moved if row["flips"]]
    inputs += [row["input"] for row in even if row["inside"] and not row["input"].startswith(_WEIGHT)]
    if inputs:
        yield say("the verdict is another within the range of {inputs}", inputs=_named(inputs))
    weights = [row["input"] for row in even if row["inside"] and row["input"].startswith(_WEIGHT)]
    if weights:
        yield say("it changes its sign with another {weights}", weights=_named(weights))


def _doubted(sure: list[Row]) -> Iterator[str]:
    for row in sure:
        parts = [max(row[one] or 0.0, 0.0) for one in ("noise", "inputs", "model")]
        if row["group"] == "all" and parts[1] > _CHIEFLY * sum(parts):
            yield say("most of its doubt comes from the assumed numbers")
            return


def _named(inputs: list[str]) -> str:
    """The first inputs by name, the others by number."""
    names = list(dict.fromkeys(_words(name) for name in inputs))
    further = len(names) - _MOST
    return listed(names if further <= 0 else [*names[:_MOST], several(further, "{n} more", "{n} more")])


def _words(name: str) -> str:
    """An input by its path, a weight by its feature."""
    if not name.startswith(_WEIGHT):
        return name
    return say("weight of {feature}", feature=feature_in_words(name.removeprefix(_WEIGHT)))
