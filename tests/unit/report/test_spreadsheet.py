"""The spreadsheet holds the comparison's numbers as numbers, says which way is better, and obeys no text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

import sim
from sim.errors import RunFailed, WrongUse
from sim.measures.definitions import MEASURES

BASE = """\
title: "=1+1 & <b>"
run: {warm_up: 0 d, measure: 1 w, follow_up: 1 d, replications: 2}
matters: {wait_mean_s: 5 s}
hours: {open: mon-fri 09:00-17:00}
teams: {desk: {scheduled: 2, hours: open, cost: 30 EUR/h, handles: {question: {}}}}
reasons: {question: {takes: {exponential: 4 min}}}
demand: {calls: {rate: 400/w, contact: question}}
patience: {exponential: 6 min}
"""


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Any:
    home = tmp_path_factory.mktemp("sheet")
    (home / "base.yaml").write_text(BASE)
    (home / "more.yaml").write_text("extends: base.yaml\ntitle: More\nchange: {teams.desk.scheduled: 3}\n")
    return sim.compare(home / "base.yaml", home / "more.yaml", out=home / "results")


def rows(file: Path, sheet: str) -> list[dict[str, Any]]:
    head, *body = openpyxl.load_workbook(file)[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_comparison_is_the_table_with_units_ways_and_verdicts(result: Any, tmp_path: Path) -> None:
    file = sim.spreadsheet(result, tmp_path / "x.xlsx")
    found = [row for row in rows(file, "Comparison") if row["Measure"] == "Mean wait a journey"]
    written = result.tables.comparison.to_pylist()
    (whole,) = [one for one in written if (one["measure"], one["group"]) == ("wait_mean_s", "all")]
    said = (found[0]["About"], found[0]["Unit"], found[0]["Better"])
    assert said == ("all journeys", "s", "less is better")
    assert found[0]["Difference"] == pytest.approx(whole["difference"], rel=1e-12)
    assert found[0]["Low"] == pytest.approx(whole["low"], rel=1e-12)
    assert found[0]["Verdict"] == whole["verdict"]
    assert found[0]["Smallest that matters"] == 5


def test_shares_are_per_cent_and_every_value_stands_there(result: Any, tmp_path: Path) -> None:
    file = sim.spreadsheet(result, tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(file)["Values"]
    title = MEASURES["occupancy"].title
    desk = [row for row in sheet.iter_rows() if (row[1].value, row[2].value) == (title, "team desk")]
    assert [row[5].number_format for row in desk] == ["0.0%"] * 2
    measured = {(one["scenario"], one["measure"]) for one in result.tables.estimates.to_pylist()}
    assert len({(row["Scenario"], row["Measure"]) for row in rows(file, "Values")}) == len(measured)


def test_text_of_a_file_is_never_a_formula(result: Any, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(sim.spreadsheet(result, tmp_path / "x.xlsx"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == "=1+1 & <b>" for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


def test_same_result_same_bytes(result: Any, tmp_path: Path) -> None:
    first, second = (sim.spreadsheet(result, tmp_path / name) for name in ("a.xlsx", "b.xlsx"))
    assert first.read_bytes() == second.read_bytes()


def test_it_stands_beside_the_tables_unless_told_otherwise(result: Any, tmp_path: Path) -> None:
    assert sim.spreadsheet(result.folder) == result.folder / "comparison.xlsx"
    with pytest.raises(WrongUse, match="is no result folder"):
        sim.spreadsheet(tmp_path)
    with pytest.raises(RunFailed, match="cannot be written"):
        sim.spreadsheet(result, tmp_path / "missing" / "x.xlsx")
    (tmp_path / "x.xlsx").mkdir()
    with pytest.raises(RunFailed, match=r"x\.xlsx: cannot be written: Is a directory$"):
        sim.spreadsheet(result, tmp_path / "x.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["x.xlsx"]
