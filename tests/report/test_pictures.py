"""Pictures hold together: no text beyond the edge, no two texts over each other, the same bytes twice."""

from __future__ import annotations

from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from sim.report.charts.files import missing_font, write_charts
from sim.report.charts.gallery import KINDS, gallery
from sim.report.charts.style import styled
from sim.report.language import speaking
from tests.report.made import LONG, Shape, result

SHAPES = {
    "one alternative": Shape(),
    "five long names": Shape(alternatives=5, titles=tuple(f"{n} {LONG}"[:60] for n in range(6)), teams=12),
    "nothing differs": Shape(difference=0.0),
    "one scenario": Shape(alternatives=0, segments=("all",)),
    "one replication": Shape(replications=1),
    "other letters": Shape(titles=("Ældre kø på $5 & <b>", "客户经理负责企业客户的订单与支持并主动联系他们")),
}
TOLERANCE_PX = 1.5


def texts(figure):
    """Every text that is seen, with its place in pixels."""
    FigureCanvasAgg(figure).draw()
    found = list(figure.texts)
    for axes in figure.axes:
        if axes.get_visible():
            found += [*axes.texts, axes.title]
            for axis in (axes.xaxis, axes.yaxis):
                if axis.get_visible():
                    found += [axis.label, *drawn_ticks(axis), axis.get_offset_text()]
    seen = [text for text in found if text.get_visible() and text.get_text().strip()]
    return [(text.get_text(), text.get_window_extent()) for text in seen]


def drawn_ticks(axis):
    """Labels of the ticks within the axis; matplotlib keeps some beyond it, which it does not draw."""
    low, high = sorted(axis.get_view_interval())
    slack = 1e-9 * (high - low)
    return [tick.label1 for tick in axis.get_major_ticks() if low - slack <= tick.get_loc() <= high + slack]


def meets(one, other):
    """Whether two boxes share more than a trace."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    up = min(one.y1, other.y1) - max(one.y0, other.y0)
    return across > TOLERANCE_PX and up > TOLERANCE_PX


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_cut_or_covers_another(shape, kind):
    hold_together(shape, kind)


@pytest.mark.parametrize("language", ["da", "sv", "zh"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_cut_or_covers_another_in_other_languages(language, kind):
    with speaking(language):
        hold_together(Shape(alternatives=3, teams=5), kind)


def hold_together(shape, kind):
    """All texts of the charts of a kind lie within the picture, and apart from each other."""
    for chart in gallery(result(shape), [kind]).charts:
        figure = chart.figure()
        with styled():
            seen = texts(figure)
        edge = figure.bbox
        for words, box in seen:
            inside = edge.x0 <= box.x0 and box.x1 <= edge.x1 and edge.y0 <= box.y0 and box.y1 <= edge.y1
            assert inside, f"{chart.name}: {words!r} is cut"
        for (words, box), (others, other) in combinations(seen, 2):
            assert not meets(box, other), f"{chart.name}: {words!r} and {others!r} overlap"


def test_the_same_result_gives_the_same_bytes(tmp_path):
    charts = gallery(result(), ["waiting"]).charts
    once, twice = (write_charts(charts, tmp_path / name, ("png", "svg", "pdf")) for name in ("a", "b"))
    assert [file.read_bytes() for file in once] == [file.read_bytes() for file in twice]
    assert b"202" not in once[2].read_bytes()[:400]


def test_letters_that_no_font_has_are_named_with_a_font_to_install(tmp_path):
    made = result(Shape(titles=("Æblegrød", "Desk \N{EGYPTIAN HIEROGLYPH A001}")))
    charts = gallery(made, ["waiting"]).charts
    write_charts(charts, tmp_path / "charts", ("png",))
    told = missing_font(charts)
    assert told.startswith("no font here draws \N{EGYPTIAN HIEROGLYPH A001}: they appear as empty boxes.")
    assert "fonts-noto-cjk" in told


def test_letters_that_are_drawn_are_not_complained_of():
    assert missing_font(gallery(result(Shape(titles=("Ældre kø på øen",))), ["waiting"]).charts) == ""
