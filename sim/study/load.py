"""The offered load of a scenario: what its teams would have to do if nobody ever waited.

In: a plan. Out: busy agents by team and hour of the week, from one replication with unlimited agents.
"""

from __future__ import annotations

from dataclasses import replace

from sim.measures.replication import WEEK_US
from sim.plan.load import ByHour, offered, unlimited
from sim.plan.model import Plan


def offered_load(plan: Plan) -> ByHour:
    """Agents busy on average by team and hour of the week, shape (teams, 168).

    One week of the measured window is enough for a weekly pattern, and quickly simulated.
    """
    from sim.engine.replication import replicate

    window = plan.window
    ends = min(window.ends, window.begins + WEEK_US)
    week = unlimited(replace(plan, window=replace(window, ends=ends, horizon=ends)))
    return offered(week, replicate(week, 0))
