"""Where the search begins: the cheapest staffing that Erlang's formula lets every team do with, hour by hour.

In: a box of staffings and the load of the teams, from one replication with unlimited staff. Out: levels.
"""

from __future__ import annotations

import numpy as np

from sim.plan.load import ByHour
from sim.plan.model import Plan, Team
from sim.sweeps.staffing.erlang import agents_needed
from sim.sweeps.staffing.goals import Goal
from sim.sweeps.staffing.space import Box, Levels

SHARE = 0.8
"""Answered within the target, where no goal says how many must be."""

_MOST_SHARE = 0.999


def guess_of(box: Box, plan: Plan, load: ByHour, target_s: float, goals: tuple[Goal, ...]) -> Levels:
    """The staffing to begin with; patience, transfers and what teams do for each other are left out.

    Parameters
    ----------
    plan : the box's scenario, with any staffing.
    load : agents that each team keeps busy by hour of the week, shape (teams, 168).
    target_s : the target of the service level, in seconds.
    """
    load = _smoothed(load, box.present(box.top))
    share = max([one.bound for one in goals if one.measure.startswith("service_level")], default=SHARE)
    needed = np.zeros(load.shape)
    for number, team in enumerate(plan.teams):
        targets = target_s / max(_handle_s(team), 1.0)
        for hour in np.flatnonzero(load[number]):
            needed[number, hour] = agents_needed(float(load[number, hour]), min(share, _MOST_SHARE), targets)
    return _least(box, needed)


def _smoothed(load: ByHour, present: ByHour) -> ByHour:
    """The mean over the days at each hour of the day that is staffed alike: one week holds much luck."""
    days, staff = load.reshape(len(load), -1, 24), present.reshape(len(load), -1, 24)
    alike = staff[:, :, None, :] == staff[:, None, :, :]   # team, day, other day, hour
    means = (alike * days[:, None, :, :]).sum(axis=2) / alike.sum(axis=2)
    return np.asarray(means.reshape(load.shape))


def _least(box: Box, needed: ByHour) -> Levels:
    """Factor by factor down from the top, as far as no hour that can be staffed well enough is not."""
    best = np.minimum(box.present(box.top), needed)
    levels = box.top
    for axis in range(len(levels)):
        while levels[axis]:
            fewer = (*levels[:axis], levels[axis] - 1, *levels[axis + 1 :])
            if (np.minimum(box.present(fewer), needed) < best - 1e-9).any():
                break
            levels = fewer
    return levels


def _handle_s(team: Team) -> float:
    """Mean handle time over all that a team does, each kind counted alike, in seconds."""
    laws = [
        takes.mean() + wrap_up.mean()
        for skill in team.skills
        if skill
        for takes in skill.takes.values
        for wrap_up in skill.wrap_up.values
    ]
    return sum(laws) / len(laws) / 1e6 if laws else 0.0
