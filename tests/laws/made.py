"""Companies that Hypothesis made and that were lived through once, for all laws that look at them.

In: how many. Out: the same ones in every run.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given

from .amount import tried_on
from .companies import companies
from .lived import Lived, live


@cache
def some_companies(amount: int, minutes: bool) -> list[tuple[dict[str, Any], Lived]]:
    """Companies and what happened in one replication; everything at whole minutes, or at any moment."""
    found: list[tuple[dict[str, Any], Lived]] = []

    @tried_on(amount)
    @given(company=companies(coarse=minutes))
    def keep(company: dict[str, Any]) -> None:
        found.append((company, live(company, minutes=minutes)))

    keep()
    return found
