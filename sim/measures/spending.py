"""What the measured window costs, item by item, and what hard journeys put at risk.

In: a plan, its record and the tables made of it. Out: money by team, channel and item; sums a week.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.measures.contacts import contact_rows
from sim.measures.costs import by_moment, channel_cost, fee, looked_up
from sim.measures.counted import Codes, Counted
from sim.plan.model import Plan
from sim.plan.tables import SEGMENT
from sim.records.columns import JourneyClass
from sim.records.log import Columns, Record

Money = NDArray[np.float64]

ITEMS = {
    "staff": "paid hours on shift, absent and away included, at the team's wage",
    "overtime": "hours busy beyond the end of a shift, at the wage times the overtime factor",
    "channels": "channel minutes",
    "contacts": "money a contact",
    "lost_sales": "sales lost, at what one costs",
    "defection": "customers whom hard journeys cost, at what one is worth, as the scenario states",
}
"""What the cost is made of, in words."""

_BUDGET = ("staff", "overtime", "channels")


def counted_spending(plan: Plan, record: Record, tables: dict[str, Columns]) -> Counted:
    """Money of the window, items as columns: one row a team, a channel, and one for the journeys.

    Parameters
    ----------
    tables : `staffing`, `contacts` and `journeys` of the replication.
    """
    teams, channels = (tuple(one.name for one in part) for part in (plan.teams, plan.channels))
    begin, end = len(teams), len(teams) + len(channels)
    staff, overtime = pay(plan, tables["staffing"])
    minutes, fees = _by_channel(plan, record, tables["contacts"])
    lost, at_risk = _by_journeys(plan, tables["journeys"])
    columns = {
        "staff": _placed(staff, 0, end), "overtime": _placed(overtime, 0, end),
        "channels": _placed(minutes, begin, end), "contacts": _placed(fees, begin, end),
        "lost_sales": _placed(lost, end, end), "defection": _placed(at_risk, end, end),
    }
    columns["budget"] = np.sum([columns[item] for item in _BUDGET], axis=0)
    columns["cost"] = np.sum([columns[item] for item in ITEMS], axis=0)
    row = np.arange(end + 1)
    return Counted(end + 1, columns, {
        "team": (teams, np.where(row < begin, row, -1).astype(np.int16)),
        "channel": (channels, np.where((row >= begin) & (row < end), row - begin, -1).astype(np.int16)),
    })


def weekly(plan: Plan, spending: Counted, journeys: Columns, weeks: float) -> dict[str, float]:
    """Sums a week: money by item, `hard_journeys`, and `customers_lost` to them as the scenario states."""
    sums = {item: float(spending.columns[item].sum()) for item in ITEMS}
    sums["hard_journeys"] = float(_hard(plan, journeys).sum())
    sums["customers_lost"] = float(customers_lost(plan, journeys).sum())
    return {name: total / weeks for name, total in sums.items()}


def pay(plan: Plan, staffing: Columns) -> tuple[Money, Money]:
    """What each team is paid in the window, for shifts and for overtime; both of shape (teams,)."""
    hours = staffing["length_s"] / 3600
    shifts, overtime = (staffing[name] * hours for name in ("scheduled", "overtime"))
    wages, factors = [team.cost_per_h for team in plan.teams], [team.overtime_factor for team in plan.teams]
    if any(table.steps for table in (*wages, *factors)):
        numbers, begins = staffing["team"], staffing["begins"]
        wage, factor = (by_moment(tables, plan, numbers, begins) for tables in (wages, factors))
        size = len(plan.teams)
        return _sums(numbers, shifts * wage, size), _sums(numbers, overtime * factor * wage, size)
    wage, factor = (np.array([table.values[0] for table in tables]) for tables in (wages, factors))
    shifts, overtime = (_sums(staffing["team"], heads, len(wage)) for heads in (shifts, overtime))
    return shifts * wage, overtime * factor * wage


def customers_lost(plan: Plan, journeys: Columns) -> Money:
    """Expected customers that hard journeys cost, by segment; 0 where the scenario states nothing."""
    share = np.array([share for share, _ in plan.defection] or [0.0] * len(plan.segments))
    lost: Money = _hard(plan, journeys) * share
    return lost


def _hard(plan: Plan, journeys: Columns) -> Money:
    """Expected hard journeys of the window, by segment."""
    hard = np.where(journeys["measured"], journeys["ces_hard"], 0.0)
    return _sums(journeys["segment"], hard, len(plan.segments))


def _by_channel(plan: Plan, record: Record, contacts: Columns) -> tuple[Money, Money]:
    rows, window, size = contact_rows(record), plan.window, len(plan.channels)
    minutes = channel_cost(plan, rows, window.begins, window.ends)
    fees = np.where(contacts["measured"], fee(plan, contacts), 0.0)
    return _sums(rows["channel"], minutes, size), _sums(contacts["channel"], fees, size)


def _by_journeys(plan: Plan, journeys: Columns) -> tuple[Money, Money]:
    """Lost sales and the value at risk, each in an array of one."""
    lost = journeys["measured"] & (journeys["outcome_class"] == JourneyClass.LOST_SALE)
    worth = np.array([worth for _, worth in plan.defection] or [0.0] * len(plan.segments))
    each = looked_up(plan.lost_sale, {SEGMENT: journeys["segment"]}, len(lost))
    sales = sum(lost[each == price].sum() * price for price in np.unique(each))
    return np.array([sales]), np.array([customers_lost(plan, journeys) @ worth])


def _sums(codes: Codes, money: Money, size: int) -> Money:
    return np.bincount(codes, money, size).astype(float)


def _placed(part: Money, at: int, last: int) -> Money:
    """The part in a column of zeros, from row `at` on."""
    column = np.zeros(last + 1)
    column[at : at + len(part)] = part
    return column
