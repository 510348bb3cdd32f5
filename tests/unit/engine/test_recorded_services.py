"""Services that take what a file says: the first of each arrival, and no other; worked by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.engine import replicate
from sim.plan.compile import compile_plan
from sim.records.columns import Kind
from sim.report.explanation.explain import explained
from sim.scenario import read

SECOND = 1_000_000
CALLS = "at,took\n2026-02-02 00:00:00,40\n2026-02-02 00:00:10,\n2026-02-02 00:00:20,60\n"
DESK = """
run: {warm_up: 0 s, measure: 1 d, follow_up: 1 d, arrivals: stop}
teams: {desk: {scheduled: 1, hours: always, handles: {question: {}}}}
reasons: {question: {takes: 100 s}}
demand: {calls: {contact: question, recorded: {file: calls.csv, moment: at, takes: {column: took, unit: s}}}}
"""


def talks(folder: Path, *settings: str, calls: str = CALLS) -> list[tuple[int, int]]:
    """When each talk began and how long it took, seconds; of the desk with some settings."""
    (folder / "calls.csv").write_text(calls, encoding="utf-8")
    (folder / "desk.yaml").write_text(DESK, encoding="utf-8")
    legs = replicate(compile_plan(read(folder / "desk.yaml", list(settings))), 0).legs
    human = legs["kind"] == Kind.HUMAN
    both = legs["started"][human] // SECOND, (legs["ended"] - legs["started"])[human] // SECOND
    return sorted(zip(*(column.tolist() for column in both), strict=True))


def test_a_service_takes_what_the_file_says_and_is_drawn_where_it_says_nothing(tmp_path: Path) -> None:
    assert talks(tmp_path) == [(0, 40), (40, 100), (140, 60)]
    assert talks(tmp_path, "demand.calls.recorded.takes=remove") == [(0, 100), (100, 100), (200, 100)]


def test_cells_may_say_their_own_unit(tmp_path: Path) -> None:
    calls = "at,took\n2026-02-02,1.5 min\n"
    assert talks(tmp_path, "demand.calls.recorded.takes.unit=remove", calls=calls) == [(0, 90)]


def test_explain_says_so(tmp_path: Path) -> None:
    talks(tmp_path)
    said = " ".join(explained(read(tmp_path / "desk.yaml")).split())
    assert "in every repetition; the first service of each takes what column took says" in said


def test_who_is_slower_takes_as_much_longer(tmp_path: Path) -> None:
    found = talks(tmp_path, "teams.desk.handles.question.time_factor=2")
    assert found == [(0, 80), (80, 200), (280, 120)]


ONE = "at,took\n2026-02-02,40\n"
AGAIN = "after={again: {on: unresolved, go: again, delay: 10 s, max: 1%s}}"


@pytest.mark.parametrize(("work", "second"), [("", 100), (", work: same", 40), (", work: rest", 0)])
def test_a_second_service_is_drawn_unless_it_does_the_same_work_again(
    work: str, second: int, tmp_path: Path
) -> None:
    """`same` begins the recorded work anew, and of the `rest` nothing was left."""
    found = talks(tmp_path, "reasons.question.resolves=0 %", AGAIN % work, calls=ONE)
    assert found == [(0, 40), (50, second)]


def test_resampled_days_bring_their_own_services(tmp_path: Path) -> None:
    """Every Monday of the record took so long as its number; two Mondays are simulated."""
    calls = "at,took\n" + "".join(f"2026-02-{2 + day:02} 08:00,{10 + day}\n" for day in range(14))
    settings = ("demand.calls.recorded.days=resampled", "run.measure=2 w")
    found = talks(tmp_path, *settings, calls=calls)
    assert len(found) == 14
    for day, (_, took) in enumerate(found):
        assert (took - 10) % 7 == day % 7


def test_a_step_that_a_row_leads_to_is_another_matter_and_its_service_is_drawn(tmp_path: Path) -> None:
    settings = (
        "reasons={other: {takes: 70 s}}",
        "teams.desk.handles={other: {}}",
        "reasons.question.resolves=0 %",
        "processes={more: {start: ask, steps: {ask: {contact: other, next: done}, done: {end: done}}}}",
        "demand={later: {rate: 0/h, process: more}}",
        "after={on: {on: unresolved, where: {reason: question}, go: {step: ask}}}",
    )
    assert talks(tmp_path, *settings, calls=ONE) == [(0, 40), (40, 70)]
