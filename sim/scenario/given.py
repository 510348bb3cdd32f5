"""The grammar of what was recorded or is given by interval: arrivals and staff.

Part of `sim.scenario.schema`, which says how the models are used.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sim.scenario.part import Part
from sim.scenario.values import Count, Duration, FilledText, OpeningOrName, Rate, Varying


class RatesByInterval(Part):
    """Rates by intervals of any length, from each opening."""

    hours: OpeningOrName = Field(description="When the intervals begin and end.")
    every: Duration = Field(description="Length of the intervals.")
    each: Varying[list[Rate]] = Field(description="The rate in each interval from the opening.")


class CountsByInterval(Part):
    """Exactly so many arrivals in each interval, at moments of chance within it."""

    hours: OpeningOrName = Field(description="When the intervals begin and end.")
    every: Duration = Field(description="Length of the intervals.")
    each: Varying[list[Count]] = Field(description="How many come in each interval from the opening.")


class RecordedTimes(Part):
    """A column of durations."""

    column: FilledText = Field(description="Its column; an empty cell is drawn.")
    unit: Literal["ms", "s", "min", "h", "d", "w"] | None = Field(
        None, description="What bare numbers count; else every cell says its own unit."
    )


class RecordedArrivals(Part):
    """Arrivals from a CSV file: one row for each, or with `count` one for each interval."""

    file: FilledText = Field(description="A CSV file with headings, relative to the scenario.")
    moment: FilledText = Field(description="Its column of moments, such as 2026-02-02 08:03:20.")
    segment: FilledText | None = Field(
        None, description="Its column of segments; else the demand's only one."
    )
    reason: FilledText | None = Field(
        None, description="Its column of reasons, each of those of `contact`; an empty cell is drawn."
    )
    customer: FilledText | None = Field(None, description="Its column that tells customers apart.")
    takes: RecordedTimes | None = Field(
        None, description="How long the first service of each took, in place of the reason's `takes`."
    )
    days: Literal["as_recorded", "resampled"] = Field(
        "as_recorded", description="resampled: each day is a recorded one of that weekday, by chance."
    )
    count: FilledText | None = Field(None, description="Its column of numbers: so many come in the interval.")
    every: Duration | None = Field(None, description="Length of the intervals that `count` is for.")


class RecordedStaff(Part):
    """Heads by interval from a CSV file."""

    file: FilledText = Field(description="A CSV file with headings, relative to the scenario.")
    moment: FilledText = Field(description="Its column of moments at which intervals begin.")
    agents: FilledText = Field(description="Its column of heads.")
    every: Duration = Field(description="Length of the intervals.")
