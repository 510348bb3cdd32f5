"""Charts, slides and page of a search for staffing show the numbers of its tables, with joint intervals."""

from __future__ import annotations

import json
from dataclasses import replace
from math import isnan
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import sim
from sim.errors import RunFailed, WrongUse
from sim.report.charts.content import Chart
from sim.report.charts.optimised.gallery import optimised_gallery
from sim.report.deck.content import Graph, Grid, Slide
from sim.report.deck.native import reach
from sim.report.deck.optimised import optimised_slides
from sim.report.language import LANGUAGES, speaking
from sim.report.optimised.terminal import optimised_text
from sim.report.page.assembly import page_html
from sim.sweeps.staffing.goals import Verdict
from sim.sweeps.staffing.result import OptimiseResult
from sim.sweeps.staffing.storage import outcome_text

from .staffed import FURTHER, GOALS, LONG, staffed


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> OptimiseResult:
    """Two teams: six and seven are needed, and today has four and four."""
    return staffed(tmp_path_factory.mktemp("two") / "it")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> OptimiseResult:
    """Five teams, two of them with long names, four goals; ten staffings."""
    teams = (LONG, f"{LONG[:-1]}x", "desk", "billing", "second_line")
    return staffed(tmp_path_factory.mktemp("large") / "it", teams, GOALS + FURTHER, levels="7..8")


@pytest.fixture(scope="module")
def none(tmp_path_factory: pytest.TempPathFactory) -> OptimiseResult:
    """More is asked for than the dearest staffing gives."""
    return staffed(tmp_path_factory.mktemp("none") / "it", goals=GOALS.replace("79", "99"))


def charts(result: OptimiseResult) -> dict[str, Chart]:
    return {one.name: one for one in optimised_gallery(result).charts}


def slides(result: OptimiseResult) -> dict[str, Slide]:
    return {one.part: one for one in optimised_slides(result)}


def rows(result: OptimiseResult, table: str, **wanted: Any) -> list[dict[str, Any]]:
    return [row for row in result.tables[table].to_pylist()
            if all(row[name] == value for name, value in wanted.items())]  # fmt: skip


def test_a_search_comes_back_from_its_folder_as_it_was(result: OptimiseResult, none: OptimiseResult) -> None:
    for one in (result, none):
        assert one.folder is not None
        json.loads((one.folder / "outcome.json").read_text(), parse_constant=pytest.fail)   # NaN is no JSON
        again = sim.load_optimised(one.folder)
        assert outcome_text(again) == outcome_text(one)
        assert again.tables == one.tables
        assert again.today.standings == one.today.standings
        assert repr(charts(again)) == repr(charts(one))


def test_what_is_no_search_or_is_damaged_is_not_loaded(result: OptimiseResult, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="no folder of a finished search for staffing"):
        sim.load_optimised(tmp_path)
    assert result.folder is not None
    for file in result.folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    outcome = json.loads((tmp_path / "outcome.json").read_text())
    (tmp_path / "outcome.json").write_text(json.dumps({**outcome, "plan": "none"}))
    with pytest.raises(RunFailed, match="is damaged"):
        sim.load_optimised(tmp_path)


def test_the_answer_stands_beside_today_and_one_step_less(result: OptimiseResult) -> None:
    content = charts(result)["answer"].content
    names = ["The answer", "Today's staffing", "One step less: teams.desk.scheduled 5",
             "One step less: teams.billing.scheduled 6"]  # fmt: skip
    assert [name.partition(": teams")[0] for name, _ in content.rows[:2]] == names[:2]
    assert [name for name, _ in content.rows[2:]] == names[2:]
    assert [verdict for _, verdict in content.rows] == ["holds", "fails", "fails", "fails"]
    cost, service, abandoned = content.columns
    assert [mark.number.value for mark in cost.marks] == [15600, 9600, 14400, 14400]
    assert (isnan(cost.bound), service.bound, service.at_least, abandoned.at_least) == (True, 79, True, False)
    [tightest] = rows(result, "verification", shown=0, goal="service_level", group="hour=15")
    assert service.marks[0].about == "15:00 to 16:00"
    assert service.marks[0].number.low == pytest.approx(100 * tightest["low"])
    assert service.marks[2].verdict is Verdict.FAILS


def test_a_goal_by_hour_has_the_joint_intervals_and_what_is_asked(result: OptimiseResult) -> None:
    content = charts(result)["hours-service_level"].content
    assert content.places == tuple(range(8, 16))
    assert (content.bound, content.asked) == (79, "asked for: at least 79.0 %")
    shown = rows(result, "verification", shown=0, goal="service_level")
    highs = [100 * row["high"] for row in shown]
    assert [one.high for one in content.lines[0].numbers] == pytest.approx(highs)
    assert "Bonferroni" in shown[0]["method"]
    last = max(row["shown"] for row in rows(result, "verification"))   # today's
    today = [100 * row["value"] for row in rows(result, "verification", shown=last, goal="service_level")]
    assert [one.value for one in content.lines[1].numbers] == pytest.approx(today)


def test_hours_of_the_week_stand_on_their_day(large: OptimiseResult) -> None:
    content = charts(large)["hours-by_week_hour"].content
    assert content.places[:9] == (8, 9, 10, 11, 12, 13, 14, 15, 32)
    assert content.labels[8] == "Tue 08:00 to 09:00"


def test_the_search_shows_every_staffing_and_marks_the_best(result: OptimiseResult) -> None:
    """On the frontier stands who leaves more room than all that cost as little."""
    spots = charts(result)["search"].content.spots
    tried = rows(result, "candidates")
    assert len(spots) == len(tried) == result.searched.tried
    seen = {(one.cost, one.room) for one in spots}
    unbeaten = {(cost, room) for cost, room in seen
                if not any(less <= cost and more >= room
                           for less, more in seen - {(cost, room)})}  # fmt: skip
    assert {(one.cost, one.room) for one in spots if one.best} == unbeaten
    assert all(one.keeps == (one.room >= 0) for one in spots)
    [chosen] = [one for one in spots if one.chosen]
    assert (chosen.cost, chosen.keeps, chosen.best) == (15600, True, True)
    cheaper = sum(row["budget_per_week"] < 15600 for row in tried)
    title = charts(result)["search"].heading.title
    assert title == f"{cheaper} cheaper staffings were tried, and none was shown to keep all goals"


def test_staffings_that_are_all_far_away_are_not_all_at_the_edge(none: OptimiseResult) -> None:
    content = charts(none)["search"].content
    assert not any(one.keeps or one.chosen for one in content.spots)
    assert any(abs(one.room) < content.edge for one in content.spots)


def test_the_roster_has_the_people_on_shift(result: OptimiseResult) -> None:
    content = charts(result)["roster"].content
    desk, billing = content.teams
    assert desk.offered == (0.0,) * 8 + (6.0,) * 8 + (0.0,) * 8
    assert desk.today == (0.0,) * 8 + (4.0,) * 8 + (0.0,) * 8
    assert max(billing.offered) == 7
    hours = 5 * 8 * (2 + 3)
    assert charts(result)["roster"].heading.title == (
        f"2 of 2 teams change: {hours} hours a week more on shift than today")


def test_days_that_differ_are_shown_as_a_week(result: OptimiseResult) -> None:
    table = result.tables["staffing"].to_pylist()
    next(row for row in table if row["hour"] == 10)["scheduled"] = 3.0   # on Monday alone
    weekly = replace(result, tables={**result.tables, "staffing": pa.Table.from_pylist(table)})
    assert len(charts(weekly)["roster"].content.teams[0].offered) == 168


def test_without_an_answer_what_came_nearest_is_shown_as_such(none: OptimiseResult) -> None:
    made = charts(none)
    assert made["answer"].heading.title == "No staffing within the ranges was shown to keep all goals"
    [(name, verdict)] = made["answer"].content.rows
    assert (name, verdict) == ("The nearest: teams.desk.scheduled 9, teams.billing.scheduled 9", "fails")
    assert "steps" not in slides(none)


def test_slides_have_the_findings_as_titles_and_native_tables_and_charts(result: OptimiseResult) -> None:
    made = slides(result)
    assert list(made) == ["question", "answer", "steps", "hours", "search", "roster", "method"]
    assert made["answer"].title == ("The cheapest staffing shown to keep all goals costs 15,600 EUR a week, "
                                    "6,000 EUR more than today's, which does not")  # fmt: skip
    [grid] = made["answer"].exhibits
    assert isinstance(grid, Grid)
    assert [row[-1] for row in grid.rows] == ["all goals", "holds", "fails", "fails", "fails"]
    assert made["steps"].title == "Each of the 2 cheaper steps fails"
    [course] = made["hours"].exhibits
    assert isinstance(course, Graph)
    assert [one.name for one in course.series] == ["The answer", "Today's staffing",
                                                   "asked for: at least 79.0 %"]  # fmt: skip
    assert course.categories[0] == "08:00"
    steps = made["steps"].exhibits[0]
    assert isinstance(steps, Graph)
    low, high = reach(steps)
    assert 0 < low < min(one.low for one in steps.series[0].numbers)
    assert high > steps.middle == 79


def test_where_a_cheaper_step_holds_as_well_nothing_is_called_the_cheapest(result: OptimiseResult) -> None:
    first, *others = result.neighbours.items()
    assert first[1] is not None
    held = replace(result, neighbours=dict([(first[0], replace(first[1], verdict=Verdict.HOLDS)), *others]))
    assert slides(held)["steps"].title == "Of 2 cheaper steps one is shown to hold as well"
    assert slides(held)["answer"].title == ("A staffing shown to keep all goals costs 15,600 EUR a week; one "
                                            "step less is shown to keep them, too")  # fmt: skip
    assert "cheapest staffing" not in optimised_text(held)


def test_many_settings_have_a_slide_and_many_goals_several_pictures(large: OptimiseResult) -> None:
    made = slides(large)
    assert made["staffing"].title == "5 of 5 settings are others than today's"
    assert len(charts(large)["answer"].content.columns) == 4
    assert len(charts(large)["answer-2"].content.columns) == 2
    assert charts(large)["answer-2"].content.columns[1].bound == 20


def test_everything_is_drawn_and_said_in_every_language(large: OptimiseResult, tmp_path: Path) -> None:
    for language in LANGUAGES:
        made = sim.draw_charts(large, tmp_path / language, ("svg",), language=language)
        assert sorted(file.stem for file in made.files) == sorted(charts(large))
        sim.write_deck(large, tmp_path / f"{language}.pptx", language=language)
        with speaking(language):
            page = page_html(large)
        assert f'<html lang="{language}">' in page
        assert page.count("data:image/svg+xml") == len(made.files)


def test_the_page_holds_the_answer_and_every_staffing_tried(result: OptimiseResult) -> None:
    page = page_html(result)
    assert page == page_html(result)
    assert "The staffing: teams.desk.scheduled 6, teams.billing.scheduled 7." in page
    assert page.count("<tr>") == 1 + result.searched.tried
    assert "Today&#x27;s staffing fails (Answered within 20 s, 15:00 to 16:00: 60.7 %" in page
