"""What may stand behind a path in a sweep file: ranges, lists, laws, and paths that move together."""

from __future__ import annotations

from typing import Any

import pytest

from sim.scenario.kinds import RuleError
from sim.sweeps.design.values import Levels, Together, Uncertain, values_of


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("4..7", (4, 5, 6, 7)),
        ("-1..1", (-1, 0, 1)),
        ("6..14 by 4", (6, 10, 14)),
        ("6..13 by 4", (6, 10)),
        ("0.7..0.9 by 0.1", (0.7, 0.8, 0.9)),
        ("70 %..80 % by 5 %", ("70 %", "75 %", "80 %")),
        ("3 min..4 min by 30 s", ("3 min", "3.5 min", "4 min")),
        ("1800/w..2200/w by 200/w", ("1800/w", "2000/w", "2200/w")),
        (["cold", "warm"], ("cold", "warm")),
        ([{"exponential": "4 min"}, "4 min"], ({"exponential": "4 min"}, "4 min")),
    ],
)
def test_levels_as_people_write_them(written: Any, values: tuple[Any, ...]) -> None:
    assert values_of(written) == Levels(values)


def test_an_operator_stands_around_its_values() -> None:
    found = values_of({"times": [0.9, 1.1]})
    assert isinstance(found, Levels)
    assert [found.change(place) for place in range(2)] == [{"times": 0.9}, {"times": 1.1}]


@pytest.mark.parametrize(
    ("written", "u", "value"),
    [
        ({"uniform": {"low": "70 %", "high": "90 %"}}, 0.25, "75%"),
        ({"uniform": {"low": 10, "high": 20}}, 0.5, 15.0),
        ({"triangular": {"low": "1 min", "mode": "2 min", "high": "3 min"}}, 0.5, "2 min"),
        ({"times": {"uniform": {"low": 0.5, "high": 1.5}}}, 0.5, {"times": 1.0}),
        ({"exponential": "12000/w"}, 1 - 2.718281828459045**-1, "12000/w"),
    ],
)
def test_laws_keep_their_unit(written: Any, u: float, value: Any) -> None:
    found = values_of(written)
    assert isinstance(found, Uncertain)
    assert found.change(u) == value


def test_a_spread_may_be_a_share_of_the_mean() -> None:
    found = values_of({"gamma": {"mean": "4 min", "sd": "10 %"}})
    assert isinstance(found, Uncertain)
    assert (found.unit, round(found.law.mean(), 9)) == ("min", 4.0)


def test_paths_move_together_level_by_level() -> None:
    found = values_of({"together": {"a": "1..3", "b": {"add": [1, 2, 4]}}})
    assert found == Together({"a": Levels((1, 2, 3)), "b": Levels((1, 2, 4), "add")})


@pytest.mark.parametrize(
    ("written", "at", "rule"),
    [
        (5, (), "needs several values"),
        ("5", (), "needs several values"),
        ([], (), "needs several values"),
        ([4, 5, 4], (2,), "stands twice in the list"),
        ("8..4", (), "the lower one first"),
        ("3 min..5", (), "needs a step"),
        ("3 min..5 by 30 s", (), "two ends with units that fit"),
        ("3 min..5 min", (), "needs a step"),
        ("3..5 by 0", (), "needs a step above 0"),
        ("3..5 by -1", (), "needs a step above 0"),
        ("3 min..5 min by 1", (), "has a step that does not fit: add needs the unit"),
        ("1..1000000", (), "has more than 100000 values"),
        ({"normal": 3}, (), "must be values, or one law of constant, exponential"),
        ({"uniform": {"low": 3, "high": 2}}, ("uniform",), "needs low below high"),
        ({"uniform": {"low": "3 min", "high": 4}}, ("uniform",), "needs the same unit for all its numbers"),
        ({"uniform": {"low": "three", "high": 4}}, ("uniform", "low"), "must begin with a number"),
        ({"times": {"uniform": {"low": 3}}}, ("times", "uniform"), "needs low and high"),
        ({"together": {"a": [1, 2]}}, ("together",), "must be a map of two or more paths"),
        ({"together": {"a": [1, 2], "b": [1]}}, ("together",), "as many values for each path"),
        ({"together": {"a": [1, 2], "b": {"exponential": 2}}}, ("together",), "as many values"),
        ({"together": {"a": 3, "b": [1]}}, ("together", "a"), "needs several values"),
    ],
)
def test_what_is_refused(written: Any, at: tuple[str, ...], rule: str) -> None:
    with pytest.raises(RuleError) as caught:
        values_of(written)
    found, said = caught.value.found[0]
    assert rule in said
    assert found == at
