"""The simulated hotline beside the recorded one: measures by kind of day and hour, as tables of a page.

In: `Outcomes` of both. Out: lines of Markdown.
"""

from __future__ import annotations

import numpy as np

from tools.bank import outcomes
from tools.bank.calls import KINDS, OPEN_H, Flags, Floats
from tools.bank.outcomes import Estimate, Outcomes

MEASURES = {
    "calls": "calls a day",
    "hung_up": "abandoned, of all",
    "queued": "queued, of all",
    "left_queue": "abandoned, of the queued",
    "wait_served": "wait of queued and served, s",
    "wait_left": "wait of queued and gone, s",
    "wait_all": "wait of all, s",
}
SHARES = ("hung_up", "queued", "left_queue")
KIND_NAMES = {"": "all days", "week": "Sunday to Thursday", "fri": "Friday", "sat": "Saturday"}

Group = tuple[str, int]
"""A kind of day ("" for all) and an hour (-1 for all)."""


def measure(found: Outcomes, name: str, group: Group = ("", -1)) -> Estimate:
    """One of `MEASURES` for a group of calls: a share from 0 to 1, seconds, or calls a day."""
    kind, hour = group
    chosen = np.full(len(found.unit), True)
    if kind:
        chosen &= found.kind == KINDS.index(kind)
    if hour >= 0:
        chosen &= found.hour == hour
    queued = chosen & found.queued
    served, gone = queued & ~found.hung_up, queued & found.hung_up
    if name == "calls":
        return _calls_a_day(found, chosen.astype(float), group)
    parts: dict[str, tuple[Floats, Flags]] = {
        "hung_up": ((chosen & found.hung_up).astype(float), chosen),
        "queued": (queued.astype(float), chosen),
        "left_queue": (gone.astype(float), queued),
        "wait_served": (found.wait_s * served, served),
        "wait_left": (found.wait_s * gone, gone),
        "wait_all": (found.wait_s * chosen, chosen),
    }
    return outcomes.ratio(found, *parts[name])


def _calls_a_day(found: Outcomes, chosen: Floats, group: Group) -> Estimate:
    kind, hour = group
    days = found.days[:, KINDS.index(kind)] if kind else found.days.sum(axis=1)
    counted = np.array([(unit, hour) not in found.left_out for unit in range(len(days))])
    return outcomes.of_units(found, outcomes.summed(found, chosen), days * counted)


def verdict(ours: Estimate, theirs: Estimate) -> str:
    """Whether the two differ by no more than the 95 % interval of their difference."""
    if np.isnan(theirs.half_width) or np.isnan(ours.half_width):
        return "too few days"
    near = abs(ours.value - theirs.value) <= np.hypot(ours.half_width, theirs.half_width)
    return "yes" if near else "**no**"


def by_kind(simulated: Outcomes, recorded: Outcomes, everything: Outcomes) -> list[str]:
    """All days and each kind of day, with the verdict; the last column has the hours of faults too."""
    lines = _head("days", "measure", "simulated", "recorded", "fits", "with the faults")
    for kind, title in KIND_NAMES.items():
        for name, described in MEASURES.items():
            found = [measure(one, name, (kind, -1)) for one in (simulated, recorded, everything)]
            ours, theirs, whole = (shown(name, estimate) for estimate in found)
            lines.append(_row(title, described, ours, theirs, verdict(*found[:2]), whole))
    return lines


def by_hour(simulated: Outcomes, recorded: Outcomes, kind: str) -> list[str]:
    """Each hour of a kind of day, simulated / recorded; ! marks what does not fit."""
    lines = _head("hour", *MEASURES.values())
    for hour in range(int(OPEN_H[kind][0]), int(OPEN_H[kind][1])):
        cells = []
        for name in MEASURES:
            ours, theirs = (measure(found, name, (kind, hour)) for found in (simulated, recorded))
            mark = " **!**" if verdict(ours, theirs) == "**no**" else ""
            cells.append(f"{shown(name, ours)} / {shown(name, theirs)}{mark}")
        lines.append(_row(str(hour), *cells))
    return lines


def by_variant(found: dict[str, Outcomes], recorded: Outcomes, kind: str = "week") -> list[str]:
    """Other ways to measure, on one kind of day, and the record below."""
    lines = _head(KIND_NAMES[kind], *MEASURES.values())
    for title, one in (*found.items(), ("**the record**", recorded)):
        lines.append(_row(title, *(shown(name, measure(one, name, (kind, -1))) for name in MEASURES)))
    return lines


def misfits(found: dict[str, Outcomes], recorded: Outcomes, kind: str) -> list[str]:
    """How many hours of a kind of day do not fit, and which."""
    measured = list(MEASURES)[1:]
    lines = _head("time with the agent", *(MEASURES[name] for name in measured))
    hours = range(int(OPEN_H[kind][0]), int(OPEN_H[kind][1]))
    for title, one in found.items():
        cells = []
        for name in measured:
            both = ((measure(of, name, (kind, hour)) for of in (one, recorded)) for hour in hours)
            wrong = [hour for hour, pair in zip(hours, both, strict=True) if verdict(*pair) == "**no**"]
            cells.append(f"{len(wrong)}: {', '.join(map(str, wrong))}" if wrong else "none")
        lines.append(_row(title, *cells))
    return lines


def longer_waits(simulated: Outcomes, recorded: Outcomes, kind: str = "week") -> list[str]:
    """Shares of all calls of a kind of day that waited longer than a time."""
    times = (0, 10, 20, 30, 60, 120, 180, 300, 600)
    lines = _head("waited longer than", *(f"{time} s" for time in times))
    for title, found in (("simulated", simulated), ("recorded", recorded)):
        waits = found.wait_s[found.kind == KINDS.index(kind)]
        lines.append(_row(title, *(f"{100 * (waits > time).mean():.1f} %" for time in times)))
    return lines


def shown(name: str, estimate: Estimate) -> str:
    """An estimate with its half-width, where it has one."""
    if np.isnan(estimate.value):
        return "-"
    digits, factor, unit = (1, 100, " %") if name in SHARES else (0, 1, "")
    half = "" if np.isnan(estimate.half_width) else f" ± {estimate.half_width * factor:.{digits}f}"
    return f"{estimate.value * factor:.{digits}f}{half}{unit}"


def beside(titles: tuple[str, ...], *rows: tuple[str, ...]) -> list[str]:
    """A table of what was made elsewhere."""
    return [*_head(*titles), *(_row(*row) for row in rows)]


def _head(*titles: str) -> list[str]:
    return [_row(*titles), "|---" * len(titles) + "|"]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
