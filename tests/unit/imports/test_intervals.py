"""Tables of every usual flavour say the same; what is wrong in one is told, all at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from sim.errors import WrongInput
from sim.imports.intervals import History, Interval, read_intervals

ENGLISH = "Date,Interval start,Offered,Answered,Abandoned,AHT,Staffed,ASA\n"
ROWS = [("2026-03-02", "08:00", 12, 10, 2, "3:02", "4.5", 31),
        ("2026-03-02", "08:30", 9, 9, 0, "2:58", "5", 12)]  # fmt: skip
DANISH = (
    "Dato;Tidspunkt;Tilbudte opkald;Besvarede;Tabte;Gns. behandlingstid;Bemanding;Ventetid (sek)\n"
    "02-03-2026;08:00-08:30;12;10;2;0:03:02;4,5;31\n"
    "02-03-2026;08:30-09:00;9;9;0;0:02:58;5;12\n"
    "13-03-2026;08:00-08:30;1;1;0;0:01:00;5;0\n"
)
SWEDISH = (
    "Datum\tTid\tInkommande samtal\tBesvarade\tTappade\tHanteringstid\tBemanning\tVäntetid\n"
    "2026-03-02\t08:00\t12\t10\t2\t182\t4,5\t31\n"
    "2026-03-02\t08:30\t9\t9\t0\t178\t5\t12\n"
)
GERMAN = (
    "Datum;Uhrzeit;Angebotene Anrufe;Angenommen;Aufgelegt;Mittlere Bearbeitungszeit (s);Besetzung;Wartezeit\n"
    "02.03.2026;8.00;12;10;2;182,0;4,5;31\n"
    "02.03.2026;8.30;9;9;0;178,0;5,0;12\n"
    "Summe;;21;19;2;;;\n"
)


def expected(
    line: int, start_s: int, counts: tuple[int, int, int], figures: tuple[float, float, float]
) -> Interval:
    return Interval(line, date(2026, 3, 2), start_s, "", "", *counts, *figures, None, None)


FIRST = expected(2, 28800, (12, 10, 2), (182, 4.5, 31))
SECOND = expected(3, 30600, (9, 9, 0), (178, 5, 12))


def read(folder: Path, content: str | bytes, name: str = "table.csv") -> History:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_intervals(file)


def english() -> str:
    return ENGLISH + "".join(",".join(map(str, row)) + "\n" for row in ROWS)


@pytest.mark.parametrize(
    "content",
    [
        english().encode(),
        english().encode("utf-8-sig"),
        english().encode("utf-16"),
        english().replace("\n", "\r\n").encode(),
        SWEDISH.encode("utf-16"),
        SWEDISH.encode("cp1252"),
        DANISH.encode(),
        GERMAN.encode(),
        ("Bericht für März\n\n" + GERMAN).encode("cp1252"),
    ],
    ids=["utf-8", "mark", "utf-16", "crlf", "swedish-16", "swedish-latin", "danish", "german", "below"],
)
def test_every_flavour_says_the_same(tmp_path: Path, content: bytes) -> None:
    found = read(tmp_path, content)
    shift = found.intervals[0].line - 2   # lines above the headings
    for one, wanted in zip(found.intervals, (FIRST, SECOND), strict=False):
        assert replace(one, line=one.line - shift) == wanted
    assert found.length_s == 1800


def test_a_spreadsheet_says_the_same(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    page.append(["Interval start", "Offered", "Answered", "Abandoned", "AHT", "Staffed", "ASA"])
    page.append([datetime(2026, 3, 2, 8, 0), 12, 10, 2, time(0, 3, 2), 4.5, 31])
    page.append([datetime(2026, 3, 2, 8, 30), 9, 9, 0, 178, 5, 12])
    book.create_sheet("Notes").append(["nothing"])
    book.save(tmp_path / "table.xlsx")
    found = read_intervals(tmp_path / "table.xlsx")
    assert found.intervals == (FIRST, SECOND)
    assert "sheet 'Sheet'; not read: Notes" in found.notes


@pytest.mark.parametrize("day", ["02-03-2026", "2026-03-02", "02.03.2026", "2/3/26"])
def test_date_and_time_in_one_column(tmp_path: Path, day: str) -> None:
    rows = "".join(f"{day} {clock},4,4\n" for clock in ("08:30", "9:00", "9:30 - 10:00"))
    (tmp_path / "one.csv").write_text("date time,offered,answered\n" + rows)
    found = read_intervals(tmp_path / "one.csv", "day-first").intervals
    assert [(one.day, one.start_s) for one in found] == [
        (date(2026, 3, 2), 30600), (date(2026, 3, 2), 32400), (date(2026, 3, 2), 34200)
    ]  # fmt: skip


def test_a_date_without_a_time_is_told(tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match="must be a time of day such as 08:30, got 02-03-2026"):
        read(tmp_path, "date time,offered,answered\n02-03-2026,1,1\n13-03-2026 08:00,1,1\n")


def test_holes_are_noted(tmp_path: Path) -> None:
    text = "date,time,offered,answered,aht,agents\n2026-03-02,8:00,5,5,60,\n2026-03-02,9:00,5,5,,3\n"
    notes = read(tmp_path, text).notes
    assert "'aht' is empty in 1 rows with answered contacts: left out" in notes
    assert "'agents' is empty in 1 rows with answered contacts: left out" in notes


def test_what_was_taken_for_granted_is_noted(tmp_path: Path) -> None:
    notes = "\n".join(read(tmp_path, ("Bericht für März\n\n" + GERMAN).encode("cp1252")).notes)
    assert "set apart by semicolons, letters in Latin-1" in notes
    assert "left out as totals: line 6" in notes
    assert "dates are read day-first" in notes
    assert "'Mittlere Bearbeitungszeit (s)' without a colon is taken as seconds" in notes


def test_counts_that_follow_from_the_others(tmp_path: Path) -> None:
    found = read(tmp_path, "date,time,offered,answered\n2026-03-02,8:00,5,3\n2026-03-02,9:00,4,4\n")
    assert [one.abandoned for one in found.intervals] == [2, 0]
    assert "abandoned is taken as offered less answered: there is no column for it" in found.notes


def test_all_faults_are_told_at_once_with_their_places(tmp_path: Path) -> None:
    text = ENGLISH + (
        "2026-03-02,08:00,12,11,2,3:02,4,31\n"     # more answered and gone than came
        "2026-03-02,8:75,12,10,2,3:02,4,31\n"      # no time
        "2026-02-30,09:00,x,10,2,3:02,-1,31\n"     # no day, no number, a negative one
        "2026-03-02,09:30,12,10,,3:02,4,31\n"      # a hole
        "2026-03-02,10:00,12,10,2,9:00:00,4,31\n"  # nine hours a call
    )
    with pytest.raises(WrongInput) as error:
        read(tmp_path, text)
    said = [str(fault).removeprefix(str(tmp_path) + "/table.csv:") for fault in error.value.faults]
    assert said == [
        "2:3 Offered: must be at least answered and abandoned together, 13, got 12",
        "3:2 Interval start: must be a time of day such as 08:30, got 8:75",
        "4:1 Date: is no day of the calendar, got 2026-02-30",
        "4:3 Offered: must be a number, got x",
        "4:7 Staffed: must be a number of at least 0, got -1",
        "5:5 Abandoned: is empty: write 0, or take the row away, got ",
        "6:6 AHT: must be a mean above 0 and of at most 4 h: is it mm:ss, h:mm:ss or seconds?, got 9:00:00",
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"one column\nonly\n", "must have columns set apart by commas, semicolons or tabs"),
        (b"date,time,answered\n2026-03-02,08:00,3\n", "needs a column for offered or abandoned"),
        (b"date,offered,answered\n2026-03-02,3,3\n", "needs a column for start"),
        (b"date,time,offered,answered\n", "has no row below its headings"),
        (b"date,time,offered,answered,calls\n2026-03-02,8:00,1,1,1\n", "offered: stands twice"),
        (b"date,time,offered,answered\n2026-03-02,8:00,1,1\n2026-03-03,8:00,1,1\n", "several intervals a"),
        (b"date,time,offered,answered\n2026-03-02,8:00,1,1\n2026-03-02,8:45,1,1\n", "30 or 60 min"),
        (b"date,time,offered,answered\n2026-03-02,8:00,1,1\n2026-03-02,8:00,1,1\n", "the same interval"),
        (b"date,time,offered,answered\n2026-03-02,8:00,1,1\n2026-03-02,9:00,1,1\n2026-03-03,8:10,1,1\n",
         "4:1: does not begin on a whole interval of 60 min, got 08:10"),
        (b"date,time,offered,answered,answered within\n2026-03-02,8:00,1,1,2\n2026-03-02,9:00,1,1,1\n",
         "answered within: must be at most the answered, 1, got 2"),
        (b"date,time,offered,answered\n02/03/2026,8:00,1,1\n02/03/2026,9:00,1,1\n", "say --dates"),
        (b'date,time,offered,answered\n2026-03-02,"8:00,1,1\n', "is no row of a table"),
        (b"PK\x03\x04 no book", "is no spreadsheet that can be read"),
        (b"\xd0\xcf\x11\xe0", "old Excel"),
        (b"\xff\xfea", "begins as UTF-16 and is damaged"),
    ],
)  # fmt: skip
def test_what_is_no_table_of_intervals_is_told(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(WrongInput, match=says):
        read(tmp_path, content)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match="cannot be read: No such file"):
        read_intervals(tmp_path / "nowhere.csv")
