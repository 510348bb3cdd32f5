"""A deck in another language: every word is looked up, numbers are the language's, letters are marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from string import Formatter

import pytest
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from sim.report import language
from sim.report.charts.content import Chart
from sim.report.charts.gallery import gallery
from sim.report.deck import appendix
from sim.report.deck.content import Graph, Grid, Slide
from sim.report.deck.making import deck_bytes, slides_of
from sim.report.language import letters_spoken, speaking
from tests.report.made import Shape, result

SHAPES = {
    "one alternative": Shape(replications=1),
    "two": Shape(alternatives=2),
    "five": Shape(alternatives=5, teams=12),
    "nothing differs": Shape(difference=0.0, half=0.0),
    "alone": Shape(alternatives=0),
}
OTHERS = {
    "og", "eller", "fre", "CES", "NPS", "A feature of a fitted model", "--what-matters", "run.follow_up",
}  # fmt: skip
"""What stays as it is: what Babel writes in Danish, terms, names of a model's own features, options."""


class Cyrillic:
    """Translates every letter of a template, so that what is left in Latin letters was never looked up."""

    def gettext(self, template: str) -> str:
        return "".join(
            re.sub("[A-Za-z]", "ж", text) + ("" if name is None else f"{{{name}}}")
            for text, name, _, _ in Formatter().parse(template)
        )

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)


def texts(slide: Slide) -> Iterator[str]:
    """All that a slide says, and what is said of its exhibits."""
    yield from (slide.title, *slide.points, slide.basis, *slide.notes)
    for one in slide.exhibits:
        yield from (one.heading.title, one.heading.subtitle) if isinstance(one, Chart) else ()
        yield one.alt
        if isinstance(one, Grid):
            yield from (cell for row in one.rows for cell in row)
        if isinstance(one, Graph):
            yield from (one.title, one.unit, *one.categories, *(series.name for series in one.series))


def names(shape: Shape) -> list[str]:
    """What the scenarios of a made result call things, the longest first."""
    made, found = result(shape), set(OTHERS)
    for one in made.scenarios:
        found |= {one.title, one.question.rstrip("?"), *one.teams, *one.segments}
        for asked in one.expectations:
            found |= {asked.name, asked.touchpoint, asked.responsible}
    flows, touchpoints = made.tables.flows, made.tables.touchpoints
    for column in (flows["source"], flows["target"], touchpoints["touchpoint"]):
        found |= set(filter(None, column.to_pylist()))
    parts = {part for name in found for part in (name, *name.split("."), *name.split("/"))}
    return sorted(parts | {part.replace("_", " ") for part in parts}, key=len, reverse=True)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_word_of_a_deck_is_looked_up(monkeypatch, shape):
    monkeypatch.setattr(language, "_translations", lambda spoken: Cyrillic())
    with speaking("da"):
        said = [text for slide in slides_of(result(shape)) for text in texts(slide)]
        said += [text for one in gallery(result(shape)).charts for text in (one.alt, *one.heading.notes)]
    known = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names(shape) if name), re.IGNORECASE)
    assert [text for text in said if re.search("[A-Za-z]{2}", known.sub("", text))] == []


@pytest.fixture
def few_pictures(monkeypatch):
    """One picture stands for all: their letters are their own."""
    monkeypatch.setattr(appendix, "FURTHER", ("price",))


def runs(content: bytes) -> Iterator[tuple[str, str, str]]:
    """Text, language and East Asian font of each run of a deck: of slides, notes and charts."""
    deck = Presentation(BytesIO(content))
    for slide in deck.slides:
        charts = (shape.chart._chartSpace for shape in slide.shapes if shape.has_chart)
        for root in (slide._element, slide.notes_slide._element, *charts):
            for run in root.iter(qn("a:r")):
                found = run.find(qn("a:rPr"))
                font = None if found is None else found.find(qn("a:ea"))
                tag = "" if found is None else found.get("lang", "")
                yield run.text, tag, "" if font is None else font.get("typeface")


@pytest.mark.parametrize(("tongue", "tag", "font"), [("da", "da-DK", ""), ("zh", "zh-CN", "Microsoft YaHei")])
def test_letters_are_marked_with_language_and_font(few_pictures, tongue, tag, font):
    with speaking(tongue):
        marked = {one[1:] for one in runs(deck_bytes(result()))}
    assert marked == {(tag, font)}


def test_in_english_only_chinese_names_get_a_font(few_pictures):
    for text, tag, font in runs(deck_bytes(result(Shape(titles=("今天", "Ærø"))))):
        assert tag == ""
        assert font == ("Microsoft YaHei" if re.search("[今天]", text) else "")


def test_the_font_of_a_template_stays(few_pictures, tmp_path):
    deck = Presentation()
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    part._blob = part.blob.replace(b'<a:ea typeface=""/>', b'<a:ea typeface="Own Hei"/>')
    deck.save(tmp_path / "own.pptx")
    with speaking("zh"):
        assert {font for _, _, font in runs(deck_bytes(result(), tmp_path / "own.pptx"))} == {""}


@pytest.mark.parametrize(("tongue", "cost", "wait"), [
    ("en", "50,000 ±2,500", "60.0 ±3.0"), ("da", "50.000 ±2.500", "60,0 ±3,0"),
    ("sv", "50\N{NO-BREAK SPACE}000 ±2\N{NO-BREAK SPACE}500", "60,0 ±3,0"),
    ("zh", "50,000 ±2,500", "60.0 ±3.0"),
])  # fmt: skip
def test_numbers_of_a_deck_are_written_as_the_language_does(tongue, cost, wait):
    with speaking(tongue):
        slides = slides_of(result())
    cells = slides[1].exhibits[0].rows[1]
    assert (cells[1], cells[-1]) == (wait, cost)   # 60 s and 50,000 EUR, each give or take 5 %


def test_a_font_that_is_missing_is_named(monkeypatch):
    import sim
    from sim.report.charts import fonts

    with speaking("da"):
        known = frozenset(map(ord, letters_spoken()))
    monkeypatch.setattr(fonts, "_letters", lambda: known)
    assert sim.missing_font(result(), "da") == ""
    assert "fonts-noto-cjk" in sim.missing_font(result(), "zh")
    assert "今天" in sim.missing_font(result(Shape(titles=("今天",))))
