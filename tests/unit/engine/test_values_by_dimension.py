"""Values by dimension: every place that may vary by a key does, as the record shows.

Two legs are compared, of which only the second lies in the named case: the first lives by `rest`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.errors import WrongInput
from sim.scenario.document import read
from tests.unit.engine.scenes import DAY, Came, Leg, Scene, play
from tests.unit.engine.varying import CASES, COMPANY, SITUATIONS, by, merged, solved, talk, wrap_up

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


def test_ranks_vary_by_time() -> None:
    """One agent, busy for 100 s; a call and a chat wait. Calls come first, on Tuesdays chats."""
    order = {"rank": {"class": by("day", ["chat", "phone"], ["phone", "chat"])}}
    channel = {"reasons": {"r": {"channels": {"phone": 0, "chat": 1}}}}
    came = [Came(at, demand, "a") for day in (0, DAY) for at, demand in
            ((day, "calls"), (day + 1, "calls"), (day + 2, "others"))]  # fmt: skip
    scene = play(came, **merged(merged(COMPANY, channel), order))
    talks = sorted((leg.started, leg.journey) for leg in scene.legs if leg.kind == "human")
    assert [journey for _, journey in talks] == [0, 1, 2, 3, 5, 4]


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
    """Begun at 23:50 on Wednesday, the run's first day, and answered at 0:10, when the desk is free: service
    and wrap-up take as long as on Wednesday at 23 h, with the desk and with the expert. The next contact
    begins on Thursday."""
    question = {
        "channels": {"phone": 1},
        "takes": {"by": "hour", "23": "20 min", "rest": "2 s"},
        "wrap_up": {"by": "day", "wed": "3 min", "rest": "4 s"},
    }
    parts = {
        "run": {"starts": "2026-02-04"},
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
