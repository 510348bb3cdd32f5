"""A sweep in plain words: what came out, how far it is, how long it would take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.measures.definitions import MEASURES
from sim.report.findings.phrases import lowered
from sim.report.locales import percent
from sim.report.numbers import Form
from sim.report.sweeps.wording import settings_in_words
from sim.report.tables import WIDEST, paragraph
from sim.report.wording import duration, value_in_words
from sim.stats.sensitivity import MOST_NOISE
from sim.sweeps.result import SweepResult
from sim.sweeps.status import Status
from sim.sweeps.watching import Best, Progress

_MOST_ERRORS = 5
_MEASURES = 2   # that are told of here

MOST_READ = 20_000
"""Points of a sweep whose tables are looked up as a whole; of more, only the lowest or highest are told."""


def sweep_text(result: SweepResult, width: int = WIDEST) -> str:
    """What came out of a sweep: how much of it there is, what was found, what failed."""
    failures = [(row["point"], row["scenario"], row["error"]) for row in _first_failures(result)]
    lines = [*paragraph(result.title, width), ""]
    lines += paragraph(_done(result), width)
    lines += list(_found(result, width)) or list(_furthest(result.progress, width))
    lines += _shares(result, width)
    lines += _failed(result.failed, failures, width)
    return "\n".join(lines) + "\n"


def status_text(status: Status, width: int = WIDEST) -> str:
    """How far a sweep is, as the store knows it."""
    one = status.progress
    share = f"{one.finished:,} of {one.total:,} replications are finished"
    if status.enough.half_widths:
        share += "; how many each point needs is known once it has its first"
    lines = [*paragraph(status.title, width), "", *paragraph(f"{_size(status)}: {share}.", width)]
    if status.damaged:
        torn = "One line" if status.damaged == 1 else f"{status.damaged:,} lines"
        torn += " of the store cannot be read; what it held is computed again."
        lines += ["", *paragraph(torn, width)]
    lines += _furthest(one, width)
    lines += _failed(one.failed, list(status.failures), width, "replications")
    return "\n".join(lines) + "\n"


def forecast_text(status: Status, seconds_each: float, workers: int, width: int = WIDEST) -> str:
    """How large a sweep is, what is left of it, and how long that would take."""
    left, enough = status.progress.total - status.progress.finished, status.enough
    took = f"One replication of the first point took {_seconds(seconds_each)}"
    time = duration(left * seconds_each / workers)
    still = f"{left:,} replications are still to be done"
    if enough.half_widths:
        most = enough.most * status.points * status.scenarios - status.progress.finished
        still = f"At least {left:,} and at most {most:,} replications are to be done, as each point needs"
        time += f" to {duration(most * seconds_each / workers)}"
    rest = f"about {time} with {workers} workers like this one"
    told = f"{_size(status)}. {still}. {took}: {rest}. Nothing was stored."
    return "\n".join([*paragraph(status.title, width), "", *paragraph(told, width)]) + "\n"


def _seconds(seconds: float) -> str:
    return f"{seconds:.2g} s" if seconds < 10 else duration(seconds)


def _size(status: Status) -> str:
    first, most = status.enough.first, status.enough.most
    through = "" if status.scenarios == 1 else f" in {status.scenarios} scenarios"
    each = "one replication" if most == 1 else f"{most} replications"
    if status.enough.half_widths:
        each = f"{first} to {most} replications"
    return f"{status.points:,} points{through}, {each} each"


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


def _furthest(progress: Progress, width: int) -> Iterator[str]:
    if not progress.best:
        return
    measure = MEASURES[progress.measure]
    yield ""
    yield from paragraph(f"Points with the {furthest(measure.name)} {lowered(measure.title)}:", width)
    for best in progress.best:
        yield from paragraph(f"- {best_in_words(best, progress.measure)}", width, "  ", "    ")


def furthest(measure: str) -> str:
    """What the points told of while it runs are: of all values tried, which nobody may be able to choose."""
    return {"lower": "lowest", "higher": "highest"}[MEASURES[measure].better]


def _found(result: SweepResult, width: int) -> Iterator[str]:
    """The sentences that matter most, about the first measures; slides and page have all."""
    from sim.report.sweeps.finding import findings_of
    from sim.report.sweeps.reading import Swept

    if result.asked > MOST_READ or result.failed == result.asked:
        return
    swept = Swept(result)
    told = [one for one in findings_of(swept) if one.measure in swept.varying[:_MEASURES]
            or one.kind == "frontier"]  # fmt: skip
    if told:
        yield ""
        yield "What was found:"
    for one in told:
        yield from paragraph(f"- {one.sentence}", width, "  ", "    ")


def _shares(result: SweepResult, width: int) -> Iterator[str]:
    """Of a sensitivity design: which factor makes the difference in the first measure, for the base."""
    rows = result.indices.to_pylist() if "indices" in result.tables else []
    if not rows:
        return
    rows = [row for row in rows if row["kind"] == "total" and _same(row, rows[0])]
    noise = rows[0]["noise"]
    title = MEASURES[rows[0]["measure"]].title
    yield ""
    yield from paragraph(f"What makes the difference in {title}, {rows[0]['scenario']}:", width)
    for row in sorted(rows, key=lambda row: (row["rank"] or 0, -(row["value"] or 0))):
        yield from paragraph(f"- {_share(row)}", width, "  ", "    ")
    if noise is not None and noise > MOST_NOISE:
        yield from paragraph(
            f"{percent(noise)} of the differences are luck of the replications, so this is no ranking: more "
            "replications would tell.", width, "  ")  # fmt: skip


def _same(row: dict[str, Any], first: dict[str, Any]) -> bool:
    return all(row[name] == first[name] for name in ("scenario", "measure", "group"))


def _share(row: dict[str, Any]) -> str:
    if row["low"] is None:
        return f"{row['factor']}: {row['method']}"
    share, low, high = (percent(row[name]) for name in ("value", "low", "high"))
    return f"{row['factor']}: {share} ({low} to {high})"


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
    if count == 1:
        told = f"One {what.removesuffix('s')} failed; --retry-failed tries it again:"
    else:
        told = f"{count:,} {what} failed; --retry-failed tries them again:"
    yield from paragraph(told, width)
    for number, scenario, error in failures[:_MOST_ERRORS]:
        yield from paragraph(f"- point {number}, {scenario}: {error}", width, "  ", "    ")
    if len(failures) > _MOST_ERRORS or count > len(failures):
        yield "  All of them stand in failures.csv."
