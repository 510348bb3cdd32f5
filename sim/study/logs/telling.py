"""A replication of a stored result as an event log, for process-mining tools.

In: the rows that a result kept. Out: cases, a journey each, with what its customer lived through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sim.errors import RunFailed, WrongUse
from sim.records.columns import Flag
from sim.records.events import COMPLETE, SCHEDULE, START, WITHDRAW, Case, Cases, Event, Value
from sim.study.result import Result

Row = dict[str, Any]

_FLAGS = {flag.name.lower(): int(flag) for flag in (
    Flag.RE_EXPLAINED, Flag.TRANSFER, Flag.WARM, Flag.CONFERENCE, Flag.WRONG_TEAM, Flag.OWNER, Flag.REPEAT,
    Flag.PROMISE_KEPT, Flag.PROMISE_MISSED, Flag.MISROUTED, Flag.TROUBLE,
) if flag.name}  # fmt: skip
_OF_JOURNEY = (
    "demand", "segment", "process", "reason", "outcome", "outcome_class", "measured", "wait_s",
    "longest_wait_s", "menu_s", "delay_s", "contacts", "repeats", "abandonments", "handoffs", "transfers",
    "re_explanations", "promises_kept", "promises_missed", "resolved", "cost", "ces", "ces_hard", "csat",
    "nps",
)  # fmt: skip
_DOINGS = ("human", "queue", "proactive")
_BATCH = 20_000   # rows held at a time


def told(result: Result, scenario: str | None, replication: int, measured: bool = False) -> Cases:
    """One replication of a scenario (None: the base) as a log that can be gone through more than once.

    Journeys of warm-up and follow-up are cases, too, unless only those are wanted that are `measured`.

    Every doing has a `schedule` event where it joined a queue, a `start` and a `complete`; one that nobody
    took up ends with `withdraw`. The name of a case is that of its journey, the same in every alternative.

    Raises
    ------
    WrongUse
        Where the result kept no rows, or has no such scenario or replication.
    RunFailed
        Where the rows cannot be read.
    """
    name = result.base.name if scenario is None else scenario
    known = [one.name for one in result.scenarios]
    if name not in known:
        raise WrongUse(f"the result has no scenario {name}; it has {', '.join(known)}")
    if result.folder is None or not (result.folder / "legs.parquet").is_file():
        where = result.folder or "the result"
        raise WrongUse(f"{where}: keeps no single journeys; run it again with --records")
    folder, starts = result.folder, result.first_moment(name)
    journeys = _read(folder, "journeys", name, replication).to_pylist()
    if not journeys:
        raise WrongUse(f"{folder}: has no replication {replication}; it has 0 to {result.replications - 1}")

    def cases() -> Iterator[Case]:
        for number, rows in _by_journey(_read(folder, "legs", name, replication)):
            if journeys[number]["measured"] or not measured:
                yield _case(journeys[number], replication, rows, starts)

    return cases


def _read(folder: Path, table: str, scenario: str, replication: int) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    wanted = [("scenario", "=", scenario), ("replication", "=", replication)]
    try:
        return pq.read_table(folder / f"{table}.parquet", filters=wanted)
    except (OSError, pa.ArrowInvalid) as error:
        raise RunFailed(f"{folder}: {table}.parquet cannot be read: {error}") from None


def _by_journey(legs: Any) -> Iterator[tuple[int, list[Row]]]:
    """The rows of each journey, in the journeys' order."""
    number = -1
    rows: list[Row] = []
    for batch in legs.sort_by("journey").to_batches(max_chunksize=_BATCH):
        for row in batch.to_pylist():
            if row["journey"] != number and rows:
                yield number, rows
                rows = []
            number = row["journey"]
            rows.append(row)
    if rows:
        yield number, rows


def _case(journey: Row, replication: int, rows: list[Row], starts: datetime) -> Case:
    name = f"{journey['demand']}/{journey['segment']}/{journey['ordinal']}@{replication}"
    attributes: dict[str, Value] = {key: journey[key] for key in _OF_JOURNEY if journey[key] is not None}
    if journey["customer"] >= 0:
        attributes["customer"] = f"{journey['segment']}/{journey['customer']}"
    made = sorted((event for row in rows for event in _events(row)), key=lambda one: one[:4])
    events = tuple(event(starts + timedelta(microseconds=at)) for at, *_, event in made)
    return Case(name, attributes, events)


def _events(row: Row) -> Iterator[tuple[int, int, int, int, Callable[[datetime], Event]]]:
    """The events of a row: when, matter, row and place in it, and what makes them, given the moment."""
    ended = WITHDRAW if row["kind"] == "queue" else COMPLETE
    moments = {SCHEDULE: row["queued"], START: row["started"], ended: row["ended"]}
    if row["kind"] in ("end", "turned_away"):
        moments = {COMPLETE: row["ended"]}
    for place, (lifecycle, at) in enumerate(moments.items()):
        if at >= 0:
            yield at, row["matter"], row["leg"], place, _maker(row, lifecycle)


def _maker(row: Row, lifecycle: str) -> Callable[[datetime], Event]:
    return lambda at: Event(
        activity=_activity(row),
        at=at,
        lifecycle=lifecycle,
        instance=f"{row['matter']}.{row['leg']}",
        person=(row["agent"] or "") if lifecycle != SCHEDULE else "",   # nobody knows yet who will answer
        team=row["team"] or "",
        attributes=_of_row(row, lifecycle),
    )


def _activity(row: Row) -> str:
    """What was done: a talk with a team, the menu, how one was turned away, or else the step."""
    if row["kind"] in _DOINGS and row["team"]:
        return f"talk with {row['team']}"
    if row["kind"] == "menu":
        return "menu"
    if row["kind"] == "turned_away":
        return str(row["outcome"])
    return str(row["step"])


def _of_row(row: Row, lifecycle: str) -> dict[str, Value]:
    """What else an event tells; how it went is known at its end only."""
    found: dict[str, Value] = {"kind": row["kind"], "step": row["step"]}
    if row["channel"]:
        found |= {"matter": row["matter"], "contact": row["contact"], "channel": row["channel"]}
    if row["reason"]:
        found["reason"] = row["reason"]
    if lifecycle in (COMPLETE, WITHDRAW):
        found["outcome"] = row["outcome"]
        found |= {name: True for name, flag in _FLAGS.items() if row["flags"] & flag}
        if row["kind"] in _DOINGS:
            until = row["started"] if row["started"] >= 0 else row["ended"]
            found["wait_s"] = (until - row["queued"]) / 1e6 if row["queued"] >= 0 else 0.0
            found["handoff"] = bool(row["flags"] & Flag.HANDOFF)
    return found
