"""Mail that is late, for the tests of what then follows: who answers it, and what is told of a journey."""

from __future__ import annotations

from typing import Any

from sim.measures.contacts import contacts
from sim.measures.experience.file import load
from sim.measures.journeys import journeys
from sim.measures.places import places_of
from sim.measures.spans import bounded
from sim.records.columns import Flag
from sim.records.log import Columns

from .scenes import Came, Scene, play, takes, team

FIRST, MISSED = Flag.FIRST_OF_CONTACT, Flag.PROMISE_MISSED
BY_MAIL = {"by": "attempt", "first": {"mail": "100 %"}, "further": {"phone": "100 %"}}
PLAIN = {"mail": {"waits": False}, "phone": {}}
AT_ONE = "mon-sun 01:00-02:00"
CHASE = {"on": "late", "go": "again", "same_channel": "0 %"}


def mails(*came: float | Came, **parts: Any) -> Scene:
    """Mail that one agent answers in 1000 s, promised within 300 s; others are there for calls, in 50 s."""
    return play(came, **{
        "channels": {"mail": {"waits": False, "promise": "300 s"}, "phone": {}},
        "reasons": {"question": takes("1000 s", channels=BY_MAIL), "paper": takes("40 s")},
        "teams": {
            "mailers": team(1, "question", channels=["mail"]),
            "callers": {
                **team(1, "paper"), "handles": {"question": {"takes": "50 s"}, "paper": {}},
                "channels": ["phone"],
            },
        },
        "routing": {"mail": [{"to": "mailers"}], "phone": [{"to": "callers"}]},
        **parts,
    })   # fmt: skip


def told(scene: Scene, journey: int) -> list[tuple[str, str, str, float, float, float]]:
    """Rows: kind, who, outcome, queued, started, ended."""
    return [(leg.kind, leg.who, leg.outcome, *leg[9:12]) for leg in scene.of(journey)]


def asks(promise: str | None, after: Any, *came: float, **parts: Any) -> Scene:
    """Orders with a step of contact, perhaps with a promise."""
    step: Any = {"contact": "question", "on": {"resolved": "done", "abandoned": "lost", "rest": "other"}}
    steps = {"ask": step, "done": {"end": "done"}, "lost": {"end": "lost"}, "other": {"end": "other"},
             "else": {"takes": "7 s", "next": "done"}}   # fmt: skip
    if promise is not None:
        step["promise"] = promise
    return mails(
        *(Came(at, "orders") for at in came),
        demand={"orders": {"process": "order", "rate": "1/h"}},
        processes={"order": {"start": "ask", "steps": steps}},
        after=after, **parts,
    )  # fmt: skip


def journeys_of(scene: Scene) -> Columns:
    """What is measured of each journey."""
    return journeys(scene.plan, scene.record, load("default"))


def contacts_of(scene: Scene) -> Columns:
    """What is measured of each contact."""
    return contacts(scene.plan, bounded(scene.plan, scene.record), places_of(scene.plan))
