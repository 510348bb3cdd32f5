"""The ways of a process map's arrows: from box to box, around all others, whatever the map."""

from __future__ import annotations

import numpy as np
import pytest

from sim.report.charts.gallery import gallery
from sim.report.charts.maps.map_layout import BOX_IN, TALL_IN, laid_out, least_height_in
from tests.report.made import LONG, Shape, result

SHAPES = [Shape(), Shape(teams=12, titles=(LONG, LONG)), Shape(alternatives=0, segments=("all",))]
TRACE_IN = 0.01


def layout(shape):
    """The map of the base, as wide as a slide."""
    shown = gallery(result(shape), ["process_map"]).charts[0].content
    return laid_out(shown.places, shown.links, (9.5, least_height_in(shown.places)))


def along(way):
    """Points on the curves of a way, by Bernstein's polynomials."""
    part = np.linspace(0, 1, 50)[:, None]
    points = np.array(way)
    return np.concatenate([
        (1 - part) ** 3 * a + 3 * part * (1 - part) ** 2 * b + 3 * part**2 * (1 - part) * c + part**3 * d
        for a, b, c, d in (points[start : start + 4] for start in range(0, len(points) - 1, 3))
    ])  # fmt: skip


def depth(points, centre):
    """How far each point lies inside a box; negative outside."""
    return np.min(np.array([BOX_IN / 2, TALL_IN / 2]) - np.abs(points - np.array(centre)), axis=1)


@pytest.mark.parametrize("shape", SHAPES)
def test_no_arrow_runs_through_a_box_that_it_does_not_mean(shape):
    found = layout(shape)
    for arrow in found.arrows:
        for key, centre in found.centres.items():
            if key not in (arrow.link.source, arrow.link.target):
                assert depth(along(arrow.way), centre).max() < TRACE_IN, f"{arrow.link} through {key}"


@pytest.mark.parametrize("shape", SHAPES)
def test_arrows_run_from_edge_to_edge_of_their_boxes(shape):
    found = layout(shape)
    assert found.arrows
    for arrow in found.arrows:
        ends = np.array([arrow.way[0], arrow.way[-1]])
        assert abs(depth(ends[:1], found.centres[arrow.link.source])[0]) < 2 * TRACE_IN
        assert abs(depth(ends[1:], found.centres[arrow.link.target])[0]) < 2 * TRACE_IN


def test_a_layout_says_nothing_by_itself(capfd):
    # Graphviz complains where boxes touch, and its fonts where names are to be measured.
    layout(Shape(teams=12))
    assert capfd.readouterr() == ("", "")
