"""The comparison as a spreadsheet: every measure with its unit, which way is better, and the verdict.

In: a result. Out: an .xlsx file; the same result gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.errors import RunFailed
from sim.measures.definitions import MEASURES, Measure
from sim.report.reading import NOTHING, Findings, form_of, title_of
from sim.report.sections.warnings import warnings_of
from sim.report.wording import group_in_words
from sim.stats.estimate import Estimate
from sim.stats.verdict import Verdict
from sim.study.result import Result, ScenarioNote

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Line = tuple[list[Any], Measure, Verdict | None]
"""What a row holds, the measure that it is about, and what colours it."""

_DIMENSIONS = ("segment", "team", "reason", "channel", "process", "touchpoint")
_WAYS = {"lower": "less is better", "higher": "more is better", "": "neither"}
# Blue and orange, of unlike lightness: told apart in grey, too.
_FILLS: dict[Verdict | None, str] = {Verdict.BETTER: "#CFE8F3", Verdict.WORSE: "#FBD9C0"}
_ABOUT_INTERVALS = (
    "95 %; differences are of the same customers, paired. Waiting, handoffs and ease of all journeys hold "
    "together (Bonferroni), the other intervals each for itself."
)
_EPOCH = datetime(2000, 1, 1)   # a file must not differ by when it was made


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a sheet: its heading, its width in characters, and whether it holds numbers."""

    heading: str
    width: int
    number: bool = False


_COMPARISON = (
    Field("Measure", 38), Field("About", 24), Field("Unit", 9), Field("Better", 15), Field("Alternative", 32),
    Field("Base", 12, True), Field("Alternative's value", 12, True), Field("Difference", 12, True),
    Field("Low", 12, True), Field("High", 12, True), Field("Smallest that matters", 12, True),
    Field("Verdict", 34), Field("Interval", 30),
)  # fmt: skip
_VALUES = (
    Field("Scenario", 32), Field("Measure", 38), Field("About", 24), Field("Unit", 9), Field("Better", 15),
    Field("Value", 12, True), Field("Low", 12, True), Field("High", 12, True), Field("Interval", 30),
)  # fmt: skip


def write_spreadsheet(result: Result, file: Path) -> None:
    """Write a result as a spreadsheet: what to know, the comparison, and all values.

    Raises
    ------
    RunFailed
        Where the file cannot be written.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    findings, draft = Findings(result), file.with_name(f".{file.name}.unfinished")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(str(draft), options)
    book.set_properties({"title": result.base.title, "created": _EPOCH})
    _about(book, findings)
    if result.alternatives:
        _sheet(book, "Comparison", _COMPARISON, list(_compared(findings)))
    _sheet(book, "Values", _VALUES, list(_valued(findings)))
    try:
        book.close()
        draft.replace(file)
    except (OSError, FileCreateError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RunFailed(f"{file}: cannot be written: {reason}") from None
    finally:
        with suppress(OSError):   # what could not be written cannot be removed either
            draft.unlink(missing_ok=True)


def _about(book: Workbook, findings: Findings) -> None:
    """What a reader must know before any figure."""
    result = findings.result
    sheet = book.add_worksheet("About")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 20, bold)
    sheet.set_column(1, 1, 100, wrapped)
    rows = [
        ("Question", result.base.question),
        ("Base", result.base.title),
        *(("Alternative", one.title) for one in result.alternatives),
        ("Window", f"{result.base.measured_weeks:.3g} weeks"),
        ("Sample", f"{result.replications} replications, seed {result.seed}"),
        ("Intervals", _ABOUT_INTERVALS),
        ("Ease", "Predicted, not asked: " + ", ".join(dict.fromkeys(s.experience for s in result.scenarios))),
        *(("Warning", warning) for warning in warnings_of(findings)),
    ]  # fmt: skip
    for place, row in enumerate(row for row in rows if row[1]):
        sheet.write_row(place, 0, row)


def _compared(findings: Findings) -> Iterator[Line]:
    base = findings.result.base
    for alternative in findings.result.alternatives:
        for measure, group in _measured(findings, base):
            found = findings.difference(alternative, measure.name, group)
            ours, theirs = (findings.value(one, measure.name, group) for one in (base, alternative))
            row = [
                *_what(measure, group, base), alternative.title, ours.value, theirs.value,
                found.estimate.value, found.estimate.low, found.estimate.high,
                base.matters.get(measure.name), str(found.verdict), _how(found.estimate, found.family),
            ]  # fmt: skip
            yield row, measure, found.verdict


def _valued(findings: Findings) -> Iterator[Line]:
    for scenario in findings.result.scenarios:
        for measure, group in _measured(findings, scenario):
            found = findings.value(scenario, measure.name, group)
            row = [
                scenario.title, *_what(measure, group, scenario),
                found.value, found.low, found.high, _how(found, ""),
            ]  # fmt: skip
            yield row, measure, None


def _measured(findings: Findings, scenario: ScenarioNote) -> Iterator[tuple[Measure, str]]:
    """Every measure with its groups, all first; hours are left to the tables."""
    dimensions = [one for one in _DIMENSIONS if one != "segment" or len(scenario.segments) > 1]
    for measure in MEASURES.values():
        if findings.value(scenario, measure.name) is NOTHING:
            continue
        yield measure, "all"
        for dimension in dimensions:
            for group in findings.groups(scenario, measure.name, dimension):
                yield measure, group


def _what(measure: Measure, group: str, scenario: ScenarioNote) -> list[str]:
    unit = form_of(measure, scenario).unit_shown
    return [title_of(measure, scenario), group_in_words(group), unit, _WAYS[measure.better]]


def _how(estimate: Estimate, family: str) -> str:
    return ", ".join(part for part in (family, estimate.method) if part)


def _sheet(book: Workbook, name: str, fields: Sequence[Field], rows: Sequence[Line]) -> None:
    """A sheet with headings that stay, a filter, and numbers as numbers."""
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for place, field in enumerate(fields):
        sheet.set_column(place, place, field.width)
        sheet.write_string(0, place, field.heading, head)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(rows), 1), len(fields) - 1)
    looks: dict[tuple[str, str], Format] = {}
    for line, (row, measure, verdict) in enumerate(rows, start=1):
        for place, (field, value) in enumerate(zip(fields, row, strict=True)):
            key = (_number_format(measure) if field.number else "", _FILLS.get(verdict, ""))
            if key not in looks:
                looks[key] = _look(book, *key)
            _write(sheet, (line, place), value, looks[key])


def _look(book: Workbook, number_format: str, fill: str) -> Format:
    wanted = {"num_format": number_format or "@"} | ({"bg_color": fill} if fill else {})
    return book.add_format(wanted)


def _number_format(measure: Measure) -> str:
    """Shares in per cent, the others with the decimals of the measure."""
    if measure.unit == "share":
        return "0.0%"
    return "#,##0" + ("." + "0" * measure.decimals if measure.decimals else "")


def _write(sheet: Worksheet, place: tuple[int, int], value: Any, look: Format) -> None:
    if isinstance(value, float | int) and isfinite(value):
        sheet.write_number(*place, value, look)
    elif isinstance(value, str):
        sheet.write_string(*place, value, look)
    else:
        sheet.write_blank(*place, None, look)
