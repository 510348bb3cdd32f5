"""The command `optimise` as a process: what comes back, and that nothing is lost on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from .dask_servers import INSTALLED, servers
from .running import DESK, PROGRAM, ROOT, lines, wait_until

SEARCH = """\
base: desk.yaml
staffing: {teams.desk.scheduled: 1..8}
goals: {service_level: {at_least: 70 %}}
replications: {search: 6, verification: 20}
"""


def written(folder: Path) -> Path:
    """A desk that costs something, and a search for its staffing, in a folder."""
    (folder / "desk.yaml").write_text(DESK.replace("handles:", "cost: 30 EUR/h, handles:"))
    (folder / "search.yaml").write_text(SEARCH)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the search."""
    return written(tmp_path)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a search on this machine alone, which has ended."""
    folder = written(tmp_path_factory.mktemp("undisturbed"))
    run(folder, "--on", "serial")
    return folder


@pytest.fixture(scope="module")
def undisturbed(finished: Path) -> dict[str, bytes]:
    """The tables of that search."""
    return tables(finished)


def begun(folder: Path, *options: str, columns: int = 80) -> subprocess.Popen[str]:
    command = [*PROGRAM[:-1], "optimise", "search.yaml", "--out", "out", "--no-charts", *options]
    return subprocess.Popen(
        command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True, env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": str(columns)},
    )  # fmt: skip


def run(folder: Path, *options: str, code: int = 0, columns: int = 80) -> tuple[str, str]:
    process = begun(folder, *options, columns=columns)
    stdout, stderr = process.communicate(timeout=240)
    assert process.returncode == code, stderr
    assert "Traceback" not in stderr, stderr
    return stdout, stderr


def tables(folder: Path) -> dict[str, bytes]:
    [result] = [path for path in (folder / "out").iterdir() if path.name.startswith("search-")]
    return {path.name: path.read_bytes() for path in result.iterdir()
            if path.suffix in (".csv", ".json", ".parquet") and path.name != "run.json"}  # fmt: skip


def test_killed_in_the_middle_it_goes_on(folder: Path, undisturbed: dict[str, bytes]) -> None:
    process = begun(folder, "--workers", "2")
    wait_until(lambda: lines(folder) > 2 or process.poll() is not None)
    assert process.poll() is None, process.communicate()
    process.kill()
    process.communicate()
    before = lines(folder)
    assert run(folder, "--status")[0].startswith("search\n\nSearching: ")
    stdout, _ = run(folder, "--workers", "2")
    assert before > 2
    assert tables(folder) == undisturbed
    assert "The cheapest staffing that is shown to keep all goals costs" in stdout
    assert "Finished: " in run(folder, "--status")[0]


def test_stopped_with_ctrl_c_it_says_so(folder: Path) -> None:
    process = begun(folder, "--workers", "1", "--json")
    wait_until(lambda: lines(folder) > 2 or process.poll() is not None)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command goes on from there" in stderr


@pytest.mark.skipif(not INSTALLED, reason="the extra `cluster` is not installed")
def test_a_dask_cluster_finds_the_same(folder: Path, tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    with servers(tmp_path / "dask") as dask:
        _, stderr = run(folder, "--on", f"dask:{dask.address}", "--json")
    assert tables(folder) == undisturbed
    last = json.loads(stderr.splitlines()[-2])
    assert (last["over"], last["doing"]) == (True, "finished")


def test_a_forecast_stores_nothing(folder: Path) -> None:
    forecast, _ = run(folder, "--dry-run", "--workers", "2", columns=40)
    assert max(map(len, forecast.splitlines())) <= 40
    forecast = " ".join(forecast.split())
    assert "8 staffings, 6 replications each" in forecast
    assert not (folder / "out").exists()


def test_asked_again_it_tells_all_details_and_draws_what_was_left_out(finished: Path) -> None:
    """Nothing is simulated again: details, charts, deck and page are made of what is there."""
    [result] = [path for path in (finished / "out").iterdir() if path.name.startswith("search-")]
    assert not list(result.glob("charts*"))
    stdout, stderr = run(finished, "--on", "serial", "--details", "--charts", "--language", "sv")
    assert "computed" not in stderr
    assert "Staffings tried, in order" in stdout
    assert "Not drawn: hours;" in stderr
    made = {one.name for one in (*result.iterdir(), *(result / "charts-sv").iterdir())}
    assert {"answer.png", "roster.svg", "search.png", "deck-sv.pptx", "page-sv.html"} <= made


def test_wrong_use_and_input_end_with_2_and_a_message(folder: Path) -> None:
    assert "--on cloud: must be local, serial" in run(folder, "--on", "cloud", code=2)[1]
    (folder / "search.yaml").write_text(SEARCH.replace("scheduled", "sheduled"))
    assert "search.yaml:2:12 teams.desk.sheduled: there is no sheduled" in run(folder, code=2)[1]
    (folder / "search.yaml").write_text("base: desk.yaml\nfactors: {teams.desk.scheduled: 1..3}\n")
    assert "is a sweep: run it with the command sweep" in run(folder, code=2)[1]
