"""Slips in what a run is: how often it is repeated, how precise it shall become."""

from __future__ import annotations

from .slips import Case

_PILOT = "must be at least 20, the pilot that the number is worked out from"


def _case(name: str, replications: str, path: str, rule: str) -> Case:
    """A slip in the second line of a file, behind its title."""
    written = f"title: Desk\nrun: {{replications: {replications}}}"
    return Case(name, "title: Desk", written, 2, f"run.replications{path}", rule)


RUNS = (
    Case("auto misspelt", "title: Desk", "title: Desk\nrun: {warm_up: atuo}", 2, "run.warm_up",
         "must be a duration such as 4 min, 90 s or 2 d, got atuo"),
    Case("a demand for nobody", "demand:\n  calls: {rate: 2000/w, contact: {question: 70 %, invoice: 30 %}}",
         "demand: {}", 9, "demand", "must name at least one"),
    Case("segments of nobody", "title: Desk", "title: Desk\nsegments: {}", 2, "segments",
         "must name at least one"),
    Case("a law without bounds", "{exponential: 4 min}", "{weibull: {mean: 4 min, shape: 0.001}}", 7,
         "reasons.question.takes.weibull",
         "spreads too far: some of its draws are longer than any clock can tell"),
    Case("only for an empty list", "contact: {question: 70 %, invoice: 30 %}",
         "where: {segment: []}, contact: {question: 70 %, invoice: 30 %}", 10, "demand.calls.where.segment",
         "names nothing: leave it out, or name at least one"),
    Case("a million agents", "scheduled: 5", "scheduled: 1000000", 4, "teams.desk.scheduled",
         "must be at most 20,000, got 1000000"),
    Case("a million agents in an interval", "scheduled: 5, hours: open",
         "agents: [2, 1000000], every: 4 h, hours: open", 4, "teams.desk.agents",
         "must be at most 20,000, got 1000000"),
    _case("no replication", "0", "", "must be at least 1, got 0"),
    _case("a million replications", "1000000", "", "must be at most 100,000, got 1000000"),
    _case("a limit of a million", "{precision: {ces_mean: 0.1}, at_most: 1000000}", ".at_most",
          "must be at most 100,000, got 1000000"),
    _case("replications in words", "twenty", "", "must be a whole number of at least 0, got twenty"),
    _case("a list of replications", "[20]", "", "must be a whole number of at least 0"),
    _case("precision of nothing", "{precision: {}}", ".precision",
          "names no measure: write for example {wait_mean_s: 2 s}"),
    _case("a limit without precision", "{at_most: 50}", ".precision", "is missing"),
    _case("precision of what is not measured", "{precision: {wait_mean: 2 s}}", ".precision.wait_mean",
          "there is no measure 'wait_mean'; did you mean 'wait_mean_s'?"),
    _case("precision without unit", "{precision: {wait_mean_s: 2}}", ".precision.wait_mean_s",
          "needs a unit: write for example 15 s or 2 h"),
    _case("precision with a wrong unit", "{precision: {ces_mean: 2 s}}", ".precision.ces_mean",
          "ces_mean is not a time: write a number or a share"),
    _case("precision of no width", "{precision: {ces_mean: 0}}", ".precision.ces_mean", "must be above 0"),
    _case("a limit below the pilot", "{precision: {ces_mean: 0.1}, at_most: 10}", ".at_most",
          f"{_PILOT}, got 10"),
    _case("a word of replications misspelt", "{precision: {ces_mean: 0.1}, at_mst: 90}", ".at_mst",
          "unknown key; did you mean 'at_most'?"),
)  # fmt: skip
