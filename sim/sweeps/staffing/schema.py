"""The grammar of a file that asks for the cheapest staffing: what may change, and what must hold.

In: the plain tree of a file. Out: an `OptimiseFile`, and from the same models the JSON Schema for editors.
"""

from __future__ import annotations

from pydantic import Field

from sim.scenario.kinds import Json
from sim.scenario.part import Part
from sim.scenario.values import Count, MeasureAmount, Name, Share, Text
from sim.sweeps.design.schema import Values


class StaffingGoal(Part):
    """What must hold: a measure's mean or quantile, or so large a share of weeks that keep a bound."""

    measure: Text = Field("", description="Which measure, where the goal's name does not say it.")
    at_least: MeasureAmount | None = Field(None, description="The measure's smallest acceptable value.")
    at_most: MeasureAmount | None = Field(None, description="The measure's largest acceptable value.")
    group: Text = Field("all", description="For whom: all, team=billing, hour or week_hour for each.")
    weeks: Share | None = Field(None, description="In so many of all weeks; else on average.")


class Effort(Part):
    """How often each staffing is simulated."""

    search: Count = Field(20, description="Replications by which the search judges a staffing.")
    verification: Count = Field(60, description="Fresh replications on which the answer must hold.")


class OptimiseFile(Part):
    """A search: the cheapest staffing of a scenario that keeps the goals."""

    title: Text = Field("", description="What reports call it.")
    base: Text = Field(description="The scenario file, relative to this one: today.")
    alternatives: list[Text] = Field([], description="More scenario files, any of which may be chosen.")
    staffing: dict[Text, Values] = Field(description="Path to its values, the cheapest first, as in a sweep.")
    choices: dict[Text, Values] = Field({}, description="Path to values of which any may be chosen.")
    goals: dict[Name, StaffingGoal] = Field({}, description="What must hold; else the base's `goals`.")
    replications: Effort = Field(Effort(), description="How often each staffing is simulated.")
    seed: Count | None = Field(None, description="The luck that all share; else as the base says.")
    confidence: Share = Field(0.95, description="That all that is said of goals and neighbours is true.")


def optimise_schema() -> Json:
    """The JSON Schema of files for `optimise` (draft 2020-12)."""
    from sim.scenario.jsonschema import tidy

    found: Json = tidy(OptimiseFile.model_json_schema(by_alias=True, mode="validation"))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found, "title": "Cheapest staffing"}
