"""Each kind of value, from what people write to the number it stands for."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from sim import units
from sim.scenario import values
from sim.scenario.laws import Constant, Exponential, Gamma, Lognormal, Triangular, Uniform, Weibull
from sim.scenario.varying import By

MIN = 60_000_000


def read(kind: Any, value: Any, currency: str = "EUR") -> Any:
    return TypeAdapter(kind).validate_python(value, context={"currency": currency})


@pytest.mark.parametrize(
    ("text", "us"),
    [
        ("500 ms", 500_000), ("90 s", 90_000_000), ("90s", 90_000_000), ("4 min", 240_000_000),
        ("6.3 min", 378_000_000), ("2 h", 7_200_000_000), ("3 d", 259_200_000_000),
        ("4 w", 2_419_200_000_000), ("0 s", 0), ("0.0025 ms", 2), ("0.0035 ms", 4),
    ],
)  # fmt: skip
def test_durations_are_whole_microseconds_rounded_half_to_even(text: str, us: int) -> None:
    assert read(values.Duration, text) == us


@pytest.mark.parametrize(
    "value", [4, 4.5, "4", "min", "", "4 minutes", "-1 s", True, None, [], {}, "1 w 2 d", "nan s"]
)
def test_what_is_no_duration_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        read(values.Duration, value)


@pytest.mark.parametrize(
    ("value", "share"),
    [("85 %", 0.85), ("85%", 0.85), (0.85, 0.85), (1, 1.0), (0, 0.0), ("0.5", 0.5), ("2.5 %", 0.025)],
)
def test_shares(value: Any, share: float) -> None:
    assert read(values.Share, value) == share


@pytest.mark.parametrize("value", [85, -0.1, "101 %", "half", True, "0,85", math.nan, math.inf])
def test_what_is_no_share_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        read(values.Share, value)


def test_rates_keep_their_count_and_their_unit() -> None:
    assert read(values.Rate, "12000/w") == units.RateValue(12000.0, 604_800_000_000)
    assert read(values.Rate, "4.2 / min").per_microsecond == pytest.approx(7e-8)


def test_money_is_in_the_currency_of_the_scenario() -> None:
    assert read(values.Money, "25 EUR") == 25.0
    assert read(values.MoneyPerHour, "34 EUR/h") == 34.0
    assert read(values.MoneyPerMinute, "0.04 EUR / min") == 0.04
    for wrong in ("25", 25, "25 USD", "25 EUR/h", "-1 EUR"):
        with pytest.raises(ValidationError):
            read(values.Money, wrong)
    assert read(values.MoneyPerHour, "250 DKK/h", "DKK") == 250.0
    with pytest.raises(ValidationError):
        read(values.Money, "25 EUR", "DKK")


@pytest.mark.parametrize(
    ("value", "law"),
    [
        ("4 min", Constant(4 * MIN)),
        ({"constant": "4 min"}, Constant(4 * MIN)),
        ({"exponential": "4 min"}, Exponential(4 * MIN)),
        ({"exponential": {"mean": "4 min"}}, Exponential(4 * MIN)),
        ({"gamma": {"mean": "4 min", "sd": "2 min"}}, Gamma(4.0, MIN)),
        ({"gamma": {"mean": "4 min", "sd": "50 %"}}, Gamma(4.0, MIN)),
        ({"weibull": {"scale": "4 min", "shape": 2}}, Weibull(2.0, 4 * MIN)),
        ({"weibull": {"mean": "4 min", "shape": 1}}, Weibull(1.0, 4 * MIN)),
        ({"uniform": {"low": "0 s", "high": "1 min"}}, Uniform(0, MIN)),
        (
            {"triangular": {"low": "1 min", "mode": "2 min", "high": "4 min"}},
            Triangular(MIN, 2 * MIN, 4 * MIN),
        ),
    ],
)
def test_laws(value: Any, law: Any) -> None:
    assert read(values.LawOrDuration, value) == law


def test_a_lognormal_law_has_the_moments_it_is_given_by() -> None:
    """Mean exp(mu + s^2/2), median exp(mu), variance (exp(s^2) - 1) mean^2 (Johnson et al. 1994, ch. 14)."""
    law = read(values.LawOrDuration, {"lognormal": {"mean": "4 min", "sd": "3 min"}})
    assert isinstance(law, Lognormal)
    assert math.exp(law.mu + law.sigma**2 / 2) == pytest.approx(4 * MIN)
    assert math.expm1(law.sigma**2) == pytest.approx((3 / 4) ** 2)
    law = read(values.LawOrDuration, {"lognormal": {"median": "40 s", "mean": "48 s"}})
    assert math.exp(law.mu) == pytest.approx(40e6) and law.mean() == pytest.approx(48e6)


def test_a_law_of_a_number_has_no_unit_and_its_spread_may_be_relative() -> None:
    law = read(values.NumberLaw, {"gamma": {"mean": 1, "sd": "10 %"}})
    assert law.shape == pytest.approx(100) and law.scale == pytest.approx(0.01)
    with pytest.raises(ValidationError):
        read(values.NumberLaw, {"gamma": {"mean": "1 s", "sd": "10 %"}})


H = 3_600_000_000


def test_opening_hours_by_day() -> None:
    week = read(values.Opening, "mon-fri 08:00-20:00, sat 10:00-16:00")
    assert week == (((8 * H, 20 * H),),) * 5 + (((10 * H, 16 * H),), ())
    assert read(values.Opening, "always") == (((0, 24 * H),),) * 7
    assert read(values.Opening, "mon 9:30-12:00, mon 13:00-17:00")[0] == ((9.5 * H, 12 * H), (13 * H, 17 * H))


def test_hours_past_midnight_go_on_the_next_day() -> None:
    week = read(values.Opening, "fri-sun 22:00-06:00")
    night = ((0, 6 * H), (22 * H, 24 * H))
    assert week == (((0, 6 * H),), (), (), (), ((22 * H, 24 * H),), night, night)


def test_days_may_run_over_the_end_of_the_week() -> None:
    week = read(values.Opening, "sun-thu 07:00-24:00")
    assert [bool(day) for day in week] == [True, True, True, True, False, False, True]


def test_hours_may_have_a_name_where_they_are_used() -> None:
    assert read(values.OpeningOrName, "office") == "office"
    assert read(values.OpeningOrName, "mon 08:00-09:00")[0] == ((8 * H, 9 * H),)


def test_by_maps_nest_and_know_their_rest() -> None:
    value = read(
        values.Varying[values.Share],
        {"by": "segment", "business": {"by": "attempt", "first": "10 %", "rest": 0.2}, "rest": "0 %"},
    )
    assert value == By("segment", {"business": By("attempt", {"first": 0.1}, 0.2)}, 0.0)


def test_ranges_of_days_are_spelt_out() -> None:
    value = read(values.Varying[values.Count], {"by": "day", "fri-sun": 1, "rest": 2})
    assert value == By("day", {"fri": 1, "sat": 1, "sun": 1}, 2)


@pytest.mark.parametrize(
    ("value", "at", "rule"),
    [
        (
            {"by": "segment", "a": 2, "rest": 3},
            [("a",), ("rest",)],
            "must be from 0 to 1, or from 0 % to 100 %",
        ),
        ({"by": "segment"}, [()], "has no case: name at least one, or rest"),
        ({"by": "hour", "24": 0.1, "rest": 0.2}, [("24",)], "is not a case of hour; use 0 to 23"),
        (
            {"by": "attempt", "second": 0.1, "rest": 0},
            [("second",)],
            "is not a case of attempt; use first or further",
        ),
        (
            {"by": "day", "mon-wed": 0.1, "wed": 0.2, "rest": 0},
            [("wed",)],
            "repeats a day that another case already covers",
        ),
        (
            {"by": ["segment"], "rest": 0},
            [("by",)],
            "must be one of segment, reason, channel, team, previous_team, attempt, transferred, hour, day",
        ),
    ],
)
def test_faults_in_by_maps_are_told_once_and_where_they_are(value: Any, at: list[Any], rule: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read(values.Varying[values.Share], value)
    errors = caught.value.errors()
    assert [error["loc"] for error in errors] == at and {error["msg"] for error in errors} == {rule}


def test_splits_accept_one_name_for_everything() -> None:
    assert read(values.Shares, "pick") == {"pick": 1.0}
    assert read(values.Shares, {"a": "70 %", "b": "rest"}) == {"a": 0.7, "b": "rest"}
    assert read(values.NameOr[values.Shares], "pick") == "pick"


def test_an_amount_is_told_in_the_unit_of_its_measure() -> None:
    assert read(values.MeasureAmount, "15 s").in_unit_of("wait_mean_s") == 15.0
    assert read(values.MeasureAmount, "90 min").in_unit_of("overtime_h") == 1.5
    assert read(values.MeasureAmount, "2 d").in_unit_of("journey_hours_p50") == 48.0
    assert read(values.MeasureAmount, "80 %").in_unit_of("service_level") == 0.8
    assert read(values.MeasureAmount, 0.05).in_unit_of("handoffs_mean") == 0.05


def test_small_kinds() -> None:
    assert read(values.Date, "2026-02-02") == date(2026, 2, 2)
    assert read(values.Names, ["a", "b"]) == ["a", "b"] and read(values.Names, "a") == "a"
    assert read(values.Target, {"any_of": ["a"]}) == {"any_of": ["a"]}
    assert read(values.NextOpeningOr[values.Varying[values.LawOrDuration]], "next_opening") == "next_opening"
    assert read(values.NextOpeningOr[values.Varying[values.LawOrDuration]], "1 min") == Constant(MIN)
    for kind, wrong in (
        (values.Count, True),
        (values.Count, 2.0),
        (values.Count, "3"),
        (values.Flag, "yes"),
        (values.Flag, 1),
        (values.Name, "a.b"),
        (values.Name, ""),
        (values.Name, 1.5),
        (values.NewName, "rest"),
        (values.Text, {}),
        (values.SignedNumber, math.inf),
        (values.PositiveNumber, 0),
        (values.Target, []),
        (values.Date, 5),
    ):
        with pytest.raises(ValidationError):
            read(kind, wrong)


def test_quantities_are_shown_in_the_largest_whole_unit() -> None:
    shown = [units.duration_text(us) for us in (90_000_000, 604_800_000_000, 7_200_000_000, 0, 1)]
    assert shown == ["90 s", "1 w", "2 h", "0 s", "1e-06 s"]
