"""Answers are read from CSV; every fault of a file is told at once, with its line and field."""

from __future__ import annotations

from math import isnan
from pathlib import Path

import pytest

from sim.errors import WrongInput
from sim.measures.experience.file import load
from sim.measures.experience.survey import LIVED, Survey, read_survey
from tests.unit.measures import surveys

HEAD = "customer,ces,csat," + ",".join(LIVED) + ",weight"
GOOD = "ann,6,,1,1,0,0,0,120.5,60,45,0,0,0,0.5,2"
FIELDS = HEAD.split(",")


def read(folder: Path, *lines: str) -> Survey:
    file = folder / "survey.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_survey(file)


def faults(folder: Path, *lines: str) -> list[str]:
    with pytest.raises(WrongInput) as caught:
        read(folder, *lines)
    return [str(fault).removeprefix(f"{folder}/survey.csv").lstrip(":") for fault in caught.value.faults]


def changed(name: str, value: str) -> str:
    cells = GOOD.split(",")
    cells[FIELDS.index(name)] = value
    return ",".join(cells)


def test_answers_come_with_what_was_lived(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD, GOOD, changed("customer", "bea"), changed("ces", "7"), "")
    assert found.customers.tolist() == [0, 1, 0]
    assert found.scores["ces"].tolist() == [6, 6, 7]
    assert isnan(found.scores["csat"][0])
    assert found.lived["wait_s"].tolist() == [120.5] * 3
    assert found.weights.tolist() == [2, 2, 2]


def test_columns_come_in_any_order_and_strange_ones_are_told(tmp_path: Path) -> None:
    cells = dict(zip(FIELDS, GOOD.split(","), strict=True)) | {"city": "Bonn"}
    names = sorted(cells)
    found = read(tmp_path, ",".join(names), ",".join(cells[name] for name in names))
    assert found.scores["ces"].tolist() == [6]
    assert found.unused == ("city",)


def test_without_a_column_of_weights_all_count_alike(tmp_path: Path) -> None:
    head, row = (line.rpartition(",")[0] for line in (HEAD, GOOD))
    assert read(tmp_path, head, row).weights.tolist() == [1]


def test_a_row_without_any_answer_is_counted_and_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD, GOOD, changed("ces", ""))
    assert (len(found.customers), found.unanswered) == (1, 1)


@pytest.mark.parametrize(("name", "value", "expected"), [
    ("ces", "8", "2:2 ces: must be a whole number from 1 to 7, or empty, got 8"),
    ("ces", "5.5", "2:2 ces: must be a whole number from 1 to 7, or empty, got 5.5"),
    ("csat", "good", "2:3 csat: must be a whole number from 1 to 5, or empty, got good"),
    ("csat", "nan", "2:3 csat: must be a whole number from 1 to 5, or empty, got nan"),
    ("customer", "", "2:1 customer: must name the customer, so that answers of one are known as such"),
    ("repeats", "-1", "2:4 repeats: must be a whole number of at least 0, got -1"),
    ("repeats", "0.5", "2:4 repeats: must be a whole number of at least 0, got 0.5"),
    ("resolved", "yes", "2:5 resolved: must be 1 or 0, got yes"),
    ("wait_s", "", "2:9 wait_s: is empty, must be a number of at least 0"),
    ("wait_s", "inf", "2:9 wait_s: must be a number of at least 0, got inf"),
    ("longest_wait_s", "121", "2:10 longest_wait_s: must be at most wait_s, which it is a part of, got 121"),
    ("owner_share", "1.2", "2:15 owner_share: must be a number from 0 to 1, got 1.2"),
    ("weight", "0", "2:16 weight: must be a number above 0, got 0"),
])
def test_a_wrong_value_is_told_with_its_place(tmp_path: Path, name: str, value: str, expected: str) -> None:
    assert faults(tmp_path, HEAD, changed(name, value)) == [expected]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, HEAD, changed("ces", "0"), GOOD, GOOD + ",1", changed("repeats", "x"))
    assert [fault.split()[0] for fault in found] == ["2:2", "4:1:", "5:4"]
    assert found[1] == "4:1: has 17 fields, the header 16"


@pytest.mark.parametrize(("lines", "expected"), [
    ((HEAD.replace("customer", "client"), GOOD), ["1:1: needs a column customer"]),
    ((HEAD.replace("wait_s,longest", "waits,longest"), GOOD),
     ["1:1: needs a column wait_s; is it the one called waits?"]),
    ((HEAD.replace("ces,csat", "a,b"), GOOD), ["1:1: needs a column of answers: ces, csat, nps"]),
    ((HEAD.replace("csat", "ces"), GOOD), ["1:1: has the column ces twice"]),
])
def test_a_wrong_header_is_told(tmp_path: Path, lines: tuple[str, ...], expected: list[str]) -> None:
    assert faults(tmp_path, *lines) == expected


def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00\x01")
    for name, says in (("absent", "cannot be read"), ("empty", "is empty"), ("binary", "not a CSV file")):
        with pytest.raises(WrongInput, match=says):
            read_survey(tmp_path / f"{name}.csv")


def test_what_was_written_is_read(tmp_path: Path) -> None:
    made = surveys.survey(load("default"), 3, customers=20, asked=("ces", "nps"))
    found = read_survey(surveys.write(made, tmp_path / "made.csv"))
    assert found.scores["nps"].tolist() == made.scores["nps"].tolist()
    assert found.lived["menu_s"] == pytest.approx(made.lived["menu_s"], rel=1e-7)
    assert len(set(found.customers.tolist())) == 20
