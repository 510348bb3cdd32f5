"""Every rule and construct names a test that holds it, and every such test exists."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from sim.scenario.jsonschema import json_schema

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if re.match(r"\| (?!rule |keys )", line)]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)(?:\[(\w+)\])?`")
PARTS = {name: part["properties"] for name, part in json_schema()["$defs"].items() if "properties" in part}


@cache
def defined_in(path: str) -> set[str]:
    """Names of the functions that a file defines."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_row_names_tests_that_exist() -> None:
    assert len(ROWS) > 200
    for row in ROWS:
        cell = row.split("|")[-2].strip()
        named = TEST.findall(cell)
        assert named, f"names no test: {row}"
        assert len(named) == len(cell.split(", ")), f"names something else than tests: {row}"
        for path, name, construct in named:
            assert name in defined_in(path), row
            assert not construct or (ROOT / "scenarios" / "constructs" / f"{construct}.yaml").is_file(), row


@pytest.mark.parametrize("part", PARTS)
def test_every_key_has_a_row(part: str) -> None:
    _, found, rest = PAGE.partition(f"\n### {part}\n")
    assert found, f"docs/rules.md has no chapter {part}"
    chapter = rest.split("\n#", 1)[0]
    told = set(
        re.findall(r"`(\w+)`", " ".join(line.split("|")[1] for line in chapter.splitlines() if "|" in line))
    )
    assert told == set(PARTS[part])
