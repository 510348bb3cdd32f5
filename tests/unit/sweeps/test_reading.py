"""A sweep file is read whole or refused with all its faults, each with its place, path, rule and value."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.errors import WrongInput
from sim.sweeps.design.reading import read_sweep
from sim.sweeps.design.schema import MEASURES, sweep_schema

from .small import SWEEP, written

BUSIER = "extends: desk.yaml\nchange: {demand.calls.rate: 45/h}\n"


def faults(folder: Path, sweep: str, **files: str) -> list[str]:
    with pytest.raises(WrongInput) as caught:
        read_sweep(written(folder, sweep, **files))
    return str(caught.value).replace(f"{folder}/", "").splitlines()


def test_a_sweep_knows_its_points_and_takes_the_rest_from_the_base(tmp_path: Path) -> None:
    found = read_sweep(written(tmp_path, "base: desk.yaml\nfactors: {teams.desk.scheduled: 1..3}\n"))
    assert (len(found.design), found.enough.most, found.seed) == (3, 4, 5)
    assert found.measures == tuple(MEASURES)
    assert found.groups == ("all",)


def test_all_faults_of_the_grammar_are_told_at_once(tmp_path: Path) -> None:
    sweep = """\
base: desk.yaml
alternativs: [x.yaml]
factors:
  teams.desk.scheduled: 8..4
  other: {together: {a: [1, 2], b: [1]}}
design: {sobol: 100}
replications: many
"""
    assert faults(tmp_path, sweep) == [
        "sweep.yaml:2:1 alternativs: unknown key; did you mean 'alternatives'?",
        "sweep.yaml:4:3 factors.teams.desk.scheduled: needs two ends with units that fit, the lower one "
        "first, such as 4..8, got 8..4",
        "sweep.yaml:5:11 factors.other.together: needs as many values for each path, or a law for each",
        "sweep.yaml:6:10 design.sobol: must be a power of 2, such as 64 or 256: only then is a Sobol' "
        "sequence balanced, got 100",
        "sweep.yaml:7:1 replications: must be a whole number of at least 0, got many",
    ]


def test_each_value_is_tried_on_each_scenario_at_its_own_place(tmp_path: Path) -> None:
    sweep = """\
base: desk.yaml
factors:
  teams.desk.scheduled: [1, -1, 2.5]
  teams.dask.scheduled: [1]
  demand.calls.rate: {times: [1, {a: 2}]}
  reasons.question.takes.exponential: {uniform: {low: 1 min, high: 2 min}}
  run.seed: [1, 2]
replications: 0
measures: [wait_mean, wait_p95_s]
groups: [team, every one]
"""
    assert faults(tmp_path, sweep) == [
        "sweep.yaml:3:29 teams.desk.scheduled: must be a whole number of at least 0, got -1",
        "sweep.yaml:3:33 teams.desk.scheduled: must be a whole number of at least 0, got 2.5",
        "sweep.yaml:4:26 teams.dask.scheduled: there is no dask in teams; did you mean 'desk'?",
        "sweep.yaml:5:34 demand.calls.rate: times needs a plain number, such as {times: 1.1}",
        "sweep.yaml:6:3 factors.reasons.question.takes.exponential: is a law, which needs a design of drawn "
        "points: latin_hypercube, sobol or sensitivity",
        "sweep.yaml:7:3 factors.run.seed: belongs to the sweep as a whole: write `seed:`",
        "sweep.yaml:8:1 replications: must be at least 1, got 0",
        "sweep.yaml:9:12 measures.0: there is no such measure, got wait_mean; did you mean 'wait_mean_s'?",
        "sweep.yaml:10:10 groups.0: must be all, a dimension such as segment, or one of its groups such as "
        "segment=business; these measures have segment, process, reason, got team",
        "sweep.yaml:10:16 groups.1: must be all, a dimension such as segment, or one of its groups such as "
        "segment=business; these measures have segment, process, reason, got every one",
    ]


def test_a_wrong_key_does_not_hide_what_is_wrong_with_the_scenario(tmp_path: Path) -> None:
    sweep = "base: bad.yaml\nfactor: {}\nalternatives: [nowhere.yaml]\n"
    bad = "extends: desk.yaml\nchange: {demand.call.rate: 45/h}\n"
    assert faults(tmp_path, sweep, bad=bad) == [
        "bad.yaml:2:10 demand.call.rate: there is no call in demand; did you mean 'calls'?",
        "sweep.yaml:2:1 factor: unknown key; did you mean 'factors'?",
        "sweep.yaml:3:16 alternatives.0: there is no such file, got nowhere.yaml",
    ]


@pytest.mark.parametrize(
    ("sweep", "fault"),
    [
        ("base: nowhere.yaml", "sweep.yaml:1:1 base: there is no such file, got nowhere.yaml"),
        ("base: desk.yaml\nfactors: {teams.desk.scheduled: 1..9999, demand.calls.rate: {times: 1..9999}}",
         "sweep.yaml:2:1 factors: come to a grid of 99,980,001 points; at most 10,000,000 fit"),
        ("base: desk.yaml\nreplications: 1000000",
         "sweep.yaml:2:1 replications: must be at most 100,000, got 1000000"),
        ("factors: {}", "sweep.yaml:1:1 base: is missing"),
        ("base: desk.yaml\nalternatives: [desk.yaml]",
         "sweep.yaml:2:1 alternatives: names two files that are called the same"),
        ("base: desk.yaml\nalternatives: [bad.yaml]",
         "bad.yaml:2:10 demand.call.rate: there is no call in demand; did you mean 'calls'?"),
        ("base: precise.yaml\nmeasures: [wait_mean_s]",
         "sweep.yaml:1:1 replications.precision.ces_mean: is not among the `measures` of the sweep"),
        ("base: desk.yaml\nreplications: {precision: {wait_mean_s: 2}}",
         "sweep.yaml:2:28 replications.precision.wait_mean_s: needs a unit: write for example 15 s or 2 h"),
        ("base: desk.yaml\nreplications: {precision: {}, at_most: 50}",
         "sweep.yaml:2:16 replications.precision: names no measure that is kept for all journeys"),
        ("base: desk.yaml\nreplications: {precision: {wait_mean_s: 2 s}, at_most: 5}",
         "sweep.yaml:2:47 replications.at_most: must be at least 20, the pilot that the number is worked out "
         "from, got 5"),
        ("base: desk.yaml\nreplications: {precision: {wait_mean_s: 2 s}}\ndesign: {sensitivity: 4}\n"
         "factors: {teams.desk.scheduled: 1..3}",
         "sweep.yaml:2:1 replications: say how many: the points of a sensitivity design need the same "
         "number"),
        ("base: desk.yaml\ndesign: {latin_hypercube: 4}", "sweep.yaml:2:1 design: needs factors"),
        ("base: desk.yaml\ndesign: {}",
         "sweep.yaml:2:1 design: needs one of latin_hypercube, sobol and sensitivity"),
        ("base: desk.yaml\ndesign: random", "sweep.yaml:2:1 design: must be grid, one_at_a_time, "
         "or {latin_hypercube: n}, {sobol: n} or {sensitivity: n}, got random"),
        ("base: desk.yaml\nfactors: {experience: [default, mine.yaml]}",
         "sweep.yaml:2:33 experience: names another file: write a scenario with it under `alternatives`"),
        ("base: desk.yaml\nfactors:\n  teams.desk.scheduled: 1..2\n"
         "  x: {together: {teams.desk.scheduled: 1..2, demand.calls.rate: [1/h, 2/h]}}",
         "sweep.yaml:4:18 factors.x.together.teams.desk.scheduled: is moved by teams.desk.scheduled already"),
    ],
)  # fmt: skip
def test_single_faults(tmp_path: Path, sweep: str, fault: str) -> None:
    bad = "extends: desk.yaml\nchange: {demand.call.rate: 45/h}\n"
    precise = "extends: desk.yaml\nchange: {run.replications: {replace: {precision: {ces_mean: 0.1}}}}\n"
    assert faults(tmp_path, sweep + "\n", bad=bad, mine="title: Mine", precise=precise) == [fault]


def test_alternatives_live_through_every_point(tmp_path: Path) -> None:
    path = written(tmp_path, SWEEP + "alternatives: [busier.yaml]\n", busier=BUSIER)
    assert [one.path.stem for one in read_sweep(path).documents] == ["desk", "busier"]


def test_the_shipped_sweeps_are_fine() -> None:
    root = Path(__file__).parents[3] / "scenarios" / "sweeps"
    assert len(read_sweep(root / "front_desk_staffing.yaml").design) == 15
    assert len(read_sweep(root / "retail_staffing.yaml").design) == 9


def test_the_json_schema_names_every_key() -> None:
    found = sweep_schema()
    assert list(found["properties"]) == [
        "title", "base", "alternatives", "factors", "design", "replications", "seed", "measures", "groups",
    ]  # fmt: skip
    assert found["required"] == ["base"]
