"""A sweep in plain words: what came out, how far it is, how long it would take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sim.measures.definitions import MEASURES
from sim.report.numbers import Form
from sim.report.tables import paragraph
from sim.report.wording import value_in_words
from sim.sweeps.result import SweepResult
from sim.sweeps.status import Status
from sim.sweeps.watching import Best, Progress

WIDTH = 80
_MOST_ERRORS = 5


def sweep_text(result: SweepResult, width: int = WIDTH) -> str:
    """What came out of a sweep: how much of it there is, the best points, what failed."""
    failures = [(row["point"], row["scenario"], row["error"]) for row in _first_failures(result)]
    lines = [result.title, ""]
    lines += paragraph(_done(result), width)
    lines += _best(result.progress, width)
    lines += _failed(result.failed, failures, width)
    return "\n".join(lines) + "\n"


def status_text(status: Status, width: int = WIDTH) -> str:
    """How far a sweep is, as the store knows it."""
    one = status.progress
    share = f"{one.finished:,} of {one.total:,} replications are finished"
    size = _size(status.points, status.scenarios, status.replications)
    lines = [status.title, "", *paragraph(f"{size}: {share}.", width)]
    if status.damaged:
        torn = "One line" if status.damaged == 1 else f"{status.damaged:,} lines"
        torn += " of the store cannot be read; what it held is computed again."
        lines += ["", *paragraph(torn, width)]
    lines += _best(one, width)
    lines += _failed(one.failed, list(status.failures), width, "replications")
    return "\n".join(lines) + "\n"


def forecast_text(status: Status, seconds_each: float, workers: int, width: int = WIDTH) -> str:
    """How large a sweep is, what is left of it, and how long that would take."""
    left = status.progress.total - status.progress.finished
    took = f"One replication of the first point took {seconds_each:.2g} s"
    rest = f"about {duration(left * seconds_each / workers)} with {workers} workers like this one"
    size = _size(status.points, status.scenarios, status.replications)
    told = f"{size}. {left:,} replications are still to be done. {took}: {rest}. Nothing was stored."
    return "\n".join([status.title, "", *paragraph(told, width)]) + "\n"


def duration(seconds: float) -> str:
    """A stretch of time as one says it: `45 s`, `3 min`, `2 h 10 min`, `3 d 4 h`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    hours = round(seconds / 3600)
    return f"{minutes // 60} h {minutes % 60} min" if hours < 48 else f"{hours // 24} d {hours % 24} h"


def settings_in_words(settings: Mapping[str, Any]) -> str:
    """The changes of a point: `demand.calls.rate 2000/w, teams.desk.scheduled + 1`."""
    return ", ".join(_setting(path, value) for path, value in settings.items()) or "as it is"


def _setting(path: str, value: Any) -> str:
    if isinstance(value, dict) and len(value) == 1:
        operator, inner = next(iter(value.items()))
        if operator == "times":
            return f"{path} x {inner}"
        if operator == "add":
            return f"{path} {inner}" if str(inner).startswith("-") else f"{path} +{inner}"
    return f"{path} {value}"


def _size(points: int, scenarios: int, replications: int) -> str:
    through = "" if scenarios == 1 else f" in {scenarios} scenarios"
    return f"{points:,} points{through}, {replications} replications each"


def _done(result: SweepResult) -> str:
    progress = result.progress
    if not result.computed:
        made = "all of them were there already"
    else:
        made = f"{result.computed:,} of {progress.total:,} replications were computed now"
    points = f"{result.asked:,} points"
    if result.scenarios > 1:
        points += f" ({result.asked // result.scenarios:,} of the design in {result.scenarios} scenarios)"
    return f"{points}: {made}."


def _best(progress: Progress, width: int) -> Iterator[str]:
    if not progress.best:
        return
    measure = MEASURES[progress.measure]
    yield ""
    yield from paragraph(f"Best points by {measure.title} ({measure.better} is better):", width)
    for best in progress.best:
        yield from paragraph(f"- {best_in_words(best, progress.measure)}", width, "  ", "    ")


def best_in_words(best: Best, measure: str) -> str:
    """A point that did well: its value, and what makes it."""
    form = Form(MEASURES[measure].unit, MEASURES[measure].decimals)
    value = value_in_words(best.estimate, form)
    return f"{value}: point {best.point}, {best.scenario}, {settings_in_words(best.settings)}"


def _first_failures(result: SweepResult) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = result.failures.slice(0, _MOST_ERRORS).to_pylist()
    return rows


def _failed(
    count: int, failures: list[tuple[int, str, str]], width: int, what: str = "points"
) -> Iterator[str]:
    if not count:
        return
    yield ""
    yield f"{count:,} {what} failed; --retry-failed tries them again:"
    for number, scenario, error in failures[:_MOST_ERRORS]:
        yield from paragraph(f"- point {number}, {scenario}: {error}", width, "  ", "    ")
    if len(failures) > _MOST_ERRORS or count > len(failures):
        yield "  All of them stand in failures.csv."
