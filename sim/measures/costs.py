"""What rows and contacts cost: agents' time at their wage, channel minutes, money a contact.

In: rows or contacts. Out: money, one entry each.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.measures.places import hour_of
from sim.measures.spans import waits
from sim.plan.model import Plan
from sim.plan.tables import ATTEMPT, CHANNEL, DAY, HOUR, PREVIOUS_TEAM, REASON, SEGMENT, TEAM, Table
from sim.records.columns import Kind
from sim.records.log import Columns

Money = NDArray[np.float64]
Codes = NDArray[np.int64]
DAY_US = 86_400_000_000


def leg_cost(plan: Plan, legs: Columns) -> Money:
    """Agents' time of rows (from answering to being free again) at their team's wage.

    Chats side by side count in full each; time on a shift without a contact belongs to no row.
    """
    held = legs["released"] - legs["started"]
    attended = (legs["agent"] >= 0) & (legs["started"] >= 0)
    wages = by_moment([team.cost_per_h for team in plan.teams], plan, legs["team"], legs["started"])
    spent: Money = np.where(attended, held, 0) / 3.6e9 * wages
    return spent


def by_moment(tables: Sequence[Table[float]], plan: Plan, numbers: Codes, moments: Codes) -> Money:
    """A value of each row's team or channel, at the hour and day of a moment; 0 for number -1.

    Parameters
    ----------
    tables : one for each team or channel.
    numbers, moments : of the rows; indices into `tables`, and microseconds.
    """
    if not any(table.steps for table in tables):
        known: Money = np.array([table.values[0] for table in tables] + [0.0])[numbers]
        return known
    days = (moments // DAY_US + plan.window.weekday) % 7
    case: dict[int, NDArray[Any]] = {HOUR: hour_of(moments), DAY: days}
    each = np.array([looked_up(table, case, len(moments)) for table in tables] + [np.zeros(len(moments))])
    found: Money = each[numbers, np.arange(len(moments))]
    return found


def channel_cost(plan: Plan, legs: Columns, begins: int, ends: int) -> Money:
    """Minutes that rows of contacts hold their channel, within [begins, ends), at its price.

    Where one waits, the menu and the queue are paid too; else only the conversation.
    """
    human = np.isin(legs["kind"], (Kind.MENU, Kind.HUMAN, Kind.QUEUE, Kind.PROACTIVE))
    queued = waits(plan, legs) & (legs["queued"] >= 0) & (legs["kind"] != Kind.PROACTIVE)
    start = np.where(queued, legs["queued"], legs["started"])
    held = np.minimum(legs["ended"], ends) - np.maximum(start, begins)
    price = by_moment([channel.cost_per_min for channel in plan.channels], plan, legs["channel"], start)
    spent: Money = np.where(human & (start >= 0), np.maximum(held, 0), 0) / 6e7 * price
    return spent


def fee(plan: Plan, contacts: Columns) -> Money:
    """Money a contact, for those that got in, the company's own included."""
    begins = contacts["begins"]
    teams = len(plan.teams)
    case: dict[int, NDArray[Any]] = {
        SEGMENT: contacts["segment"],
        REASON: contacts["reason"],
        CHANNEL: contacts["channel"],
        TEAM: np.where(contacts["team"] >= 0, contacts["team"], teams),
        PREVIOUS_TEAM: np.full(len(begins), teams),
        ATTEMPT: contacts["contact"] > 0,
        HOUR: hour_of(begins),
        DAY: (begins // DAY_US + plan.window.weekday) % 7,
    }
    return np.where(contacts["turned_away"], 0.0, looked_up(plan.per_contact, case, len(begins)))


def looked_up(table: Table[float], case: dict[int, NDArray[Any]], size: int) -> Money:
    """`Table.at` for many cases at once; a dimension that `case` lacks counts as index 0."""
    place = np.zeros(size, np.int64)
    for dimension, stride in table.steps:
        if dimension in case:
            place += case[dimension].astype(np.int64) * stride
    return np.array(table.values, float)[place]
