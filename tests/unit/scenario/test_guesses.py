"""Other numbers for assumed ones: put in where they were assumed, with later changes on top."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.errors import WrongInput
from sim.scenario.amounts import between, number_like
from sim.scenario.document import Document, read, supposed
from sim.scenario.tree import find, plain, split_path
from tests.unit.study.desks import desks

REDIAL, CALLS = "after.redial.share", "demand.calls.rate.company"
SOLVED = "teams.desk.handles.question.resolves"


def value(document: Document, path: str) -> object:
    node = find(document.tree, split_path(path))
    assert node is not None
    return plain(node)


@pytest.fixture
def three(tmp_path: Path) -> tuple[Document, Document, Document]:
    return desks(tmp_path)


@pytest.mark.parametrize(("low", "high", "share", "whole", "expected"), [
    ("10 %", "90 %", 0.25, False, "30 %"),
    (0.1, 0.9, 0.5, False, 0.5),
    (0.1, "90 %", 0.5, False, 0.5),
    ("30 s", "2 min", 0.5, False, "75 s"),
    ("2/h", "8/h", 1 / 3, False, "4/h"),
    ("30 EUR/h", "40 EUR/h", 0.5, False, "35 EUR/h"),
    (2, 4, 0.0, True, 2), (2, 4, 0.32, True, 2), (2, 4, 0.34, True, 3), (2, 4, 1.0, True, 4),
])
def test_between_low_and_high_on_the_scale_written(
    low: str | float, high: str | float, share: float, whole: bool, expected: str | float
) -> None:
    assert between(low, high, share, whole) == expected


def test_numbers_are_told_in_the_unit_of_another() -> None:
    assert number_like("2 min", "30 s") == (120.0, "s")
    assert number_like(0.72, "70 %") == (72.0, "%")


def test_the_base_gets_the_number_and_what_follows_from_it(
    three: tuple[Document, Document, Document]
) -> None:
    base, better, rival = (supposed(one, {REDIAL: 0.25}) for one in three)
    assert value(base, REDIAL) == value(better, REDIAL) == "30 %"
    assert value(rival, REDIAL) == "15 %"   # the rival halves what today's is


def test_a_number_that_an_alternative_sets_itself_stays(three: tuple[Document, Document, Document]) -> None:
    base, better, rival = (supposed(one, {CALLS: 0.0}) for one in three)
    assert value(base, CALLS) == value(better, CALLS) == "2/h"
    assert value(rival, CALLS) == "6/h"


def test_what_an_alternative_assumes_is_put_in_over_its_changes(
    three: tuple[Document, Document, Document]
) -> None:
    assert value(supposed(three[2], {SOLVED: 1.0}), SOLVED) == "95 %"


def test_an_alternative_may_set_a_number_and_assume_its_own_range(tmp_path: Path) -> None:
    _, _, rival = desks(tmp_path)
    rival.path.write_text(
        "extends: desk.yaml\nchange:\n  after.redial.share: 40 %\n"
        "  assumed: {after.redial.share: {low: 10 %, high: 90 %}}\n", encoding="utf-8",
    )
    assert value(supposed(read(rival.path), {REDIAL: 1.0}), REDIAL) == "90 %"


def test_a_setting_pins_a_number(tmp_path: Path) -> None:
    base, better, _ = desks(tmp_path, f"{REDIAL}=55 %")
    for one in (base, better):
        assert value(supposed(one, {REDIAL: 1.0}), REDIAL) == "55 %"


def test_everything_else_stays_as_it_was(three: tuple[Document, Document, Document]) -> None:
    for one in three:
        assert plain(supposed(one, {}).tree) == plain(one.tree)
        again = supposed(one, {REDIAL: 0.5})
        assert (again.changes, again.bases, again.path) == (one.changes, one.bases, one.path)
        assert again.scenario.title == one.scenario.title


def test_whole_numbers_stay_whole(tmp_path: Path) -> None:
    base, _, _ = desks(tmp_path, "assumed={teams.desk.scheduled: {low: 2, high: 4}}")
    found = [value(supposed(base, {"teams.desk.scheduled": share}), "teams.desk.scheduled")
             for share in (0.1, 0.5, 0.9)]
    assert found == [2, 3, 4]


def test_a_number_that_does_not_fit_names_its_place(tmp_path: Path) -> None:
    base, _, _ = desks(tmp_path, "assumed={after.redial.share: {low: 50 %, high: 120 %}}")
    with pytest.raises(WrongInput, match=r"after\.redial\.share: must be from 0 to 1.*got 120 %") as wrong:
        supposed(base, {REDIAL: 1.0})
    assert len(wrong.value.faults) == 1
