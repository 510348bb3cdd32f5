"""How far a search for staffing is, and how large it would be, in plain words for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from sim.report.optimised.words import settings_listed
from sim.report.tables import WIDEST, paragraph
from sim.report.wording import duration
from sim.sweeps.staffing.running import Forecast, Progress


def progress_text(title: str, one: Progress, width: int = WIDEST) -> str:
    """How far a search is, as the store knows it."""
    answer = " The same command without --status shows the answer." if one.over else ""
    return _titled(title, (f"{progress_line(one)}.{answer}",), width)


def progress_line(one: Progress) -> str:
    """How far a search is, in one line."""
    parts = [f"{one.doing.capitalize()}: {_counted(one.tried, 'staffing')} tried"]
    if one.computed:
        parts.append(f"{_counted(one.computed, 'replication')} computed")
    if one.cost is not None and not one.over:
        told = settings_listed(one.settings)
        parts.append(f"cheapest that seems to do {one.cost:,.0f} a week ({told})")
    return ", ".join(parts)


def forecast_text(one: Forecast, workers: int, width: int = WIDEST) -> str:
    """How large a search is, and how long it would take at most."""
    each = one.seconds_each * one.search
    ways = "" if one.boxes == 1 else f" in {one.boxes} ways to choose"
    told = (
        f"{_counted(one.staffings, 'staffing')}{ways}, {one.search} replications each, then "
        f"{one.verification} fresh ones of those that are verified. One replication took "
        f"{one.seconds_each:.2g} s, so that a staffing takes about {duration(each / workers)} with {workers} "
        f"workers, and all of them {duration(one.staffings * each / workers)}; where more staff helps, a "
        "small part of them is tried. Nothing was stored."
    )
    guess = f"Erlang's formula would begin with {settings_listed(one.guess.settings)}."
    return _titled(one.title, (told, guess), width)


def _titled(title: str, told: Sequence[str], width: int) -> str:
    lines = (line for one in told for line in paragraph(one, width))
    return "\n".join([*paragraph(title, width), "", *lines]) + "\n"


def _counted(count: int, what: str) -> str:
    return f"one {what}" if count == 1 else f"{count:,} {what}s"
