"""Documents: bases and their changes, settings, places, what was written, what is relative to what."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.errors import WrongInput
from sim.scenario import read
from sim.scenario.schema import Scenario

from .slips import DESK

SCENARIOS = Path(__file__).parents[3] / "scenarios"
SHIPPED = sorted(set(SCENARIOS.rglob("*.yaml")) - set((SCENARIOS / "sweeps").iterdir()))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_scenario_that_is_shipped_reads(file: Path) -> None:
    assert isinstance(read(file).scenario, Scenario)


def test_the_examples_are_there() -> None:
    names = {file.name for file in SHIPPED}
    assert {
        "front_desk.yaml",
        "front_desk_busier.yaml",
        "ivr_transfers.yaml",
        "account_managers.yaml",
    } <= names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "desk.yaml").write_text(DESK)
    return tmp_path


def alternative(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    return file


def only_fault(file: Path, sets: tuple[str, ...] = ()) -> str:
    with pytest.raises(WrongInput) as caught:
        read(file, sets)
    (fault,) = caught.value.faults
    return str(fault).replace(f"{file.parent}/", "")


def test_an_alternative_of_an_alternative_applies_the_base_first(folder: Path) -> None:
    alternative(folder, "more.yaml", "extends: desk.yaml\nchange: {teams.desk.scheduled: {times: 2}}")
    file = alternative(
        folder, "most.yaml", "extends: more.yaml\ntitle: Most\nchange: {teams.desk.scheduled: {add: 1}}"
    )
    document = read(file)
    assert document.scenario.teams["desk"].scheduled == 11
    assert document.scenario.title == "Most"
    assert [base.name for base in document.bases] == ["desk.yaml", "more.yaml"]
    assert [(one.path, one.before, one.after, Path(one.place.file).name) for one in document.changes] == [
        ("teams.desk.scheduled", 5, 10, "more.yaml"),
        ("teams.desk.scheduled", 10, 11, "most.yaml"),
    ]


def test_a_setting_is_the_last_change(folder: Path) -> None:
    file = alternative(folder, "more.yaml", "extends: desk.yaml\nchange: {teams.desk.scheduled: 8}")
    document = read(file, ["teams.desk.scheduled={times: 1.5}", "patience={exponential: 3 min}"])
    assert document.scenario.teams["desk"].scheduled == 12
    assert document.scenario.patience == read(file, ["patience.exponential=3 min"]).scenario.patience
    assert [one.place.file for one in document.changes][1:] == ["--set", "--set"]
    assert str(document.place("teams.desk.scheduled")) == "--set"


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (
            "teams.desk.scheduled=-5",
            "--set teams.desk.scheduled: must be a whole number of at least 0, got -5",
        ),
        (
            "teams.desk.scheduled",
            "--set: must be PATH=VALUE, such as teams.desk.scheduled=6, got teams.desk.scheduled",
        ),
        ("=5", "--set: must be PATH=VALUE, such as teams.desk.scheduled=6, got =5"),
        (
            "teams.desc.scheduled=5",
            "--set teams.desc.scheduled: there is no desc in teams; did you mean 'desk'?",
        ),
        (
            "teams.desk.handles={a: [",
            "--set teams.desk.handles: a bracket or brace is never closed, got {a: [",
        ),
        ("title=", "--set title: has no value behind ="),
    ],
)
def test_wrong_settings(setting: str, message: str, folder: Path) -> None:
    assert only_fault(folder / "desk.yaml", (setting,)) == message


def test_bases_that_go_round_in_circles(folder: Path) -> None:
    alternative(folder, "a.yaml", "title: A\nextends: b.yaml")
    alternative(folder, "b.yaml", "title: B\n\nextends: c.yaml")
    alternative(folder, "c.yaml", "extends: a.yaml")
    expected = "c.yaml:1:1 extends: leads back to itself: a.yaml -> b.yaml -> c.yaml -> a.yaml"
    assert only_fault(folder / "a.yaml") == expected
    alternative(folder, "self.yaml", "title: x\nextends: self.yaml")
    assert (
        only_fault(folder / "self.yaml")
        == "self.yaml:2:1 extends: leads back to itself: self.yaml -> self.yaml"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: x\nextends: desc.yaml", "x.yaml:2:1 extends: there is no such file, got desc.yaml"),
        ("extends: [desk.yaml]", "x.yaml:1:1 extends: must name a scenario file"),
        (
            "extends: desk.yaml\nteams: {}",
            "x.yaml:2:1 teams: stands beside `extends`: write it under `change`",
        ),
        ("extends: desk.yaml\nchange: [teams]", "x.yaml:2:1 change: must be a map of paths to changes"),
        (
            "extends: desk.yaml\nchange:\n  teams.desk.scheduled: -1",
            "x.yaml:3:3 teams.desk.scheduled: must be a whole number of at least 0, got -1",
        ),
        (
            "extends: desk.yaml\nchange:\n  teams.billing: remove\n",
            "desk.yaml:10:25 demand.calls.contact: no team on phone handles invoice",
        ),
        (
            "extends: desk.yaml\nchange:\n  teams.desk.scheduled: {times: 1.1}",
            "x.yaml:3:3 teams.desk.scheduled: must be a whole number of at least 0, got 5.5",
        ),
    ],
)
def test_faults_of_alternatives_are_told_where_they_were_written(
    text: str, message: str, folder: Path
) -> None:
    assert only_fault(alternative(folder, "x.yaml", text)) == message


def test_a_fault_in_a_base_is_told_in_the_base(folder: Path) -> None:
    (folder / "desk.yaml").write_text(DESK.replace("scheduled: 5", "scheduled: 5\n    x: 1"))
    with pytest.raises(WrongInput, match=r"desk\.yaml:\d+:\d+"):
        read(alternative(folder, "x.yaml", "extends: desk.yaml"))


def test_what_is_written_is_told_from_defaults(folder: Path) -> None:
    document = read(alternative(folder, "x.yaml", "extends: desk.yaml\nchange: {teams.desk.absent: 3 %}"))
    assert document.written("teams.desk.shrinkage") and document.written("teams.desk.absent")
    assert not document.written("teams.billing.shrinkage") and not document.written("run")
    assert document.place("teams.desk.shrinkage").line == 4
    assert document.place("teams.desk.overtime_factor") == document.place("teams.desk")


def test_files_named_by_a_base_lie_beside_the_base(folder: Path) -> None:
    (folder / "calls.csv").write_text("weekday,hour,all\nmon,9,1\n")
    (folder / "desk.yaml").write_text(DESK.replace("rate: 2000/w", "rate: 2000/w, profile: calls.csv"))
    below = alternative(folder, "what_if/x.yaml", "extends: ../desk.yaml\nchange: {teams.desk.scheduled: 6}")
    document = read(below)
    profile = document.scenario.demand["calls"].profile
    assert profile is not None and (document.folder / profile).samefile(folder / "calls.csv")
    alternative(folder, "what_if/calls.csv", "weekday,hour,all\nsun,9,1\n")
    again = read(
        alternative(folder, "what_if/y.yaml", "extends: x.yaml\nchange: {demand.calls.profile: calls.csv}")
    )
    assert again.scenario.demand["calls"].profile == "calls.csv"


def test_the_resolved_scenario_is_plain_and_reads_the_same(folder: Path) -> None:
    document = read(
        alternative(folder, "x.yaml", "extends: desk.yaml\nchange: {demand.calls.rate: {times: 1.1}}")
    )
    resolved = document.resolved()
    assert resolved["demand"]["calls"]["rate"] == "2200/w"
    assert Scenario.model_validate(resolved) == document.scenario


def test_a_step_behind_an_unreachable_step_only_deserves_a_warning(folder: Path) -> None:
    text = """\
teams: {desk: {scheduled: 1, hours: always, handles: {question: {}}}}
reasons: {question: {takes: 1 min}}
demand: {orders: {rate: 1/h, process: order}}
processes:
  order:
    start: begin
    steps:
      begin: {next: {finish: 100 %, never: 0 %}}
      never: {takes: 1 d, next: finish}
      finish: {end: finished}
"""
    document = read(alternative(folder, "x.yaml", text))
    assert [str(one).split("x.yaml:")[1] for one in document.warnings] == [
        "9:7 processes.order.steps.never: cannot be reached from the start"
    ]


def test_work_that_only_a_row_of_after_brings_may_yield(tmp_path: Path) -> None:
    """Reading a message is back-office work, though no step says so."""
    file = tmp_path / "desk.yaml"
    file.write_text(
        "teams: {desk: {scheduled: 1, hours: always, handles: {question: {}, reading: {}}}}\n"
        "reasons: {question: {takes: 4 min}, reading: {takes: 2 min, yields: by_interruption}}\n"
        "rank: {class: [phone, work]}\n"
        "demand: {calls: {contact: question, rate: 5/h}}\n"
        "after: {file: {on: unresolved, go: {work: reading}}}\n"
    )
    assert read(file).scenario.reasons["reading"].yields == "by_interruption"
