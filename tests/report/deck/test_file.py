"""The file: opened again, its native charts hold the tables' numbers, and nothing is missing or too large."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from math import isnan, nan

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from sim.errors import WrongUse
from sim.report.charts.content import Drawn
from sim.report.deck import appendix
from sim.report.deck.content import BARS, Graph, Series
from sim.report.deck.making import deck_bytes, slides_of, write_deck
from sim.report.deck.native import number_format, reach, step_of
from sim.report.deck.room import CUT
from tests.report.made import LONG, Shape, result

TITLES = (
    "Today", LONG, "Kundeansvarlige for erhvervskunder på Ærø, værd at vente på",
    "客户经理为企业客户提供全程专属服务值得等待",
    "Kundansvariga för företagskunder i Örebro, värda att vänta på", LONG + " a little longer still",
)  # fmt: skip
EMU = 914_400
PLAIN = Shape()


@pytest.fixture(autouse=True)
def few_pictures(monkeypatch):
    """One picture stands for all: drawing is tested elsewhere."""
    monkeypatch.setattr(appendix, "FURTHER", ("price",))


def opened(shape=PLAIN, template=None):
    return Presentation(BytesIO(deck_bytes(result(shape), template)))


def texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def graphics(slide):
    return [shape for shape in slide.shapes if shape._element.tag in (qn("p:graphicFrame"), qn("p:pic"))]


def test_native_charts_hold_the_numbers_and_their_intervals():
    made = result(Shape(alternatives=2))
    slides = slides_of(made)
    deck = Presentation(BytesIO(deck_bytes(made)))
    seen = 0
    for slide, written in zip(slides, deck.slides, strict=True):
        graphs = [one for one in slide.exhibits if isinstance(one, Graph)]
        charts = [shape.chart for shape in written.shapes if shape.has_chart]
        assert len(graphs) == len(charts)
        for graph, chart in zip(graphs, charts, strict=True):
            for series, drawn in zip(graph.series, chart.plots[0].series, strict=True):
                assert list(drawn.values) == pytest.approx([one.value for one in series.numbers])
                for end, sign in (("c:plus", 1), ("c:minus", -1)):
                    bars = drawn._element.findall(f"{qn('c:errBars')}/{qn(end)}//{qn('c:v')}")
                    if bars:
                        seen += 1
                        ends = [(one.high if sign > 0 else one.low) for one in series.numbers]
                        values = series.numbers
                        far = [sign * (end - one.value) for end, one in zip(ends, values, strict=True)]
                        expected = [0.0 if isnan(one) else one for one in far]
                        assert [float(bar.text) for bar in bars] == pytest.approx(expected)
    assert seen >= 2 * (3 + 3 + 2 + 2)   # waiting, handoffs, why, winners


def test_error_bars_stand_where_the_format_wants_them_and_inside_the_axis():
    for slide in opened().slides:
        for shape in slide.shapes:
            if not shape.has_chart:
                continue
            for series in shape.chart._chartSpace.iter(qn("c:ser")):
                names = [child.tag.split("}")[1] for child in series]
                if "errBars" in names:
                    assert names.index("errBars") + 1 == names.index("cat")
            low, high = shape.chart.value_axis.minimum_scale, shape.chart.value_axis.maximum_scale
            for series in shape.chart.plots[0].series:
                ends = [[float(one.text) for one in series._element.findall(f".//{qn(end)}//{qn('c:v')}")]
                        for end in ("c:minus", "c:plus")]  # fmt: skip
                for value, down, up in zip(series.values, *ends, strict=False):
                    assert low <= value - down <= value + up <= high


@pytest.mark.parametrize(("numbers", "axis", "form"), [
    ((12.0, 48.0), (0, 60), "#,##0"), ((0.03, 0.074), (0, 0.08), "#,##0.00"),
    ((-0.2, 0.1), (-0.3, 0.2), "#,##0.0"), ((0.0, 0.0), (0, 1), "#,##0.0"), ((-4.0, -1.0), (-5, 0), "#,##0"),
])  # fmt: skip
def test_axes_end_at_round_numbers_and_show_the_decimals_of_their_steps(numbers, axis, form):
    drawn = tuple(Drawn(one, nan, nan, "") for one in numbers)
    graph = Graph(BARS, "", "", ("a", "b"), (Series("x", drawn, "#000000"),), "")
    low, high = reach(graph)
    assert (low, high) == pytest.approx(axis)
    assert number_format(step_of(high - low)) == form


def test_the_tornado_begins_where_the_inputs_are_as_written():
    # a difference of -12 s as written, of -20 s and 4 s at the ends of an input
    rows = [{"baseline": "today", "alternative": "other_1", "measure": "wait_mean_s", "kind": kind,
             "input": "the.large.one", "setting": setting, "value": value,
             "flips": "worse" if kind == "high" else None, "n": 5, "method": "made"}
            for kind, setting, value in (("low", "1", -8.0), ("high", "9", 16.0), ("mu_star", "", 20.0),
                                         ("sigma", "", 1.0))]  # fmt: skip
    deck = Presentation(BytesIO(deck_bytes(result(sensitivity=rows))))
    slide = next(one for one in deck.slides if "hangs on" in one.shapes.title.text_frame.text)
    chart = next(one.chart for one in slide.shapes if one.has_chart)
    assert [list(one.values) for one in chart.plots[0].series] == [pytest.approx([-20]), pytest.approx([4])]
    assert chart.value_axis.crosses_at == pytest.approx(-12)
    table = next(one.table for one in slide.shapes if one.has_table)
    assert [cell.text for cell in table.rows[1].cells] == ["the.large.one", "1", "9", "yes"]


def test_every_chart_table_and_picture_is_described():
    for slide in opened().slides:
        for shape in graphics(slide):
            assert shape._element.find(".//" + qn("p:cNvPr")).get("descr")


def test_every_slide_has_title_number_and_notes():
    deck = opened()
    for place, slide in enumerate(deck.slides, 1):
        assert slide.shapes.title.text_frame.text
        fields = slide.shapes._spTree.findall(".//" + qn("a:fld"))
        assert [(one.get("type"), one.find(qn("a:t")).text) for one in fields] == [("slidenum", str(place))]
        assert slide.notes_slide.notes_text_frame.text.startswith(slide.shapes.title.text_frame.text[:20])


def test_no_empty_placeholder_is_left_and_no_identity_is_used_twice():
    for slide in opened().slides:
        identities = [one.get("id") for one in slide.shapes._spTree.iter(qn("p:cNvPr"))]
        assert len(identities) == len(set(identities))
        for shape in slide.placeholders:
            assert shape.text_frame.text


def test_everything_that_is_referred_to_is_there():
    with zipfile.ZipFile(BytesIO(deck_bytes(result()))) as deck:
        names = set(deck.namelist())
        assert len(names) == len(deck.namelist())
        for name in names:
            if re.fullmatch(r"ppt/(slides|charts)/[^/]+\.xml", name):
                folder, _, file = name.rpartition("/")
                used = set(re.findall(rb'r:(?:id|embed|link)="([^"]+)"', deck.read(name)))
                rels = deck.read(f"{folder}/_rels/{file}.rels").decode()
                found = dict(re.findall(r'Id="([^"]+)"[^>]*?Target="([^"]+)"', rels)) | {
                    one: target for target, one in re.findall(r'Target="([^"]+)"[^>]*?Id="([^"]+)"', rels)
                }
                assert {one.decode() for one in used} <= set(found)
                for target in found.values():
                    parts = f"{folder}/{target}".split("/")
                    while ".." in parts:
                        at = parts.index("..")
                        del parts[at - 1 : at + 1]
                    assert "/".join(parts).lstrip("/") in names


def test_pictures_have_a_sharp_form_beside_them():
    with zipfile.ZipFile(BytesIO(deck_bytes(result()))) as deck:
        kinds = sorted(name.rpartition(".")[2] for name in deck.namelist() if name.startswith("ppt/media"))
        assert kinds == ["png", "svg"]
        assert any(b"svgBlip" in deck.read(name) for name in deck.namelist() if "slides/slide" in name)


def test_the_same_result_gives_the_same_bytes():
    assert deck_bytes(result()) == deck_bytes(result())


@pytest.mark.parametrize("shape", [
    PLAIN,
    Shape(alternatives=5, teams=12, titles=TITLES, segments=("北京企业客户", "privatkunder på Ærø", "små")),
    Shape(alternatives=1, titles=TITLES[3:5], difference=0), Shape(alternatives=0, replications=1),
])  # fmt: skip
def test_nothing_leaves_the_slide_or_lies_over_another(shape):
    deck = opened(shape)
    for number, slide in enumerate(deck.slides, 1):
        boxes = [(one.name, one.left, one.top, one.left + one.width, one.top + one.height)
                 for one in slide.shapes if one.name != "Slide number"]  # fmt: skip
        for name, left, top, right, bottom in boxes:
            assert left >= 0, (number, name)
            assert top >= 0, (number, name)
            assert right <= deck.slide_width, (number, name)
            assert bottom <= deck.slide_height, (number, name)
        for one, other in combinations(boxes, 2):
            apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
            assert apart, (number, one, other)


def foreign(tmp_path, *, layouts: str):
    """A template as organisations have them: 4 to 3, its own fonts, places and slides, in another order."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(10), Inches(7.5)
    for shape in deck.slide_master.placeholders:
        shape.left = shape.left + Inches(0.3)
    for number, layout in enumerate(list(deck.slide_layouts)):
        layout.name = f"Layout {number}"
        layout._element.attrib.pop("type", None)
        if layouts == "none with a title":
            for shape in list(layout.placeholders):
                shape._element.getparent().remove(shape._element)
        if layouts == "all with a body" and number > 1:
            deck.slide_layouts.remove(layout)
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.add_textbox(0, 0, EMU, EMU).text_frame.text = "Our own example"
    file = tmp_path / "own.pptx"
    deck.save(file)
    return file


@pytest.mark.parametrize("layouts", ["one with only a title", "all with a body", "none with a title"])
def test_a_foreign_template_gives_readable_slides_and_loses_its_own(tmp_path, layouts):
    deck = opened(Shape(), foreign(tmp_path, layouts=layouts))
    assert (deck.slide_width, deck.slide_height) == (Inches(10), Inches(7.5))
    assert len(deck.slides) == len(slides_of(result()))
    for slide, said in zip(deck.slides, slides_of(result()), strict=True):
        assert (slide.shapes.title is not None) == (layouts != "none with a title")
        for shape in slide.placeholders:
            assert shape.text_frame.text
        assert any(said.title[:10] in text for text in texts(slide))
        assert not any("Our own example" in text for text in texts(slide))
        for shape in slide.shapes:
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
        title = next(shape for shape in slide.shapes if said.title[:10] in shape.text_frame.text)
        assert title.top + title.height < deck.slide_height / 3


@pytest.mark.parametrize(("name", "content", "said"), [
    ("own.potx", b"", "is a .potx template"),
    ("broken.pptx", b"PK not at all", "is no presentation that can be opened"),
    ("absent.pptx", None, "there is no such file"),
])  # fmt: skip
def test_a_template_that_cannot_be_used_is_refused(tmp_path, name, content, said):
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(WrongUse, match=said):
        deck_bytes(result(), file)


def test_a_deck_appears_whole_or_not_at_all(tmp_path):
    with pytest.raises(WrongUse, match=r"a deck is a \.pptx file"):
        write_deck(result(), tmp_path / "deck.ppt")
    with pytest.raises(WrongUse):
        write_deck(result(), tmp_path / "deck.pptx", tmp_path / "absent.pptx")
    assert list(tmp_path.iterdir()) == []
    write_deck(result(), tmp_path / "deck.pptx")
    assert [one.name for one in tmp_path.iterdir()] == ["deck.pptx"]


def test_a_long_basis_is_shortened_and_stands_in_full_in_the_notes():
    made = result()
    model = "Model fitted to a survey of our own (assumed where few answered) " * 12
    long = replace(made, scenarios=tuple(replace(one, experience=model) for one in made.scenarios))
    slide = Presentation(BytesIO(deck_bytes(long))).slides[4]
    foot = next(text for text in texts(slide) if text.startswith("5 replications"))
    assert foot.endswith(CUT)
    assert len(foot) < len(model)
    assert model.strip()[-30:] in slide.notes_slide.notes_text_frame.text
