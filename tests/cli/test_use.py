"""What one types, and what comes back: help, wrong use, wrong input, each with its exit code."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAM, ROOT, Run


def test_help_answers_in_150_milliseconds() -> None:
    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*PROGRAM, "--help"], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    # The time the program itself needs: other processes may keep the machine busy. The best of ten, as
    # the first ones fill the disk cache.
    assert min(seconds() for _ in range(10)) < 0.150


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['run_scenario.py', '--help']\n"
        "from sim.cli.main import exit_code_of\n"
        "exit_code_of(['--help'])\n"
        "heavy = {'numpy', 'scipy', 'pydantic', 'pyarrow', 'rich', 'simpy', 'matplotlib', 'ruamel'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_help_names_every_option_and_command(run: Run) -> None:
    ended = run("--help")
    assert ended.returncode == 0
    for word in (
        "--replications", "--seed", "--set", "--out", "--name", "--workers", "--records", "--quiet", "--json",
        "check", "explain", "schema", "measures",
    ):  # fmt: skip
        assert word in ended.stdout
    assert max(map(len, ended.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--nonsense", "tiny.yaml"], "No such option"),
        (["--seed", "-3", "tiny.yaml"], "--seed"),
        (["--seed", "many", "tiny.yaml"], "--seed"),
        (["--replications", "0", "tiny.yaml"], "--replications"),
        (["--workers", "0", "tiny.yaml"], "--workers"),
        (["--set", "teams.desk.scheduled", "tiny.yaml"], "PATH=VALUE"),
        (["--set", "=4", "tiny.yaml"], "PATH=VALUE"),
        (["--set", "teams.dask.scheduled=4", "tiny.yaml"], "teams.dask"),
        (["--name", "../elsewhere", "tiny.yaml"], "--name"),
        (["--name", "é" * 101, "tiny.yaml"], "--name"),
        (["--seed", "4"], "FILE"),
        (["check"], "FILE"),
        (["missing.yaml"], "missing.yaml"),
        (["tiny.yaml", "missing.yaml"], "missing.yaml"),
        (["check", "missing.yaml"], "missing.yaml"),
        (["explain", "missing.yaml"], "missing.yaml"),
        (["schema", "surplus"], "surplus"),
    ],
)
def test_wrong_use_and_input_end_with_2_and_a_message(run: Run, arguments: list[str], says: str) -> None:
    ended = run(*arguments)
    assert ended.returncode == 2
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


def test_nothing_is_written_when_the_input_is_wrong(run: Run, folder: Path) -> None:
    run("tiny.yaml", "missing.yaml")
    assert not (folder / "results").exists()


def test_alternatives_over_another_window_are_refused(run: Run, folder: Path) -> None:
    (folder / "longer.yaml").write_text("extends: tiny.yaml\nchange: {run.measure: 2 w}\n")
    ended = run("tiny.yaml", "longer.yaml")
    assert ended.returncode == 2
    assert "longer.yaml: measures another window than tiny.yaml" in ended.stderr


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("goals.service_level: {at_least: 0.8, within: 30 s}", "has another target than tiny.yaml"),
        ("{currency: JPY, teams.desk.cost: 30 JPY/h}", "counts in another currency than tiny.yaml"),
        ("costs.defection: {share: 1 %, worth: 9 EUR}", "values customers otherwise than tiny.yaml"),
        ("experience: mine.yaml", "predicts by another model than tiny.yaml"),
    ],
)
def test_other_yardsticks_are_refused(run: Run, folder: Path, change: str, says: str) -> None:
    default = (ROOT / "sim" / "measures" / "experience" / "default.yaml").read_text(encoding="utf-8")
    (folder / "mine.yaml").write_text(default.replace("title: ", "title: My ", 1), encoding="utf-8")
    change = change if change.startswith("{") else f"{{{change}}}"
    (folder / "other.yaml").write_text(f"extends: tiny.yaml\nchange: {change}\n")
    ended = run("tiny.yaml", "other.yaml")
    assert ended.returncode == 2
    assert f"other.yaml: {says}" in ended.stderr


def test_a_file_may_be_called_like_a_command(run: Run, folder: Path) -> None:
    (folder / "check").write_text((folder / "tiny.yaml").read_text())
    ended = run("./check", "--replications", "2", "--quiet")
    assert ended.returncode == 0
    assert ended.stdout.startswith("Tiny desk\n")


def test_check_says_fine_or_every_fault(run: Run, folder: Path) -> None:
    (folder / "faulty.yaml").write_text("title: 3\nteams: {}\ndemand: {calls: {rate: -5/w}}\nnonsense: 1\n")
    fine, faulty = run("check", "tiny.yaml", "busier.yaml"), run("check", "tiny.yaml", "faulty.yaml")
    assert (fine.returncode, fine.stderr) == (0, "")
    assert fine.stdout.splitlines()[-1] == "busier.yaml: fine"
    assert faulty.returncode == 2
    assert "tiny.yaml: fine" in faulty.stdout
    assert all(line.startswith("faulty.yaml:") for line in faulty.stderr.splitlines())
    assert len(faulty.stderr.splitlines()) >= 2


def test_every_command_is_listed_with_a_whole_sentence(run: Run) -> None:
    for group in ((), ("import",), ("log",)):
        commands = run(*group, "--help").stdout.partition("Commands:")[2]
        assert commands.count(".") >= 2
        assert "..." not in commands.replace("FILE...", "")


def test_schema_is_json_and_measures_are_defined(run: Run) -> None:
    import json

    assert "properties" in json.dumps(json.loads(run("schema").stdout))
    measures = run("measures").stdout
    for name in ("wait_mean_s", "handoffs_mean", "ces_mean", "service_level", "occupancy", "cost_per_week"):
        assert f"{name}: " in measures
    assert max(map(len, measures.splitlines())) <= 80


def test_a_defect_is_one_line_and_leaves_its_details_in_a_file(tmp_path: Path) -> None:
    code = (
        "import sim\n"
        "def broken(*_, **__): raise KeyError('gone')\n"
        "sim.load = broken\n"
        "from sim.cli.main import exit_code_of\n"
        "raise SystemExit(exit_code_of(['any.yaml']))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False,
        env={"TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert ended.returncode == 1
    assert ended.stderr.startswith("A defect of this program, not of your input: KeyError: 'gone'. Details: ")
    assert len(ended.stderr.splitlines()) == 1
    details = Path(ended.stderr.split("Details: ")[1].strip())
    assert "Traceback" in details.read_text()


GUESSED = "assumed: {teams.desk.handles.question.resolves: {low: 60 %, high: 95 %}}\n"


def test_guesses_are_varied_and_told(run: Run, folder: Path) -> None:
    with (folder / "tiny.yaml").open("a") as file:
        file.write(GUESSED)
    done = run("tiny.yaml", "busier.yaml", "--uncertain", "--draws", "5", "--what-matters", "--replications",
               "2", "--set", "run.measure=1 d")
    assert done.returncode == 0, done.stderr
    told = " ".join(done.stdout.split())
    assert "With the assumed numbers varied, the probability is: less waiting" in told
    assert "could change an answer" in told or "changes an answer" in told


@pytest.mark.parametrize(("files", "options", "message"), [
    (("tiny.yaml",), ("--uncertain",), "tiny.yaml: give an alternative: guesses are varied for what they do"),
    (("tiny.yaml",), ("--what-matters",), "tiny.yaml: give an alternative"),
    (("tiny.yaml", "busier.yaml"), ("--uncertain",),
     "tiny.yaml, busier.yaml: no number is marked as a guess; write the guesses under `assumed`"),
    (("tiny.yaml", "busier.yaml"), ("--draws", "8"), "--draws goes with --uncertain"),
    (("tiny.yaml", "busier.yaml"), ("--uncertain", "--draws", "4"), "4 is not in the range x>=5"),
    (("tiny.yaml", "busier.yaml"),
     ("--uncertain", "--set", "assumed={teams.desk.handles.question.resolves: {low: 60 %, high: 120 %}}"),
     "teams.desk.handles.question.resolves: must be from 0 to 1, or from 0 % to 100 %, got 120 %"),
], ids=[
    "alone", "alone in another way", "nothing assumed", "draws alone", "too few draws",
    "beyond what may stand there",
])
def test_guesses_that_cannot_be_varied_are_wrong_use(
    run: Run, files: tuple[str, ...], options: tuple[str, ...], message: str
) -> None:
    done = run(*files, *options)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_a_python_without_the_libraries_is_told_where_they_are():
    from sim.cli.defects import explained

    said = explained(ModuleNotFoundError("No module named 'ruamel'", name="ruamel"))
    assert said.startswith("Failed: ruamel is not installed for this Python")
    assert explained(ModuleNotFoundError("No module named 'sim.x'", name="sim.x")).startswith("A defect")
