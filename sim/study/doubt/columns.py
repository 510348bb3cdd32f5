"""The columns of the tables about doubt: how sure a difference is, and what would change it."""

from __future__ import annotations

from sim.records.columns import Column

_UNIT = "of the measure"

SURENESS = (
    Column("baseline", "string", "", "name of the base"),
    Column("alternative", "string", "", "name of the alternative"),
    Column("measure", "string", "", "name of the measure"),
    Column("group", "string", "", "all, or segment=..."),
    Column("given", "string", "", "what was varied, and what is taken for true"),
    Column("probability", "float64", "", "that the alternative is better, above 0 and below 1; empty where "
           "nothing differs or nothing can be told"),
    Column("value", "float64", _UNIT, "alternative less base, mean over everything that was varied"),
    Column("low", "float64", _UNIT, "lower end of the difference's 95 % interval with the doubt of all that "
           "was varied"),
    Column("high", "float64", _UNIT, "upper end"),
    Column("noise", "float64", "unit squared", "variance of the value through luck; more replications lessen "
           "it"),
    Column("inputs", "float64", "unit squared", "variance through the assumed numbers; empty: not varied; "
           "below 0: too small to be told from luck"),
    Column("model", "float64", "unit squared", "variance through the experience model; likewise"),
    Column("draws", "int32", "", "draws of the assumed numbers if these were varied, else of the experience "
           "model; 0: neither"),
    Column("n", "int32", "", "replications"),
    Column("method", "string", "", "how the interval was made, or why there is none"),
)

BREAK_EVEN = (
    Column("baseline", "string", "", "name of the base"),
    Column("alternative", "string", "", "name of the alternative"),
    Column("measure", "string", "", "name of the measure"),
    Column("input", "string", "", "path of an assumed number; or weight of ..., a feature of the "
           "experience model"),
    Column("value", "float64", "unit", "where the difference of all journeys changes its sign, all else as "
           "written; empty: nowhere inside the range"),
    Column("low", "float64", "unit", "lower end of the values that are not ruled out; if it is an end of the "
           "range, it may lie beyond"),
    Column("high", "float64", "unit", "upper end"),
    Column("unit", "string", "", "that the number is written in; of a weight: times its own value"),
    Column("range_low", "float64", "unit", "where looking began"),
    Column("range_high", "float64", "unit", "where it ended"),
    Column("inside", "bool", "", "whether there is a value inside the range"),
    Column("n", "int32", "", "replications"),
    Column("method", "string", "", "how it was found"),
)

SENSITIVITY = (
    Column("baseline", "string", "", "name of the base"),
    Column("alternative", "string", "", "name of the alternative"),
    Column("measure", "string", "", "name of the measure, of all journeys"),
    Column("input", "string", "", "path of an assumed number"),
    Column("kind", "string", "", "low, high: the number alone at that end of its range; mu_star, sigma: "
           "Morris's mean size and standard deviation of its effects over its whole range, the others "
           "anywhere"),
    Column("setting", "string", "", "low, high: the number as the scenario would write it"),
    Column("value", "float64", _UNIT, "low, high: what it adds to the difference as things are written"),
    Column("low", "float64", _UNIT, "lower end of the 95 % interval; empty where there is none"),
    Column("high", "float64", _UNIT, "upper end"),
    Column("n", "int32", "", "replications; of mu_star and sigma trajectories, each with luck of its own"),
    Column("method", "string", "", "how the interval was made, or why there is none"),
    Column("flips", "string", "", "the verdict on the difference there, where it is another and the "
           "number's effect can be told from luck; empty: the same"),
)
