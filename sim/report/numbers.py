"""Numbers as a reader meets them: the unit said, no false precision, the same decimals in one line."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from sim.stats.estimate import Estimate

NONE = "-"


@dataclass(frozen=True, slots=True)
class Form:
    """How the numbers of a measure are written.

    Attributes
    ----------
    unit : behind the number: "s", "h", a currency; "share" is written in per cent; "" nothing.
    decimals : how many, of the number in its own unit (0.850 of a share is 85.0 %).
    """

    unit: str
    decimals: int

    @property
    def unit_shown(self) -> str:
        """The unit behind a number."""
        return "%" if self.unit == "share" else self.unit

    def number(self, value: float) -> str:
        """A value with its unit: `104 s`, `85.0 %`, `12,300 EUR`."""
        return f"{self.bare(value)} {self.unit_shown}".strip() if isfinite(value) else NONE

    def change(self, value: float) -> str:
        """A difference without its sign; shares differ by percentage points."""
        unit = "points" if self.unit == "share" else self.unit
        return f"{self.bare(abs(value))} {unit}".strip() if isfinite(value) else NONE

    def bare(self, value: float, signed: bool = False) -> str:
        """The number alone."""
        if not isfinite(value):
            return NONE
        factor, places = (100, max(self.decimals - 2, 0)) if self.unit == "share" else (1, self.decimals)
        if self.unit in ("s", "h") and abs(value) >= 100:
            places = 0
        text = f"{factor * value:{'+' if signed else ''},.{places}f}"
        return text if any(digit in text for digit in "123456789") else text.lstrip("+-")

    def ends(self, estimate: Estimate, signed: bool = False) -> str:
        """The interval: `98 to 110`."""
        return f"{self.bare(estimate.low, signed)} to {self.bare(estimate.high, signed)}"

    def give_or_take(self, estimate: Estimate, signed: bool = False) -> str:
        """Value and half-width, for narrow columns: `104 ±6`; the value alone where there is no interval."""
        if not isfinite(estimate.value):
            return NONE
        text = self.bare(estimate.value, signed)
        if not estimate.has_interval:
            return text
        return f"{text} ±{self.bare((estimate.high - estimate.low) / 2)}"
