"""Charts, slides and page of a sweep show the numbers of its tables, with their intervals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sim.report.charts.content import Chart
from sim.report.charts.sweeps.curves import apart
from sim.report.charts.sweeps.gallery import sweep_gallery
from sim.report.charts.sweeps.responses import some_levels
from sim.report.deck.content import Graph, Grid
from sim.report.deck.sweeps import sweep_slides
from sim.report.page.assembly import page_html
from sim.report.sweeps.reading import Swept
from sim.sweeps.result import SweepResult

from .swept import ALONE, DRAWN, GRID, ONE, SENSITIVE, Formula, swept


def charts(result: SweepResult) -> dict[str, Chart]:
    return {one.name: one for one in sweep_gallery(Swept(result)).charts}


def row(result: SweepResult, **wanted: Any) -> dict[str, Any]:
    every = result.points.to_pylist()
    rows = [one for one in every if all(one[name] == value for name, value in wanted.items())]
    assert len(rows) == 1
    found: dict[str, Any] = rows[0]
    return found


def test_curves_have_the_values_and_intervals_of_the_table(tmp_path: Path) -> None:
    result = swept(tmp_path)
    content = charts(result)["curves-wait_mean_s"].content
    panel = content.panels[0]
    assert (panel.factor, panel.positions, panel.written) == ("teams.desk.scheduled", (1, 2, 3, 4, 5, 6), 2)
    assert [line.name for line in panel.lines] == ["An hour at a desk", "Another hour at a desk"]
    third = row(result, scenario="desk", point=7, measure="wait_mean_s")   # 3 desks, 40/h
    assert (panel.lines[0].numbers[2].value, panel.lines[0].numbers[2].low) == (third["value"], third["low"])


def test_without_alternatives_lines_are_the_levels_of_another_factor(tmp_path: Path) -> None:
    panel = charts(swept(tmp_path, ALONE))["curves-wait_mean_s"].content.panels[0]
    assert panel.by == "demand.calls.rate"
    assert [line.name for line in panel.lines] == ["30/h", "40/h", "50/h"]
    assert panel.lines[2].numbers[0].value == pytest.approx(75)   # 60 x 50/40 at one desk


def test_a_heat_map_hatches_what_cannot_be_told_and_colours_who_is_better(tmp_path: Path) -> None:
    content = charts(swept(tmp_path, formula=Formula(aside=5.0)))["heat-wait_mean_s"].content
    assert (content.across, content.up) == ("teams.desk.scheduled", "demand.calls.rate")
    assert content.reference == (1, 1)
    sides = [[cell.side for cell in cells] for cells in content.maps[1].cells]
    assert sides == [[-1] * 6, [0] * 6, [1] * 6]
    noisy = charts(swept(tmp_path / "noisy", formula=Formula(own_luck=400.0)))["heat-wait_mean_s"].content
    assert not all(cell.told for cells in noisy.maps[0].cells for cell in cells)
    assert noisy.maps[0].cells[1][1].told   # the point as written itself


def test_the_frontier_is_numbered_from_the_cheapest(tmp_path: Path) -> None:
    marks = charts(swept(tmp_path))["frontier"].content.marks
    assert len(marks) == 12   # six desks in two scenarios, at the calls as written
    assert sorted(one.number for one in marks if one.number) == [1, 2, 3, 4, 5, 6]
    assert next(one for one in marks if one.number == 1).cost.value == 1000


def test_one_at_a_time_shows_paired_differences(tmp_path: Path) -> None:
    content = charts(swept(tmp_path, ONE))["one_at_a_time-desk-wait_mean_s"].content
    assert content.factors == ("teams.desk.scheduled", "demand.calls.rate")
    first, last = content.columns[0].bars[0].levels[0], content.columns[0].bars[0].levels[-1]
    assert (first.value, last.value) == (pytest.approx(30), pytest.approx(-20))   # 60 and 10 beside 30 s
    assert content.columns[0].written == "30.0 s"


def test_a_good_model_leads_from_point_to_point_and_stands_beside_what_was_simulated(tmp_path: Path) -> None:
    result = swept(tmp_path, DRAWN)
    found = charts(result)
    smooth = found["curves-wait_mean_s"].content.panels[1].lines[0].smooth   # along the calls
    assert len(smooth) > 10
    assert smooth[-1][1] > smooth[0][1]
    table = {(one["measure"], one["point"]): one for one in result.foretold.to_pylist()}
    panel = found["fit"].content.panels[0]
    kept = [point for measure, point in table if measure == "wait_mean_s"]
    assert [foretold for _, foretold in panel.scenarios[0].pairs] == pytest.approx(
        [table["wait_mean_s", point]["foretold"] for point in kept]
    )


def test_indices_and_their_noise_are_in_per_cent(tmp_path: Path) -> None:
    result = swept(tmp_path, SENSITIVE)
    content = charts(result)["indices-desk-wait_mean_s"].content
    table = {(one["measure"], one["factor"], one["kind"]): one for one in result.indices.to_pylist()}
    for place, factor in enumerate(content.factors):
        assert content.columns[0].total[place].value == 100 * table["wait_mean_s", factor, "total"]["value"]


@pytest.mark.parametrize(("sweep", "kinds"), [
    (GRID, {"curves", "heat", "frontier", "fit"}), (ONE, {"curves", "frontier", "one_at_a_time"}),
    (DRAWN, {"curves", "fit"}), (SENSITIVE, {"indices"}),
])  # fmt: skip
def test_what_can_be_drawn_is_drawn_and_the_rest_is_told(tmp_path: Path, sweep: str, kinds: set[str]) -> None:
    found = sweep_gallery(Swept(swept(tmp_path, sweep, Formula(own_luck=1.0))))
    assert {one.kind for one in found.charts} == kinds
    assert kinds.isdisjoint(found.absent)
    for one in {chart.kind: chart for chart in found.charts}.values():
        assert one.figure().axes   # warnings are errors


def test_slides_answer_first_and_draw_natively(tmp_path: Path) -> None:
    slides = sweep_slides(Swept(swept(tmp_path)))
    assert [one.part for one in slides][:4] == ["question", "answer", "curves", "curves"]
    best = slides[1].exhibits[0]
    assert isinstance(best, Grid)
    assert best.rows[1][0] == "An hour at a desk, teams.desk.scheduled 6"
    assert all(isinstance(one, Graph) for one in slides[2].exhibits)
    assert {"heat", "frontier"} <= {one.part for one in slides}


def test_the_page_has_every_point_and_every_chart(tmp_path: Path) -> None:
    result = swept(tmp_path, ALONE)
    page = page_html(result)
    assert page.count("<img ") == len(charts(result))
    assert page.count("<tr>") == 1 + 18
    assert "down from 60.0 s to 10.0 s" in page
    assert page == page_html(result)


def test_names_of_lines_stay_apart_and_inside() -> None:
    assert apart([0.0, 0.05, 2.0], 0.2, 2.0) == [0.0, 0.2, 2.0]
    assert apart([1.9, 2.0], 0.2, 2.0) == [1.8, 2.0]


@pytest.mark.parametrize(("asked", "levels"), [((4, 1, 5), [0, 1, 2, 3]), ((11, 3, 5), [0, 3, 7, 10])])
def test_of_many_levels_ends_and_own_are_shown(asked: tuple[int, int, int], levels: list[int]) -> None:
    assert some_levels(*asked) == levels


def test_a_graph_of_counts_which_have_no_unit_is_drawn(tmp_path: Path) -> None:
    from pptx import Presentation

    from sim.report.deck.native import draw_graph

    slides = sweep_slides(Swept(swept(tmp_path)))
    graph = next(one for slide in slides for one in slide.exhibits if isinstance(one, Graph))
    deck = Presentation()
    page = deck.slides.add_slide(deck.slide_layouts[6])
    shape = draw_graph(page.shapes, replace(graph, unit=""), (0, 0, 9_000_000, 5_000_000), 1.0)
    assert not shape.chart.value_axis.has_title
