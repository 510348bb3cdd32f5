"""Where a difference turns: a curve with its doubt in, the place at which it is nought out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_FINE = 2001   # places at which a curve is looked at


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a curve is nought.

    Attributes
    ----------
    value : the place.
    low, high : from where to where around it the curve's interval holds 0; ends of the range are ends.
    """

    value: float
    low: float
    high: float


def turn(places: Floats, values: Floats, halves: Floats, start: float) -> Turn | None:
    """The place nearest to `start` at which a smooth curve through the values changes its sign.

    Parameters
    ----------
    places : shape (k,), ascending, k >= 2.
    values, halves : shape (k,), the curve and half the width of its interval there.

    Returns
    -------
    None where it does not change its sign inside. Between the places the curve is monotone wherever the
    values are (Fritsch & Carlson 1980, "Monotone piecewise cubic interpolation", SIAM J. Numerical
    Analysis 17). The interval collects the places that the values do not rule out, as in inverse
    regression (Draper & Smith 1998, "Applied regression analysis", 3rd ed., section 3.2).
    """
    from scipy.interpolate import PchipInterpolator

    fine = np.linspace(places[0], places[-1], _FINE)
    curve, half = (PchipInterpolator(places, one)(fine) for one in (values, halves))
    changes = np.flatnonzero(np.diff(np.sign(curve)) != 0)
    if not len(changes):
        return None
    before = int(changes[np.argmin(np.abs(fine[changes] - start))])
    part = curve[before] / (curve[before] - curve[before + 1])
    value = float(fine[before] + part * (fine[before + 1] - fine[before]))
    open_ = np.abs(curve) <= half
    first, last = before, before + 1
    while first > 0 and open_[first]:
        first -= 1
    while last < len(fine) - 1 and open_[last]:
        last += 1
    low, high = (float(fine[i]) for i in (first, last))
    return Turn(value, min(low, value), max(high, value))
