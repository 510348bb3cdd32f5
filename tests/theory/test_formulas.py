"""The closed forms themselves, against figures computed elsewhere, before anything is simulated.

Sources: pyworkforce and call-center-tools (Erlang C calculators), Herzog's Erlang tables, the test
suite of mmarzolla/queueing, Bolch et al. 2006 (Queueing Networks and Markov Chains), example 7.4, and
Garnett, Mandelbaum & Reiman 2002. Tolerances are half a unit of the last digit printed there.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.theory.births_and_deaths import Hesitant, Repairs
from tests.theory.formulas import (
    ErlangC,
    Jackson,
    Limited,
    delay_dependent_waits,
    erlang_b,
    pollaczek_khinchine,
    priority_waits,
)
from tests.theory.impatience import Impatient, constant_patience, erlang_a

SECONDS = 60.0


def near(value: float, digits: int) -> object:
    return pytest.approx(value, rel=0, abs=0.51 * 10.0**-digits)


def test_erlang_b_small_cases_by_hand() -> None:
    assert erlang_b(1.0, 1) == pytest.approx(1 / 2, rel=1e-14)
    assert erlang_b(2.0, 2) == pytest.approx(2 / 5, rel=1e-14)   # (4/2) / (1 + 2 + 4/2)
    assert erlang_b(3.0, 0) == 1.0


@pytest.mark.parametrize(("agents", "queue", "response"), [(2, 7.674, 1.053), (4, 0.105, 0.212)])
def test_mm2_and_mm4(agents: int, queue: float, response: float) -> None:
    model = ErlangC(rate=9, service=1 / 5, agents=agents)
    assert model.queue == near(queue, 3)
    assert model.wait + model.service == near(response, 3)


def test_limited_places() -> None:
    three = Limited(rate=40, service=1 / 30, agents=3, places=7)
    assert three.empty == near(0.255037, 6)
    assert three.response == near(0.036517, 6)
    assert Limited(rate=50, service=1 / 10, agents=4, places=6).blocked == near(0.293543, 6)
    two = Limited(rate=3, service=1 / 2, agents=2, places=5)
    assert two.empty == near(0.179334, 6)
    assert two.number == near(2.00595, 5)
    assert two.wait == pytest.approx(0.230857, rel=0, abs=1e-6)   # the source cuts the digits off


def test_erlang_c_12_agents() -> None:
    model = ErlangC(rate=4.2, service=2.0, agents=12)
    assert model.waits == near(0.183889, 6)
    assert model.wait == near(0.102160, 6)
    assert 1 - model.wait_above(20 / SECONDS) == near(0.899080, 6)


def test_erlang_c_14_agents() -> None:
    model = ErlangC(rate=100 / 30, service=3.0, agents=14)
    assert model.waits == near(0.17413193, 8)
    assert 1 - model.wait_above(20 / SECONDS) == near(0.88835002, 8)


@pytest.mark.parametrize(
    ("agents", "waits", "level", "asa_s"), [(40, 0.1907, 0.9372, 3.43), (35, 0.6965, 0.4724, 50.15)]
)
def test_erlang_c_1000_an_hour(agents: int, waits: float, level: float, asa_s: float) -> None:
    model = ErlangC(rate=1000 / 60, service=2.0, agents=agents)
    assert model.waits == near(waits, 4)
    assert 1 - model.wait_above(20 / SECONDS) == near(level, 4)
    assert model.wait * SECONDS == near(asa_s, 2)


def test_erlang_a_14_agents() -> None:
    model = erlang_a(rate=100 / 30, service=3.0, agents=14, patience=5.0)
    assert model.waits == near(0.14526, 5)
    assert model.abandons == near(0.013984, 6)
    assert model.occupancy == near(0.704297, 6)
    assert model.wait == near(0.069919, 6)
    assert model.answered_within(20 / SECONDS) == near(0.916792, 6)


@pytest.mark.parametrize(("agents", "wait_s"), [(13, 9.913), (9, 56.618)])
def test_erlang_a_of_herzog(agents: int, wait_s: float) -> None:
    assert erlang_a(rate=3.5, service=3.0, agents=agents, patience=5.0).wait * SECONDS == near(wait_s, 3)


def test_erlang_c_of_herzog() -> None:
    assert ErlangC(rate=3.5, service=3.0, agents=13).wait * SECONDS == near(26.557, 3)


def test_erlang_a_against_c_with_50_agents() -> None:
    impatient = erlang_a(rate=48, service=1.0, agents=50, patience=2.0)
    assert impatient.abandons == near(0.0309, 4)
    assert impatient.wait * SECONDS == near(3.71, 2)
    assert impatient.queue == near(2.97, 2)
    assert impatient.occupancy == near(0.930, 3)
    patient = ErlangC(rate=48, service=1.0, agents=50)
    assert patient.wait * SECONDS == near(20.83, 2)
    assert patient.queue == near(16.7, 1)
    assert patient.wait_quantile(0.9) * SECONDS == near(58.1, 1)


def test_mean_wait_times_patience_rate_is_the_share_who_leave() -> None:
    """With exponential patience P(abandon) = E[wait] / mean patience (Mandelbaum & Zeltyn 2007, eq. 10)."""
    model = erlang_a(rate=3.5, service=3.0, agents=9, patience=5.0)
    assert model.abandons == pytest.approx(model.wait / 5.0, rel=1e-9)


def test_endless_patience_gives_erlang_c() -> None:
    impatient = erlang_a(rate=3.5, service=3.0, agents=13, patience=1e9)
    assert impatient.wait == pytest.approx(ErlangC(3.5, 3.0, 13).wait, rel=1e-6)


def test_no_patience_gives_erlang_b() -> None:
    model: Impatient = erlang_a(rate=3.5, service=3.0, agents=13, patience=1e-9)
    assert model.abandons == pytest.approx(erlang_b(10.5, 13), rel=1e-6)


def test_constant_patience_of_one_server_by_hand() -> None:
    """M/M/1+D with equal rates: v(x) is flat up to the patience, so P(V = 0) : flat : tail = 1 : b : 1."""
    patience = 1.5
    model = constant_patience(rate=1.0, service=1.0, agents=1, patience=patience)
    assert model.abandons == pytest.approx(1 / (2 + patience), rel=1e-9)
    assert model.waits == pytest.approx((1 + patience) / (2 + patience), rel=1e-9)


def test_pollaczek_khinchine_with_exponential_service_is_mm1() -> None:
    assert pollaczek_khinchine(0.8, 1.0, 1.0) == pytest.approx(ErlangC(0.8, 1.0, 1).wait, rel=1e-12)
    assert pollaczek_khinchine(0.8, 1.0, 0.0) == pytest.approx(ErlangC(0.8, 1.0, 1).wait / 2, rel=1e-12)


def test_priorities() -> None:
    high, low = priority_waits(rates=[0.2, 0.6], services=[1.0, 1.0])
    assert (high + 1.0, low + 1.0) == (pytest.approx(2.0, rel=1e-12), pytest.approx(6.0, rel=1e-12))


def test_ranks_that_grow_alike_are_first_come_first_served_and_apart_are_priorities() -> None:
    rates, services = [0.3, 0.2, 0.1], [1.0, 1.5, 0.5]
    load, residual = 0.65, 0.3 + 0.2 * 1.5**2 + 0.1 * 0.5**2
    alike = delay_dependent_waits(rates, services, [2.0, 2.0, 2.0])
    assert alike == pytest.approx([residual / (1 - load)] * 3, rel=1e-12)
    apart = delay_dependent_waits(rates, services, [1.0, 1e9, 1e18])
    assert apart[::-1] == pytest.approx(priority_waits(rates[::-1], services[::-1]), rel=1e-6)


def test_what_one_class_gains_the_others_lose() -> None:
    """Kleinrock's conservation law: load times wait, summed over classes, whatever their gains."""
    rates, services = [0.3, 0.2, 0.1], [1.0, 1.5, 0.5]
    waits = delay_dependent_waits(rates, services, [1.0, 2.0, 5.0])
    loads = [rate * service for rate, service in zip(rates, services, strict=True)]
    alike = delay_dependent_waits(rates, services, [1.0, 1.0, 1.0])
    assert np.dot(loads, waits) == pytest.approx(np.dot(loads, alike), rel=1e-12)


def test_one_repairman_and_two_machines_by_hand() -> None:
    """Machines run for 2 on average and take 1: of 0, 1, 2 that stand the weights are 1, 2/2, 1/2."""
    shop = Repairs(2, 2.0, 1.0)
    assert shop.occupancy == pytest.approx(3 / 5, rel=1e-12)
    assert shop.rate == pytest.approx(3 / 5, rel=1e-12)
    assert shop.wait == pytest.approx((1 / 5) / (3 / 5), rel=1e-12)


def test_nobody_balks_nor_leaves_is_the_queue_with_limited_places() -> None:
    patient, limited = Hesitant(3.0, 0.5, 2, 5, 0.0, 1e12), Limited(3.0, 0.5, 2, 5)
    assert patient.blocked == pytest.approx(limited.blocked, rel=1e-9)
    assert patient.abandons == pytest.approx(0, abs=1e-9)
    assert patient.wait == pytest.approx(limited.wait, rel=1e-9)


def test_jackson_network() -> None:
    network = Jackson(
        arrivals=[0, 0, 0, 4],
        services=[0.04, 0.03, 0.06, 0.05],
        routing=[[0, 0.5, 0.5, 0], [1, 0, 0, 0], [0.6, 0, 0, 0], [1, 0, 0, 0]],
    )
    assert network.throughputs == pytest.approx([20, 10, 10, 4], rel=1e-12)
    assert network.responses == pytest.approx([0.2, 3 / 70, 0.15, 0.0625], rel=1e-12)
    assert network.numbers == pytest.approx([4, 3 / 7, 1.5, 0.25], rel=1e-12)
