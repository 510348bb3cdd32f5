"""Wrong input is told by its line, its path and one clear message."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.errors import WrongInput
from sim.scenario import read

from .slips import DESK, ORDERS, Case
from .slips_in_contacts import CONTACTS, PEOPLE
from .slips_in_journeys import JOURNEYS
from .slips_in_names import NAMES
from .slips_in_runs import RUNS
from .slips_in_values import VALUES
from .slips_in_writing import WRITING
from .slips_never_lived import NEVER_LIVED

CASES = (*VALUES, *RUNS, *WRITING, *NAMES, *JOURNEYS, *CONTACTS, *NEVER_LIVED)

_JARGON = re.compile(
    r"pydantic|validation|errors\.|type=|input_|Traceback|None|dict|\bstr\b|\bint\b", re.IGNORECASE
)


def test_the_texts_that_the_slips_are_made_in_are_good(tmp_path: Path) -> None:
    for text in (DESK, ORDERS, PEOPLE):
        file = tmp_path / "good.yaml"
        file.write_text(text)
        assert read(file).warnings == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "_"))
def test_a_slip_is_told_once_at_its_line(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "slip.yaml"
    file.write_text(case.file_text)
    with pytest.raises(WrongInput) as caught:
        read(file)
    (fault,) = caught.value.faults
    message = str(fault)
    assert (fault.place.file, fault.place.line, fault.path) == (str(file), case.line, case.path), message
    assert message == " ".join(part for part in (str(fault.place), case.path) if part) + f": {case.rule}"
    assert fault.place.column > 0
    assert not _JARGON.search(case.rule)


def test_names_of_cases_are_all_different() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 40


def test_all_faults_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "slips.yaml"
    slips = DESK.replace("scheduled: 5", "scheduled: -5").replace("2000/w", "2000").replace("12 %", "112 %")
    file.write_text(slips.replace("invoice: 30 %", "invoise: 30 %"))
    with pytest.raises(WrongInput) as caught:
        read(file)
    lines = [(fault.place.line, fault.path) for fault in caught.value.faults]
    assert lines == [(4, "teams.desk.scheduled"), (4, "teams.desk.shrinkage"),
                     (10, "demand.calls.rate"), (10, "demand.calls.contact")]


def test_a_wrong_value_does_not_hide_a_wrong_name_elsewhere(tmp_path: Path) -> None:
    file = tmp_path / "slips.yaml"
    file.write_text(
        DESK.replace("shrinkage: 12 %", "shrinkage: 112 %").replace("invoice: 30 %", "invoise: 30 %")
    )
    with pytest.raises(WrongInput) as caught:
        read(file)
    paths = [fault.path for fault in caught.value.faults]
    assert paths == ["teams.desk.shrinkage", "demand.calls.contact"]
