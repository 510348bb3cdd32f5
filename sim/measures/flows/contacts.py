"""Moves of contacts: from step to channel, on to the menu and the teams, and of work to who took it up.

In: rows of the measured journeys. Out: flows of the levels "channels", "legs", "asks", "reaches", "work".
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.measures.flows.counting import ENDINGS, Flow, Known, Visits, counted, lasts, new, summed
from sim.measures.journeys import talks
from sim.measures.spans import begins_of, waited
from sim.plan.model import Plan
from sim.records.columns import Flag, Kind
from sim.records.log import Columns


def channel_flows(plan: Plan, asked: Columns, known: Known) -> list[Flow]:
    """From contact to contact of the customers' matters, and to how a matter ended."""
    first = np.flatnonzero(new(asked["matter"], asked["contact"]))
    if not len(first):
        return []
    visits = Visits(
        asked["journey"][first], asked["matter"][first], asked["channel"][first].astype(np.int64),
        np.minimum.reduceat(begins_of(asked), first), np.add.reduceat(waited(plan, asked), first),
    )
    last = lasts(asked["matter"])
    decides = np.flatnonzero((asked["flags"] & Flag.LAST_OF_MATTER) > 0)   # not the last, if side by side
    last[np.searchsorted(last, decides)] = decides
    closing = _closing(asked, last)
    return counted("channels", visits, (tuple(channel.name for channel in plan.channels), closing), known)


def leg_flows(plan: Plan, asked: Columns, known: Known) -> list[Flow]:
    """From the door to the menu or a team and to the next, within contacts, and to how they ended."""
    if not len(asked["matter"]):
        return []
    door, menu = new(asked["matter"], asked["contact"]), asked["kind"] == Kind.MENU
    talk = talks(asked)
    thread = np.cumsum(door).astype(np.int64)
    teams = len(plan.teams)
    begins = begins_of(asked)
    node = np.where(menu, teams, asked["team"]).astype(np.int64)
    reached = np.where(talk, asked["started"], begins)
    # A contact starts at the door, so that one which reaches nobody still has somewhere to leave from.
    rows = np.concatenate([np.flatnonzero(door), np.flatnonzero(talk | menu)])
    at_door = np.arange(len(rows)) < door.sum()
    order = np.lexsort((~at_door, rows, thread[rows]))
    rows, at_door = rows[order], at_door[order]
    moment = np.where(at_door, begins[rows], reached[rows])
    visits = Visits(asked["journey"][rows], thread[rows], np.where(at_door, teams + 1, node[rows]),
                     moment, np.where(at_door, 0, reached[rows] - begins[rows]))
    names = (*(team.name for team in plan.teams), "menu", "door")
    return counted("legs", visits, (names, _closing(asked, lasts(thread))), known)


def contact_flows(plan: Plan, asked: Columns, known: Known) -> list[Flow]:
    """From each contact's step to its channel, and from there to the menu or team it came to first."""
    if not len(asked["matter"]):
        return []
    door = new(asked["matter"], asked["contact"])
    first, thread = np.flatnonzero(door), np.cumsum(door) - 1
    last = lasts(thread)
    begins, queued = begins_of(asked), waited(plan, asked)
    journey, channel = asked["journey"][first].astype(np.int64), asked["channel"][first].astype(np.int64)
    spent = np.maximum.reduceat(asked["ended"], first) - begins[first]
    asks = [journey, asked["step"][first].astype(np.int64), len(plan.places) + channel, spent,
            np.add.reduceat(queued, first)]
    # Where nobody came: how it ended. Else the first row with the menu or somebody.
    answered = (asked["kind"] == Kind.HUMAN) & (asked["started"] >= 0)
    reached = np.flatnonzero(answered | (asked["kind"] == Kind.MENU))
    _, early = np.unique(thread[reached], return_index=True)
    someone = reached[early]
    ended_at = len(plan.channels) + len(plan.teams) + 1
    target, row = ended_at + asked["outcome"][last].astype(np.int64), last.copy()
    menu = asked["kind"][someone] == Kind.MENU
    target[thread[someone]] = len(plan.channels) + np.where(menu, len(plan.teams), asked["team"][someone])
    row[thread[someone]] = someone
    until = np.where(asked["started"][row] >= 0, asked["started"][row], asked["ended"][row])
    reaches = [journey, channel, target, until - begins[first], queued[row]]
    channels, teams = (tuple(one.name for one in many) for many in (plan.channels, plan.teams))
    return [*summed("asks", asks, (*plan.places, *channels), known),
            *summed("reaches", reaches, (*channels, *teams, "menu", *ENDINGS), known)]


def work_flows(plan: Plan, work: Columns, known: Known) -> list[Flow]:
    """From each piece of back-office work to the team that took it up, once however often interrupted."""
    taken = np.flatnonzero((work["started"] >= 0) & (work["team"] >= 0))
    first = taken[new(work["matter"][taken])] if len(taken) else taken
    team = len(plan.places) + work["team"][first].astype(np.int64)
    until = work["started"][first] - begins_of(work)[first]
    moves = [work["journey"][first].astype(np.int64), work["step"][first].astype(np.int64), team, until,
             np.zeros(len(first), np.int64)]
    return summed("work", moves, (*plan.places, *(one.name for one in plan.teams)), known)


def _closing(legs: Columns, last: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """Of each thread: how its last row ended, and when."""
    return legs["outcome"][last].astype(np.int64), legs["ended"][last].astype(np.int64)
