"""Columns and paragraphs keep to the width that they are given."""

from __future__ import annotations

from sim.report.tables import columns, heading, paragraph

ROWS = [["", "base", "this"], ["95th percentile of the wait, s", "174", "31.5 ±69.3"], ["Wait", "9", "8"]]


def test_numbers_stand_under_each_other() -> None:
    assert columns(ROWS, 80) == [
        "                                base        this",
        "95th percentile of the wait, s   174  31.5 ±69.3",
        "Wait                               9           8",
    ]


def test_a_first_column_too_long_wraps() -> None:
    assert columns(ROWS, 38) == [
        "                      base        this",
        "95th percentile of",
        "  the wait, s          174  31.5 ±69.3",
        "Wait                     9           8",
    ]


def test_a_table_that_cannot_fit_becomes_paragraphs() -> None:
    assert columns(ROWS, 30) == [
        "95th percentile of the wait, s",
        "  - base: 174; this: 31.5",
        "  ±69.3",
        "Wait - base: 9; this: 8",
    ]


def test_headings_are_underlined_and_paragraphs_hang() -> None:
    assert heading("Cost", 80) == ["", "Cost", "----"]
    assert paragraph("one two three", 9, "! ", "  ") == ["! one two", "  three"]


def test_chinese_letters_fill_two_columns_each() -> None:
    assert paragraph("客户服务 中心 ok", 10, "  ") == ["  客户服务", "  中心 ok"]
    assert paragraph("客户服务中心", 8, "", "  ") == ["  客户服", "  务中心"]
    assert heading("客户", 80) == ["", "客户", "----"]
    assert columns([["team", "busy"], ["客户", "1"], ["desk", "22"]], 80) == [
        "team  busy",
        "客户     1",
        "desk    22",
    ]
