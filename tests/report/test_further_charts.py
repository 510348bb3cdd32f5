"""Charts of what is given from outside or tried besides: recorded figures, other inputs."""

from __future__ import annotations

import pytest

from sim.errors import WrongInput
from sim.report.charts.gallery import gallery
from sim.report.charts.recorded import read_recorded
from tests.report.made import Shape, result


@pytest.fixture
def table(tmp_path):
    """Writes a table of recorded figures."""

    def written(text):
        file = tmp_path / "record.csv"
        file.write_text(text, encoding="utf-8")
        return file

    return written


def test_recorded_figures_stand_beside_the_simulated_ones(table):
    file = table("measure,group,value,low,high\nwait_mean_s,all,50,,\nces_hard,,0.149,0.14,0.16\n")
    chart = gallery(result(Shape(alternatives=0)), ["recorded"], read_recorded(file)).charts[0]
    wait, hard = chart.content.rows
    # 60 s (57 to 63) simulated against 50 s: a fifth more, and not met; 150 of 1,000 against 149 is.
    assert (wait.simulated.value, wait.simulated.low) == pytest.approx((120, 114))
    assert (wait.agrees, hard.agrees) == (False, True)
    assert wait.recorded.text == "50.0 s"
    assert chart.heading.title == "Today: 1 of 2 recorded figures are met"
    assert chart.figure().texts


@pytest.mark.parametrize(("text", "message"), [
    ("measure,value\nwait_mean_s,5\n", "1:1: needs a column group; it has measure, value"),
    ("", "1:1: needs a column measure\n{file}:1:1: needs a column group\n{file}:1:1: needs a column value"),
    ("measure,group,value\nwait,all,5\nwait_mean_s,all,fast\n",
     "2:1: measure must be one that `measures` lists, got wait\n"
     "{file}:3:1: value must be a number, got fast"),
    ("measure,group,value\nwait_mean_s,all,nan\n", "2:1: value must be a number, got nan"),
    ("measure,group,value\nwait_mean_s,all,\n", "2:1: value is missing"),
    ("measure,group,value\nwait_mean_s,all,5,6\n", "2:1: has 4 cells under 3 headings"),
    ("measure,group,value,low,high\nwait_mean_s,all,5,6,7\n",
     "2:1: low, value and high must ascend, got 6, 5, 7"),
])  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_line(table, text, message):
    file = table(text)
    with pytest.raises(WrongInput) as refused:
        read_recorded(file)
    assert str(refused.value) == f"{file}:" + message.format(file=file)


def test_without_a_record_there_is_no_such_chart():
    assert "--recorded" in gallery(result(), ["recorded"]).absent["recorded"]


def ends(name, low, high, flips=""):
    """The rows of one input: what its ends add to a difference of -12 s."""
    return [{"baseline": "today", "alternative": "other_1", "measure": "wait_mean_s", "input": name,
             "kind": kind, "setting": setting, "value": value, "n": 5, "method": "made", "flips": flips}
            for kind, setting, value in (("low", "70 %", low), ("high", "95 %", high))]  # fmt: skip


def test_the_tornado_sorts_inputs_by_how_far_they_move_the_answer():
    rows = [*ends("a.small.one", -0.5, 0.5), *ends("the.large.one", -8.0, 16.0, flips="worse")]
    chart = gallery(result(sensitivity=rows), ["tornado"]).charts[0]
    assert [bar.name for bar in chart.content.bars] == ["the.large.one", "a.small.one"]
    assert chart.content.middle == pytest.approx(-12)
    assert chart.content.bars[0].ends == pytest.approx((-20, 4))
    assert chart.heading.title == (
        "Other 1: whether the mean wait of a journey is better hangs on the.large.one"
    )
    assert chart.figure().texts


def test_a_tornado_in_which_nothing_turns_says_so():
    chart = gallery(result(sensitivity=ends("a.b", -1.0, 1.0)), ["tornado"]).charts[0]
    assert chart.heading.title == (
        "Other 1: no assumed input alone turns the answer about the mean wait of a journey"
    )


def test_the_warm_up_shows_each_course_and_when_it_settled():
    rows = [{"scenario": name, "measure": measure, "begins": 86_400.0 * day, "value": min(day, 3) * scale,
             "cut_s": cut * 86_400.0}
            for name, cut in (("today", 3), ("other_1", 2))
            for measure, scale in (("wait_s", 10.0), ("in_queue", 1.0))
            for day in range(10)]  # fmt: skip
    chart = gallery(result(warm_up=rows), ["warm_up"]).charts[0]
    wait, queues = chart.content.panels
    assert wait.title == "the mean wait of a contact"
    assert [one.settled_day for one in wait.courses] == [3, 2]
    assert wait.courses[0].days[:3] == (0, 1, 2)
    assert queues.courses[1].values[:4] == (0, 1, 2, 3)
    assert chart.heading.title.startswith("The mean wait of a contact took longest to settle, 3 days")
    assert chart.figure().texts


def test_no_pilot_no_chart_of_the_warm_up():
    assert "gives its warm-up itself" in gallery(result(), ["warm_up"]).absent["warm_up"]
