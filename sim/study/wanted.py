"""How many replications a study shall have: a number, or as many as a wanted precision needs.

In: what the base's file says and what the caller chooses. Out: `Wanted`, or one clear message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from sim.errors import WrongUse
from sim.scenario.checks.goals import PILOT, broken_unit
from sim.scenario.grammar import did_you_mean
from sim.scenario.measure_names import MEASURES
from sim.scenario.schema import Replications, Run
from sim.scenario.values import Amount, amount

HalfWidths = Mapping[str, str | float]
"""Measure to half-width, written as in a file: {"wait_mean_s": "2 s", "ces_mean": 0.02}."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many replications there shall be.

    Attributes
    ----------
    most : a fixed number, or the most that precision may take.
    half_widths : measure to the half-width to be reached, in its unit; empty for a fixed number.
    """

    most: int
    half_widths: dict[str, float]

    @classmethod
    def as_written(cls, said: int | Replications) -> Self:
        """What a file asks for, once it has no fault."""
        if isinstance(said, int):
            return cls(said, {})
        return cls(said.at_most, {name: one.in_unit_of(name) for name, one in said.precision.items()})

    @property
    def first(self) -> int:
        """Replications after which it is known how many there shall be."""
        return PILOT if self.half_widths else self.most

    @property
    def named(self) -> int | dict[str, Any]:
        """What the digest of a result names: the number, or what was asked for, from which it follows."""
        return {"precision": self.half_widths, "at_most": self.most} if self.half_widths else self.most


def wanted(run: Run, replications: int | None, precision: HalfWidths | None, at_most: int | None) -> Wanted:
    """What is wanted of a study; what the caller chooses replaces what the base's file says.

    Raises
    ------
    WrongUse
        Where the choices contradict each other, or a half-width cannot be one.
    """
    if replications is not None:
        if precision or at_most is not None:
            raise WrongUse("either a number of replications or a precision: not both")
        return Wanted(replications, {})
    fixed = isinstance(run.replications, int)
    if not precision and at_most is None:
        return Wanted.as_written(run.replications)
    if not precision and fixed:
        raise WrongUse("at_most goes with a precision: --precision MEASURE=HALF_WIDTH")
    if at_most is not None and at_most < PILOT:
        raise WrongUse(f"at_most: must be at least {PILOT}, the pilot that the number is worked out from")
    said = Wanted.as_written(Replications(precision={}) if fixed else run.replications)
    asked = {measure: _half_width(measure, text) for measure, text in (precision or {}).items()}
    return Wanted(at_most or said.most, asked or said.half_widths)


def _half_width(measure: str, written: str | float) -> float:
    """A half-width in the unit of its measure."""
    if measure not in MEASURES:
        raise WrongUse(f"precision: there is no measure '{measure}'{did_you_mean(measure, MEASURES)}")
    try:
        found = _amount(written)
        rule = broken_unit(measure, found) or ("" if found.value > 0 else "must be above 0")
    except ValueError as error:
        rule = str(error)
    if rule:
        raise WrongUse(f"precision of {measure}: {rule}, got {written}")
    return found.in_unit_of(measure)


def _amount(written: str | float) -> Amount:
    """An amount as a file would have it; of the command line even a plain number is a text."""
    try:
        return amount(float(written))
    except ValueError:
        return amount(written)
