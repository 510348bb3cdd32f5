"""Text fits: the rules by which it is set smaller, shortened, and kept apart."""

from __future__ import annotations

import pytest

from sim.report.charts.lettering import lines_that_fit
from sim.report.deck.grid import SIZES, fit
from sim.report.deck.room import CUT, as_many_as_fit, shortened, size_that_fits, text_height, told_apart
from tests.report.made import LONG

DANISH = "Kundeansvarlige for erhvervskunder på Ærø, ventetid værdig igen"
NAMES = (LONG, DANISH, "客户经理为企业客户服务" * 6)


def test_a_text_that_fits_is_left_as_it_is():
    assert shortened("Today", 1.0, 12) == "Today"


@pytest.mark.parametrize("name", NAMES)
def test_a_shortened_text_is_the_longest_beginning_that_fits(name):
    cut = shortened(name, 1.5, 12, 2)
    assert cut.endswith(CUT)
    assert name.startswith(cut[:-1])
    assert len(lines_that_fit(cut, 1.5, 12)) == 2
    assert len(lines_that_fit(name[: len(cut) + 3] + CUT, 1.5, 12)) > 2


def test_names_that_would_become_alike_keep_both_ends():
    first, second = told_apart([f"{LONG} in the north", f"{LONG} in the south"], 1.8, 11)
    assert first.startswith("Acc")
    assert first.endswith("north")
    assert second.endswith("south")


def test_names_that_are_alike_are_numbered():
    assert told_apart(["Same", "Same", "Other"], 2.0, 11) == ["1. Same", "2. Same", "Other"]


def test_the_largest_size_that_fits_is_taken():
    texts = ["one two three four five six seven"] * 4
    size = size_that_fits(texts, (3.0, 2.0), (30, 20, 14, 10))
    assert size is not None
    assert text_height(texts, 3.0, size) <= 2.0
    assert text_height(texts, 3.0, {20: 30, 14: 20, 10: 14}[size]) > 2.0
    assert size_that_fits(texts, (3.0, 0.1), (30, 20)) is None


def test_sentences_that_do_not_fit_are_said_to_be_in_the_notes():
    texts = [f"Sentence number {n} of a long list." for n in range(40)]
    kept = as_many_as_fit(texts, (5.0, 1.5), 12, 0.5)
    assert kept[-1] == "More in the notes."
    assert kept[:-1] == texts[: len(kept) - 1]
    assert text_height(kept, 5.0, 12, 0.5) <= 1.5


def test_a_table_takes_the_largest_letters_in_which_it_fits():
    rows = [["", "Wait", "Cost"], *([f"Row {n}", "12.0 s", "1,000"] for n in range(3))]
    assert fit(rows, (6.0, 4.0)).size_pt == SIZES[0]


@pytest.mark.parametrize("room", [(12.0, 5.0), (6.0, 3.0), (4.0, 2.2)])
def test_a_table_never_leaves_its_room(room):
    rows = [["", *(f"Segment {name}" for name in NAMES)]]
    rows += [[f"{name} {n}", "1,234.5 ±67.8\n-123.4 ±56.7: no difference", "0.000 always", "-"]
             for n, name in enumerate(NAMES * 4)]  # fmt: skip
    found = fit(rows, room)
    assert sum(found.widths) <= room[0] + 1e-9
    assert sum(found.heights) <= room[1] + 1e-9
    for row, height in zip(found.rows, found.heights, strict=True):
        for cell, width in zip(row, found.widths, strict=True):
            lines = sum(len(lines_that_fit(one, width - 0.16, found.size_pt)) for one in cell.split("\n"))
            assert lines * found.size_pt * 1.3 / 72 <= height


def test_a_table_of_too_many_rows_says_how_many_are_left_out():
    rows = [["a", "b"], *([f"row {n}", "x"] for n in range(60))]
    found = fit(rows, (6.0, 3.0))
    left = 61 - (len(found.rows) - 1)
    assert found.rows[-1][0] == f"{left} more rows: see the notes"


def test_a_table_that_is_too_large_shortens_words_and_loses_rows_but_keeps_its_numbers_whole():
    rows = [["Better off / worse off", "Wait, by 15 s or more", "Ease, by 0.10 or more"],
            *([f"All journeys: option {n}", "20.3 % / 26.9 %", "-51.0 ±6.8"] for n in range(9))]  # fmt: skip
    found = fit(rows, (3.0, 1.6))
    assert sum(found.heights) <= 1.6
    assert {row[1:] for row in found.rows[1:-1]} == {("20.3 % / 26.9 %", "-51.0 ±6.8")}
    assert found.rows[-1][0].startswith(f"{11 - len(found.rows)} more ro")
