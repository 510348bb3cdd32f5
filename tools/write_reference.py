"""Write docs/reference.md: the keys of a scenario and the columns of the record, from the code itself.

Run as `python -m tools.write_reference`; a test holds the page to what this writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sim.records.columns import JOURNEYS, LEGS, ROSTER, TRIPS, Column
from sim.scenario.jsonschema import json_schema
from sim.sweeps.design.schema import sweep_schema
from sim.sweeps.staffing.columns import TABLES as STAFFING_TABLES
from sim.sweeps.staffing.schema import optimise_schema
from sim.sweeps.tables.columns import HEAD, WITH_POINTS
from sim.sweeps.tables.columns import TABLES as SWEEP_TABLES

PAGE = Path(__file__).parents[1] / "docs" / "reference.md"
ORDER = (
    "Scenario", "Run", "Replications", "Segment", "Demand", "Channel", "Team", "Shift", "Owns", "Handles",
    "Reason", "Ivr", "AsksForAPerson", "Stage", "Rank", "Transfer", "After", "Goes", "Process", "Step",
    "Aside", "Promise", "Costs", "Defection", "Goal", "Expectation", "Assumption",
)  # fmt: skip
TABLES = {
    "legs": ("one row a leg, silent step or end of a journey", LEGS),
    "trips": ("one row an arrival", TRIPS),
    "roster": ("one row a shift, absence or break", ROSTER),
    "journeys": ("one row a journey, measured", JOURNEYS),
}


def page() -> str:
    """The whole page."""
    definitions = json_schema()["$defs"]
    lines = [
        "# Reference",
        "",
        "Written by `python -m tools.write_reference` from the models that check a scenario and from the",
        "definitions of the record. Measures are printed by `.venv/bin/python run_scenario.py measures`.",
        "",
        "## Keys of a scenario",
        "",
        "*Varying* values may be written `{by: KEY, name: value, ..., rest: value}`, nested; KEY is segment,",
        "reason, channel, team, previous_team, attempt, transferred, hour or day.",
    ]
    for name in ORDER:
        lines += _part(name, definitions[name])
    sweep = sweep_schema()
    lines += ["", "## Keys of a sweep", "", "What they mean together is told in [sweeps.md](sweeps.md)."]
    lines += [*_part("Sweep", sweep), *_part("Design", sweep["$defs"]["Design"])]
    search = optimise_schema()
    lines += ["", "## Keys of a search", "", "What they mean together is told in [optimise.md](optimise.md)."]
    lines += [*_part("Search", search), *_part("StaffingGoal", search["$defs"]["StaffingGoal"])]
    lines += _part("Effort", search["$defs"]["Effort"])
    lines += ["", "## Columns of the record", ""]
    lines += ["Times are microseconds (us) since the scenario's start; -1 is none."]
    for name, (meaning, columns) in TABLES.items():
        lines += ["", f"### {name}: {meaning}", "", *_head("column", "dtype", "unit", "meaning")]
        lines += [_column(column) for column in columns]
    lines += ["", "## Columns of a sweep's tables", ""]
    lines += ["In the first three tables a column for each path that is moved follows the scenario."]
    for name, (meaning, columns) in SWEEP_TABLES.items():
        lines += ["", f"### {name}: {meaning}", "", *_head("column", "dtype", "unit", "meaning")]
        lines += [_column(column) for column in (*(HEAD if name in WITH_POINTS else ()), *columns)]
    lines += ["", "## Columns of a search's tables", ""]
    lines += ["In `candidates` and `shown` a column for each path that may change follows the scenario."]
    for name, (meaning, columns) in STAFFING_TABLES.items():
        lines += ["", f"### {name}: {meaning}", "", *_head("column", "dtype", "unit", "meaning")]
        lines += [_column(column) for column in columns]
    return "\n".join(lines) + "\n"


def _part(name: str, schema: dict[str, Any]) -> Iterator[str]:
    yield from ("", f"### {name}", "", str(schema["description"]), "")
    yield from _head("key", "value", "default", "meaning")
    for key, value in schema["properties"].items():
        needed = "needed" if key in schema.get("required", ()) else _default(value.get("default"))
        yield f"| `{key}` | {_kind(value)} | {needed} | {_cell(value.get('description', ''))} |"


def _head(*titles: str) -> tuple[str, str]:
    return f"| {' | '.join(titles)} |", "|" + "---|" * len(titles)


def _kind(value: dict[str, Any]) -> str:
    """What may stand at a key, in a few words."""
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[-1]
        return name if name[0].islower() else f"[{name}](#{name.lower()})"
    options = value.get("anyOf") or value.get("oneOf") or ()
    by = any(_is_by(one) for one in options)
    if value.get("examples") and "patternProperties" not in value and not by:
        return _cell(f"`{value['examples'][0]}`")
    if options:
        kinds = dict.fromkeys("varying" if _is_by(one) else _kind(one) for one in options)
        return " or ".join(kinds)
    if "enum" in value:
        return " or ".join(f"`{word}`" for word in value["enum"])
    if "patternProperties" in value:
        (inner,) = value["patternProperties"].values()
        return f"names to {_kind(inner)}"
    if value.get("type") == "array":
        return f"list of {_kind(value['items'])}"
    words = {"integer": "whole number", "number": "number", "boolean": "true or false", "object": "map"}
    return words.get(str(value.get("type")), "name or text")


def _is_by(value: dict[str, Any]) -> bool:
    return "by" in value.get("properties", {})


def _default(default: Any) -> str:
    if isinstance(default, dict | list) or default in (None, ""):
        return ""
    return f"{default}".lower() if isinstance(default, bool) else f"{default}"


def _column(column: Column) -> str:
    return f"| `{column.name}` | {column.dtype} | {column.unit} | {_cell(column.meaning)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
