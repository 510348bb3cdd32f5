"""Values by dimension of a customer in line, for whom an agent is not free: busy with a call of a week."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.engine.scenes import Came, Scene, play
from tests.unit.engine.varying import CASES, COMPANY, SITUATIONS, by, merged, talk

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
