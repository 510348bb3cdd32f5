"""The columns of the tables that a search for staffing makes: name, dtype, unit and meaning."""

from __future__ import annotations

from sim.records.columns import Column

_UNIT = "of the measure"

_GOAL = (
    Column("goal", "string", "", "name of the goal"),
    Column("measure", "string", "", "name of the measure, as the command `measures` defines it"),
    Column("group", "string", "", "what it is about: all, or hour=..., team=..., ..."),
    Column("asked", "string", "", "at least or at most"),
    Column("bound", "float64", _UNIT, "what is asked for"),
    Column("weeks", "float64", "share", "share of weeks that must keep the bound; empty: the mean must"),
)
_ESTIMATE = (
    Column("value", "float64", _UNIT, "the measure; or the share of weeks that keep the bound"),
    Column("low", "float64", _UNIT, "lower end of the interval; empty where there is none"),
    Column("high", "float64", _UNIT, "upper end"),
    Column("n", "int32", "", "replications"),
    Column("method", "string", "", "how the interval was made, or why there is none"),
)
_CANDIDATE = Column("candidate", "int32", "", "number of the staffing in the order of trying; empty: today's")
SCENARIO = Column("scenario", "string", "", "the scenario that is staffed so")

CANDIDATES = (
    Column("pay_per_week", "float64", "money", "pay of the shifts, known without simulating"),
    Column("budget_per_week", "float64", "money", "staff and channel cost, by the search's replications"),
    Column("keeps", "string", "", "yes or no: all goals, by the search's estimates; failed: see error"),
    Column("tightest", "string", "", "the goal that is nearest to being missed, with its group"),
    Column("room", "float64", "half-widths", "by how much it is kept, in half-widths of the interval that "
           "fresh replications are likely to give; below 0: missed"),
    Column("error", "string", "", "why it failed"),
)
ESTIMATES = (_CANDIDATE, *_GOAL, *_ESTIMATE)
SHOWN = (
    Column("pay_per_week", "float64", "money", "pay of the shifts, known without simulating"),
    Column("first", "int32", "", "the first of its replications"),
    Column("replications", "int32", "", "how many; no other step of the search has used them"),
    Column("verdict", "string", "", "all goals together: holds, fails, or not shown to hold"),
    Column("budget_per_week", "float64", "money", "staff and channel cost"),
    Column("budget_low", "float64", "money", "lower end of its own 95 % interval"),
    Column("budget_high", "float64", "money", "upper end"),
    Column("saved_per_week", "float64", "money", "today's less this one's; empty: other replications"),
    Column("saved_low", "float64", "money", "lower end of its own 95 % interval, replications paired"),
    Column("saved_high", "float64", "money", "upper end"),
    Column("error", "string", "", "why it failed"),
)
PART = Column("part", "string", "", "plan, look (not shown to hold), neighbour (a step cheaper) or today")
VERIFICATION = (
    Column("shown", "int32", "", "row of the table shown, from 0"),
    *_GOAL,
    *_ESTIMATE,
    Column("verdict", "string", "", "holds, fails, or not shown to hold; all of them together are as "
           "sure as `confidence` says"),
)  # fmt: skip
STAFFING = (
    Column("part", "string", "", "answer (the plan, else what came nearest) or today"),
    SCENARIO,
    Column("team", "string", "", "name of the team"),
    Column("hour", "int16", "", "hour of the week, from 0 on Monday's midnight"),
    Column("scheduled", "float64", "agents", "on shift on average in that hour of the measured window"),
)

TABLES = {
    "candidates": ("one row a staffing that was tried", (_CANDIDATE, SCENARIO, *CANDIDATES)),
    "estimates": ("one row a staffing tried, goal and group; 95 % intervals, each for itself", ESTIMATES),
    "shown": ("one row a staffing tried on fresh replications", (PART, _CANDIDATE, SCENARIO, *SHOWN)),
    "verification": ("one row of shown, goal and group; joint intervals", VERIFICATION),
    "staffing": ("one row a team and hour of the week, of the answer and of today", STAFFING),
}
"""All tables by name: what a row is, and the columns besides those of the factors, which follow scenario."""

WITH_FACTORS = ("candidates", "shown")
