"""Values by dimension: every place that may vary by a key does, as the record shows.

Two legs are compared, of which only the second lies in the named case: the first lives by `rest`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.errors import WrongInput
from sim.measures.costs import leg_cost
from sim.measures.spending import pay
from sim.plan.compile import compile_plan
from sim.plan.model import Plan
from sim.records.columns import Kind
from sim.scenario.document import read
from sim.scenario.laws import Constant, Gamma
from sim.scenario.schema import Scenario
from tests.unit.engine.scenes import DAY, HOUR, Came, Leg, Scene, play

CASES = {
    "segment": "b", "reason": "r", "channel": "chat", "team": "expert", "previous_team": "desk",
    "attempt": "further", "transferred": "yes", "hour": "13", "day": "tue",
}  # fmt: skip
"""The case of each key in which the second leg lies."""

TEAM = {"hours": "always", "scheduled": 1, "channels": ["phone", "chat"], "handles": {"q": {}, "r": {}}}
COMPANY: dict[str, Any] = {
    "run": {"warm_up": "0 s", "measure": "2 d", "follow_up": "6 d", "arrivals": "stop"},
    "segments": {"a": {}, "b": {}},
    "channels": {"phone": {}, "chat": {}},
    "teams": {"desk": TEAM, "expert": TEAM},
    "routing": {"phone": [{"to": "desk"}], "chat": [{"to": "desk"}]},
    "reasons": {name: {"takes": "100 s", "channels": {"phone": 1}} for name in "qr"},
    "demand": {"calls": {"rate": "1/h", "contact": "q"}, "others": {"rate": "1/h", "contact": "r"}},
}
"""Two segments, channels, teams and reasons; the desk takes everything, by phone."""


def by(key: str, second: Any, first: Any) -> dict[str, Any]:
    """`second` in the case of a key, else `first`."""
    return {"by": key, CASES[key]: second, "rest": first}


def merged(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """A map with another laid over it."""
    found = dict(base)
    for name, value in more.items():
        old = found.get(name)
        plain = isinstance(value, dict) and "by" not in value
        found[name] = merged(old, value) if isinstance(old, dict) and "by" not in old and plain else value
    return found


LATER = 10_000.0
SITUATIONS: dict[str, tuple[list[Came], dict[str, Any]]] = {
    "segment": ([Came(0, segment="a"), Came(LATER, segment="b")], {}),
    "reason": ([Came(0, segment="a"), Came(LATER, "others", segment="a")], {}),
    "channel": (
        [Came(0, segment="a"), Came(LATER, segment="b")],
        {"reasons": {"q": {"channels": {"by": "segment", "a": {"phone": 1}, "b": {"chat": 1}}}}},
    ),
    "team": (
        [Came(0, segment="a"), Came(LATER, segment="b")],
        {"routing": {"phone": {"by": "segment", "a": [{"to": "desk"}], "b": [{"to": "expert"}]}}},
    ),
    "previous_team": (
        [Came(0, segment="a")],
        {"after": {"pass": {"on": "served", "where": {"team": "desk"}, "go": {"team": "expert"}}}},
    ),
    "attempt": (
        [Came(0, segment="a")],
        {"after": {"again": {"on": "served", "go": "again", "delay": "1000 s", "max": 1}}},
    ),
    "transferred": (
        [Came(0, segment="a")],
        {"after": {"pass": {"on": "served", "where": {"team": "desk"}, "go": {"team": "expert"}}}},
    ),
    "hour": ([Came(0, segment="a"), Came(13 * HOUR, segment="a")], {}),
    "day": ([Came(0, segment="a"), Came(DAY, segment="a")], {}),
}  # fmt: skip
"""Who comes, and what else holds, so that the second leg with an agent lies in the case of the key."""


def talk(leg: Leg) -> float:
    """Seconds with the customer."""
    return leg.ended - leg.started


def wrap_up(leg: Leg) -> float:
    """Seconds of the agent's work after it."""
    return leg.released - leg.ended


def solved(leg: Leg) -> bool:
    """Whether it ended resolved."""
    return leg.outcome == "resolved"


Place = tuple[str, Callable[[Any], dict[str, Any]], tuple[Any, Any], Callable[[Leg], Any], tuple[Any, Any]]
"""Path, how a value is written there, the values for first and second leg, what to look at, what is seen."""


def reasons(key: str) -> Callable[[Any], dict[str, Any]]:
    """A key of both reasons."""
    return lambda value: {"reasons": {name: {key: value} for name in "qr"}}


def handles(key: str) -> Callable[[Any], dict[str, Any]]:
    """A key of how both teams handle both reasons."""
    of_team = {"handles": {"q": {}, "r": {}}}
    return lambda value: {
        "teams": {team: merged(of_team, {"handles": {name: {key: value} for name in "qr"}})
                  for team in ("desk", "expert")}
    }  # fmt: skip


PLACES: list[Place] = [
    ("reasons.takes", reasons("takes"), ("100 s", "200 s"), talk, (100, 200)),
    ("reasons.wrap_up", reasons("wrap_up"), ("10 s", "20 s"), wrap_up, (10, 20)),
    ("reasons.resolves", reasons("resolves"), (0, 1), solved, (False, True)),
    ("handles.takes", handles("takes"), ("100 s", "200 s"), talk, (100, 200)),
    ("handles.wrap_up", handles("wrap_up"), ("10 s", "20 s"), wrap_up, (10, 20)),
    ("handles.resolves", handles("resolves"), (0, 1), solved, (False, True)),
    ("handles.time_factor", handles("time_factor"), (1, 2), talk, (100, 200)),
]


OWN = ("handles.time_factor", "team")   # a team's own factor cannot vary by team
SERVED = [(place, key) for place in PLACES for key in CASES if (place[0], key) != OWN]


@pytest.mark.parametrize(("place", "key"), SERVED, ids=[f"{place[0]}-{key}" for place, key in SERVED])
def test_a_service_varies_by_every_key(place: Place, key: str) -> None:
    _, written, (first, second), look, seen = place
    came, more = SITUATIONS[key]
    scene = play(came, **merged(merged(COMPANY, more), written(by(key, second, first))))
    legs = [leg for leg in scene.legs if leg.kind == "human"]
    assert tuple(map(look, legs)) == seen


# -- a customer in line: the agent is busy with a call of a week -----------------------------------

BUSY: dict[str, Any] = {
    "teams": {"expert": {"handles": {"long": {}}}},
    "reasons": {"long": {"takes": "1 w", "channels": {"phone": 1}}},
    "demand": {"long": {"rate": "1/h", "contact": "long"}},
    "after": {},
    "patience": "50 s",
    "routing": {"phone": [{"to": "expert"}], "chat": [{"to": "expert"}]},
}
AGAIN = {"after": {"again": {"on": "abandoned", "go": "again", "delay": "1000 s", "max": 1}}}
PASSED = SITUATIONS["transferred"][1]
ROUTE_LONG = {"routing": {"phone": {"by": "reason", "long": [{"to": "expert"}], "rest": [{"to": "desk"}]}}}
LINE: dict[str, tuple[list[Came], dict[str, Any]]] = {
    **{key: (came, {**more, "routing": BUSY["routing"]}) for key, (came, more) in SITUATIONS.items()},
    "attempt": ([Came(0.5, segment="a")], AGAIN),
    "transferred": ([Came(0.5, segment="a")], {**PASSED, **ROUTE_LONG}),
    "previous_team": ([Came(0.5, segment="a")], {**PASSED, **ROUTE_LONG}),
}


def waits(scene: Scene) -> list[tuple[str, float]]:
    """How waits without an answer ended, and after how long."""
    rows = [leg for leg in scene.legs if leg.kind == "queue" and leg.outcome != "open"]
    return [(leg.outcome, leg.ended - leg.queued) for leg in rows]


def turned(scene: Scene) -> list[str]:
    """How those fared who were not answered."""
    rows = [leg for leg in scene.legs if leg.kind in ("queue", "turned_away")]
    return [leg.outcome for leg in rows if leg.outcome != "open"]


def line(key: str, **more: Any) -> Scene:
    """Customers of a situation in a line that does not move; others in it are the fifty-second ones."""
    came, parts = LINE[key]
    first = Came(0.1, "long", segment="a")
    later = [one._replace(at=one.at + 1) for one in came]
    return play([first, *later], **merged(merged(merged(COMPANY, BUSY), parts), more))


@pytest.mark.parametrize("key", [key for key in CASES if key != "team"])
def test_patience_varies_by_every_key_but_team(key: str) -> None:
    seen = waits(line(key, patience=by(key, "70 s", "30 s")))
    assert seen[-1] == ("abandoned", 70)
    assert seen[:-1] == ([] if key in ("transferred", "previous_team") else [("abandoned", 30)])


@pytest.mark.parametrize("key", ["segment", "reason", "channel", "attempt", "hour", "day"])
def test_balking_varies(key: str) -> None:
    assert turned(line(key, balks=by(key, 1, 0))) == ["abandoned", "balked"]


@pytest.mark.parametrize("key", ["segment", "reason", "attempt", "hour", "day"])
def test_a_stage_lasts_as_its_case_says(key: str) -> None:
    """Behind the stage comes the menu, of no length, in which everybody hangs up."""
    stages = [{"to": "expert", "for": by(key, "20 s", "10 s")}, {"to": "ivr"}]
    menu = {"hangs_up": {"by": "reason", "long": 0, "rest": 1}}
    scene = line(key, routing={"phone": stages, "chat": stages}, ivr=menu)
    assert [wait for _, wait in waits(scene)] == [10, 20]


@pytest.mark.parametrize(("key", "value"), [("hour", 0), ("day", 0)])
@pytest.mark.parametrize("limit", ["lines", "max_queue"])
def test_lines_and_places_in_the_queue_vary_by_time(limit: str, key: str, value: int) -> None:
    """With no line, or no place in the queue, a caller is blocked."""
    scene = line(key, channels={"phone": {limit: by(key, value, 5)}})
    assert turned(scene) == ["abandoned", "blocked"]


# -- the rest, each as it shows ----------------------------------------------------------------


@pytest.mark.parametrize("key", ["segment", "reason", "attempt", "hour", "day"])
def test_the_promise_of_a_channel_varies(key: str) -> None:
    came, more = SITUATIONS[key]
    promise = {"channels": {"phone": {"promise": by(key, "99 s", "100 s")}}}
    flags = [leg.flags.name or "" for leg in play(came, **merged(merged(COMPANY, more), promise)).legs
             if leg.kind == "human"]  # fmt: skip
    assert ["PROMISE_KEPT" in flags[0], "PROMISE_MISSED" in flags[1]] == [True, True]


STEPS: dict[str, Any] = {
    "wait": {"touchpoint": "waiting", "takes": "100 s", "next": "done"},
    "done": {"end": "done"},
}


def lived(key: str, **step: Any) -> Scene:
    """Journeys that wait at a step."""
    came, _ = SITUATIONS[key]
    processes = {"life": {"start": "wait", "steps": {**STEPS, "wait": {**STEPS["wait"], **step}}}}
    walks = {"calls": {"rate": "1/h", "process": "life"}}
    return play(came, **{**COMPANY, "demand": walks, "processes": processes})


@pytest.mark.parametrize("key", ["segment", "hour", "day"])
def test_the_promise_of_a_step_varies(key: str) -> None:
    within = by(key, {"within": "99 s", "hours": "always"}, {"within": "100 s", "hours": "always"})
    flags = [leg.flags.name for leg in lived(key, promise=within).legs if leg.kind == "step"]
    assert flags == ["PROMISE_KEPT", "PROMISE_MISSED"]


@pytest.mark.parametrize("key", ["segment", "hour", "day"])
@pytest.mark.parametrize("where", ["beside", "if_late"])
def test_when_something_happens_beside_a_step_varies(where: str, key: str) -> None:
    aside = {where: {"ask": {"contact": "q", "after": by(key, "20 s", "10 s")}}, "promise": "50 s"}
    begun = [leg.queued for leg in lived(key, **aside).legs if leg.kind == "human"]
    late = 50 if where == "if_late" else 0
    came = [one.at for one in SITUATIONS[key][0]]
    assert begun == [came[0] + late + 10, came[1] + late + 20]


def test_transfers_end_where_the_case_says() -> None:
    """Passed on for ever between two teams: once for segment a, three times for b."""
    after = {name: {"on": "served", "where": {"team": name}, "go": {"team": other}}
             for name, other in (("desk", "expert"), ("expert", "desk"))}  # fmt: skip
    scene = play(
        SITUATIONS["segment"][0],
        **merged(COMPANY, {"after": after, "transfer": {"max_transfers": by("segment", 3, 1)}}),
    )
    assert [len(scene.of(journey, "human")) for journey in (0, 1)] == [2, 4]


def test_an_after_row_acts_as_often_as_its_case_says() -> None:
    row = {"on": "served", "go": "again", "delay": "10 s", "max": by("segment", 2, 1)}
    scene = play(SITUATIONS["segment"][0], **merged(COMPANY, {"after": {"again": row}}))
    assert [len(scene.of(journey, "human")) for journey in (0, 1)] == [2, 3]


def test_patience_and_work_of_a_repeat_vary() -> None:
    """Segment b comes again with the same draws, a with fresh ones."""
    row = {"on": "served", "go": "again", "delay": "10 s", "max": 1, "work": by("segment", "same", "fresh")}
    reasons = {"q": {"takes": {"exponential": "100 s"}}}
    scene = play(SITUATIONS["segment"][0], **merged(COMPANY, {"after": {"again": row}, "reasons": reasons}))
    (first, second), (third, fourth) = ([talk(leg) for leg in scene.of(one, "human")] for one in (0, 1))
    assert first != second
    assert third == pytest.approx(fourth, abs=1e-9)
    again = {"on": "abandoned", "go": "again", "delay": "10 s", "max": 1}
    row = {**again, "patience": by("segment", "same", "fresh")}
    found = waits(line("segment", after={"again": row}, patience={"exponential": "100 s"}))
    waited = [wait for _, wait in found]
    assert waited[0] != waited[1]
    assert waited[2] == pytest.approx(waited[3], abs=1e-9)


def test_ranks_vary_by_time() -> None:
    """One agent, busy for 100 s; a call and a chat wait. Calls come first, on Tuesdays chats."""
    order = {"rank": {"class": by("day", ["chat", "phone"], ["phone", "chat"])}}
    channel = {"reasons": {"r": {"channels": {"phone": 0, "chat": 1}}}}
    came = [Came(at, demand, "a") for day in (0, DAY) for at, demand in
            ((day, "calls"), (day + 1, "calls"), (day + 2, "others"))]  # fmt: skip
    scene = play(came, **merged(merged(COMPANY, channel), order))
    talks = sorted((leg.started, leg.journey) for leg in scene.legs if leg.kind == "human")
    assert [journey for _, journey in talks] == [0, 1, 2, 3, 5, 4]


# -- teams -------------------------------------------------------------------------------------


def roster(**team: Any) -> list[tuple[int, int, float, float]]:
    """Agent, kind, from, until (hours) of the roster of a desk, Monday to Wednesday."""
    desk = {**TEAM, "hours": "mon-sun 08:00-10:00", "scheduled": None, **team}
    run = {"warm_up": "0 s", "measure": "3 d", "follow_up": "0 s", "arrivals": "stop"}
    rows = play([], **{**COMPANY, "run": run, "routing": {}, "teams": {"desk": desk}}).record.roster
    hours = [(rows[name] / (HOUR * 1e6)).tolist() for name in ("starts", "ends")]
    return sorted(zip(rows["agent"].tolist(), rows["kind"].tolist(), *hours, strict=True))


def test_heads_vary_by_day() -> None:
    """One agent on Monday and Wednesday, two on Tuesday."""
    expected = [(0, 0, 8, 10), (0, 0, 32, 34), (0, 0, 56, 58), (1, 0, 32, 34)]
    assert roster(scheduled=by("day", 2, 1)) == expected
    counts = by("day", [2, 1], [1, 1])
    expected[-1] = (1, 0, 32, 33)
    assert roster(agents=counts, every="1 h") == expected


def test_shrinkage_and_absence_vary_by_time() -> None:
    away = [row for row in roster(scheduled=1, shrinkage={"by": "hour", "9": 1, "rest": 0}) if row[1] == 2]
    assert away == [(0, 2, day * 24 + at, day * 24 + at + 0.5) for day in range(3) for at in (9, 9.5)]
    absent = [row for row in roster(scheduled=1, absent=by("day", 1, 0)) if row[1] == 1]
    assert absent == [(0, 1, 32, 34)]


# -- demand and money --------------------------------------------------------------------------


def test_rounds_and_swings_vary_by_segment() -> None:
    """The company calls each of ten customers of segment a every day, of b every half day."""
    segments = {"a": {"customers": 10}, "b": {"customers": 10}}
    rounds = {"check": {"proactive": "q", "every": by("segment", "12 h", "1 d")}}
    made = compiled(segments=segments, demand=rounds)
    assert [demand.every for demand in made.demands] == [DAY * 1_000_000, DAY * 500_000]
    swings = {"calls": {"rate": "1/h", "contact": "q", "factor": by("segment", "wild", "calm")}}
    made = compiled(demand=swings, factors={"calm": 1, "wild": {"gamma": {"mean": 1, "sd": 0.5}}})
    assert [made.factors[demand.factor].law for demand in made.demands] == [Constant(1.0), Gamma(4.0, 0.25)]


def test_prices_vary_by_time_and_segment() -> None:
    """Nights are paid double, Tuesdays' overtime three times; a sale lost with b costs more."""
    wage = {"by": "hour", "0": "40 EUR/h", "rest": "20 EUR/h"}
    teams = {**COMPANY["teams"], "desk": {**TEAM, "cost": wage, "overtime_factor": by("day", 3, 2)}}
    scene = play([Came(0, segment="a"), Came(LATER, segment="a")], **{**COMPANY, "teams": teams})
    assert leg_cost(scene.plan, scene.record.legs)[scene.record.legs["kind"] == Kind.HUMAN] == pytest.approx(
        [40 * 100 / HOUR, 20 * 100 / HOUR]
    )
    half_hours = np.arange(0, 2 * DAY, 1800) * 1_000_000
    columns = {"team": 0 * half_hours, "begins": half_hours, "length_s": 1800.0 + 0 * half_hours,
               "scheduled": 1.0 + 0 * half_hours, "overtime": 1.0 + 0 * half_hours}  # fmt: skip
    shifts, overtime = pay(scene.plan, columns)
    assert shifts[0] == pytest.approx(2 * (40 + 23 * 20))
    assert overtime[0] == pytest.approx((2 + 3) * (40 + 23 * 20))
    made = compiled(costs={"lost_sale": by("segment", "30 EUR", "10 EUR")})
    assert made.lost_sale.values == (10.0, 30.0)


def compiled(**parts: Any) -> Plan:
    """The plan of the company, some of its parts replaced."""
    return compile_plan(Scenario.model_validate({**COMPANY, **parts}, context={"currency": "EUR"}))


# -- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "rule"),
    [
        ("channels.phone.lines", {"by": "segment", "rest": 3}, "can vary by hour, day only"),
        ("teams.desk.absent", {"by": "hour", "rest": 0.1}, "can vary by day only"),
        ("teams.desk.shrinkage", {"by": "segment", "rest": 0.1}, "can vary by hour, day only"),
        ("patience", {"by": "team", "rest": "1 min"}, "cannot vary by team here"),
        ("costs.lost_sale", {"by": "hour", "rest": "1 EUR"}, "can vary by segment only"),
        ("teams.desk.handles.q.time_factor", {"by": "team", "rest": 2}, "cannot vary by team here"),
        ("transfer.max_transfers", {"by": "segment", "b": 2}, "does not say what holds for segment a"),
    ],
)
def test_a_key_that_is_not_known_at_that_moment_is_refused(
    path: str, value: dict[str, Any], rule: str, tmp_path: Path
) -> None:
    file = tmp_path / "company.yaml"
    file.write_text(json.dumps(COMPANY), encoding="utf-8")
    with pytest.raises(WrongInput, match=rule):
        read(file, [f"{path}={json.dumps({'replace': value})}"])


def test_hour_and_day_are_those_of_the_start_of_a_contact_however_long_it_lasts() -> None:
    """Begun at 23:50 on Monday and answered at 0:10, when the desk is free: service and wrap-up take as long
    as on Monday at 23 h, with the desk and with the expert. The next contact begins on Tuesday."""
    question = {
        "channels": {"phone": 1},
        "takes": {"by": "hour", "23": "20 min", "rest": "2 s"},
        "wrap_up": {"by": "day", "mon": "3 min", "rest": "4 s"},
    }
    parts = {
        "reasons": {"q": question, "r": {"channels": {"phone": 1}, "takes": "25 min"}},
        "after": {
            "pass": {
                "on": "served", "where": {"reason": "q", "team": "desk"}, "go": {"team": "expert"}, "max": 1,
            },
            "again": {"on": "served", "where": {"team": "expert"}, "go": "again", "delay": "1 h"},
        },
        "transfer": {"explain_again_takes": "0 s"},
    }  # fmt: skip
    came = [Came(DAY - 900, "others", segment="a"), Came(DAY - 600, segment="a")]
    scene = play(came, **merged(COMPANY, parts))
    found = [(leg.who, leg.started - DAY, talk(leg), wrap_up(leg)) for leg in scene.of(1, "human")]
    assert found == [
        ("desk.0", 600, 1200, 180), ("expert.0", 1800, 1200, 180), ("desk.0", 6600, 2, 4),
    ]  # fmt: skip
