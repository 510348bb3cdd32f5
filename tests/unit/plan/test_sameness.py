"""What must mean nothing: names of teams, shifts, hours and factors, titles, and the order of most maps."""

from dataclasses import fields, is_dataclass

import numpy as np
import pytest

from sim.engine.luck import Luck

from .writing import plan

RETAIL = {
    "title": "Retail",
    "hours": {"office": "mon-fri 08:00-17:00", "late": "mon-fri 12:00-20:00"},
    "segments": {"consumer": {}, "business": {"customers": 10}},
    "factors": {"busy": {"gamma": {"mean": 1, "sd": "10 %"}}, "calm": {"gamma": {"mean": 1, "sd": "5 %"}}},
    "channels": {"phone": {"lines": 9}, "chat": {"at_once": 3}, "email": {"waits": False}},
    "reasons": {
        "question": {"takes": "4 min", "channels": {"phone": "60 %", "chat": "40 %"}},
        "invoice": {"takes": "5 min", "channels": {"phone": "50 %", "email": "50 %"}},
        "packing": {"takes": "2 min"},
    },
    "teams": {
        "sales": {
            "shifts": {
                "day": {"hours": "office", "scheduled": 2},
                "evening": {"hours": "late", "scheduled": 1},
            },
            "handles": {"question": {}},
        },
        "billing": {
            "hours": "office",
            "scheduled": 1,
            "handles": {"invoice": {}, "packing": {"time_factor": 2}},
        },
    },
    "demand": {
        "orders": {
            "process": "order",
            "rate": {"by": "segment", "consumer": "30/h", "rest": "5/h"},
            "factor": "busy",
        },
        "calls": {"contact": {"question": "70 %", "invoice": "rest"}, "rate": "40/d", "factor": "calm"},
    },
    "ivr": {"right_team": "80 %", "wrong_team": {"sales": "50 %", "billing": "50 %"}},
    "transfer": {"manner": {"by": "previous_team", "billing": "warm", "rest": "cold"}},
    "after": {
        "again": {"on": "unresolved", "go": "again"},
        "pass": {"on": "served", "go": {"team": "billing"}},
    },
    "processes": {
        "order": {
            "start": "pack",
            "steps": {
                "pack": {"work": "packing", "next": {"ask": "10 %", "done": "90 %"}},
                "ask": {"contact": "question", "on": {"rest": "done"}},
                "done": {"end": "done"},
            },
        },
    },
}
NAMES_WITHOUT_MEANING = {("Agent", "shift"), ("Team", "name")}


def told(value):
    """A plan as nested lists, without the names that mean nothing."""
    if is_dataclass(value):
        kind = type(value).__name__
        return [
            told(getattr(value, one.name))
            for one in fields(value)
            if (kind, one.name) not in NAMES_WITHOUT_MEANING
        ]
    if isinstance(value, np.ndarray):
        return value.tolist()
    return [told(part) for part in value] if isinstance(value, tuple | list | range) else value


def renamed(value, names):
    """The plain scenario with words replaced wherever they stand, as keys or as values."""
    if isinstance(value, dict):
        return {names.get(key, key): renamed(part, names) for key, part in value.items()}
    if isinstance(value, list):
        return [renamed(part, names) for part in value]
    return names.get(value, value) if isinstance(value, str) else value


def turned(*path):
    """The scenario with the map at a path in the opposite order."""

    def turn(value, rest):
        if not rest:
            return dict(reversed(value.items()))
        return {key: turn(part, rest[1:]) if key == rest[0] else part for key, part in value.items()}

    return turn(RETAIL, path)


def test_names_of_teams_shifts_hours_and_factors_and_titles_mean_nothing():
    names = {
        "sales": "zebra",
        "billing": "aardvark",
        "day": "z",
        "evening": "a",
        "office": "x",
        "late": "b",
        "busy": "zz",
        "calm": "aa",
        "Retail": "Anything else",
    }
    assert told(plan(**renamed(RETAIL, names))) == told(plan(**RETAIL))


def test_order_of_maps_whose_order_has_no_meaning_means_nothing():
    before = told(plan(**RETAIL))
    for path in (
        (),
        ("segments",),
        ("factors",),
        ("channels",),
        ("reasons",),
        ("hours",),
        ("demand",),
        ("processes",),
        ("teams", "sales", "shifts"),
        ("teams", "billing", "handles"),
        ("processes", "order", "steps"),
        ("demand", "orders", "rate"),
        ("transfer", "manner"),
    ):
        assert told(plan(**turned(*path))) == before, path


def test_order_of_teams_splits_and_after_rows_is_kept():
    before = told(plan(**RETAIL))
    for path in (
        ("teams",),
        ("after",),
        ("demand", "calls", "contact"),
        ("reasons", "question", "channels"),
        ("ivr", "wrong_team"),
        ("processes", "order", "steps", "pack", "next"),
    ):
        assert told(plan(**turned(*path))) != before, path


def keys_of_draws(made):
    """Of demands and segments, of steps, and of the rows of `after`."""
    return {*(one.key for one in made.demands), *(step.key for step in made.steps), *Luck(made, 0).after}


@pytest.mark.parametrize(
    ("name", "keys"), [("orders", 2), ("consumer", 2), ("pack", 1), ("question", 1), ("pass", 1)]
)
def test_names_that_key_draws_change_them(name, keys):
    """A demand has a key for either segment, a segment one for either demand; all others stay."""
    before, after = (
        keys_of_draws(plan(**renamed(RETAIL, names))) for names in ({}, {name: f"{name}_2"})
    )
    assert (len(before - after), len(after - before)) == (keys, keys)
