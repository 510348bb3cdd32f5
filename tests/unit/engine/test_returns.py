"""Customers who come again: by hand, and in the long run against closed forms."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim
from sim.engine import replicate
from sim.errors import WrongInput
from sim.measures.change import matchable
from sim.measures.experience.file import load
from sim.measures.journeys import journeys
from sim.plan.compile import compile_plan
from sim.plan.model import MOST_ARRIVALS, Plan
from sim.records.columns import Flag, Kind
from sim.records.log import Record
from sim.scenario.document import read
from tests.unit.engine.scenes import DAY, HOUR, Came, Scene, play, takes, team

SECOND = 1_000_000


def lived(came: list[Came], returns: dict[str, Any], **parts: Any) -> Scene:
    """Customers of one segment who come again, played."""
    return play(came, segments={"all": {"returns": returns}}, **parts)


def begun(scene: Scene) -> list[tuple[float, int]]:
    """When each journey began, and its number among those of its customer, by number of the journey."""
    trips = scene.record.trips
    order = (trips["ordinal"] // MOST_ARRIVALS).tolist()
    return list(zip((trips["started"] / SECOND).tolist(), order, strict=True))


def left(scene: Scene) -> list[int]:
    """The journeys after which the customer does not come again."""
    return [leg.journey for leg in scene.legs if leg.kind == "end" and Flag.LEAVES in leg.flags]


def test_the_next_journey_begins_that_long_after_the_end_of_the_last() -> None:
    """A call of 100 s, an hour until the next: it begins at 0, 3,700 and 7,400 s, and so on for a day."""
    scene = lived([Came(0)], {"after": "1 h"})
    assert begun(scene) == [(3700 * n, n) for n in range(24)]
    assert left(scene) == []


def test_journeys_are_numbered_as_they_begin() -> None:
    """Who comes at 4,000 s comes after the return of the first at 3,700 s."""
    scene = lived([Came(0), Came(4000)], {"after": "1 h"})
    assert begun(scene)[:4] == [(0, 0), (3700, 1), (4000, 0), (7400, 2)]
    assert (scene.record.trips["ordinal"] % MOST_ARRIVALS)[:4].tolist() == [0, 0, 1, 0]
    assert [leg.journey for leg in scene.legs if leg.kind == "human"][:4] == [0, 1, 2, 3]


def test_who_hung_up_does_not_come_again() -> None:
    """The second caller waits 100 s in vain and is lost; the first comes again once in the day."""
    returns = {
        "after": "20 h", "stays": {"by": "lived", "easy": 1, "hard": 0}, "hard_if": {"unresolved": True},
    }  # fmt: skip
    scene = lived([Came(0), Came(1)], returns, patience="50 s")
    assert begun(scene) == [(0, 0), (1, 0), (20 * HOUR + 100, 1)]
    assert left(scene) == [1]


def test_to_end_unresolved_is_hard_only_where_the_scenario_says_so() -> None:
    returns = {"after": "2 d", "stays": {"by": "lived", "easy": 1, "hard": 0}, "hard_if": {"contacts": 2}}
    scene = lived([Came(0), Came(1)], returns, patience="50 s")
    assert [leg.outcome for leg in scene.legs if leg.kind == "queue"] == ["abandoned"]
    assert left(scene) == []


@pytest.mark.parametrize(
    ("hard", "expected"),
    [
        ({"wait": "98 s"}, {1}),          # waits 99 s
        ({"wait": "99 s"}, set()),        # longer than, not as long as
        ({"handoffs": 1}, {0, 1}),
        ({"handoffs": 2}, set()),
        ({"contacts": 2}, {0, 1}),        # every one calls twice
        ({"contacts": 3}, set()),
        ({"wait": "98 s", "contacts": 3}, {1}),
    ],
)
def test_what_makes_a_journey_hard(hard: dict[str, Any], expected: set[int]) -> None:
    """Two callers a second apart, one agent; each is passed on to a colleague once and calls again once."""
    crew = {"desk": {"hours": "always", "scheduled": 1, "handles": {"question": {}}},
            "second": {"hours": "always", "scheduled": 2, "handles": {"question": {}}}}  # fmt: skip
    after = {
        "pass": {"on": "served", "where": {"team": "desk"}, "go": {"team": "second"}, "max": 1},
        "again": {"on": "served", "where": {"team": "second"}, "go": "again", "delay": "5000 s", "max": 1},
    }
    returns = {"after": "1 w", "stays": {"by": "lived", "easy": 1, "hard": 0}, "hard_if": hard}
    route = {"phone": {"by": "attempt", "first": [{"to": "desk"}], "further": [{"to": "second"}]}}
    same = {"transfer": {"noticed_after": "0 s"}}
    scene = lived([Came(0), Came(1)], returns, teams=crew, after=after, routing=route, **same)
    assert set(left(scene)) == expected


def test_time_and_staying_vary_by_handoffs_and_by_hard_journeys_so_far() -> None:
    """Nobody is passed on; the third hard journey is one too many."""
    returns = {
        "after": {"by": "handoffs", "0": "1 h", "rest": "2 h"},
        "stays": {"by": "hard_journeys", "3": 0, "rest": 1},
        "hard_if": {"contacts": 1},
    }
    scene = lived([Came(0)], returns)
    assert begun(scene) == [(0, 0), (3700, 1), (7400, 2)]
    assert left(scene) == [2]


def passed_to_and_fro(times: int) -> dict[str, Any]:
    """Two colleagues of whom each passes customers on to the other, so many times in all."""
    rows = {
        one: {"on": "served", "where": {"team": one}, "go": {"team": other}, "max": most}
        for one, other, most in (("desk", "second", (times + 1) // 2), ("second", "desk", times // 2))
    }
    return {"teams": {name: team(1, "question") for name in ("desk", "second")}, "after": rows,
            "routing": {"phone": [{"to": "desk"}]}, "transfer": {"explain_again_takes": "0 s"}}  # fmt: skip


@pytest.mark.parametrize(("handoffs", "later"), [(9, "2 h"), (10, "1 h"), (11, "1 h")])
def test_more_than_ten_handoffs_count_as_ten(handoffs: int, later: str) -> None:
    """Passed on n times: n + 1 talks of 100 s, and then so long."""
    returns = {"after": {"by": "handoffs", "10": "1 h", "rest": "2 h"}}
    scene = lived([Came(0)], returns, **passed_to_and_fro(handoffs))
    assert begun(scene)[1] == (100 * (handoffs + 1) + int(later[0]) * HOUR, 1)


def test_more_than_ten_hard_journeys_count_as_ten() -> None:
    """After the tenth hard journey, and after each later one, two hours instead of one."""
    returns = {
        "after": {"by": "hard_journeys", "10": "2 h", "rest": "1 h"},
        "hard_if": {"contacts": 1},
    }
    starts = [at for at, _ in begun(lived([Came(0)], returns))]
    assert [later - at for at, later in pairwise(starts)][:13] == [3700] * 9 + [7300] * 4


def test_a_customer_keeps_his_number_and_owner() -> None:
    owns = {"segment": "all", "customers_each": 1}
    crew = {"desk": {"hours": "always", "scheduled": 3, "handles": {"question": {}}, "owns": owns}}
    segments = {"all": {"customers": 3, "returns": {"after": "1 h"}}}
    scene = play([Came(0, customer=2)], segments=segments, teams=crew, routing={"phone": [{"to": "owner"}]})
    assert set(scene.record.trips["customer"].tolist()) == {2}
    assert {leg.who for leg in scene.legs if leg.kind == "human"} == {"desk.2"}


def test_no_journey_begins_after_the_last_arrival() -> None:
    """The next would begin at 7,400 s, while a talk of two hours still keeps the run going."""
    scene = lived(
        [Came(0), Came(7000, "others")],
        {"after": "1 h"},
        run={"measure": "2 h", "warm_up": "0 s", "arrivals": "stop"},
        teams={"desk": team(2, "question", "long")},
        reasons={"question": takes("100 s"), "long": takes("2 h")},
        demand={
            "calls": {"rate": "1/h", "contact": "question"},
            "others": {"rate": "1/h", "contact": "long"},
        },
    )
    assert begun(scene) == [(0, 0), (3700, 1), (7000, 0)]
    assert left(scene) == []   # he stays a customer


# -- in the long run ---------------------------------------------------------------------------

STEADY = """
run: {{warm_up: 0 d, measure: {days} d, follow_up: 1 d, arrivals: stop, replications: 2}}
segments: {{all: {{returns: {{after: {after}, stays: {stays}}}}}}}
teams: {{desk: {{scheduled: 30, hours: always, handles: {{help: {{}}}}}}}}
reasons: {{help: {{takes: 1 min}}}}
demand: {{calls: {{contact: help, {demand}}}}}
"""


def steady(folder: Path, **parts: Any) -> tuple[Plan, Record]:
    """A desk that never lets anybody wait, and one replication of it."""
    file = folder / "steady.yaml"
    file.write_text(STEADY.format(**parts), encoding="utf-8")
    plan = compile_plan(read(file))
    return plan, replicate(plan, 0)


def test_the_number_of_journeys_is_geometric(tmp_path: Path) -> None:
    """With a share s who stay: P(n journeys) = (1 - s) s^(n - 1), mean 1 / (1 - s) = 4."""
    demand = 'counts: {hours: "mon 00:00-24:00", every: 1 d, each: [8000]}'
    _, record = steady(tmp_path, days=6, after="30 min", stays=0.75, demand=demand)
    first = record.trips["ordinal"] % MOST_ARRIVALS
    number = np.bincount(first.astype(int))
    assert len(number) == 8000
    assert abs(number.mean() - 4) < 4 * math.sqrt(0.75) / 0.25 / math.sqrt(8000)
    for n in range(1, 8):
        expected = 0.25 * 0.75 ** (n - 1)
        assert abs((number == n).mean() - expected) < 4 * math.sqrt(expected * (1 - expected) / 8000)


def test_a_customer_who_always_stays_comes_at_the_renewal_rate(tmp_path: Path) -> None:
    """An exponential hour from the end of one minute to the next call: one call in 61 minutes each."""
    demand = 'counts: {hours: "mon 00:00-01:00", every: 1 h, each: [100]}'
    _, record = steady(tmp_path, days=7, after="{exponential: 1 h}", stays=1, demand=demand)
    inside = record.trips["started"] >= DAY * SECOND
    expected = 100 * 6 * 24 / (61 / 60)
    assert abs(inside.sum() - expected) < 4 * math.sqrt(expected)


def test_journeys_come_at_the_rate_of_new_customers_over_the_share_who_leave(tmp_path: Path) -> None:
    """Ten new customers an hour, 80 % stay, the next journey within the hour: 50 journeys an hour."""
    _, record = steady(tmp_path, days=42, after="30 min", stays=0.8, demand="rate: 10/h")
    inside = record.trips["started"] >= 2 * DAY * SECOND
    hours = 40 * 24
    # Of the renewal: the variance of a geometric number, 1 + s over (1 - s)^2, for each new customer.
    spread = math.sqrt(10 * hours * (1 + 0.8) / 0.2**2)
    assert abs(inside.sum() - 50 * hours) < 4 * spread


# -- the same customers in two alternatives, and what is reported --------------------------------


def test_the_same_customers_live_through_both_regimes_in_all_their_journeys(tmp_path: Path) -> None:
    """Matched by demand, n-th arrival and n-th journey: the draws of a further journey are the same."""
    demand = 'counts: {hours: "mon 00:00-24:00", every: 1 d, each: [200]}'
    plan, record = steady(tmp_path, days=6, after="{exponential: 4 h}", stays=0.7, demand=demand)
    other = compile_plan(read(tmp_path / "steady.yaml", ["segments.all.returns.stays=0.8"]))
    again = replicate(other, 0)
    ours, theirs = (dict(zip(one.trips["ordinal"].tolist(), one.trips["started"].tolist(), strict=True))
                    for one in (record, again))  # fmt: skip
    assert ours.items() <= theirs.items()   # more stay; those who did come at the same moments
    assert len(theirs) > len(ours)
    model = load("default")
    found = matchable(plan, journeys(plan, record, model))
    assert found.ordinal.max() >= MOST_ARRIVALS


def test_the_report_counts_who_leaves_and_journeys_a_customer(tmp_path: Path) -> None:
    demand = 'counts: {hours: "mon 00:00-24:00", every: 1 d, each: [300]}'
    _, record = steady(tmp_path, days=6, after="30 min", stays=0.5, demand=demand)
    result = sim.simulate(sim.load(tmp_path / "steady.yaml"), replications=1)
    value = {
        row["measure"]: row["value"] for row in result.tables.measures.to_pylist() if row["group"] == "all"
    }
    gone = (record.legs["kind"] == Kind.END) & ((record.legs["flags"] & Flag.LEAVES) > 0)
    assert value["customers_leaving"] == gone.sum() == 300
    assert value["journeys_per_customer"] == pytest.approx(len(record.trips["ordinal"]) / 300)
    assert value["leaving_share"] == pytest.approx(300 / len(record.trips["ordinal"]))
    told = " ".join(sim.explain(tmp_path / "steady.yaml").split())
    assert "Each comes again 30 min after the end of a journey, 0.5 of them" in told


def test_without_returns_nothing_of_it_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "steady.yaml"
    text = STEADY.format(days=1, after="1 h", stays=1, demand="rate: 1/h")
    file.write_text(text.replace("{returns: {after: 1 h, stays: 1}}", "{}"), encoding="utf-8")
    result = sim.simulate(sim.load(file), replications=2)
    names = {row["measure"] for row in result.tables.measures.to_pylist()}
    assert not names & {"customers_leaving", "leaving_share", "journeys_per_customer"}


@pytest.mark.parametrize(
    ("after", "stays", "rule"),
    [
        ("0 s", "1", "a loop that takes no time"),
        ("1 d", "{by: lived, hard: 0.5, rest: 1}", "varies by lived: needs `hard_if`"),
        ("1 d", "{by: channel, rest: 1}", "can vary by lived, handoffs, hard_journeys only"),
        ("1 d", "{by: handoffs, many: 0.5, rest: 1}", "is not a case of handoffs; use 0 to 10"),
        ("1 d, hard_if: {handoffs: 2}", "1", "is used by nothing"),
        ("1 d, hard_if: {}", "{by: lived, hard: 0.5, rest: 1}", "names nothing"),
    ],
)
def test_what_cannot_be_meant_is_refused(after: str, stays: str, rule: str, tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(STEADY.format(days=1, after=after, stays=stays, demand="rate: 1/h"), encoding="utf-8")
    with pytest.raises(WrongInput, match=rule):
        read(file)


def test_what_a_customer_lived_through_is_no_dimension_elsewhere(tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(STEADY.format(days=1, after="1 d", stays=1, demand="rate: 1/h"), encoding="utf-8")
    with pytest.raises(WrongInput, match="cannot vary by handoffs here"):
        read(file, ["reasons.help.takes={replace: {by: handoffs, rest: 1 min}}"])
