"""The settings of a point in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sim.sweeps.design.factors import change_in_words

_LONG = re.compile(r"\d+\.\d{4,}(e-?\d+)?")


def settings_in_words(settings: Mapping[str, Any]) -> str:
    """The changes of a point: `demand.calls.rate 2000/w, teams.desk.scheduled +1`."""
    told = (f"{path} {rounded(change_in_words(change))}" for path, change in settings.items())
    return ", ".join(told) or "as it is"


def rounded(words: str) -> str:
    """The same with long fractions cut: a drawn value has sixteen digits."""
    return _LONG.sub(lambda found: f"{float(found[0]):.4g}", words)
