"""The grammar of agents' time in the job: they learn with experience, leave, and are replaced.

Part of `sim.scenario.service`, which says how the models are used.
"""

from __future__ import annotations

from pydantic import Field

from sim.scenario.part import Part
from sim.scenario.values import Count, Duration, PositiveNumber, Share


class Learning(Part):
    """How experience changes an agent: from each of the months on, until the next."""

    months: list[Count] = Field(description="Months in the job, ascending from 0.")
    time_factor: list[PositiveNumber] | None = Field(
        None, description="Multiplies handle times, for each of the months; else 1."
    )
    resolves_factor: list[PositiveNumber] | None = Field(
        None, description="Multiplies the share resolved, for each of the months; else 1."
    )


class Turnover(Part):
    """Agents leave, whatever their experience, and are replaced by beginners."""

    monthly: Share = Field(0.0, description="Share of agents who leave within a month; must be said.")
    hiring: Duration = Field(0, description="How long a place is vacant, then a beginner comes.")
