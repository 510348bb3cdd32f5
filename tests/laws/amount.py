"""How many companies each law is tried on: a fixed number, always the same ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, settings

MANY, SOME, FEW = 250, 12, 3


def tried_on(companies: int) -> Callable[[Any], Any]:
    """Settings of a law: the same examples in every run, however long one takes."""
    return settings(
        max_examples=companies,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
