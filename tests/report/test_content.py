"""What charts show, apart from any font: values, intervals, words, what is left out and why."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pyarrow as pa
import pytest

from sim.report.charts.gallery import gallery
from sim.report.charts.maps.process_map import time_in_words
from sim.report.findings.sample import sample_of
from tests.report.made import Shape, result


def content(kind, made):
    """The record of the one chart of a kind."""
    found = gallery(made, [kind])
    assert not found.absent
    return found.charts[0].content


def test_differences_are_drawn_in_the_unit_of_their_axis():
    # hard journeys: a fifth of 150 of 1,000 less, half-width 5 % of 150.
    shown = {panel.measure: panel for panel in content("differences", result()).panels}
    hard = shown["ces_hard"].rows[0]
    assert hard.drawn.value == pytest.approx(-30)
    assert (hard.drawn.low, hard.drawn.high) == pytest.approx((-37.5, -22.5))
    assert hard.drawn.text == "30 of 1,000 less (22 to 38)"
    assert hard.verdict == "better"
    assert shown["ces_hard"].better == "lower"
    assert shown["wait_mean_s"].matters == 15
    assert shown["wait_mean_s"].unit == "seconds"


def test_a_difference_that_cannot_be_told_is_not_drawn_as_a_better_one():
    shown = content("differences", result(Shape(difference=-0.01)))
    assert {row.verdict for panel in shown.panels for row in panel.rows} == {"cannot be told"}
    assert shown.heading.title == (
        "Other 1: no difference in wait, handoffs, ease or cost that can be told and matters"
    )


def test_many_alternatives_are_counted_in_the_title():
    # differences of 4, 8, 12, 16 and 20 % of the base against half-widths of 5 %
    shown = content("differences", result(Shape(alternatives=5)))
    assert shown.heading.title == (
        "Number of hard journeys: better with 4 of 5 alternatives, cannot be told for 1"
    )


def test_the_subtitle_names_sample_and_intervals():
    shown = content("waiting", result(Shape(replications=20)))
    assert shown.heading.subtitle.endswith("20 replications of 4 weeks; same customers; 95 % intervals")
    assert content("waiting", result(Shape(replications=1))).heading.subtitle.endswith("no intervals")


def test_scores_are_said_to_rest_on_an_assumed_model():
    assert "scores predicted by the default experience model (its weights are assumed)" in " ".join(
        content("ease", result()).heading.notes
    )
    assert "predicted" not in " ".join(content("waiting", result()).heading.notes)


def waits(counts):
    """Rows of two replications of each kind of wait, from counts by (replication, upper)."""
    return [
        {"scenario": "today", "replication": replication, "quantity": quantity, "unit": "s", "group": "all",
         "upper": upper, "count": count}
        for quantity in ("wait_s", "answer_wait_s", "abandoned_wait_s")
        for (replication, upper), count in counts.items()
    ]  # fmt: skip


def test_the_share_that_waited_longer_pools_the_replications():
    # 60 of 100 beyond 0 s in one replication, 20 of 300 in the other: 80 of 400 together.
    counts = {(0, 0.0): 40, (0, 10.0): 30, (0, None): 30, (1, 0.0): 280, (1, 10.0): 15, (1, None): 5}
    made = result(Shape(alternatives=0, replications=2), distributions=waits(counts))
    journeys = content("waiting", made).panels[1]
    assert [(at, share.value) for at, share in journeys.curves[0].points] == [
        (0.0, pytest.approx(20.0)), (10.0, pytest.approx(8.75)),
    ]  # fmt: skip


def test_the_target_is_marked_on_contacts_only():
    contacts, journeys = content("waiting", result()).panels
    assert contacts.target_s == 20
    assert journeys.target_s != journeys.target_s


def test_three_and_more_handoffs_share_a_class():
    counts = {0.0: 50, 1.0: 25, 2.0: 10, 3.0: 8, 4.0: 4, 5.0: 2, None: 1}
    rows = [{"scenario": "today", "replication": replication, "quantity": "handoffs", "unit": "",
             "group": "all", "upper": upper, "count": count}
            for replication in range(2) for upper, count in counts.items()]  # fmt: skip
    made = result(Shape(alternatives=0, replications=2), distributions=rows)
    assert [one.value for one in content("handoffs", made).rows[0].shares] == pytest.approx([50, 25, 10, 15])


def test_the_seven_answers_add_up_and_come_with_mean_and_hard_journeys():
    rows = content("ease", result()).rows
    assert [row.group for row in rows] == ["all", "all", "segment=business", "segment=business",
                                          "segment=consumer", "segment=consumer"]  # fmt: skip
    assert all(sum(row.shares) == pytest.approx(100) for row in rows)
    assert rows[0].mean == "5.20 (4.94 to 5.46)"
    assert rows[0].hard == "150 (142 to 158)"


def test_winners_and_losers_are_shown_by_segment():
    shown = content("winners", result())
    assert [row.group for row in shown.rows] == ["all", "segment=business", "segment=consumer"]
    assert shown.columns == (("Wait", "by 15 s or more"), ("Handoffs", "by any amount"),
                             ("Ease (CES 2.0)", "by 0.10 or more"))  # fmt: skip
    assert shown.rows[0].better[0].value == pytest.approx(30)
    assert shown.rows[0].worse[0].value == pytest.approx(10)
    assert (shown.rows[0].lucky[0], shown.rows[0].unlucky[0]) == pytest.approx((8, 7))
    assert shown.heading.title == "With Other 1, 30.0 % find it easier and 10.0 % find it harder"


def test_a_chart_that_needs_a_comparison_says_so():
    found = gallery(result(Shape(alternatives=0)))
    assert "one scenario" in found.absent["differences"]
    assert "one scenario" in found.absent["winners"]


def test_charts_without_events_are_absent_and_say_why():
    made = result(Shape(alternatives=0), distributions=[])
    assert set(gallery(made, ["waiting", "handoffs", "ease"]).absent) == {"waiting", "handoffs", "ease"}


def test_charts_read_the_tables_alone():
    made = result()
    again = replace(made, folder=None, from_disk=True)
    once, twice = ([repr(one.content) for one in gallery(read).charts] for read in (made, again))
    assert once == twice


def test_the_bars_of_why_begin_where_the_last_one_ended_and_add_up():
    bars = content("why", result()).bars
    assert [bar.name for bar in bars[:3]] == ["Waiting", "Matters left unresolved", "Time in the menu"]
    for above, bar in pairwise(bars[:-1]):
        assert bar.begins == pytest.approx(above.begins + above.drawn.value)
    last = bars[-2]
    assert last.name == "4 others"
    assert last.begins + last.drawn.value == pytest.approx(bars[-1].drawn.value)
    assert bars[-1].total
    assert bars[-1].begins == 0


def test_why_is_not_drawn_where_nothing_differs():
    assert "there is none" in gallery(result(Shape(difference=0.0)), ["why"]).absent["why"]


def test_the_funnel_counts_drop_outs_where_they_happen():
    stages = {stage.name: stage for stage in content("funnel", result()).stages}
    assert list(stages) == ["browse", "ask", "pay", "pick and pack the parcel", "post"]
    assert stages["browse"].reached == 1000
    assert stages["ask"].dropped == pytest.approx((50, 45))
    assert stages["post"].dropped == pytest.approx((10, 10))
    assert stages["pay"].reached == 950


def test_staffing_is_the_mean_week_of_each_team():
    first = content("staffing", result()).teams[0]
    tuesday_nine = 48 + 18
    assert first.scheduled[tuesday_nine] == 4
    assert first.busy[tuesday_nine] == 3
    assert first.scheduled[5 * 48 + 18] == 0
    assert content("staffing", result()).heading.title == (
        "Today: the busiest team is team 0, at work 75 % of the hours scheduled"
    )


def test_the_frontier_holds_what_nothing_beats_both_ways():
    # Alternatives are cheaper and have fewer hard journeys, one after the other: the last beats them all.
    points = content("price", result(Shape(alternatives=3))).points
    assert [point.frontier for point in points] == [False, False, False, True]
    assert points[0].hard.value == pytest.approx(150)
    assert (points[0].cost.low, points[0].cost.high) == pytest.approx((47_500, 52_500))


@pytest.mark.parametrize(("shape", "title"), [
    (Shape(alternatives=3), "None is both cheaper and easier than Other 3"),
    (Shape(alternatives=2, difference=0.0),
     "None is both cheaper and easier than Today, Other 1 and Other 2"),
])  # fmt: skip
def test_the_price_of_several_is_told_by_who_is_on_the_frontier(shape, title):
    assert content("price", result(shape)).heading.title == title


def test_the_price_of_one_that_differs_in_nothing_is_no_bargain():
    title = content("price", result(Shape(difference=0.0))).heading.title
    assert title == "None is both cheaper and easier than Today and Other 1"


def test_where_the_cheaper_is_always_the_harder_the_title_says_so():
    made = result(Shape(alternatives=2))
    rows = made.tables.estimates.to_pylist()
    for row in rows:
        if row["measure"] == "cost_per_week":   # the opposite order of what is easy
            row["value"] = 100_000.0 - row["value"]
    title = content("price", result(Shape(alternatives=2), estimates=rows)).heading.title
    assert title == "What costs less has more hard journeys, in all 3 scenarios"


@pytest.mark.parametrize(("weeks", "said"), [
    (4.0, "5 replications of 4 weeks"), (1.0, "5 replications of 1 week"), (1 / 7, "5 replications of 1 day"),
    (2.5, "5 replications of 2.5 weeks"), (1.5 / 7, "5 replications of 1.5 days"),
])  # fmt: skip
def test_a_window_of_less_than_a_week_is_told_in_days(weeks, said):
    made = result()
    notes = tuple(replace(note, measured_weeks=weeks) for note in made.scenarios)
    assert sample_of(replace(made, scenarios=notes)).split(";")[0] == said


def test_the_map_puts_steps_channels_teams_and_work_into_their_lanes():
    shown = content("process_map", result())
    lanes = {place.key[1]: place.lane for place in shown.places}
    assert lanes["order.ask"] == lanes["order.return.post.chase"] == "Customer"
    assert lanes["phone"] == lanes["menu"] == "Channels"
    assert lanes["team_0"] == "Teams"
    assert lanes["order.pick_and_pack_the_parcel"] == "Back office"
    assert {place.key[1] for place in shown.places if place.ends} == {"order.done", "order.lost_sale",
                                                                      "order.given_up"}  # fmt: skip
    arrows = {(link.source[1], link.target[1]): link for link in shown.links}
    assert arrows["order.browse", "order.pay"].count == 800
    assert arrows["order.ask", "phone"].count == 150
    assert arrows["menu", "team_0"].count == 75
    assert arrows["order.return.post", "order.return.post.chase"].aside


@pytest.mark.parametrize(("replications", "counted"), [(20, "visits a batch of cases"), (1, "visits")])
def test_the_map_of_a_log_claims_no_wait_that_it_cannot_know(replications, counted):
    made = result(Shape(replications=replications, alternatives=0))
    still = replace(made.tables, flows=pa.Table.from_pylist(
        [{**row, "wait_s": 0.0} for row in made.tables.flows.to_pylist()], schema=made.tables.flows.schema,
    ))  # fmt: skip
    simulated = content("process_map", replace(made, tables=still)).heading
    assert (simulated.title, "visits a replication;" in simulated.subtitle) == ("Today: nobody waits", True)
    notes = tuple(replace(note, recorded=True) for note in made.scenarios)
    logged = content("process_map", replace(made, tables=still, scenarios=notes)).heading
    assert logged.title == "Today: the log tells of no wait"
    assert f"what moved from where to where, {counted};" in logged.subtitle


def test_the_map_says_how_many_arrows_are_too_thin():
    # 10 of 950 chase, of which the thinnest arrow that is drawn is a five-hundredth: all are drawn.
    assert not any("too thin" in note for note in content("process_map", result()).heading.notes)


def test_steps_stand_in_the_order_in_which_journeys_come_to_them():
    across = {place.key[1]: place.across for place in content("process_map", result()).places}
    assert across["order.browse"] < across["order.ask"] <= across["order.pay"]
    assert across["order.pay"] < across["order.return.post"] < across["order.done"]


def test_the_journey_map_sets_each_touchpoint_beside_the_journey():
    shown = content("journey_map", result())
    assert [stage.name for stage in shown.stages] == ["electronic_mail", "phone"]
    assert [one.value for one in shown.lines[0].satisfied] == pytest.approx([80, 90])
    assert shown.lines[0].journey.value == pytest.approx(50)
    assert shown.stages[1].accepted_wait_s == 180
    assert shown.stages[1].expected == ("wait of 3 min accepted, best 30 s: missed by 30.0 %",)
    assert shown.heading.title == (
        "Today: every touchpoint satisfies 80 % or more (electronic mail the fewest), but only 50 % are "
        "satisfied with the whole journey"
    )


def test_touchpoints_are_ranked_by_importance_times_gap_and_name_who_must_act():
    shown = content("touchpoints", result())
    assert [(point.name, point.responsible) for point in shown.points] == [
        ("phone wait", "Head of service"), ("electronic mail wait", ""),
    ]  # fmt: skip
    assert shown.points[0].gap.value == pytest.approx(30)
    assert shown.points[0].importance.value == pytest.approx(60)
    assert shown.heading.title == (
        "Today: the largest gap that counts is phone wait: Head of service must act"
    )


def test_convergence_pools_the_first_replications():
    rows = [{"scenario": name, "replication": n, "measure": "wait_mean_s", "group": "all",
             "value": above / 10, "numerator": above, "denominator": 10.0}
            for name, values in (("today", (100, 200, 600)), ("other_1", (90, 170, 100)))
            for n, above in enumerate(map(float, values))]  # fmt: skip
    panel = content("convergence", result(Shape(replications=3), measures=rows)).panels[0]
    # (260 - 300) / 20, then (360 - 900) / 30
    assert [one.value for one in panel.courses[0].steps] == pytest.approx([-2, -18])
    assert panel.matters == 15


def test_convergence_of_two_replications_is_not_drawn():
    found = gallery(result(Shape(replications=2)), ["convergence"])
    assert "three replications" in found.absent["convergence"]


def test_waits_by_the_hour_are_means_of_those_who_join():
    shown = content("wait_by_hour", result())
    week = shown.weeks[0]
    # Half a minute and the hour in seconds, whatever the team; nobody comes at night or at the weekend.
    assert week.waits[1][9] == pytest.approx(39)
    assert week.waits[1][7] != week.waits[1][7]
    assert week.waits[5][9] != week.waits[5][9]
    assert shown.hours == tuple(range(8, 17))
    assert shown.heading.title == "Today: customers wait longest on Fri from 16:00, 46 s on average"


def test_boxes_of_the_map_have_room_beside_each_other():
    shown = content("process_map", result(Shape(teams=12)))
    assert {place.row for place in shown.places if place.lane == "Teams"} == {0, 1}
    for one, other in combinations(shown.places, 2):
        if (one.lane, one.row) == (other.lane, other.row):
            assert abs(one.across - other.across) > 0.92 / 8.55, f"{one.name} covers {other.name}"


@pytest.mark.parametrize(("seconds", "words"), [
    (0.0, "0 s"), (89.4, "89 s"), (120.0, "2 min"), (5400.0, "1.5 h"), (77_760.0, "22 h"), (604_800.0, "7 d"),
])  # fmt: skip
def test_times_are_told_in_the_unit_that_suits_them(seconds, words):
    assert time_in_words(seconds) == words
