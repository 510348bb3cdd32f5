"""Everything that is wrong with a file is told in one go, and nothing that only follows from it."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from sim.errors import WrongInput
from sim.scenario import read
from sim.scenario.faults import validate
from sim.scenario.reading import read_file

from .slips import DESK, ORDERS

FOLDER = Path(__file__).parents[3] / "scenarios"
YAML_12 = YAML(typ="safe", pure=True)
JUNK = ("not that!", -7, [[1]], {"x": {"y": 1}}, 3.5, None, [], {})

BOTH = """\
hours: {open: mon-fri 08:00-16:00}
teams:
  desk: {scheduled: five, hours: opn, handles: {qestion: {resolves: 85 %}}}
  billing: 5
  third: {scheduld: 3, hours: open, handels: {question: {}}}
reasons:
  question: {takes: {exponential: 4}, channels: {phon: 100 %}}
demand:
  calls: {rate: 2000, contact: {question: 70 %, invoic: 30 %}}
routing: {phone: [{to: billing}, {to: dek}]}
after: {row: {on: served, go: {team: billing, reason: question}}}
"""


def faults_of(path):
    """What is wrong with a file, fault by fault."""
    with pytest.raises(WrongInput) as wrong:
        read(path)
    return [str(fault).removeprefix(str(path)).split(": ")[0].lstrip(":") for fault in wrong.value.faults]


def test_wrong_values_and_names_that_nobody_bears_are_told_together(tmp_path):
    (tmp_path / "both.yaml").write_text(BOTH, encoding="utf-8")
    assert faults_of(tmp_path / "both.yaml") == [
        "3:10 teams.desk.scheduled",                      # a word instead of a number,
        "3:27 teams.desk.hours",                          # and beside it hours and a reason
        "3:49 teams.desk.handles.qestion",                # that do not exist
        "4:3 teams.billing",
        "5:3 teams.third.handles",                        # is missing, as its key is misspelt
        "5:11 teams.third.scheduld",
        "5:37 teams.third.handels",
        "7:22 reasons.question.takes.exponential",
        "7:50 reasons.question.channels.phon",
        "9:11 demand.calls.rate",
        "9:23 demand.calls.contact",
        "10:35 routing.phone.1.to",
    ]


def spots(value, path=()):
    """Every place of a plain tree: what holds it, under which key, and its path."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in pairs:
        yield value, key, (*path, str(key))
        yield from spots(below, (*path, str(key)))


@pytest.mark.parametrize("text", [DESK, ORDERS, None], ids=["desk", "orders", "car rental"])
def test_of_one_wrong_value_nothing_else_is_told(tmp_path, text):
    """Whatever is put in the place of a value: if it is not of its kind, every fault is at it."""
    whole = YAML_12.load((FOLDER / "car_rental.yaml").read_text("utf-8") if text is None else text)
    written = tmp_path / "wrong.yaml"
    (tmp_path / "profiles").symlink_to(FOLDER / "profiles")
    tried = 0
    for number in range(0, len(list(spots(whole))), 7 if text is None else 1):
        tree = deepcopy(whole)
        holder, key, path = list(spots(tree))[number]
        if path[0] == "assumed":   # its keys are paths themselves
            continue
        holder[key] = JUNK[number % len(JUNK)]
        with written.open("w", encoding="utf-8") as file:
            YAML(pure=True).dump(tree, file)
        scenario, found = validate(read_file(written))
        if scenario is not None and not found:
            continue
        tried += 1
        for told in faults_of(written):
            at = tuple(told.split(" ")[1].removeprefix("assumed.").split("."))
            assert at[: len(path)] == path[: len(at)], (path, holder[key], told)
    assert tried > 20
