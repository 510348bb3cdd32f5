"""A scenario reproduces its own record, and not one with a fifth more calls; it says where not."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from pathlib import Path
from statistics import fmean, stdev

import pytest

import sim
from sim.report.charts.recorded import read_recorded
from sim.study.actuals import HANDLE_TIME, Actuals, Met
from tests.unit.imports.made import write_record
from tests.unit.imports.test_round_trip import DESK, STAFFED

REPLICATIONS = 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("actuals")
    (made / "desk.yaml").write_text(DESK)
    return made


def beside(folder: Path, name: str, *sets: str) -> Actuals:
    """The desk beside two weeks of it with other luck, changed or not."""
    other = sim.load(folder / "desk.yaml", sets=["run.seed=77", "run.measure=2 w", *sets])
    write_record(other, folder / name, 0, STAFFED)
    return sim.actuals(folder / "desk.yaml", folder / name, replications=REPLICATIONS)


@pytest.fixture(scope="module")
def own(folder: Path) -> Actuals:
    return beside(folder, "own.csv")


@pytest.fixture(scope="module")
def busier(folder: Path) -> Actuals:
    return beside(folder, "busier.csv", "demand.calls.rate.mon-fri=600/d")


def test_its_own_record_is_reproduced(own: Actuals) -> None:
    assert own.reproduced, [one for one in own.figures if one.met is Met.NOT]
    assert own.period == "2026-02-09 to 2026-02-20, 10 days"
    measures = {one.measure for one in own.figures}
    assert measures == {
        "joined_contacts", "served_contacts", "abandonment_of_queued", "service_level_of_served", "asa_s",
        "occupancy", HANDLE_TIME,
    }  # fmt: skip
    assert {one.group for one in own.figures} == {
        "all", "team=Questions", "team=Faktura Nord", *(f"hour={hour}" for hour in range(8, 16))
    }  # fmt: skip


def test_a_fifth_more_calls_are_not_reproduced_and_it_says_where(busier: Actuals) -> None:
    assert not busier.reproduced
    off = {(one.measure, one.group) for one in busier.figures if one.met is Met.NOT}
    assert ("joined_contacts", "all") in off
    assert ("joined_contacts", "team=Questions") in off
    assert not any(measure == HANDLE_TIME for measure, _ in off)   # calls last as long as before
    text = sim.actuals_findings(busier)
    assert "Does the model reproduce the record within 10 %? No." in text
    where = text.split("Where not")[1].split("\n\n")[0]
    assert "- Contacts offered (simulated: who joined a queue): all (-1" in where
    assert max(map(len, text.splitlines())) <= 80


def test_the_record_and_the_mean_are_those_of_the_table(folder: Path, own: Actuals) -> None:
    rows = [line.split(";") for line in (folder / "own.csv").read_text().splitlines()[1:]]
    by_name = {(one.measure, one.group): one for one in own.figures}
    assert by_name["joined_contacts", "all"].recorded == sum(int(row[3]) for row in rows) == own.contacts
    at_nine = [row for row in rows if row[1].startswith("09:")]
    gone, came = (sum(int(row[place]) for row in at_nine) for place in (5, 3))
    assert by_name["abandonment_of_queued", "hour=9"].recorded == pytest.approx(gone / came)
    # 500 calls a weekday in ten days; the mean of 10 Poisson counts, 99.9 %.
    assert abs(by_name["joined_contacts", "all"].simulated - 5000) < 3.29 * sqrt(5000 / REPLICATIONS)


def test_the_range_is_a_prediction_interval_over_all_figures(folder: Path, own: Actuals) -> None:
    from scipy.stats import t

    days = sim.load(folder / "desk.yaml", sets=["run.measure=12 d"])
    result = sim.simulate(days, replications=REPLICATIONS)
    values = [
        row["value"] for row in result.tables.measures.to_pylist()
        if (row["measure"], row["group"]) == ("joined_contacts", "all")
    ]  # fmt: skip
    (figure,) = (one for one in own.figures if (one.measure, one.group) == ("joined_contacts", "all"))
    quantile = float(t.ppf(1 - 0.025 / len(own.figures), REPLICATIONS - 1))
    half = quantile * stdev(values) * sqrt(1 + 1 / REPLICATIONS)
    assert (figure.simulated, figure.high - figure.simulated) == pytest.approx((fmean(values), half))


def test_the_table_is_what_the_chart_reads(folder: Path, own: Actuals) -> None:
    file = folder / "actuals.csv"
    file.write_text(sim.actuals_table(own))
    read = read_recorded(file)
    assert len(read) == sum(one.measure != HANDLE_TIME for one in own.figures)
    assert read[0].measure == "joined_contacts"
    assert read[0].estimate.value == own.contacts


def test_queues_and_days_that_the_scenario_does_not_know_are_noted(folder: Path) -> None:
    lines = (folder / "own.csv").read_text().replace("Questions", "Sales").splitlines()
    kept = [line for line in lines if not line.startswith("2026-02-11")]
    (folder / "odd.csv").write_text("\n".join(kept) + "\n")
    found = sim.actuals(folder / "desk.yaml", folder / "odd.csv", replications=2)
    assert "'Sales' is no team or reason of the scenario: only in the sums" in found.notes
    assert "simulated, but without a row in the record: 2026-02-11" in found.notes
    assert not any(one.group == "team=Sales" for one in found.figures)


def test_one_period_alone_is_refused(folder: Path) -> None:
    with pytest.raises(sim.WrongUse, match="at least 2 simulated periods"):
        sim.actuals(folder / "desk.yaml", folder / "own.csv", replications=1)
    with pytest.raises(sim.WrongUse, match="the margin must be above 0 %"):
        sim.actuals(folder / "desk.yaml", folder / "own.csv", margin=0)


def test_a_yes_is_a_yes_of_every_figure(own: Actuals) -> None:
    first, *rest = own.figures
    assert not replace(own, figures=(replace(first, met=Met.NOT), *rest)).reproduced
