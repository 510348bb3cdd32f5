"""Where lines of text break: numbers keep their units, Chinese its marks, long names their joints."""

from __future__ import annotations

import pytest

from sim.report.charts.lettering import lines_that_fit, width_in

SIZE_PT = 10.0


def broken(text, first):
    """The text in lines of a room in which the words `first` just fit."""
    return lines_that_fit(text, width_in(first, SIZE_PT) + 0.005, SIZE_PT)


def test_a_number_stays_with_its_unit():
    nobreak = "\N{NO-BREAK SPACE}"
    assert broken("a wait of 30 s at best", "a wait of 30") == ["a wait of", f"30{nobreak}s at best"]
    assert broken("it satisfies 93 % or more", "it satisfies 93")[1].startswith(f"93{nobreak}%")


def test_a_number_is_not_taken_for_a_unit_by_a_longer_word():
    assert broken("the 20 staff of today", "the 20")[:2] == ["the 20", "staff"]


def test_chinese_breaks_between_any_two_letters():
    assert broken("每个触点都使客户满意", "每个触点都") == ["每个触点都", "使客户满意"]


def test_no_line_begins_with_a_chinese_mark():
    assert broken("每个触点，都使客户满意", "每个触点") == ["每个触", "点，都使", "客户满意"]


def test_numbers_and_names_within_chinese_are_not_torn():
    assert broken("平均等待为 1,234.5 秒，比今天", "平均等待为 1,23")[0] == "平均等待为"
    assert broken("采用 Account managers 的客户", "采用 Account mana")[0] == "采用 Account"


@pytest.mark.parametrize("name", ["order.unwanted.pay_back_to_customers", "pay-back-to-all-customers"])
def test_a_long_name_breaks_at_a_joint(name):
    lines = broken(name, name[:20])
    assert "".join(lines) == name
    assert all(line[-1] in "._-" for line in lines[:-1])
