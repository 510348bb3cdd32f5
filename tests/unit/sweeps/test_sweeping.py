"""A sweep from end to end: the same tables for any cut and engine, nothing run twice, failures told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import sim
from sim.sweeps.design.naming import Names
from sim.sweeps.design.reading import read_sweep
from sim.sweeps.execution.choices import Choices, Where
from sim.sweeps.execution.work import Experiment
from sim.sweeps.result import SweepResult
from sim.sweeps.status import pilot_seconds, status_of
from sim.sweeps.sweeping import run_sweep

from .small import DESK, SWEEP, Reckoned, written


def swept(path: Path, experiment: Experiment | None = None, **choices: Any) -> SweepResult:
    choices = {"where": Where("serial"), "out": path.parent / "out", **choices}
    return run_sweep(read_sweep(path), Choices(**choices), lambda _: None, experiment)


def tables(result: SweepResult) -> dict[str, bytes]:
    assert result.folder is not None
    return {path.name: path.read_bytes() for path in result.folder.iterdir() if path.name != "run.json"}


def test_any_engine_gives_the_same_bytes(tmp_path: Path) -> None:
    path = written(tmp_path)
    serial = swept(path, out=tmp_path / "serial")
    local = swept(path, out=tmp_path / "local", where=Where("local", 2))
    assert tables(serial) == tables(local)
    assert (serial.asked, serial.failed, serial.computed) == (6, 0, 18)


def test_a_point_is_what_a_run_of_its_scenario_is(tmp_path: Path) -> None:
    points = swept(written(tmp_path)).points.to_pylist()
    single = sim.load(tmp_path / "desk.yaml", sets=["teams.desk.scheduled=3", "demand.calls.rate=50/h"])
    estimates = sim.simulate(single, replications=3).tables.estimates.to_pylist()
    for measure in ("wait_mean_s", "occupancy"):
        [ours] = [row for row in points if (row["point"], row["measure"]) == (5, measure)]
        [theirs] = [row for row in estimates if (row["measure"], row["group"]) == (measure, "all")]
        for column in ("value", "low", "high", "n", "method"):
            assert ours[column] == theirs[column]
        assert ours["teams.desk.scheduled"] == 3
        assert ours["demand.calls.rate (/h)"] == 50


def test_a_quantile_of_a_point_is_that_of_a_run_to_the_bit(tmp_path: Path) -> None:
    measures = ("wait_p50_s", "wait_p95_s", "journey_hours_p50")
    sweep = SWEEP.replace("[wait_mean_s, occupancy]", f"[{', '.join(measures)}]") + "groups: [all, segment]\n"
    result = swept(written(tmp_path, sweep))
    single = sim.load(tmp_path / "desk.yaml", sets=["teams.desk.scheduled=1", "demand.calls.rate=50/h"])
    estimates = sim.simulate(single, replications=3).tables.estimates.to_pylist()
    for measure in measures:
        for group in ("all", "segment=all"):
            [ours] = [row for row in result.points.to_pylist()
                      if (row["point"], row["measure"], row["group"]) == (1, measure, group)]  # fmt: skip
            [theirs] = [row for row in estimates if (row["measure"], row["group"]) == (measure, group)]
            for column in ("value", "low", "high", "n", "method"):
                assert ours[column] == theirs[column], (measure, group, column)
    assert {row["measure"] for row in result.from_reference.to_pylist()} == set(measures)
    two = swept(tmp_path / "sweep.yaml", out=tmp_path / "two", where=Where("local", 2))
    assert tables(result) == tables(two)


def test_what_is_finished_is_never_run_again(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert swept(path).computed == 18
    assert swept(path).computed == 0
    longer = written(tmp_path, SWEEP.replace("replications: 3", "replications: 5"))
    assert swept(longer).computed == 12
    fewer = swept(written(tmp_path, SWEEP.replace("replications: 3", "replications: 1")))
    assert (fewer.computed, fewer.failed, set(fewer.points["n"].to_pylist())) == (0, 0, {1})
    wider = written(tmp_path, SWEEP.replace("1..3", "[2, 3, 4]").replace("base", "title: Wider\nbase"))
    assert swept(wider).computed == 6
    assert swept(path := written(tmp_path)).computed == 0
    (tmp_path / "desk.yaml").write_text(DESK.replace("title: An", "title: Another"))
    assert swept(path).computed == 0
    (tmp_path / "desk.yaml").write_text(DESK.replace("replications: 4", "replications: 9"))
    assert swept(path).computed == 0
    (tmp_path / "desk.yaml").write_text(DESK.replace("2 min", "3 min"))
    assert swept(path).computed == 18


@pytest.mark.parametrize(
    "change",
    [("replications: 3", "replications: 3\nseed: 6"), ("occupancy]", "asa_s]"),
     ("replications: 3", "replications: 3\ngroups: [all, hour]")],
)  # fmt: skip
def test_other_content_has_another_name(tmp_path: Path, change: tuple[str, str]) -> None:
    def key() -> str:
        return Names(read_sweep(path)).key(0, (("teams.desk.scheduled", 1),))

    path = written(tmp_path)
    before = key()
    written(tmp_path, SWEEP.replace(*change))
    assert key() != before
    written(tmp_path, SWEEP)
    assert key() == before


def test_a_point_that_is_drawn_twice_is_run_once(tmp_path: Path) -> None:
    sweep = SWEEP.replace("[30/h, 50/h]", "[30/h]") + "design: {latin_hypercube: 12}\n"
    result = swept(written(tmp_path, sweep), Reckoned())
    assert (result.asked, result.computed) == (12, 9)
    assert result.progress.finished == result.progress.total == 36
    assert result.points.num_rows == 12


def test_failed_points_are_told_and_tried_again_when_asked(tmp_path: Path) -> None:
    path = written(tmp_path)
    first = swept(path, Reckoned(refuses=2))
    assert (first.asked, first.failed, first.computed) == (6, 2, 18)
    assert [(row["point"], row["first"], row["count"]) for row in first.failures.to_pylist()] == [
        (2, 0, 3), (3, 0, 3),
    ]  # fmt: skip
    assert {row["error"] for row in first.failures.to_pylist()} == {"2 is not for me"}
    assert sorted(set(first.points["point"].to_pylist())) == [0, 1, 4, 5]
    again = swept(path, Reckoned())
    assert (again.computed, again.failed) == (0, 2)
    retried = swept(path, Reckoned(), retry_failed=True)
    assert (retried.computed, retried.failed) == (6, 0)
    assert tables(retried) == tables(swept(path, Reckoned(), out=tmp_path / "undisturbed"))


def test_the_best_points_are_known(tmp_path: Path) -> None:
    best = swept(written(tmp_path), Reckoned()).progress.best
    found = [(one.point, round(one.estimate.value, 3)) for one in best]
    assert found == [(4, 34.333), (5, 34.333), (2, 51.0)]


def test_a_sweep_that_was_stopped_says_how_far_it_is_and_goes_on(tmp_path: Path) -> None:
    path = written(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        swept(path, Reckoned(stops_at=3))
    status = status_of(read_sweep(path), tmp_path / "out")
    assert (status.progress.total, status.damaged) == (18, 0)
    assert 0 < status.progress.finished <= 12
    assert swept(path, Reckoned()).computed == 18 - status.progress.finished


def test_nothing_is_kept_where_nothing_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path)
    monkeypatch.chdir(tmp_path)
    result = sim.sweep(path, on="serial")
    assert result.folder is None
    assert result.points.num_rows == 12
    assert sorted(one.name for one in tmp_path.iterdir()) == ["desk.yaml", "sweep.yaml"]


def test_a_level_is_averaged_over_the_rest_of_the_grid(tmp_path: Path) -> None:
    sweep = SWEEP.replace("[30/h, 50/h]", "{times: [1, 2]}")
    rows = swept(written(tmp_path, sweep), Reckoned(busy=True)).response.to_pylist()
    found = {(row["factor"], row["setting"]): round(row["value"], 6) for row in rows}
    # 100 calls at once over the desks, times the calls, and 0, 1 or 2 for the replication
    assert found == {
        ("teams.desk.scheduled", "1"): (100 + 200) / 2 + 1,
        ("teams.desk.scheduled", "2"): (50 + 100) / 2 + 1,
        ("teams.desk.scheduled", "3"): 51.0,
        ("demand.calls.rate", "x 1"): round((100 + 50 + 100 / 3) / 3 + 1, 6),
        ("demand.calls.rate", "x 2"): round((200 + 100 + 200 / 3) / 3 + 1, 6),
    }
    assert {row["n"] for row in rows} == {3}


def test_alternatives_are_compared_at_every_point(tmp_path: Path) -> None:
    slower = "extends: desk.yaml\nchange: {reasons.question.takes.exponential: 3 min}\n"
    path = written(tmp_path, SWEEP + "alternatives: [slower.yaml]\n", slower=slower)
    rows = swept(path).differences.to_pylist()
    pair = [sim.load(tmp_path / name, sets=["teams.desk.scheduled=2", "demand.calls.rate=50/h"])
            for name in ("desk.yaml", "slower.yaml")]
    comparison = sim.compare(*pair, replications=3).tables.comparison.to_pylist()
    [theirs] = [row for row in comparison if (row["measure"], row["group"]) == ("occupancy", "all")]
    [ours] = [row for row in rows if (row["point"], row["measure"]) == (3, "occupancy")]
    assert (ours["scenario"], ours["baseline"]) == ("slower", "desk")
    assert [ours[name] for name in ("value", "low", "high")] == [
        theirs[name] for name in ("difference", "low", "high")
    ]
    assert len(rows) == 12


def test_a_pilot_takes_its_time_and_stores_nothing(tmp_path: Path) -> None:
    assert 0 < pilot_seconds(read_sweep(written(tmp_path))) < 60
    assert not (tmp_path / "out").exists()


def test_hours_of_the_week_are_kept_where_they_are_asked_for(tmp_path: Path) -> None:
    """The half hour begins at midnight of a Wednesday."""
    sweep = SWEEP.replace("[wait_mean_s, occupancy]", "[asa_s]\ngroups: [week_hour]")
    path = written(tmp_path, sweep)
    (tmp_path / "desk.yaml").write_text(DESK.replace("run: {", "run: {starts: 2026-03-04, "))
    rows = swept(path).points.to_pylist()
    assert len({row["group"] for row in rows}) == 168
    assert {row["group"] for row in rows if row["value"] is not None} == {"week_hour=wed 0"}


def test_groups_are_kept_by_name_or_by_dimension(tmp_path: Path) -> None:
    sweep = SWEEP.replace("[wait_mean_s, occupancy]", "[asa_s]\ngroups: [hour, team=desk]")
    groups = set(swept(written(tmp_path, sweep)).points["group"].to_pylist())
    assert "hour=0" in groups
    assert "all" not in groups
