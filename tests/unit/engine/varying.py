"""A company in which two legs are compared, of which only the second lies in the named case of a key.

The first lives by `rest`.
"""

from __future__ import annotations

from typing import Any

from tests.unit.engine.scenes import DAY, HOUR, Came, Leg

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
