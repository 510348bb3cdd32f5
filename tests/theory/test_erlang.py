"""Phone queues with endless waiting (Erlang C) and with hanging up (Erlang A) against their closed forms."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.theory import measured
from tests.theory.agreement import reproduces
from tests.theory.formulas import ErlangC
from tests.theory.impatience import Impatient, constant_patience, erlang_a, uniform_patience

WITHIN = 20 / 60   # minutes
ONE_IN_TEN = 58.1 / 60

PATIENT = {
    "rate": measured.rate(),
    "service": measured.service(),
    "wait": measured.wait(),
    "waits": measured.waits,
    "answered_within": measured.answered_within(WITHIN),
    "occupancy": measured.occupancy(),
    "queue": measured.queue,
}


def patient(rate: float, service: float, agents: int) -> Mapping[str, float]:
    model = ErlangC(rate, service, agents)
    return {
        "rate": rate,
        "service": service,
        "wait": model.wait,
        "waits": model.waits,
        "answered_within": 1 - model.wait_above(WITHIN),
        "occupancy": model.occupancy,
        "queue": model.queue,
    }


@pytest.mark.parametrize(
    ("name", "rate", "service", "agents", "count"),
    [
        ("mm2", 9.0, 1 / 5, 2, 24),
        ("mm4", 9.0, 1 / 5, 4, 24),
        ("erlang_c_12_agents", 4.2, 2.0, 12, 24),
        ("erlang_c_13_agents", 3.5, 3.0, 13, 24),
        ("erlang_c_14_agents", 100 / 30, 3.0, 14, 24),
        ("erlang_c_35_agents", 1000 / 60, 2.0, 35, 10),
        ("erlang_c_40_agents", 1000 / 60, 2.0, 40, 24),
    ],
)
def test_erlang_c(name: str, rate: float, service: float, agents: int, count: int) -> None:
    def model(rate: float, service: float) -> Mapping[str, float]:
        return patient(rate, service, agents)

    reproduces(name, PATIENT, model, count=count, rate=rate, service=service)


def test_one_in_ten_waits_longer_than_58_seconds() -> None:
    """Erlang C with 50 agents, beside the Erlang A of the same calls."""

    def model(rate: float, service: float) -> Mapping[str, float]:
        above = ErlangC(rate, service, 50).wait_above(ONE_IN_TEN)
        return {**patient(rate, service, 50), "wait_above": above}

    measures = {**PATIENT, "wait_above": measured.wait_above(ONE_IN_TEN)}
    reproduces("erlang_c_50_agents", measures, model, count=10, rate=48.0, service=1.0)


IMPATIENT = {**PATIENT, "wait_above": measured.wait_above(WITHIN), "abandons": measured.abandons}
HOPELESS = {**IMPATIENT, "hang_up_rate": measured.hang_up_rate}


def impatient(model: Impatient) -> Mapping[str, float]:
    return {
        "rate": model.rate,
        "service": model.service,
        "wait": model.wait,
        "waits": model.waits,
        "abandons": model.abandons,
        "answered_within": model.answered_within(WITHIN),
        "wait_above": model.wait_above(WITHIN),
        "occupancy": model.occupancy,
        "queue": model.queue,
    }


@pytest.mark.parametrize(
    ("name", "rate", "service", "agents", "patience"),
    [
        ("erlang_a_9_agents", 3.5, 3.0, 9, 5.0),
        ("erlang_a_13_agents", 3.5, 3.0, 13, 5.0),
        ("erlang_a_14_agents", 100 / 30, 3.0, 14, 5.0),
        ("erlang_a_50_agents", 48.0, 1.0, 50, 2.0),
    ],
)
def test_erlang_a(name: str, rate: float, service: float, agents: int, patience: float) -> None:
    def model(rate: float, service: float) -> Mapping[str, float]:
        return impatient(erlang_a(rate, service, agents, patience))

    reproduces(name, IMPATIENT, model, rate=rate, service=service)


def test_hanging_up_goes_by_patience() -> None:
    """Half of them hang up here, so that hang-ups a minute waited tell the rate of their patience."""

    def model(rate: float, service: float, patience: float) -> Mapping[str, float]:
        return {**impatient(erlang_a(rate, service, 5, patience)), "hang_up_rate": 1 / patience}

    reproduces("erlang_a_5_agents", HOPELESS, model, count=32, rate=3.5, service=3.0, patience=5.0)


def test_constant_patience() -> None:
    def model(rate: float, service: float, patience: float) -> Mapping[str, float]:
        computed = impatient(constant_patience(rate, service, 9, patience))
        return {**computed, "wait_of_abandoned": patience}

    measures = {**IMPATIENT, "wait_of_abandoned": measured.wait_of_abandoned}
    reproduces("constant_patience", measures, model, rate=3.5, service=3.0, patience=1.0)


def test_uniform_patience() -> None:
    def model(rate: float, service: float) -> Mapping[str, float]:
        return impatient(uniform_patience(rate, service, 9, 2.0))

    reproduces("uniform_patience", IMPATIENT, model, rate=3.5, service=3.0)


def test_endless_patience_gives_erlang_c() -> None:
    def model(rate: float, service: float) -> Mapping[str, float]:
        above = ErlangC(rate, service, 14).wait_above(WITHIN)
        return {**patient(rate, service, 14), "wait_above": above, "abandons": 0.0}

    reproduces("erlang_a_endless_patience", IMPATIENT, model, rate=100 / 30, service=3.0)
