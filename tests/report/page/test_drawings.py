"""What the page draws of the gallery: the charts' own content and layout, and all its words known."""

from __future__ import annotations

import re
from importlib.resources import files

import numpy as np
import pytest

from sim.report.charts.gallery import gallery
from sim.report.charts.maps.map_layout import BOX_IN, TALL_IN
from sim.report.page.drawings import KINDS, drawings_of, plain
from sim.report.page.sections import SECTIONS
from sim.report.page.words import SCRIPT, words
from sim.report.reading import Findings
from tests.report.made import Shape, result


@pytest.fixture(scope="module")
def made():
    return result(Shape(alternatives=2, teams=12))


@pytest.fixture(scope="module")
def drawings(made):
    return drawings_of(Findings(made))


def of_kind(drawings, kind):
    return [one for one in drawings if one["kind"] == kind]


def script():
    """All of the page's script."""
    parts = files("sim.report.page") / "parts"
    return "\n".join(one.read_text("utf-8") for one in parts.iterdir() if one.name.endswith(".js"))


def test_every_chart_has_its_drawing_and_its_words(made, drawings):
    charts = gallery(made, KINDS).charts
    assert [(one["kind"], one["title"], one["subtitle"], one["notes"]) for one in drawings] == [
        (one.kind, one.heading.title, one.heading.subtitle, " ".join(one.heading.notes)) for one in charts
    ]
    assert {"price", "touchpoints", "journey_map", "process_map", "funnel", "staffing", "wait_by_hour",
            "convergence"} == {one["kind"] for one in drawings}  # fmt: skip


def test_numbers_are_the_charts(made, drawings):
    (price,) = of_kind(drawings, "price")
    points = gallery(made, ["price"]).charts[0].content.points
    found = [(one["cost"]["value"], one["hard"]["low"]) for one in price["content"]["points"]]
    assert np.array(found) == pytest.approx(np.array([(one.cost.value, one.hard.low) for one in points]))
    (week, *_) = of_kind(drawings, "staffing")
    teams = gallery(made, ["staffing"]).charts[0].content.teams
    assert week["content"]["teams"][3]["busy"] == pytest.approx(teams[3].busy, rel=0.005)


def test_what_is_not_known_is_null():
    assert plain((float("nan"), float("inf"), 1.23456789, "a", None)) == [None, None, 1.23457, "a", None]


def test_each_drawing_says_which_scenario_it_is_about(drawings):
    assert [(one["of"], one["about"]) for one in of_kind(drawings, "process_map")] == [
        (0, "Today"), (1, "Other 1"), (2, "Other 2"),
    ]  # fmt: skip
    assert of_kind(drawings, "price")[0]["of"] is None


class Prefixed(Shape):
    """Scenarios of which one is named like the beginning of another."""

    names = property(lambda _: ["today", "other", "other-busier"])


def test_a_scenario_whose_name_begins_another_name_is_told_from_it():
    found = of_kind(drawings_of(Findings(result(Prefixed(alternatives=2)))), "process_map")
    assert [one["of"] for one in found] == [0, 1, 2]


def moved(alternative, measure, kind, value):
    return {"baseline": "today", "alternative": alternative, "measure": measure, "input": "a.share",
            "kind": kind, "setting": kind, "value": value, "n": 5, "method": "made", "flips": ""}


def test_a_tornado_is_of_an_alternative_and_a_measure():
    rows = [moved("other_1", measure, kind, value) for measure in ("wait_mean_s", "ces_mean")
            for kind, value in (("low", -1.0), ("high", 2.0))]  # fmt: skip
    found = of_kind(drawings_of(Findings(result(sensitivity=rows))), "tornado")
    assert [(one["of"], one["about"]) for one in found] == [
        (1, "Other 1: Mean wait a journey"), (1, "Other 1: Ease (CES 1-7, 7 is easy)"),
    ]  # fmt: skip
    assert found[0]["content"]["bars"][0]["ends"] == [-13, -10]   # 60 s less 12, moved by -1 and 2


def test_boxes_stand_in_their_lanes_and_do_not_touch(drawings):
    content = of_kind(drawings, "process_map")[0]["content"]
    lanes = {lane["name"]: lane for lane in content["lanes"]}
    assert [lane["name"] for lane in content["lanes"] if lane["hidden"]] == ["Back office"]
    for box in content["boxes"]:
        lane = lanes[box["said"].partition(",")[0]]
        assert lane["top"] < box["y"] - box["tall"] / 2 < box["y"] + box["tall"] / 2 < lane["foot"]
        others = [one for one in content["boxes"] if one is not box]
        assert all(abs(one["x"] - box["x"]) >= box["wide"] or abs(one["y"] - box["y"]) >= box["tall"]
                   for one in others)  # fmt: skip


def test_arrows_go_from_the_edge_of_one_box_to_the_edge_of_another(drawings):
    content = of_kind(drawings, "process_map")[0]["content"]
    named = {box["said"].partition(", ")[2].partition(":")[0]: box for box in content["boxes"]}
    assert len(content["arrows"]) > 20
    for arrow in content["arrows"]:
        begins, ends = (map(float, re.findall(r"[\d.]+", arrow[path])[:2]) for path in ("line", "head"))
        source, target = re.fullmatch(r"(.+) \N{RIGHTWARDS ARROW} (.+): .*", arrow["said"]).groups()
        for (x, y), name in ((begins, source), (ends, target)):
            box = named[name]
            far = max(abs(x - box["x"]) - box["wide"] / 2, abs(y - box["y"]) - box["tall"] / 2)
            assert abs(far) < 6, arrow["said"]
    assert (box["wide"], box["tall"]) == pytest.approx((107 * BOX_IN, 107 * TALL_IN), abs=0.1)


def test_a_journey_map_names_its_touchpoints_as_the_chart_does(drawings):
    (one,) = of_kind(drawings, "journey_map")
    assert [stage["name"] for stage in one["content"]["stages"]] == ["electronic mail", "phone"]


def test_every_message_of_the_script_is_known_and_none_is_left_over():
    said = re.findall(r'say\("((?:[^"\\]|\\.)*)"', script())
    assert len(said) == len(re.findall(r"\bsay\(", script())) - 1   # less the function itself
    spelt = {re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), one) for one in said}
    assert spelt == set(SCRIPT)


def test_every_section_and_kind_of_chart_is_drawn_by_the_script():
    drawn = dict(re.findall(r"^const (FURTHER|SECTIONS|DRAWN) = [\[{](.*?)[\]}];$", script(),
                            re.MULTILINE | re.DOTALL))  # fmt: skip
    assert set(re.findall(r'"(\w+)"', drawn["FURTHER"])) == set(words()["kinds"])
    assert set(re.findall(r"^  (\w+): ", drawn["SECTIONS"], re.MULTILINE)) - {"answer"} == {
        one.name for one in SECTIONS
    }
    assert set(re.findall(r"^  (\w+): ", drawn["DRAWN"], re.MULTILINE)) == set(KINDS)
