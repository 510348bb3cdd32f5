"""The definitions of all measures as text."""

from __future__ import annotations

from sim.measures.definitions import MEASURES, Measure
from sim.report.tables import WIDEST, paragraph

_UNITS = {"share": "share (0 to 1)", "": "a number", "s": "seconds", "h": "hours", "money": "money"}


def definitions_text(width: int = WIDEST) -> str:
    """Every measure: name, title, unit, which way is better, numerator and denominator."""
    lines: list[str] = []
    for measure in MEASURES.values():
        lines += paragraph(f"{measure.name}: {measure.title}", width)
        lines += paragraph(_unit(measure), width, "    ")
        lines += [*paragraph(measure.words, width, "    "), ""]
    return "\n".join(lines[:-1])


def _unit(measure: Measure) -> str:
    better = f"{measure.better} is better" if measure.better else "neither way is better"
    return f"{_UNITS.get(measure.unit, measure.unit)}; {better}"
