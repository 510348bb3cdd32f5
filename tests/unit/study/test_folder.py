"""The result folder: named by content, whole or absent, and what is read back is what was written."""

from __future__ import annotations

from math import nan
from pathlib import Path

import pytest

from sim.errors import RunFailed
from sim.study.folder import digest_of, draft_of, is_finished, publish, write
from sim.study.tables import csv_text, from_csv, table

ROW = ("desk", 'wait, "mean"\nof all', "all", 0.1 + 0.2, nan, -0.0, 20, "no variation")


def test_a_digest_names_content() -> None:
    assert digest_of({"seed": 1, "title": "é"}) == digest_of({"seed": 1, "title": "é"})
    assert digest_of({"seed": 1}) != digest_of({"seed": 2})
    assert digest_of({"seed": 1}) != digest_of({"seed": "1"})


def test_tables_come_back_from_disk_as_they_were(tmp_path: Path) -> None:
    written = table("estimates", [ROW])
    file = tmp_path / "estimates.csv"
    file.write_text(csv_text(written), encoding="utf-8", newline="")
    again = from_csv("estimates", file)
    assert again.to_pylist() == written.to_pylist()
    assert again["value"].to_pylist() == [0.30000000000000004]
    assert again["low"].to_pylist() == [None]


@pytest.mark.parametrize(("content", "said"), [
    (b"\xc6\xc6,\xff\n\xfe,1\n", "estimates.csv: cannot be read"),
    (b"scenario,measure\n\xc6\n", "estimates.csv: cannot be read"),
    (b"scenario,measure\na,b\n", "estimates.csv: has other columns than this version writes"),
    (None, "estimates.csv: is missing"),
])  # fmt: skip
def test_a_damaged_table_is_told_in_one_line(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "estimates.csv"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(RunFailed) as failed:
        from_csv("estimates", file)
    assert said in str(failed.value)
    assert "move the folder away" in str(failed.value) and str(failed.value).isprintable()


def test_an_empty_table_has_its_columns(tmp_path: Path) -> None:
    assert table("comparison", ()).num_rows == 0
    assert csv_text(table("comparison", ())).splitlines() == [
        "measure,group,baseline,alternative,mean_baseline,mean_alternative,difference,low,high,n,family,verdict,"
        "method,lowest,highest"
    ]


def test_tables_are_read_by_whoever_speaks_arrow() -> None:
    assert hasattr(table("estimates", [ROW]), "__arrow_c_stream__")


def test_a_draft_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with draft_of(tmp_path / "out") as draft:
        write(draft, "manifest.json", "{}")
        assert not is_finished(tmp_path / "out" / "a")
        publish(draft, tmp_path / "out" / "a")
    assert is_finished(tmp_path / "out" / "a")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a"]


def test_a_draft_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), draft_of(tmp_path) as draft:
        write(draft, "manifest.json", "{}")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_finished_result_is_never_overwritten(tmp_path: Path) -> None:
    for content in ("first", "second"):
        with draft_of(tmp_path) as draft:
            write(draft, "manifest.json", content)
            publish(draft, tmp_path / "a")
    assert (tmp_path / "a" / "manifest.json").read_text() == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_foreign_folder_of_that_name_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "mine.txt").write_text("mine")
    with pytest.raises(RunFailed, match="cannot be written"), draft_of(tmp_path) as draft:
        write(draft, "manifest.json", "{}")
        publish(draft, tmp_path / "a")
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["mine.txt"]
