"""The values that a quantile is taken of, as a text of the store: every value, in a few bytes each.

Quantiles are pooled: what 95 % of all replications' journeys do not exceed is no mean of their own
quantiles, and no histogram gives it back to the bit. In: values of one replication. Out: text, and back.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode

import numpy as np
from numpy.typing import NDArray

Sample = NDArray[np.float32]

_LEVEL = 9


def packed(values: Sample) -> str:
    """Base64 of zlib's deflated steps between the sorted values.

    The bits of a number that is not negative, read as a whole number, rise with it; so steps between sorted
    values are small whole numbers, and those between equal ones, such as waits of 0, are none.
    """
    bits = np.sort(np.asarray(values, "<f4").view("<u4"))
    steps = np.diff(bits, prepend=np.uint32(0)).astype("<u4")
    # Byte by byte: the upper bytes of small steps are all 0, and stand together.
    planes = steps.view(np.uint8).reshape(-1, 4).T.tobytes()
    return b64encode(zlib.compress(planes, _LEVEL)).decode("ascii")


def unpacked(text: str) -> Sample:
    """The values of `packed`, sorted; the same bits."""
    planes = np.frombuffer(zlib.decompress(b64decode(text)), np.uint8).reshape(4, -1)
    steps = np.ascontiguousarray(planes.T).view("<u4").ravel()
    return np.cumsum(steps, dtype=np.uint32).view(np.float32)
