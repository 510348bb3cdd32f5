"""The grammar of a sweep file: every key that may be written, its type, its default and what it means.

In: the plain tree of a file. Out: a `SweepFile`, and from the same models the JSON Schema for editors.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from sim.scenario.kinds import Json, Kind, Word, custom_error
from sim.scenario.part import Part
from sim.scenario.schema import Replications
from sim.scenario.values import Count, CountOr, Text
from sim.sweeps.design.values import values_json, values_of

MEASURES = ["wait_mean_s", "handoffs_mean", "ces_mean", "ces_hard", "service_level", "abandonment",
            "occupancy", "cost_per_week"]  # fmt: skip
"""What is kept of each point where the file does not say."""

MOST_POINTS = 10_000_000


def points(value: object) -> int:
    """A number of points."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_POINTS:
        raise ValueError(f"must be a whole number from 1 to {MOST_POINTS}")
    return value


def power_of_two(value: object) -> int:
    """A number of points whose balance Sobol' sequences keep."""
    number = points(value)
    if number & (number - 1) or number < 2:
        raise ValueError("must be a power of 2, such as 64 or 256: only then is a Sobol' sequence balanced")
    return number


Points = Annotated[int, Kind(points, {"type": "integer", "minimum": 1})]
Power = Annotated[int, Kind(power_of_two, {"type": "integer", "examples": [256]})]
Values = Annotated[Any, Kind(values_of, values_json())]


class Design(Part):
    """How points are spread over factors; one of the three."""

    latin_hypercube: Points | None = Field(None, description="So many points, each factor evenly covered.")
    sobol: Power | None = Field(None, description="The first points of a scrambled Sobol' sequence.")
    sensitivity: Power | None = Field(
        None, description="n x (factors + 2) points for Sobol' indices: which factor makes the difference."
    )


WORDS = ("grid", "one_at_a_time")


def design(value: object) -> object:
    """A design before its kind is read."""
    if isinstance(value, dict) or value in WORDS:
        return value
    raise custom_error("must be grid, one_at_a_time, or {latin_hypercube: n}, {sobol: n} or {sensitivity: n}")


Spread = Annotated[Literal["grid", "one_at_a_time"] | Design, Word(*WORDS), BeforeValidator(design)]


class SweepFile(Part):
    """A sweep: which values of which scenario are tried, how often, and what is kept."""

    title: Text = Field("", description="What reports call it.")
    base: Text = Field(description="The scenario file, relative to this one.")
    alternatives: list[Text] = Field([], description="More scenario files; each lives through every point.")
    factors: dict[Text, Values] = Field({}, description="Path to its values; or a name to `together`.")
    design: Spread = Field("grid", description="How points are spread over the factors' values.")
    replications: CountOr[Replications] | None = Field(
        None, description="Of every point, or how precise each shall become; else as the base says."
    )
    seed: Count | None = Field(None, description="The luck that all points share; else as the base says.")
    measures: list[Text] = Field(MEASURES, description="What is kept; `measures` prints their meaning.")
    groups: list[Text] = Field(["all"], description="For whom: all, segment=business, hour or week_hour.")


def sweep_schema() -> Json:
    """The JSON Schema of sweep files (draft 2020-12)."""
    from sim.scenario.jsonschema import tidy

    found: Json = tidy(SweepFile.model_json_schema(by_alias=True, mode="validation"))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found, "title": "Sweep of scenarios"}
