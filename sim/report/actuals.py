"""Simulated beside recorded, as text for people and as the table that the chart of it reads.

In: `Actuals`. Out: lines of at most 80 characters; CSV.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from sim.measures.definitions import MEASURES
from sim.report.numbers import Form
from sim.report.tables import WIDEST, columns, heading, paragraph
from sim.study.actuals import CONFIDENCE, HANDLE_TIME, Actuals, Figure, Met

_HEADINGS = ("", "recorded", "simulated", "single periods", "off by", "met")
_TITLES = {
    HANDLE_TIME: "Agents' time an answered contact, wrap-up included",
    "joined_contacts": "Contacts offered (simulated: who joined a queue)",
    "abandonment_of_queued": "Abandoned, of the offered",
}
_HELD = "\N{NO-BREAK SPACE}"   # keeps a number and its unit in one line
_FIELDS = ("measure", "group", "value", "low", "high", "simulated", "simulated_low", "simulated_high", "met")


def actuals_text(found: Actuals, width: int = WIDEST) -> str:
    """Whether the model reproduces the record, where not, and every figure."""
    return "\n".join([*_answer(found, width), *_tables(found, width)]).lstrip("\n") + "\n"


def actuals_csv(found: Actuals) -> str:
    """A row a figure: `value` is the recorded one. Handle time, which is no measure, is left out."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_FIELDS)
    for one in found.figures:
        if one.measure != HANDLE_TIME:
            numbers = [f"{value:.9g}" for value in (one.simulated, one.low, one.high)]
            writer.writerow([one.measure, one.group, f"{one.recorded:.9g}", "", "", *numbers, one.met])
    return text.getvalue()


def _answer(found: Actuals, width: int) -> Iterator[str]:
    margin = f"{100 * found.margin:.3g} %"
    yield from heading(f"{found.title}, beside {Path(found.file).name}", width)
    yield from paragraph(f"{found.contacts} recorded contacts ({found.period}) beside {found.replications} "
                         "simulated periods of the same days.", width)  # fmt: skip
    for note in found.notes:
        yield from paragraph(note, width, "Note: ", "      ")
    yield ""
    answer = "Yes" if found.reproduced else "No"
    yield from paragraph(f"Does the model reproduce the record within {margin}? {answer}.", width)
    yield from paragraph(_counted(found, margin), width)
    yield from paragraph(
        "A recorded period is one sample. By luck alone single periods of the model lie in the ranges "
        f"below ({100 * CONFIDENCE:.0f} % for all figures together); a record in its range does not speak "
        "against the model.",
        width,
    )  # fmt: skip
    if not found.reproduced:
        yield from heading("Where not", width)
        for measure, off in _by_measure([one for one in found.figures if one.met is Met.NOT]):
            told = ", ".join(f"{_about(one.group)} ({_off(one).replace(' ', _HELD)})" for one in off)
            for line in paragraph(f"{_title(found, measure)}: {told}", width, "- ", "  "):
                yield line.replace(_HELD, " ")


def _counted(found: Actuals, margin: str) -> str:
    within, luck, off = (found.count(met) for met in Met)
    return (
        f"Of {len(found.figures)} figures {within} are within {margin}, {luck} further off but no further "
        f"than luck explains, {off} not reproduced."
    )


def _tables(found: Actuals, width: int) -> Iterator[str]:
    for measure, rows in _by_measure(found.figures):
        yield from heading(_title(found, measure), width)
        yield from columns([_HEADINGS, *map(_row, rows)], width)


def _by_measure(figures: Sequence[Figure]) -> Iterator[tuple[str, list[Figure]]]:
    for measure in dict.fromkeys(one.measure for one in figures):
        yield measure, [one for one in figures if one.measure == measure]


def _row(one: Figure) -> tuple[str, ...]:
    form = _form(one)
    recorded, simulated = form.number(one.recorded), form.number(one.simulated)
    return _about(one.group), recorded, simulated, _range(one), _off(one), one.met


def _range(one: Figure) -> str:
    """Where single periods lie; no share is above 1, and nothing counted is below 0."""
    form = _form(one)
    high = min(one.high, 1.0) if form.unit == "share" else one.high
    return f"{form.number(max(one.low, 0.0))} to {form.number(high)}"


def _off(one: Figure) -> str:
    return f"{round(100 * (one.simulated / one.recorded - 1)):+d} %" if one.recorded else "none recorded"


def _title(found: Actuals, measure: str) -> str:
    title = _TITLES.get(measure) or MEASURES[measure].title
    return title.replace("the target", f"{found.within_s:g} s")


def _form(one: Figure) -> Form:
    if one.measure == HANDLE_TIME:
        return Form("s", 0)
    measure = MEASURES[one.measure]
    return Form(measure.unit, measure.decimals)


def _about(group: str) -> str:
    """ "hour=8" as "08:00-09:00", "all" as "all"."""
    dimension, _, name = group.partition("=")
    if dimension == "hour":
        return f"{int(name):02d}:00-{int(name) + 1:02d}:00"
    return f"{dimension} {name}".strip()
