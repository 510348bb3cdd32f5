"""Numbers as a reader meets them: the unit said, no false precision, the same decimals in one line."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from sim.report.language import message, say
from sim.report.locales import local, money, sign_of
from sim.stats.estimate import Estimate

NONE = "-"

_WITHOUT = {
    "no variation": message("{value} always"),
    "events in one replication only": message("{value} once"),
}
"""A value without interval, by its method."""

_UNITS = {
    "": ("{number}", ""),
    "s": (message("{number} s"), message("s")),
    "min": (message("{number} min"), message("min")),
    "h": (message("{number} h"), message("h")),
    "d": (message("{number} d"), message("d")),
    "share": (message("{number} %"), message("%")),
    "points": (message("{number} points"), message("points")),
    "of 1,000": (message("{number} of 1,000"), message("of 1,000")),
    "weeks": (message("{number} weeks"), message("weeks")),
}
"""A number with its unit, and the unit by itself; every other unit is a currency."""

_MORE = 2   # decimals that may be added so that a half-width, or a sure difference, does not read as 0


@dataclass(frozen=True, slots=True)
class Form:
    """How the numbers of a measure are written.

    Attributes
    ----------
    unit : behind the number: "s", "h", a currency; "share" is written in per cent, "of 1,000" by
        thousands; "" nothing.
    decimals : how many, of the number in its own unit (0.850 of a share is 85.0 %).
    """

    unit: str
    decimals: int

    @property
    def unit_shown(self) -> str:
        """The unit behind a number."""
        return say(_UNITS[self.unit][1]) if self.unit in _UNITS else sign_of(self.unit)

    def number(self, value: float) -> str:
        """A value with its unit: `104 s`, `85.0 %`, `12,300 EUR`."""
        return self._with_unit(value, self.unit, self._places(value))

    def figure(self, value: float) -> str:
        """A value without its unit, where that was just said."""
        return self._bare(value, self._places(value))

    def change(self, value: float) -> str:
        """A difference without its sign; shares differ by percentage points."""
        return self._with_unit(abs(value), self._unit_of_change, self._places(value))

    def alone(self, value: float, signed: bool = False) -> str:
        """A value without its unit, for narrow cells: `104`, `85.0`."""
        return self._bare(value, self._places(value), signed)

    def with_interval(self, estimate: Estimate) -> str:
        """A value and its interval: `104 s (98 to 110)`."""
        places = self._places(estimate.value, _half(estimate))
        ends = self._interval(estimate.low, estimate.high, places)
        value = self._with_unit(estimate.value, self.unit, places)
        return say("{value} ({interval})", value=value, interval=ends)

    def change_with_interval(self, estimate: Estimate, way: str) -> str:
        """A difference without its sign, in a template that says its way, `{size} less`, and its interval:
        `43 s less (37 to 50)`.

        Where the sign is open, the ends of the interval have theirs: `2 s more (-5 to +9)`.
        """
        near, far = sorted((abs(estimate.low), abs(estimate.high)))
        places = self._places(estimate.value, min(_half(estimate), near))
        if estimate.low <= 0 <= estimate.high:
            places = self._places(estimate.value, _half(estimate))
            ends = self._interval(estimate.low, estimate.high, places, signed=True)
        else:
            ends = self._interval(near, far, places)
        size = self._with_unit(abs(estimate.value), self._unit_of_change, places)
        return say("{value} ({interval})", value=say(way, size=size), interval=ends)

    def change_of(self, estimate: Estimate) -> str:
        """A difference without its sign or interval, as exact as the interval lets it be: `1.4 of 1,000`."""
        half = _half(estimate) if estimate.has_interval else 0.0
        return self._with_unit(abs(estimate.value), self._unit_of_change, self._places(estimate.value, half))

    def give_or_take(self, estimate: Estimate, signed: bool = False) -> str:
        """Value and half-width, for narrow columns: `104 ±6`; `0 always` where every replication had the
        same, `0.5 once` where one alone had any; the value alone where there is no interval otherwise."""
        if not isfinite(estimate.value):
            return NONE
        if not estimate.has_interval:
            value = self._bare(estimate.value, self._places(estimate.value), signed)
            return say(_WITHOUT.get(estimate.method, "{value}"), value=value)
        places = self._places(estimate.value, _half(estimate))
        return f"{self._bare(estimate.value, places, signed)} ±{self._bare(_half(estimate), places)}"

    def _interval(self, low: float, high: float, places: int, signed: bool = False) -> str:
        return say(
            "{low} to {high}", low=self._bare(low, places, signed), high=self._bare(high, places, signed)
        )

    def _with_unit(self, value: float, unit: str, places: int) -> str:
        number = self._bare(value, places)
        if not isfinite(value):
            return NONE
        return say(_UNITS[unit][0], number=number) if unit in _UNITS else money(number, unit)

    @property
    def _unit_of_change(self) -> str:
        return "points" if self.unit == "share" else self.unit

    @property
    def factor(self) -> int:
        """By what a number in its own unit is multiplied when it is written."""
        return {"share": 100, "of 1,000": 1000}.get(self.unit, 1)

    def _places(self, value: float, half: float = 0.0) -> int:
        """Decimals for a value, more where its half-width would read as 0."""
        shift = len(str(self.factor)) - 1
        places = max(self.decimals - shift, 0)
        if self.unit in ("s", "h") and abs(value) >= 100:
            places = 0
        most = places + _MORE
        while half and places < most and self.factor * half < 10**-places:
            places += 1
        return places

    def _bare(self, value: float, places: int, signed: bool = False) -> str:
        if not isfinite(value):
            return NONE
        text = f"{self.factor * value:{'+' if signed else ''},.{places}f}"
        return local(text if any(digit in text for digit in "123456789") else text.lstrip("+-"))


def _half(estimate: Estimate) -> float:
    return (estimate.high - estimate.low) / 2
