"""Numbers as a reader meets them: three figures that count, the unit said, no false precision."""

from __future__ import annotations

from math import isfinite

from sim.stats.estimate import Estimate

NONE = "-"


def number(value: float, unit: str, signed: bool = False) -> str:
    """A value with its unit: `104 s`, `85.0 %`, `12,300 EUR`, `0.42`.

    Parameters
    ----------
    value : in the measure's own unit; shares between 0 and 1.
    unit : "s", "h", "share", a currency, or "" for a plain number.
    signed : show a plus, as differences do; differences of shares are in percentage points.
    """
    if not isfinite(value):
        return NONE
    if unit == "share":
        return f"{_plain(100 * value, signed, 1)} {'pp' if signed else '%'}"
    if unit == "s" and not signed and abs(value) >= 600:
        return f"{_plain(value / 60, signed)} min"
    return f"{_plain(value, signed)} {unit}".strip()


def interval(estimate: Estimate, unit: str, signed: bool = False) -> str:
    """The interval as `98 to 110`, in the unit that `number` shows; or why there is none."""
    if not estimate.has_interval:
        return f"({estimate.method})"
    factor, decimals = 1.0, None
    if unit == "share":
        factor, decimals = 100.0, 1
    elif unit == "s" and not signed and abs(estimate.value) >= 600:
        factor = 1 / 60
    if decimals is None:
        decimals = _decimals(factor * estimate.value)
    low, high = (_plain(factor * end, signed, decimals) for end in (estimate.low, estimate.high))
    return f"{low} to {high}"


def _plain(value: float, signed: bool, decimals: int | None = None) -> str:
    places = _decimals(value) if decimals is None else decimals
    text = f"{value:{'+' if signed else ''},.{places}f}"
    return text.replace("-0", "0", 1) if float(text.replace(",", "")) == 0 and text[0] == "-" else text


def _decimals(value: float) -> int:
    """Decimals that leave three significant figures, at most three."""
    size = abs(value)
    return 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3
