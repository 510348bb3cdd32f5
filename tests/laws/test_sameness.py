"""What must mean nothing means nothing: repetition, processes, titles, names, orders, and what nobody
uses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from .amount import FEW, SOME, tried_on
from .clockwork import Plain
from .companies import companies
from .lived import live
from .telling import digest, of_customers, told

COMPANIES = st.booleans().flatmap(lambda coarse: st.tuples(companies(coarse=coarse), st.just(coarse)))
"""A company, and whether everything happens at whole minutes."""


@tried_on(SOME)
@given(made=COMPANIES)
def test_same_seed_same_rows(made: tuple[Plain, bool]) -> None:
    assert told(live(made[0], 2, made[1])) == told(live(made[0], 2, made[1]))


@tried_on(SOME)
@given(company=companies())
def test_another_replication_or_seed_is_another_day(company: Plain) -> None:
    def arrivals(company: Plain, replication: int) -> list[int]:
        return live(company, replication).record.trips["started"].tolist()

    other = {**company, "run": {**company["run"], "seed": company["run"]["seed"] + 1}}
    first = arrivals(company, 0)
    assert first != arrivals(company, 1)
    assert first != arrivals(other, 0)


PRINT = """
import json, sys
from tests.laws.lived import live
from tests.laws.telling import digest
for company in json.load(sys.stdin):
    print(digest(live(company, 1, minutes=True)))
"""


@tried_on(2)
@given(made=st.lists(companies(), min_size=FEW, max_size=FEW))
def test_same_bytes_in_processes_with_other_hashes(made: list[Plain]) -> None:
    here = [digest(live(company, 1, minutes=True)) for company in made]
    for hashes in ("1", "31415"):
        there = subprocess.run(
            [sys.executable, "-c", PRINT],
            input=json.dumps(made),
            env={**os.environ, "PYTHONHASHSEED": hashes},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        assert there.stdout.split() == here


@tried_on(SOME)
@given(made=COMPANIES, place=st.integers(0, 4))
def test_an_unused_team_changes_nothing(made: tuple[Plain, bool], place: int) -> None:
    """A team for a reason that never comes up, anywhere in the file."""
    company, coarse = made
    idlers = {"hours": "always", "scheduled": 3, "shrinkage": "20 %", "handles": {"nothing": {}}}
    teams = list(company["teams"].items())
    teams.insert(place, ("idlers", idlers))
    with_idlers = {
        **company, "teams": dict(teams), "reasons": {"nothing": {"takes": "1 min"}, **company["reasons"]}
    }  # fmt: skip
    assert of_customers(told(live(with_idlers, 0, coarse))) == told(live(company, 0, coarse))


@tried_on(SOME)
@given(made=COMPANIES, place=st.integers(0, 7))
def test_what_nobody_uses_changes_nothing(made: tuple[Plain, bool], place: int) -> None:
    """A row of `after` that never acts (a purpose of its own), steps that nobody reaches, a segment without
    demand, a channel that nobody uses, a process that no journey follows."""
    company, coarse = made
    rows = list(company["after"].items())
    rows.insert(
        place, ("aaa_never", {"on": "served", "share": "0 %", "go": "again", "delay": {"exponential": "1 h"}})
    )
    changed = json.loads(json.dumps(company))
    changed["after"] = dict(rows)
    changed["segments"]["absent"] = {"customers": 9}
    changed["channels"]["agora"] = {"hours": "always"}
    changed["processes"]["zoo"] = {
        "start": "a",
        "steps": {"a": {"takes": "1 h", "next": "b"}, "b": {"end": "c"}},
    }
    steps = changed["processes"]["order"]["steps"]
    steps["aside"] = {"touchpoint": "aside", "takes": {"exponential": "1 h"}, "next": "done"}
    steps["browse"]["next"] = {"aside": "0 %", **steps["browse"]["next"]}
    for demand in changed["demand"].values():
        demand.setdefault("where", {"segment": ["some", "gold"]})
    for team in changed["teams"].values():
        team["channels"] = list(company["channels"])
    named = json.loads(json.dumps(company))
    for team in named["teams"].values():
        team["channels"] = list(company["channels"])
    assert told(live(changed, 0, coarse)) == told(live(named, 0, coarse))


RENAMED = {
    "team_0": "zebra", "team_1": "aardvark", "team_2": "mole", "owners": "bees",
    "one": "z", "other": "a", "early": "night", "evening": "dawn", "daytime": "noon", "weather": "mood",
    "A company made up": "Something else",
}  # fmt: skip


@tried_on(SOME)
@given(made=COMPANIES)
def test_titles_and_names_of_teams_shifts_hours_and_factors_mean_nothing(made: tuple[Plain, bool]) -> None:
    company, coarse = made
    back = {new: old for old, new in RENAMED.items()}
    assert told(live(_renamed(company), 0, coarse), back) == told(live(company, 0, coarse))


def _renamed(part: Any) -> Any:
    if isinstance(part, dict):
        return {_renamed_key(key): _renamed(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_renamed(one) for one in part]
    return RENAMED.get(part, part) if isinstance(part, str) else part


def _renamed_key(key: str) -> str:
    """Names stand as keys too."""
    return RENAMED.get(key, key)


@tried_on(SOME)
@given(made=COMPANIES)
def test_the_order_of_maps_without_a_meaning_means_nothing(made: tuple[Plain, bool]) -> None:
    company, coarse = made
    assert told(live(_turned(company), 0, coarse)) == told(live(company, 0, coarse))


def _turned(company: Plain) -> Plain:
    """Every map in the opposite order but teams, after rows and splits, which have one."""
    turned = _reversed(company, ())
    assert list(turned) == list(reversed(company))
    return turned


def _reversed(part: Any, path: tuple[str, ...]) -> Any:
    if not isinstance(part, dict):
        return part
    items = [(key, _reversed(value, (*path, key))) for key, value in part.items()]
    return dict(items if _has_an_order(path) else reversed(items))


def _has_an_order(path: tuple[str, ...]) -> bool:
    if path in (("teams",), ("after",), ("ivr", "wrong_team")):
        return True
    return path[-1:] in (("next",), ("contact",)) or (path[:1] == ("reasons",) and path[2:] == ("channels",))
