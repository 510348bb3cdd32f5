"""What the slides say, apart from any file: their order, titles, numbers, and what odd results become."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.report.deck.content import BARS, Graph, Grid
from sim.report.deck.making import slides_of
from tests.report.made import LONG, Shape, result

BODY = ["question", "answer", "waiting", "handoffs", "ease", "why", "winners", "cost", "change", "act"]
PLAIN = Shape()


def slides(shape=PLAIN, **rows):
    return {slide.part: slide for slide in reversed(slides_of(result(shape, **rows)))}


def test_the_body_answers_the_questions_of_a_committee_in_their_order_and_the_appendix_follows():
    parts = [slide.part for slide in slides_of(result())]
    assert parts[:10] == BODY
    assert parts[10:12] == ["method", "assumptions"]
    assert not set(parts[12:]) & set(BODY)


def test_titles_state_what_was_found():
    # a fifth less of everything: of a wait of 60 s, of 0.2 handoffs, of 150 hard journeys of 1,000
    found = slides()
    assert found["question"].title == "Is it worth it?"
    assert found["answer"].title == (
        "Other 1: waiting (12.0 s less) and handoffs (0.040 less) are better; ease (1.04 less) is worse "
        "(95 % confidence)"
    )
    assert found["waiting"].title == "Other 1 lowers the mean wait of a journey by 12.0 s: better"
    assert found["ease"].title == "Other 1 lowers the number of hard journeys by 30 of 1,000: better"
    assert found["act"].title == "Head of service must act first: phone wait is the most pressing"


def test_tables_hold_the_values_their_half_widths_and_verdicts():
    grid = slides()["waiting"].exhibits[1]
    assert isinstance(grid, Grid)
    assert grid.rows[1] == ("Today", "60.0 \N{PLUS-MINUS SIGN}3.0", *["60.0 \N{PLUS-MINUS SIGN}3.0"] * 2)
    assert grid.rows[2][1] == "48.0 \N{PLUS-MINUS SIGN}3.0\n-12.0 \N{PLUS-MINUS SIGN}3.0: better"


def test_what_was_not_tried_is_said_as_it_is():
    """Numbers that are marked as assumed could be moved; where none is, that is said."""
    made = result()
    marked = {"scenarios": [{"name": "today", "scenario": {"assumed": {"a.b": {"low": 1, "high": 2}}}}]}
    none = "No input is marked as assumed, so none was moved."
    untried = "The assumed numbers were not moved one by one; --what-matters does that."
    for manifest, said in ((made.manifest, none), (marked, untried)):
        found = {slide.part: slide for slide in slides_of(replace(made, manifest=manifest))}
        assert found["change"].points[0] == said


@pytest.mark.parametrize(("week", "price", "told"), [
    ((-500.0, -600.0, -400.0), (-1000.0, -1500.0, -500.0), "nothing"),       # avoided, and cheaper
    ((500.0, 400.0, 600.0), (1000.0, 500.0, 1500.0), "1.0 EUR (0.5 to 1.5)"),   # avoided, for money
    ((500.0, -100.0, 1100.0), (1000.0, -500.0, 1500.0), "cannot be told"),
])
def test_what_each_hard_journey_avoided_costs_is_nothing_where_it_saves(week, price, told):
    found = {"cost_per_week": week, "hard_journeys_per_week": (30.0, 20.0, 40.0),
             "cost_per_1000_hard_avoided": price}  # fmt: skip
    rows = [{"alternative": "other_1", "quantity": quantity, "n": 20,
             **dict(zip(("value", "low", "high"), numbers, strict=True))}
            for quantity, numbers in found.items()]  # fmt: skip
    grid = next(one for one in slides(worth=rows)["cost"].exhibits if isinstance(one, Grid))
    column = grid.rows[0].index("Each one avoided costs")
    assert grid.rows[2][column] == told


def test_what_drives_ease_adds_up_to_the_difference():
    graph = slides()["why"].exhibits[0]
    numbers = [one.value for one in graph.series[0].numbers]
    assert sum(numbers[:-1]) == pytest.approx(numbers[-1])
    assert graph.categories[-2:] == ("All others", "Difference in ease")


def test_losers_stand_on_the_other_side_of_zero():
    worse, better = slides()["winners"].exhibits[0].series
    assert [one.value for one in worse.numbers] == pytest.approx([-10, -10, -10])
    assert (worse.numbers[0].low, worse.numbers[0].high) == pytest.approx((-11, -9))
    assert [one.value for one in better.numbers] == pytest.approx([30, 30, 30])


def test_notes_define_the_measure_and_hold_every_number_with_its_interval():
    notes = "\n".join(slides()["waiting"].notes)
    assert "Mean wait a journey: seconds waited by phone and chat" in notes
    assert "Other 1: mean wait of a journey, 12.0 s less (9.0 to 15.0): better" in notes
    assert "segment business: Other 1: mean wait" in notes
    assert "(simulated)" in notes
    assert "(predicted, follows from the assumptions of the default" in "\n".join(slides()["ease"].notes)


def test_predicted_numbers_are_marked_on_the_slide_itself():
    assert "follow from the assumptions" in slides()["ease"].basis
    assert "predicted" not in slides()["waiting"].basis


def test_nothing_differs():
    found = slides(Shape(difference=0))
    assert found["answer"].title == "Other 1: waiting, handoffs and ease are the same (95 % confidence)"
    assert found["waiting"].exhibits[1].rows[2][1].endswith("\nthe same")
    assert [slide.part for slide in slides_of(result(Shape(difference=0)))][:10] == BODY


def test_one_scenario_has_no_slides_about_differences():
    parts = [slide.part for slide in slides_of(result(Shape(alternatives=0)))]
    assert parts[:7] == ["question", "answer", "waiting", "handoffs", "ease", "cost", "act"]


def test_one_replication_is_not_called_sure():
    found = slides(Shape(replications=1))
    assert found["answer"].title.endswith("(one replication, so not sure at all)")
    assert "no intervals" in found["waiting"].basis


def test_many_warnings_are_told_in_the_notes():
    slide = slides(Shape(teams=12))["question"]
    told = [point for point in slide.points if point.startswith("Mind: ")]
    assert len(told) == 4
    warned = [note for note in slide.notes if note.startswith("Mind: ")]
    assert slide.points[-1] == f"To mind, too: {len(warned) - 4} more warnings, in the notes."


def test_nobody_in_both_and_no_handoff_leave_sentences_and_tables():
    found = slides(changes=[], distributions=[])
    assert found["winners"].title == "Who gains and who loses cannot be told: no customer is in both"
    assert [type(one) for one in found["handoffs"].exhibits] == [Grid]


def test_without_expectations_nobody_is_said_to_have_to_act():
    made = result()
    bare = tuple(type(note)(**{**{f: getattr(note, f) for f in note.__slots__}, "expectations": ()})
                 for note in made.scenarios)  # fmt: skip
    from dataclasses import replace

    act = next(one for one in slides_of(replace(made, scenarios=bare)) if one.part == "act")
    assert act.title.startswith("Who must act is not said")
    assert act.points


def test_five_alternatives_of_long_names_are_told_in_tables():
    titles = ("Today", *(f"{LONG} {n}" for n in range(5)))
    found = slides(Shape(alternatives=5, titles=titles))
    assert len(found["answer"].exhibits[0].rows) == 7
    assert found["answer"].title.startswith("Ease of a journey")
    assert isinstance(found["why"].exhibits[0], Graph)
    assert found["why"].exhibits[0].kind == BARS


def test_assumptions_come_with_range_source_and_scenario():
    from dataclasses import replace

    guess = {"low": "70 %", "high": "95 %", "source": "assumed"}
    documents = [{"name": name, "scenario": {"assumed": {"ivr.right_team.rest": guess}}} for name in
                 ("today", "other_1")]  # fmt: skip
    documents[1]["scenario"]["assumed"] = {**documents[1]["scenario"]["assumed"], "teams.x.absent": guess}
    made = replace(result(), manifest={"scenarios": documents})
    slide = next(one for one in slides_of(made) if one.part == "assumptions")
    assert slide.title == "2 inputs are assumed, the others count as measured"
    assert slide.exhibits[0].rows[1:] == (
        ("ivr.right_team.rest", "70 %", "95 %", "assumed", "all"),
        ("teams.x.absent", "70 %", "95 %", "assumed", "Other 1"),
    )
