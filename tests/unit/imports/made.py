"""A table of intervals made of a simulated record, as a telephone system would report it."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from pathlib import Path

from sim.engine import replicate
from sim.plan.compile import compile_plan
from sim.records.columns import Kind
from sim.scenario.document import Document

HALF_HOUR_US = 1_800_000_000
DAY_US = 48 * HALF_HOUR_US
HEADINGS = "date;time;queue;offered;answered;abandoned;answered within 20 s;AHT;ASA;staffed;occupancy"


def write_record(document: Document, table: Path, replication: int, staffed: dict[str, int]) -> None:
    """Write what one replication of a scenario without transfers would have reported.

    Parameters
    ----------
    staffed : team to its agents on duty in every open half hour.
    """
    plan = compile_plan(document.scenario, document.folder)
    legs = replicate(plan, replication).legs
    cells: dict[tuple[int, str], list[tuple[bool, float, float]]] = defaultdict(list)
    columns = (legs[name].tolist() for name in ("kind", "team", "queued", "started", "ended", "released"))
    for kind, team, queued, started, ended, released in zip(*columns, strict=True):
        if kind in (Kind.HUMAN, Kind.QUEUE) and plan.window.begins <= queued < plan.window.ends:
            answered = kind == Kind.HUMAN and started >= 0
            wait, work = (started - queued, released - started) if answered else (ended - queued, 0)
            cells[queued // HALF_HOUR_US, plan.teams[team].name].append((answered, wait / 1e6, work / 1e6))
    lines = [HEADINGS, *(_line(document, key, calls, staffed) for key, calls in sorted(cells.items()))]
    table.write_text("\n".join(lines) + "\n")


def _line(
    document: Document, key: tuple[int, str], calls: list[tuple[bool, float, float]], staffed: dict[str, int]
) -> str:
    slot, team = key
    day = document.scenario.run.starts + timedelta(days=slot // 48)
    answered = [(wait, work) for was_answered, wait, work in calls if was_answered]
    work = sum(work for _, work in answered)
    mean_work = f"{work / len(answered):.3f}" if answered else ""
    mean_wait = f"{sum(wait for wait, _ in answered) / len(answered):.3f}" if answered else ""
    within = sum(wait <= 20 for wait, _ in answered)
    busy = min(1.0, work / (1800 * staffed[team]))
    clock = f"{slot % 48 // 2:02d}:{slot % 2 * 30:02d}"
    counts = f"{len(calls)};{len(answered)};{len(calls) - len(answered)};{within}"
    return f"{day};{clock};{team};{counts};{mean_work};{mean_wait};{staffed[team]};{busy:.4f}"
