"""The answer says of each measure what its verdict says, for all journeys and each segment, and the price."""

from __future__ import annotations

from math import nan
from types import SimpleNamespace
from typing import Any

from sim.report.reading import NOTHING, Compared
from sim.report.sections.answer import answer
from sim.stats.estimate import Estimate
from sim.stats.verdict import Verdict

BASE = SimpleNamespace(
    name="base", title="Today", segments=("shop", "office"), currency="EUR", matters={}, answer_within_s=20
)
OTHER = SimpleNamespace(**{**vars(BASE), "name": "other", "title": "Managers"})
RIVAL = SimpleNamespace(**{**vars(BASE), "name": "rival", "title": "More of the same"})


def told(value: float, low: float = nan, high: float = nan) -> Estimate:
    return Estimate(value, low, high, 20, "by hand")


class Told:
    """Findings by hand: what the answer looks up."""

    journeys = 1_000

    def __init__(self, **verdicts: Verdict) -> None:
        self.verdicts = verdicts
        rows: list[dict[str, Any]] = [
            {"alternative": "other", "group": "all", "measure": "ces_mean", "n": 20, "probability": 0.999,
             "given": "if the scenario's numbers hold; 40 draws"},
        ]  # fmt: skip
        nothing = SimpleNamespace(to_pylist=list)
        tables = SimpleNamespace(sureness=SimpleNamespace(to_pylist=lambda: rows), sensitivity=nothing)
        self.result = SimpleNamespace(base=BASE, alternatives=(OTHER,), tables=tables)

    def difference(self, who: Any, measure: str, group: str = "all", rival: Any = None) -> Compared:
        size = {"wait_mean_s": -13.6, "handoffs_mean": -0.108, "ces_mean": 0.31, "ces_hard": -0.012}[measure]
        key = "rival" if rival else group.partition("=")[2] or "all"
        verdict = self.verdicts.get(f"{key}_{measure}", self.verdicts.get(key, Verdict.THE_SAME))
        return Compared(told(size), "", verdict)

    def value(self, who: Any, measure: str, group: str = "all") -> Estimate:
        if measure == "journeys":
            return told(1_000 if who is BASE else self.journeys)
        return told(0.157 if who is BASE else 0.145)

    def worth(self, who: Any, quantity: str) -> Estimate:
        return {
            "cost_per_week": told(20_000, 19_000, 21_000),
            "hard_journeys_per_week": told(200, 150, 250),
            "cost_per_1000_hard_avoided": told(100_000, 80_000, 130_000),
        }.get(quantity, NOTHING)

    def cost(self, who: Any, item: str) -> Estimate:
        return told(80_000)

    def rivals(self) -> list[Any]:
        return [(RIVAL, OTHER)] if "rival" in self.verdicts else []


def said(**verdicts: Verdict) -> list[str]:
    return answer(Told(**verdicts), OTHER)  # type: ignore[arg-type]


def test_measures_of_one_verdict_are_said_together_and_only_what_is_decided_has_a_size() -> None:
    lines = said(all=Verdict.BETTER, all_handoffs_mean=Verdict.TOO_LITTLE, shop=Verdict.CANNOT_BE_TOLD)
    assert lines[0] == (
        "All journeys: waiting (13.6 s less) and ease (0.31 more) are better; handoffs change too little to "
        "matter."
    )
    assert lines[1] == "Segment shop: waiting, handoffs and ease cannot be told."
    assert lines[2] == "Segment office: waiting, handoffs and ease are the same."


def test_worse_is_said_as_plainly_as_better() -> None:
    assert said(all=Verdict.WORSE, all_ces_mean=Verdict.NO_DIFFERENCE)[0] == (
        "All journeys: waiting (13.6 s less) and handoffs (0.108 less) are worse; ease changes by nothing "
        "that matters."
    )


def test_hard_journeys_money_and_probability_follow() -> None:
    assert said(all=Verdict.BETTER)[3:] == [
        "Hard journeys: 145 of 1,000 instead of 157. It avoids 200 (150 to 250) hard journeys (CES 1-3) a "
        "week.",
        "Money: 20,000 EUR more (19,000 to 21,000) a week, 25 %. Each hard journey avoided costs 100 EUR.",
        "If the scenario's numbers hold, the probability is: better ease > 99 %.",
    ]


def test_an_alternative_of_the_same_money_is_set_beside_it() -> None:
    lines = said(all=Verdict.BETTER, rival=Verdict.NO_DIFFERENCE, rival_wait_mean_s=Verdict.WORSE)
    assert lines[5] == (
        "Beside More of the same, which costs about the same: waiting (13.6 s less) is worse; handoffs and "
        "ease change by nothing that matters."
    )


def test_more_journeys_are_named_beside_more_hard_ones() -> None:
    findings = Told(all=Verdict.BETTER)
    for journeys, told_of in ((1_005, "There are"), (1_100, "10 % more"), (900, "10 % fewer")):
        findings.journeys = journeys
        lines = answer(findings, OTHER)   # type: ignore[arg-type]
        (line,) = [one for one in lines if one.startswith("Hard journeys")]
        assert (told_of in line) == (journeys != 1_005)
