"""Reads answers to a survey, each with what the journey was like, from CSV.

In: a file with a row an answer. Out: a `Survey`, or all faults at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from math import inf, isfinite, nan
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sim.errors import Fault, Place, WrongInput
from sim.measures.experience.model import INSTRUMENTS
from sim.plan.csv_files import lines_of
from sim.records.log import Columns

CUSTOMER, WEIGHT = "customer", "weight"

LIVED = {
    "repeats": "whole", "resolved": "yes or no", "transfers": "whole", "re_explanations": "whole",
    "channel_switches": "whole", "wait_s": "number", "longest_wait_s": "number", "menu_s": "number",
    "abandonments": "whole", "promises_missed": "whole", "told_of_trouble": "whole", "owner_share": "share",
}
"""What a journey was like: columns as `JOURNEYS` has them, and what they hold."""

_RULES: dict[str, tuple[str, Callable[[float], bool]]] = {
    "whole": ("a whole number of at least 0", lambda value: value >= 0 and value == int(value)),
    "number": ("a number of at least 0", lambda value: value >= 0),
    "share": ("a number from 0 to 1", lambda value: 0 <= value <= 1),
    "yes or no": ("1 or 0", lambda value: value in (0, 1)),
    WEIGHT: ("a number above 0", lambda value: value > 0),
}


@dataclass(frozen=True, slots=True)
class Survey:
    """Answers, one row each.

    Attributes
    ----------
    customers : shape (n,), numbers that stand for who answered.
    lived : the columns of `LIVED`, each of shape (n,).
    scores : instrument to scores of shape (n,); nan where that question was not answered.
    weights : shape (n,), 1 where the file has none.
    unused : columns of the file that mean nothing here.
    unanswered : rows without any answer, left out.
    """

    customers: NDArray[np.int64]
    lived: Columns
    scores: dict[str, NDArray[np.float64]]
    weights: NDArray[np.float64]
    unused: tuple[str, ...]
    unanswered: int


def read_survey(path: Path) -> Survey:
    """The answers in a CSV file.

    Parameters
    ----------
    path : a header, then a row an answer: `customer`, at least one of `ces`, `csat` and `nps` (empty: not
        answered), all columns of `LIVED`, and, if answers are to count differently, `weight`.

    Raises
    ------
    WrongInput
        With every fault: line, column (counted in fields), rule and value.
    """
    rows = list(lines_of(path))
    head = rows[0][1] if rows else []
    faults = _header_faults(path, head)
    if faults:
        raise WrongInput(faults)
    reading = _Reading(path, head)
    for line, row in rows[1:]:
        if any(row):
            reading.take(line, row)
    if reading.faults:
        raise WrongInput(reading.faults)
    return reading.survey()


class _Reading:
    """Takes rows one after another and notes what is wrong with them."""

    def __init__(self, path: Path, head: list[str]) -> None:
        self.path, self.head = path, head
        self.asked = [name for name in INSTRUMENTS if name in head]
        self.numbers = [name for name in (*LIVED, WEIGHT) if name in head]
        self.faults: list[Fault] = []
        self.who: list[str] = []
        self.rows: list[list[float]] = []
        self.unanswered = 0

    def take(self, line: int, row: list[str]) -> None:
        """Note a row's numbers, or its faults."""
        if len(row) != len(self.head):
            rule = f"has {len(row)} fields, the header {len(self.head)}"
            self.faults.append(Fault(Place(str(self.path), line, 1), "", rule))
            return
        cells = dict(zip(self.head, row, strict=True))
        before = len(self.faults)
        if not cells[CUSTOMER]:
            self._wrong(line, CUSTOMER, "must name the customer, so that answers of one are known as such")
        scores = [self._score(line, name, cells[name]) for name in self.asked]
        lived = [self._number(line, name, cells[name]) for name in self.numbers]
        if len(self.faults) > before:
            return
        if cells["longest_wait_s"] and float(cells["longest_wait_s"]) > float(cells["wait_s"]):
            rule = "must be at most wait_s, which it is a part of"
            self._wrong(line, "longest_wait_s", rule, cells["longest_wait_s"])
        elif all(score != score for score in scores):
            self.unanswered += 1
        else:
            self.who.append(cells[CUSTOMER])
            self.rows.append([*scores, *lived])

    def survey(self) -> Survey:
        """What was taken."""
        table = np.array(self.rows, float).reshape(len(self.rows), len(self.asked) + len(self.numbers))
        columns = dict(zip([*self.asked, *self.numbers], table.T, strict=True))
        _, customers = np.unique(np.array(self.who, str), return_inverse=True)
        known = {CUSTOMER, *self.asked, *self.numbers}
        return Survey(
            customers=customers.astype(np.int64),
            lived={name: columns[name] for name in LIVED},
            scores={name: columns[name] for name in self.asked},
            weights=columns.get(WEIGHT, np.ones(len(self.rows))),
            unused=tuple(name for name in self.head if name not in known),
            unanswered=self.unanswered,
        )

    def _score(self, line: int, name: str, cell: str) -> float:
        if not cell:
            return nan
        lowest, highest = INSTRUMENTS[name]
        value = _number(cell)
        if value != int(value if isfinite(value) else 0) or not lowest <= value <= highest:
            self._wrong(line, name, f"must be a whole number from {lowest} to {highest}, or empty", cell)
        return value

    def _number(self, line: int, name: str, cell: str) -> float:
        rule, holds = _RULES[LIVED.get(name, WEIGHT)]
        value = _number(cell)
        if not (isfinite(value) and holds(value)):
            self._wrong(line, name, f"must be {rule}", cell)
        return value

    def _wrong(self, line: int, name: str, rule: str, *value: str) -> None:
        place = Place(str(self.path), line, self.head.index(name) + 1)
        given = value if any(value) else ()
        self.faults.append(Fault(place, name, rule if given or not value else f"is empty, {rule}", *given))


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return inf


def _header_faults(path: Path, head: Sequence[str]) -> list[Fault]:
    if not head:
        return [Fault(Place(str(path)), "", "is empty: needs a header and a row an answer")]
    needed = [name for name in (CUSTOMER, *LIVED) if name not in head]
    rules = [f"needs a column {name}{_instead(name, head)}" for name in needed]
    if not any(name in head for name in INSTRUMENTS):
        rules.append("needs a column of answers: " + ", ".join(INSTRUMENTS))
    twice = dict.fromkeys(name for name in head if head.count(name) > 1)
    rules += [f"has the column {name} twice" for name in twice]
    return [Fault(Place(str(path), 1, 1), "", rule) for rule in rules]


def _instead(name: str, head: Sequence[str]) -> str:
    near = get_close_matches(name, [one for one in head if one not in LIVED], 1)
    return f"; is it the one called {near[0]}?" if near else ""
