"""The file is valid: openxml-audit holds it against the format's schemas and rules (ISO/IEC 29500)."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from sim.report.deck import appendix
from sim.report.deck.making import deck_bytes
from sim.report.language import speaking
from tests.report.deck.test_file import TITLES, foreign
from tests.report.made import Shape, result

SHAPES = {
    "bars with intervals": Shape(alternatives=2),
    "six scenarios in tables": Shape(alternatives=5, titles=TITLES, teams=12),
    "a single scenario": Shape(alternatives=0, segments=("all",)),
}


@pytest.fixture(autouse=True)
def few_pictures(monkeypatch):
    """One picture stands for all: they are put in alike."""
    monkeypatch.setattr(appendix, "FURTHER", ("price",))


def faults(file):
    """What the checker finds wrong with a file, as text."""
    found = OpenXmlValidator(file_format=FileFormat.OFFICE_2019, max_errors=1000).validate(str(file))
    return [f"{error.part_uri}: {error.description}" for error in found.errors]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_deck_is_valid(shape, tmp_path):
    file = tmp_path / "deck.pptx"
    file.write_bytes(deck_bytes(result(shape)))
    assert faults(file) == []


def test_a_deck_on_a_foreign_template_in_another_language_is_valid(tmp_path):
    file = tmp_path / "deck.pptx"
    with speaking("zh"):
        file.write_bytes(deck_bytes(result(), foreign(tmp_path, layouts="all with a body")))
    assert faults(file) == []


def test_the_checker_sees_a_fault(tmp_path):
    # Error bars stand before the categories, by the schema's order of a series.
    good, bad = tmp_path / "good.pptx", tmp_path / "bad.pptx"
    good.write_bytes(deck_bytes(result()))
    with zipfile.ZipFile(good) as read, zipfile.ZipFile(bad, "w") as write:
        for name in read.namelist():
            content = read.read(name)
            if re.fullmatch(r"ppt/charts/chart\d+\.xml", name):
                content = re.sub(rb"(<c:errBars>.*?</c:errBars>)(.*?)</c:ser>", rb"\2\1</c:ser>", content,
                                 flags=re.DOTALL)  # fmt: skip
            write.writestr(name, content)
    assert any("Unexpected element 'errBars'" in fault for fault in faults(bad))


def test_axes_have_numbers_that_every_program_reads():
    # From 2**31 on LibreOffice reads a negative number, and puts the axes on the wrong sides.
    with zipfile.ZipFile(BytesIO(deck_bytes(result()))) as read:
        charts = [read.read(name) for name in read.namelist() if re.match(r"ppt/charts/chart\d", name)]
    numbers = [set(map(int, re.findall(rb'<c:axId val="(-?\d+)"', chart))) for chart in charts]
    assert charts and all(len(pair) == 2 and min(pair) >= 0 and max(pair) < 2**31 for pair in numbers)
