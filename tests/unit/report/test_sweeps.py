"""A sweep in plain words: what came out, how far it is, what makes the difference."""

from __future__ import annotations

from pathlib import Path

from sim.cli.sweep_progress import line_of
from sim.report.sweeps.terminal import forecast_text, status_text, sweep_text
from sim.report.sweeps.wording import settings_in_words
from sim.report.wording import duration
from sim.sweeps.design.reading import read_sweep
from sim.sweeps.execution.choices import Choices, Where
from sim.sweeps.execution.work import Experiment
from sim.sweeps.result import SweepResult
from sim.sweeps.status import status_of
from sim.sweeps.sweeping import run_sweep
from tests.unit.sweeps.ishigami import Ishigami
from tests.unit.sweeps.ishigami import sweep as ishigami
from tests.unit.sweeps.small import SWEEP, Reckoned, written


def swept(path: Path, experiment: Experiment) -> SweepResult:
    choices = Choices(Where("serial"), path.parent / "out")
    return run_sweep(read_sweep(path), choices, lambda _: None, experiment)


def test_the_best_points_and_the_failed_ones_are_told(tmp_path: Path) -> None:
    text = sweep_text(swept(written(tmp_path, "title: Desks\n" + SWEEP), Reckoned(refuses=3)))
    assert text == """\
Desks

6 points: 18 of 18 replications were computed now.

What was found:
  - Mean wait of a journey: best at teams.desk.scheduled 2, with 51.0 s (48.5 to
    53.5).
  - Mean wait of a journey: between 51.0 s at teams.desk.scheduled 2 and 101 s
    at 1.
  - Mean wait of a journey: no change by demand.calls.rate can be told.

2 points failed; --retry-failed tries them again:
  - point 4, desk: 3 is not for me
  - point 5, desk: 3 is not for me
"""


def test_a_sweep_that_was_there_says_so_and_so_does_its_status(tmp_path: Path) -> None:
    path = written(tmp_path)
    swept(path, Reckoned(refuses=3))
    assert "6 points: all of them were there already." in sweep_text(swept(path, Reckoned()))
    status = status_of(read_sweep(path), tmp_path / "out")
    assert "6 points, 3 replications each: 18 of 18 replications are finished." in status_text(status)
    assert "6 replications failed; --retry-failed tries them again:" in status_text(status)
    assert "- point 4, desk: 3 is not for me" in status_text(status)
    # All points count while it runs, those with a demand that nobody chooses, too: no word of "best".
    assert "Points with the lowest mean wait a journey:\n  - " in status_text(status)
    assert line_of(status.progress).startswith("18 of 18 replications, 6 failed, lowest wait_mean_s ")
    assert "best" not in (status_text(status) + line_of(status.progress)).lower()
    told = " ".join(forecast_text(status, 0.5, 4).split())
    assert "0 replications are still to be done." in told


def test_every_line_fits_a_narrow_terminal(tmp_path: Path) -> None:
    path = written(tmp_path, "title: Desks and what they take beside many other things\n" + SWEEP)
    done = swept(path, Reckoned(refuses=3))
    status = status_of(read_sweep(path), tmp_path / "out")
    for text in (sweep_text(done, 40), status_text(status, 40), forecast_text(status, 1.0, 2, 40)):
        assert max(map(len, text.splitlines())) <= 40


def test_a_forecast_says_how_long(tmp_path: Path) -> None:
    status = status_of(read_sweep(written(tmp_path)), tmp_path / "out")
    told = " ".join(forecast_text(status, 100.0, 2).split())
    assert "One replication of the first point took 2 min: about 15 min with 2 workers like" in told


def test_what_makes_the_difference_is_told_unless_it_is_luck(tmp_path: Path) -> None:
    told = sweep_text(swept(written(tmp_path, ishigami(64, 2, 1)), Ishigami(0.0)))
    lines = told.split("What makes the difference in Mean wait a journey, desk:\n")[1].splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "  - demand.calls.rate", "  - reasons.question.takes.exponential", "  - teams.desk.cost",
    ]  # fmt: skip
    noisy = sweep_text(swept(written(tmp_path, ishigami(64, 2, 2)), Ishigami(6.0)))
    assert "are luck of the replications, so this is no ranking" in " ".join(noisy.split())


def test_words_for_changes_and_times() -> None:
    assert settings_in_words({"a.b": {"times": 1.1}, "c": {"add": -1}, "d": {"add": 2}, "e": "4 min"}) == (
        "a.b x 1.1, c -1, d +2, e 4 min"
    )
    assert settings_in_words({}) == "as it is"
    law = {"lognormal": {"mean": "2 min", "sd": "1 min"}}
    told = settings_in_words({"takes": law, "route": ["a", "b"]})
    assert told == "takes {lognormal: {mean: 2 min, sd: 1 min}}, route [a, b]"
    assert settings_in_words({"a": "1864.3858033810707/w"}) == "a 1864/w"   # a drawn value
    assert [duration(s) for s in (5, 89, 100, 7800, 180_000, 260_000)] == [
        "5 s", "89 s", "2 min", "2 h 10 min", "2 d 2 h", "3 d 0 h",
    ]  # fmt: skip
