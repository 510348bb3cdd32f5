"""Laws of every record: customers and agents' time conserved, queues in order."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from . import agents, customers, felt, interruptions, queues
from .amount import MANY
from .lived import Lived
from .made import some_companies

LAWS = (*customers.LAWS, *agents.LAWS, *queues.LAWS, *interruptions.LAWS, *felt.LAWS)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
@pytest.mark.parametrize("minutes", [False, True], ids=["any_moment", "whole_minutes"])
def test_law(law: Callable[[Lived], None], minutes: bool) -> None:
    """Where everything lasts and arrives at whole minutes, much happens at the same moment."""
    hold(law, MANY, minutes)


def hold(law: Callable[[Lived], None], amount: int, minutes: bool) -> None:
    """Assert a law for a number of companies; a failure shows the company."""
    for company, lived in some_companies(amount, minutes):
        try:
            law(lived)
        except AssertionError as broken:
            broken.add_note(json.dumps(company))
            raise
