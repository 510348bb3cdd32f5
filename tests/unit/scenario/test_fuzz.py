"""Whatever a file holds, reading it gives a document or a clear message, never another failure."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sim.errors import WrongInput
from sim.scenario import Document, read
from sim.scenario.reading import read_file
from sim.scenario.tree import plain

from .slips import DESK

FOLDER = Path(__file__).parents[3] / "scenarios"
RETAIL = plain(read_file(FOLDER / "ivr_transfers.yaml"))
MUTANTS = 240
WORDS: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, 10**30, 0.5, "", "rest", "by", "remove", "unchanged", "85 %", "4 min", "-3 d",
    "12/h", "always", "mon-fri 08:00-17:00", "0,85", "a.b", "é\u202e", "owner", "ivr", "again", "x" * 300,
    [], {}, [[]], [None], {"by": "segment"}, {"by": {}}, {"by": "hour", "rest": None}, {"times": 2},
    {"replace": 1}, {"exponential": "4 min"}, {"exponential": []}, {"gamma": {"mean": 1, "sd": "5 %"}},
    {"lognormal": {"sd": "1 %"}}, {"any_of": []}, {"any_of": [{}]}, {"team": "sales"},
    {"rest": {"rest": "rest"}}, {"": 1}, {"a b c": {"*": 1}},
)  # fmt: skip


def spots(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a plain tree: what holds it, and under which key."""
    found: list[tuple[Any, Any]] = []
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in pairs:
        found.append((value, key))
        found += spots(below)
    return found


def mutate(tree: Any, luck: random.Random) -> None:
    """One slip somewhere: another value, another key, something gone, something copied elsewhere."""
    places = spots(tree)
    holder, key = luck.choice(places)
    deed = luck.randrange(5)
    if deed == 0:
        holder[key] = luck.choice(WORDS)
    elif deed == 1:
        del holder[key]
    elif deed == 2 and isinstance(holder, dict):
        holder[luck.choice(["rest", "by", "x", "consumer", "sales", "next", "1", "times"])] = holder.pop(key)
    elif deed == 3:
        other, at = luck.choice(places)
        holder[key] = _copied(other[at]) if _holds(other, at) else luck.choice(WORDS)
    elif isinstance(holder[key], str):
        text = holder[key]
        cut = luck.randrange(len(text) + 1)
        holder[key] = text[:cut] + luck.choice(["", "0", "-", " ", "%", ".", ",", "/", ":"]) + text[cut + 1 :]


def _holds(holder: Any, key: Any) -> bool:
    return key in holder if isinstance(holder, dict) else key < len(holder)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(one) for key, one in value.items()}
    return [_copied(one) for one in value] if isinstance(value, list) else value


def written(value: Any) -> str:
    """A plain tree as YAML in flow style (JSON is YAML)."""
    import json

    return json.dumps(value, ensure_ascii=False, allow_nan=True)


def fine_or_told(file: Path, sets: tuple[str, ...] = ()) -> None:
    try:
        assert isinstance(read(file, sets), Document)
    except WrongInput as wrong:
        assert wrong.faults
        for fault in wrong.faults:
            assert fault.rule and "\n" not in str(fault) and len(str(fault)) < 1000
            assert fault.place.file


@pytest.mark.parametrize("seed", range(4))
def test_mutants_of_a_whole_company(seed: int, tmp_path: Path) -> None:
    luck = random.Random(seed)
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "orders.csv").write_text("weekday,hour,all\nmon,9,1\n")
    for number in range(MUTANTS // 4):
        tree = _copied(RETAIL)
        for _ in range(luck.choice([1, 1, 1, 2, 5])):
            mutate(tree, luck)
        file = tmp_path / f"{number}.yaml"
        file.write_text(written(tree))
        fine_or_told(file)


@pytest.mark.parametrize("seed", range(2))
def test_mutants_of_changes(seed: int, tmp_path: Path) -> None:
    luck = random.Random(seed)
    source = plain(read_file(FOLDER / "account_managers.yaml"))
    for number in range(60):
        tree = _copied(source)
        for _ in range(luck.choice([1, 1, 2, 5])):
            mutate(tree["change"], luck)
        for holder, key in spots(tree["change"]):
            if isinstance(holder, dict) and luck.random() < 0.02:
                holder[key] = luck.choice(
                    [{"times": 1.1}, {"add": -1}, "unchanged", "remove", {"replace": {}}]
                )
        tree["extends"] = str(FOLDER / "ivr_transfers.yaml")
        file = tmp_path / f"{number}.yaml"
        file.write_text(written(tree))
        fine_or_told(file)


SCALARS = st.one_of(
    st.sampled_from([one for one in WORDS if not isinstance(one, dict | list)]), st.text(max_size=8)
)
NAMES = st.sampled_from(
    [
        "title",
        "teams",
        "desk",
        "hours",
        "demand",
        "reasons",
        "by",
        "rest",
        "segment",
        "takes",
        "extends",
        "change",
        "*",
    ]
)
TREES = st.recursive(
    SCALARS,
    lambda below: st.one_of(st.lists(below, max_size=3), st.dictionaries(NAMES, below, max_size=4)),
    max_leaves=12,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=st.dictionaries(NAMES, TREES, max_size=5))
@example(tree={"teams": {"desk": {"by": "segment"}}})
def test_any_tree(tree: Any, tmp_path: Path) -> None:
    file = tmp_path / "any.yaml"
    file.write_text(written(tree))
    fine_or_told(file)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(max_size=60), st.text("{}[]:,-&*!|>'\"%@#? \n\tab01", max_size=40).map(str.encode)
    )
)
@example(content=b"? ? ? a")
@example(content=b"&a *a")
@example(content=b"{a: &x {b: *x}}")
@example(content=b"--- |1\n x\n...\n%YAML 9.9\n---\na")
def test_any_bytes(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "any.yaml"
    file.write_bytes(content)
    fine_or_told(file)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.lists(
        st.sampled_from(["teams", "desk", "*", "handles", "0", "by", "demand", "calls", "contact", ""]),
        max_size=4,
    ),
    value=st.one_of(SCALARS.map(str), TREES.map(written)),
)
def test_any_setting(path: list[str], value: str, tmp_path: Path) -> None:
    file = tmp_path / "desk.yaml"
    file.write_text(DESK)
    fine_or_told(file, (f"{'.'.join(path)}={value}",))
