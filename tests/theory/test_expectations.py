"""Expectations against closed forms: waits in an Erlang C queue, and a step of exponential length."""

from __future__ import annotations

from functools import cache
from math import exp
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import sim
from sim.stats.estimate import t_quantile
from tests.theory.formulas import ErlangC

QUEUE = """\
title: Three agents, then a parcel
run: {warm_up: 6 h, measure: 5 d, follow_up: 1 d, replications: 12, seed: 3}
teams: {desk: {scheduled: 3, hours: always, handles: {question: {}}}}
reasons: {question: {takes: {exponential: 2 min}}}
demand: {orders: {process: order, rate: 60/h}}
processes:
  order:
    start: ask
    steps:
      ask: {contact: question, on: {rest: ship}}
      ship: {touchpoint: parcel, takes: {exponential: 1 h}, next: done}
      done: {end: fulfilled}
expectations:
  answer: {touchpoint: phone, measure: wait, minimum: 1 min, benchmark: 10 s}
  delivery: {touchpoint: parcel, measure: time, minimum: 2 h, benchmark: 30 min}
  shipping: {touchpoint: ship, measure: time, minimum: 2 h}
"""
MODEL = ErlangC(1.0, 2.0, 3)   # a minute
WAITS, LASTS = MODEL.wait * 60, 3600.0


@cache
def found() -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of expectations, by their names and quantity."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "queue.yaml"
        file.write_text(QUEUE, encoding="utf-8")
        table = sim.simulate(file).tables.touchpoints.to_pylist()
    return {(row["expectation"], row["quantity"]): row for row in table if row["expectation"]}


@pytest.mark.parametrize(
    ("expectation", "quantity", "expected"),
    [
        ("answer", "wait_s", WAITS),
        ("answer", "below_minimum", MODEL.wait_above(1.0)),
        ("answer", "from_benchmark_s", WAITS - 10),
        ("delivery", "time_s", LASTS),
        ("delivery", "below_minimum", exp(-2)),
        ("delivery", "from_benchmark_s", LASTS - 1800),
        ("shipping", "below_minimum", exp(-2)),
    ],
)
def test_an_expectation_is_missed_as_often_as_theory_says(
    expectation: str, quantity: str, expected: float
) -> None:
    row = found()[expectation, quantity]
    half = (row["high"] - row["low"]) / 2 * t_quantile(0.9995, 11) / t_quantile(0.975, 11)   # 99.9 %
    assert abs(row["value"] - expected) <= half
    assert half < 0.25 * expected


def test_nothing_but_the_queue_makes_ease_differ() -> None:
    assert found()["answer", "importance"]["value"] == pytest.approx(1.0)
    assert found()["delivery", "importance"]["value"] == found()["shipping", "importance"]["value"] == 0
