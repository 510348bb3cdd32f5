"""Is it worth it? What is said of a small study with two alternatives that cost alike."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

import sim
from sim.report.reading import Findings
from sim.report.sections.worth import worth_lines
from sim.stats.fieller import MAY_BE_NONE, NOT_ABOVE_0
from sim.stats.paired import PRIMARY
from sim.study.result import Result
from sim.study.tables import table

TODAY = """\
title: Desk today
hours: {open: mon-fri 09:00-17:00}
segments: {private: {}, company: {}}
teams:
  desk: {scheduled: 2, hours: open, cost: 34 EUR/h, handles: {question: {resolves: 70 %}}}
reasons: {question: {takes: {exponential: 4 min}}}
demand: {calls: {rate: {by: segment, private: 500/w, company: 200/w}, contact: question}}
patience: {exponential: 6 min}
after: {again: {on: unresolved, share: 80 %, go: again, delay: 1 h, max: 2}}
costs: {defection: {share: 2 %, worth: {by: segment, company: 4000 EUR, private: 100 EUR}}}
run: {warm_up: 0 d, measure: 1 w, follow_up: 1 d, replications: 4, seed: 3}
"""
EXPERTS = """\
extends: today.yaml
title: A team of experts
change:
  teams.expert: {scheduled: 1, hours: open, cost: 35 EUR/h, handles: {question: {resolves: 95 %}}}
  costs.one_off: {training: 500 EUR, desk: 200 EUR}
"""
MORE = "extends: today.yaml\ntitle: One person more\nchange: {teams.desk.scheduled: {add: 1}}\n"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tmp_path_factory.mktemp("worth")
    for name, text in (("today", TODAY), ("experts", EXPERTS), ("more", MORE)):
        (folder / f"{name}.yaml").write_text(text)
    return sim.compare(*(folder / f"{name}.yaml" for name in ("today", "experts", "more")))


def told(result: Result, **quantities: tuple[float, float, float, str]) -> str:
    """The section, some quantities of the first alternative replaced, without its line breaks."""
    rows = {row["quantity"]: tuple(row.values()) for row in result.tables.worth.to_pylist()
            if row["alternative"] == "experts"}
    rows |= {name: ("today", "experts", name, value, low, high, 4, method)
             for name, (value, low, high, method) in quantities.items()}
    changed = replace(result, tables=replace(result.tables, worth=table("worth", rows.values())))
    return " ".join(" ".join(worth_lines(Findings(changed), 80)).split())


def test_the_total_of_the_items_is_the_cost_a_week(result: Result) -> None:
    findings = Findings(result)
    for scenario in result.scenarios:
        total, measured = findings.cost(scenario, "total"), findings.value(scenario, "cost_per_week")
        assert (total.value, total.low, total.high) == pytest.approx(
            (measured.value, measured.low, measured.high), rel=1e-9
        )
    assert findings.cost(result.scenarios[1], "one_off").value == 700


def test_alternatives_that_cost_alike_are_compared_with_one_another(result: Result) -> None:
    rows = [row for row in result.tables.comparison.to_pylist() if row["baseline"] == "more"]
    assert {row["alternative"] for row in rows} == {"experts"}
    assert {row["family"] for row in rows} == {"individual"}
    assert {row["measure"] for row in rows} >= {*PRIMARY, "cost_per_week", "budget_per_week"}
    assert {row["group"] for row in rows if row["measure"] == "ces_mean"} == {
        "all", "segment=company", "segment=private",
    }
    means = {(row["scenario"], row["measure"]): row["value"] for row in result.tables.estimates.to_pylist()
             if row["group"] == "all"}
    for row in (row for row in rows if row["group"] == "all"):
        expected = means["experts", row["measure"]] - means["more", row["measure"]]
        assert row["difference"] == pytest.approx(expected, rel=1e-6, abs=1e-9), row["measure"]


def test_differences_to_the_base_are_not_those_to_a_rival(result: Result) -> None:
    findings = Findings(result)
    today, experts, more = result.scenarios
    for name in ("wait_mean_s", "cost_per_week"):
        apart = findings.value(experts, name).value - findings.value(today, name).value
        assert findings.difference(experts, name).estimate.value == pytest.approx(apart)
        assert findings.difference(experts, name, rival=more).estimate.value != pytest.approx(apart)


def test_the_section_says_what_it_costs_and_what_for(result: Result) -> None:
    text = told(result)
    assert "once 700 EUR." in text
    assert "the evidence for any such share is weak" in text
    assert "a year of 52 weeks" in text
    assert "The same money spent on today's teams: against One person more, A team of experts costs" in text
    assert "Segment company: waiting" in text
    assert "nan" not in text


@pytest.mark.parametrize(("quantities", "sentence"), [
    ({"hard_journeys_per_week": (12.0, -3.0, 27.0, ""),
      "cost_per_1000_hard_avoided": (nan, nan, nan, MAY_BE_NONE)},
     "Whether it avoids hard journeys (CES 1-3) cannot be told: between 3 more and 27 fewer a week. So what "
     "each one avoided costs cannot be told: it may avoid none."),
    ({"hard_journeys_per_week": (-12.0, -15.0, -9.0, ""),
      "cost_per_1000_hard_avoided": (nan, nan, nan, NOT_ABOVE_0),
      "saved_per_1000_hard_added": (20000.0, 15000.0, 30000.0, "")},
     "It adds 12 (9 to 15) hard journeys (CES 1-3) a week. It saves 20,000 EUR (15,000 to 30,000) for each "
     "1,000 added: it pays only if avoiding one is worth less than 15.00 EUR."),
    ({"hard_journeys_per_week": (0.0, nan, nan, "no variation")}, "It avoids no hard journeys (CES 1-3)."),
    ({"cost_per_1000_hard_avoided": (10300.0, 9400.0, 11500.0, "")},
     "Each 1,000 avoided cost 10,300 EUR (9,400 to 11,500): it pays if avoiding one is worth more than "
     "11.50 EUR, and not if it is worth less than 9.40 EUR."),
    ({"cost_per_1000_hard_avoided": (300.0, -400.0, 900.0, "")},
     "Each 1,000 avoided cost 300 EUR (-400 to 900): it may pay for itself."),
    ({"cost_per_1000_hard_avoided": (-300.0, -400.0, -200.0, "")},
     "It avoids them and costs less: it pays for itself."),
    ({"payback_weeks": (9.0, 7.5, 12.0, "")},
     "Once, it costs 700 EUR, paid back after 9.0 weeks (7.5 to 12.0)."),
    ({"payback_weeks": (nan, nan, nan, MAY_BE_NONE)},
     "Once, it costs 700 EUR, which may never be paid back."),
    ({"payback_weeks": (nan, nan, nan, NOT_ABOVE_0)}, "Once, it costs 700 EUR, which is never paid back."),
    ({"one_off": (-700.0, nan, nan, "")}, "Once, it costs 700 EUR less."),
    ({"break_even_kept_customer": (840.0, 700.0, 1010.0, "")},
     "it pays once a customer is worth 840 EUR (700 to 1,010)."),
])
def test_every_outcome_has_its_sentence(
    result: Result, quantities: dict[str, tuple[float, float, float, str]], sentence: str
) -> None:
    assert sentence in told(result, **quantities)


def test_lines_fit_a_narrow_terminal(result: Result) -> None:
    assert max(len(line) for line in worth_lines(Findings(result), 40)) <= 40


def test_what_only_open_journeys_leave_open_is_said_so(result: Result) -> None:
    rows = [
        row | {"verdict": "cannot be told", "difference": 4.0, "low": 3.0, "high": 5.0}
        if (row["baseline"], row["measure"], row["group"]) == ("more", "wait_mean_s", "all") else row
        for row in result.tables.comparison.to_pylist()
    ]
    comparison = table("comparison", (tuple(row.values()) for row in rows))
    changed = replace(result, tables=replace(result.tables, comparison=comparison))
    text = " ".join(" ".join(worth_lines(Findings(changed), 80)).split())
    assert "waiting 4.0 s more (3.0 to 5.0), cannot be told, as journeys are still open;" in text
