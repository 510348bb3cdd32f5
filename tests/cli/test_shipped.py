"""The scenarios that come with the program: all are fine, all run, and show what they are said to show."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.study.result import Result

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "scenarios"
ALL = sorted(path.name for path in FOLDER.glob("*.yaml"))
GROUPS = (
    ("car_rental", "car_rental_one_helper", "car_rental_key_box"),
    ("registration", "registration_by_employee"),
    ("it_desk", "it_desk_joined", "it_desk_trained"),
    ("social_media", "social_media_proactive"),
    ("shop", "shop_on_a_screen"),
)
SHORT = ["run.warm_up=0 d", "run.measure=12 h", "run.follow_up=12 h"]


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_wrong_with_it(name: str) -> None:
    assert sim.load(FOLDER / name).warnings == ()


def test_the_page_of_scenarios_names_each() -> None:
    page = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
    for name in ALL:
        stem = name.removesuffix(".yaml")
        bases = [one.removesuffix(".yaml") for one in ALL]
        base = max((one for one in bases if stem.startswith(f"{one}_")), key=len, default="")
        assert f"`{stem}`" in page or f"`{stem.removeprefix(base)}`" in page


@pytest.mark.parametrize("group", GROUPS)
def test_base_and_what_ifs_run_and_can_be_compared(group: tuple[str, ...]) -> None:
    documents = [sim.load(FOLDER / f"{name}.yaml", sets=SHORT) for name in group]
    result = sim.compare(*documents, replications=1)
    assert len(result.alternatives) == len(group) - 1
    for name in group:
        assert value(result, "journeys", name) > 10


def test_nine_in_a_hundred_never_finish_the_form() -> None:
    """Shares of the three parts multiply: 1 - .97 x .965 x .972 = .0902. 10,000 journeys."""
    sets = ["run.warm_up=0 d", "run.measure=1 w", "run.follow_up=1 d", "demand.registrations.rate=10000/w"]
    result = sim.simulate(sim.load(FOLDER / "registration.yaml", sets=sets), replications=1)
    journeys = value(result, "journeys", "registration")
    error = (0.0902 * 0.9098 / journeys) ** 0.5
    share = value(result, "dropped_out", "registration") / value(result, "journeys", "registration")
    assert abs(share - 0.0902) < 3.5 * error


def test_an_employee_is_five_times_as_fast() -> None:
    alone, helped = (sim.load(FOLDER / f"registration{name}.yaml") for name in ("", "_by_employee"))
    steps = alone.scenario.processes["registration"].steps
    form = [steps[name].takes for name in ("who_you_are", "what_you_need", "papers")]
    register = helped.scenario.reasons["register"].takes
    assert sum(law.mean() for law in form) == pytest.approx(5 * register.mean())   # type: ignore[union-attr]


def value(result: Result, measure: str, scenario: str) -> float:
    (row,) = [
        row for row in result.tables.estimates.to_pylist()
        if (row["scenario"], row["measure"], row["group"]) == (scenario, measure, "all")
    ]  # fmt: skip
    return float(row["value"])
