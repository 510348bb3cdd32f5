"""The fourteen days as a scenario that replays them: recorded calls, services and agents seen at work.

In: call records. Out: files in a folder, made anew each time and never kept: a what-if of the measured
scenario, the calls, the services of each type, the heads by interval, and a table of hours for `actuals`.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tools.bank.arrivals import Cells, outside, priority_share
from tools.bank.calls import DAY_S, HOUR_S, Calls, Floats
from tools.bank.scenario import REASONS, whole_numbers
from tools.bank.staff import by_interval

FIRST_DAY = datetime(1999, 2, 1)
SCENARIO_NAME = "replayed.yaml"


@dataclass(frozen=True)
class Way:
    """How finely the staff is replayed, and whose time with the agent each call takes.

    Attributes
    ----------
    every_s : length of the intervals of staff, seconds; divides a day.
    mixed_s : 0: every call that was answered takes what it took. Else the times are exchanged by chance
        among the calls that came within the same so many seconds; infinite: drawn from all of the type.
    seed : of the exchange.
    """

    every_s: int = 300
    mixed_s: float = 0.0
    seed: int = 0


def replayed(calls: Calls, faults: Cells) -> Calls:
    """The calls that are replayed: those that found the desks open, without the hours of faults."""
    return calls.where(calls.is_open() & outside(calls, faults))


def segments(calls: Calls) -> NDArray[np.str_]:
    """The group of each call. Priority is known of those who queued; of the others of a type every so many
    count as priority as its share says, evenly over time."""
    shares = priority_share(calls)
    found = np.where(calls.priority == 2, "priority", "ordinary").astype("<U11")
    for name in np.unique(calls.type):
        unknown = np.flatnonzero((calls.type == name) & (calls.priority == 0))
        number = np.arange(len(unknown))
        share = shares[str(name)]
        found[unknown[np.floor((number + 1) * share) > np.floor(number * share)]] = "priority"
    found[calls.type == "NW"] = "prospective"
    return found


def times_with_agent(calls: Calls, way: Way) -> Floats:
    """The time with the agent of each call, seconds; nan where it is drawn: always of those who hung up."""
    found = np.full(len(calls), np.nan)
    answered = np.flatnonzero(~calls.hung_up & (calls.service_s > 0))
    if way.mixed_s == 0:
        found[answered] = calls.service_s[answered]
    elif math.isfinite(way.mixed_s):
        together = calls.entered_s[answered] // way.mixed_s
        luck = np.random.default_rng(way.seed).random(len(answered))
        found[answered] = calls.service_s[answered[np.lexsort((luck, together))]]
    return found


def write(folder: Path, calls: Calls, faults: Cells, base: Path, way: Way) -> Path:
    """Write the scenario and its files.

    Parameters
    ----------
    calls : the whole record.
    base : the measured scenario, which says all that is not replayed.
    way : how it is replayed.
    Returns
    -------
    The scenario's file.
    """
    kept = replayed(calls, faults)
    reasons = [REASONS[str(name)] for name in kept.type]
    moments = map(_moment, kept.entered_s)
    seconds = ("" if np.isnan(one) else f"{one:g}" for one in times_with_agent(kept, way))
    rows = zip(moments, segments(kept), reasons, seconds, strict=True)
    _write(folder / "calls.csv", ("moment", "segment", "reason", "seconds"), rows)
    served = kept.where(~kept.hung_up & (kept.service_s > 0))
    for name, reason in REASONS.items():
        services = served.service_s[served.type == name]
        _write(folder / f"{reason}.csv", ("seconds",), ([f"{one:g}"] for one in services))
    _write(folder / "staff.csv", ("moment", "agents"), _heads(calls, way.every_s))
    file = folder / SCENARIO_NAME
    file.write_text(_text(base, way.every_s), encoding="utf-8")
    return file


def _heads(calls: Calls, every_s: int) -> Iterable[tuple[str, int]]:
    """Heads at work by interval, rounded so that the running sum of a day stays right."""
    for day, means in enumerate(by_interval(calls, every_s)):
        for place, heads in enumerate(whole_numbers(means)):
            yield _moment(day * DAY_S + place * every_s), heads


def _text(base: Path, every_s: int) -> str:
    reasons = list(REASONS.values())
    shares = ", ".join(f"{reason}: 0 %" for reason in reasons[1:])
    takes = "\n".join(
        f"    {reason}.takes: {{replace: {{empirical: {{file: {reason}.csv, column: seconds, unit: s}}}}}}"
        for reason in reasons
    )
    return f"""\
extends: {base.resolve()}
title: Bank hotline, the fourteen days replayed
change:
  demand:
    prospective: remove
    ordinary: remove
    priority: remove
    calls:
      contact: {{{reasons[0]}: rest, {shares}}}
      recorded:
        {{file: calls.csv, moment: moment, segment: segment, reason: reason,
          takes: {{column: seconds, unit: s}}}}
  reasons:
{takes}
  teams.desks:
    shifts: remove
    recorded: {{file: staff.csv, moment: moment, agents: agents, every: {every_s // 60} min}}
  after: {{redial: remove, cut_off: remove}}   # those who call again are in the record
  assumed: {{replace: {{}}}}
"""


def hours(calls: Calls, faults: Cells) -> list[tuple[str, str, int, int, int, float]]:
    """What a centre's reporting would say of each hour: date, time, offered, answered, abandoned, wait.

    Offered are those who got past the menu; the wait is the mean of the answered, seconds.
    """
    kept = replayed(calls, faults)
    kept = kept.where(~kept.left_menu)
    hour = (kept.entered_s // HOUR_S).astype(int)
    rows = []
    for one in np.unique(hour):
        found = kept.where(hour == one)
        served = found.where(~found.hung_up)
        wait = float(served.wait_s.mean()) if len(served) else 0.0
        begin = FIRST_DAY + timedelta(hours=int(one))
        counts = len(found), len(served), len(found) - len(served)
        rows.append((f"{begin:%Y-%m-%d}", f"{begin:%H:%M}", *counts, round(wait, 3)))
    return rows


def write_hours(file: Path, calls: Calls, faults: Cells) -> None:
    """Write the hours as a table that `actuals` reads."""
    _write(file, ("Date", "Time", "Offered", "Answered", "Abandoned", "ASA"), hours(calls, faults))


def _moment(seconds: float) -> str:
    return (FIRST_DAY + timedelta(seconds=math.floor(seconds))).isoformat(sep=" ")


def _write(file: Path, head: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened)
        writer.writerow(head)
        writer.writerows(rows)
