"""Whom a measure can be for: all, or the groups of a dimension of its table."""

from __future__ import annotations

from collections.abc import Iterable

from sim.measures.definitions import MEASURES

GROUPS = {
    "journeys": ("segment", "process", "reason"),
    "contacts": ("segment", "channel", "reason", "process", "team", "hour", "week_hour"),
    "touchpoints": ("touchpoint", "segment", "process"),
    "staffing": ("team", "hour"),
    "spending": ("team", "channel"),
    "customers": ("segment",),
}
"""The dimensions of each table."""


def dimensions_of(measures: Iterable[str]) -> tuple[str, ...]:
    """The dimensions that at least one of the measures has."""
    tables = {MEASURES[name].table for name in measures if name in MEASURES}
    found = [one for table, dimensions in GROUPS.items() if table in tables for one in dimensions]
    return tuple(dict.fromkeys(found))
