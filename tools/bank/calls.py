"""The record of a bank's calls as columns: read, cleaned of its known defects, and put on one time axis.

In: the tab-separated file that CALL_RECORDS names (Mandelbaum, Sakov & Zeltyn 2000, "Empirical analysis
of a call center", Technion). Out: `Calls`, seconds since midnight of the first day.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DAY_S = 86_400
HOUR_S = 3_600
KINDS = ("week", "fri", "sat")
"""Kinds of day of the bank's week: Sunday to Thursday, Friday, Saturday."""
OPEN_H = {"week": (7.0, 24.0), "fri": (7.0, 14.0), "sat": (19.5, 24.0)}
"""Hours within which the desks answer; on Saturday the first answers of the record are at 19:24 and 19:30."""
SHORT_S = 10.0
"""A service below this is no service: the known short calls, at which some agents hung up at once."""

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Calls:
    """Calls in order of arrival, one entry of each column a call; phantom rows left out.

    Attributes
    ----------
    day : days since the first of the record.
    weekday : Monday 0.
    entered_s : when the menu answered, seconds since midnight of the first day.
    menu_s : time in the menu; nan where the record has a negative one.
    type : two letters, as recorded.
    priority : 0 (not known), 1, 2.
    customer : number of the customer, "" where it is not known.
    joined_s : joined the queue; nan for those who did not.
    wait_s : in the queue, 0 for those who did not wait.
    hung_up : left without an agent, in the menu or in the queue.
    served_s : answered; nan for those who hung up.
    service_s : with the agent; 0 for those who hung up.
    agent : number of the agent, -1 where the record names none.
    """

    day: Numbers
    weekday: Numbers
    entered_s: Floats
    menu_s: Floats
    type: NDArray[np.str_]
    priority: Numbers
    customer: NDArray[np.str_]
    joined_s: Floats
    wait_s: Floats
    hung_up: Flags
    served_s: Floats
    service_s: Floats
    agent: Numbers

    def __len__(self) -> int:
        return len(self.day)

    def where(self, chosen: Flags) -> Calls:
        """The calls that a mask chooses."""
        return Calls(**{field.name: getattr(self, field.name)[chosen] for field in fields(self)})

    @property
    def queued(self) -> Flags:
        """Who waited in the queue, by the clock of the record (whole seconds)."""
        return np.asarray(self.wait_s > 0)

    @property
    def left_menu(self) -> Flags:
        """Who hung up in the menu: never joined the queue nor met an agent."""
        return np.asarray(self.hung_up & np.isnan(self.joined_s))

    @property
    def balked(self) -> Flags:
        """Who joined the queue and hung up within the same second."""
        return np.asarray(self.hung_up & ~np.isnan(self.joined_s) & (self.wait_s == 0))

    @property
    def short(self) -> Flags:
        """Who was answered and cut off within `SHORT_S`."""
        return np.asarray(~self.hung_up & (self.service_s < SHORT_S))

    @property
    def hour(self) -> Numbers:
        """The hour of the day of the call, 0 to 23."""
        return (self.entered_s % DAY_S // HOUR_S).astype(np.int64)

    @property
    def ended_s(self) -> Floats:
        """When the caller left: served, or gone from the queue or the menu."""
        gone = np.where(np.isnan(self.joined_s), self.entered_s + np.nan_to_num(self.menu_s), self.joined_s)
        return np.where(self.hung_up, gone + self.wait_s, self.served_s + self.service_s)

    def kind(self, name: str) -> Flags:
        """Whose day is of a kind (one of `KINDS`)."""
        of_kind = np.array([kind_of(weekday) == name for weekday in range(7)])
        return np.asarray(of_kind[self.weekday])

    def is_open(self) -> Flags:
        """Who called within the hours of the desks."""
        begins = np.array([OPEN_H[kind_of(weekday)][0] for weekday in range(7)])
        ends = np.array([OPEN_H[kind_of(weekday)][1] for weekday in range(7)])
        clock_h = self.entered_s % DAY_S / HOUR_S
        return np.asarray((clock_h >= begins[self.weekday]) & (clock_h < ends[self.weekday]))


def kind_of(weekday: int) -> str:
    """The kind of day of a weekday (Monday 0): the bank's week runs from Sunday to Thursday."""
    return {4: "fri", 5: "sat"}.get(weekday, "week")


def read(path: Path) -> Calls:
    """Read a file of call records.

    Raises
    ------
    ValueError
        If the file holds no call.
    """
    with path.open(newline="", encoding="utf-8") as file:
        return from_rows(csv.DictReader(file, delimiter="\t"))


def from_rows(rows: Iterable[Mapping[str, str]]) -> Calls:
    """Calls from rows as the file has them, by column name; phantom rows are left out."""
    kept = [row for row in rows if row["outcome"] != "PHANTOM"]
    if not kept:
        raise ValueError("no call in the record")
    first = min(_date(row) for row in kept)
    agents = sorted({row["server"] for row in kept} - {"NO_SERVER"})
    values = [_values(row, first, agents) for row in kept]
    columns = [np.array(column) for column in zip(*values, strict=True)]
    calls = Calls(**{field.name: column for field, column in zip(fields(Calls), columns, strict=True)})
    order = np.argsort(calls.entered_s, kind="stable")
    return Calls(**{field.name: getattr(calls, field.name)[order] for field in fields(Calls)})


def _values(row: Mapping[str, str], first: date, agents: list[str]) -> tuple[object, ...]:
    day = (_date(row) - first).days
    entered = _clock(row["vru_entry"])
    queued, served = row["q_start"] != "0:00:00" or row["q_time"] != "0", row["outcome"] == "AGENT"
    menu, service = float(row["vru_time"]), float(row["ser_time"])

    def since_first(clock: str) -> float:
        # A time far before the entry is past midnight of the same call.
        seconds = _clock(clock)
        return float(day * DAY_S + seconds + (DAY_S if seconds < entered - DAY_S / 2 else 0))

    return (
        day,
        _date(row).weekday(),
        float(day * DAY_S + entered),
        menu if menu >= 0 else np.nan,
        row["type"].strip(),
        int(row["priority"]),
        row["customer_id"] if row["customer_id"].isdigit() and row["customer_id"] != "0" else "",
        since_first(row["q_start"]) if queued else np.nan,
        float(row["q_time"]),
        not served,
        since_first(row["ser_start"]) if served else np.nan,
        service if served else 0.0,
        agents.index(row["server"]) if served and row["server"] in agents else -1,
    )


def _date(row: Mapping[str, str]) -> date:
    text = row["date"]
    return date(1900 + int(text[:2]), int(text[2:4]), int(text[4:6]))


def _clock(text: str) -> int:
    hours, minutes, seconds = map(int, text.split(":"))
    return hours * HOUR_S + minutes * 60 + seconds
