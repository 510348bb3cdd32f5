"""Event logs as tables: columns by headings or by a map, moments as people write them, all faults told."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from sim.errors import WrongInput, WrongUse
from sim.records.event_table import read_table
from sim.records.events import Case, Event

DANISH = """Sagsnr;Aktivitet;Starttid;Sluttid;Medarbejder;Gruppe;Kunde
17;opkald;02-02-2026 08:00:30;02-02-2026 08:05;Åse;Salg;erhverv
18;opkald;13-02-2026 09:00;13-02-2026 09:10;Bo;Lager;privat
17;sagsbehandling;03-02-2026 10:00;03-02-2026 10:30;Bo;Lager;erhverv
"""


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "log.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_danish_table_is_read(tmp_path: Path) -> None:
    first, second = read_table(written(tmp_path, DANISH), {})
    assert (first.name, second.name) == ("17", "18")
    assert [(e.activity, e.lifecycle, e.at, e.person, e.team) for e in first.events] == [
        ("opkald", "start", datetime(2026, 2, 2, 8, 0, 30), "Åse", "Salg"),
        ("opkald", "complete", datetime(2026, 2, 2, 8, 5), "Åse", "Salg"),
        ("sagsbehandling", "start", datetime(2026, 2, 3, 10), "Bo", "Lager"),
        ("sagsbehandling", "complete", datetime(2026, 2, 3, 10, 30), "Bo", "Lager"),
    ]
    assert first.events[0].attributes == {"Kunde": "erhverv"}


def test_a_map_names_columns_that_their_headings_do_not_tell(tmp_path: Path) -> None:
    text = "nr,what,when,who\n1,a,2026-02-02T08:00:00.250,Anna\n1,b,2026-02-02 08:01,\n"
    given = {"case": "nr", "activity": "what", "time": "when", "person": "who"}
    assert list(read_table(written(tmp_path, text), given)) == [Case("1", {}, (
        Event("a", datetime(2026, 2, 2, 8, 0, 0, 250_000), "", "2", "Anna"),
        Event("b", datetime(2026, 2, 2, 8, 1), "", "3", ""),
    ))]  # fmt: skip


def test_rows_in_any_order_are_put_in_order_of_time(tmp_path: Path) -> None:
    text = "case,activity,time\n1,b,2026-02-02 08:01\n1,a,2026-02-02 08:00\n"
    (case,) = read_table(written(tmp_path, text), {})
    assert [event.activity for event in case.events] == ["a", "b"]


def test_all_faults_are_told_with_their_lines(tmp_path: Path) -> None:
    text = "case,activity,time\n,a,2026-02-02 08:00\n2,,soon\n3,c,\n"
    with pytest.raises(WrongInput) as wrong:
        read_table(written(tmp_path, text), {})
    said = str(wrong.value)
    assert "log.csv:2:1 case: is empty" in said
    assert "log.csv:3:2 activity: is empty" in said
    assert "log.csv:3:3 time: must be a date" in said
    assert "log.csv:4:3 time: is empty" in said


@pytest.mark.parametrize(("row", "said"), [
    ("1,a,2026-02-02 08:05,2026-02-02 08:04", "log.csv:2:4 time: is before start, 2026-02-02 08:05:00, got"),
    ("1,a,2026-02-02 08:05,2026-02-02 08:06,x", "log.csv:2:5: has 5 cells under 4 headings"),
    ('1,a,2026-02-02 08:05,"2026-02-02 08:06', "log.csv:2:1: is no row of a table (unexpected end of data)"),
    ("1,a,2026-02-02T08:05:00+01:00,2026-02-02 08:06",
     "has moments with a time zone (2026-02-02T08:05:00+01:00) and without (2026-02-02 08:06)"),
])  # fmt: skip
def test_what_cannot_have_happened_is_refused(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(WrongInput) as wrong:
        read_table(written(tmp_path, f"case,activity,start,time\n{row}\n"), {})
    assert said in str(wrong.value)


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    file = written(tmp_path, "case,activity,time\n1,a,2026-02-02 08:00\n")
    with pytest.raises(WrongInput, match="person"):
        read_table(file, {"person": "Agent"})
    with pytest.raises(WrongUse, match="not colour"):
        read_table(file, {"colour": "x"})
