"""Closed forms of queueing theory, in the units the caller uses: rates per time unit, times in it.

Each states its source. Nothing here knows the simulator: these are the values that it must reproduce.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


def erlang_b(load: float, agents: int) -> float:
    """Share of contacts lost in M/G/c/c with offered load `load` = arrival rate times mean service.

    Recursion B(n) = a B(n-1) / (n + a B(n-1)); Erlang 1917; Cooper 1981, Introduction to Queueing
    Theory, eq. (3.3) of chapter 3 and exercise 6 there.
    """
    blocked = 1.0
    for number in range(1, agents + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked


@dataclass(frozen=True)
class ErlangC:
    """M/M/c with an endless queue, first come first served (Erlang 1917; Gans, Koole & Mandelbaum 2003,
    "Telephone call centers", section 3.1.1).

    Attributes
    ----------
    rate : arrivals per time unit.
    service : mean service time.
    agents : number of agents c; rate * service must be below it.
    """

    rate: float
    service: float
    agents: int

    @property
    def occupancy(self) -> float:
        """Share of the agents' time that is busy."""
        return self.rate * self.service / self.agents

    @property
    def waits(self) -> float:
        """Share of contacts that have to wait: B / (1 - occupancy (1 - B))."""
        blocked = erlang_b(self.rate * self.service, self.agents)
        return blocked / (1 - self.occupancy * (1 - blocked))

    @property
    def wait(self) -> float:
        """Mean wait of all contacts."""
        return self.waits * self.service / (self.agents * (1 - self.occupancy))

    @property
    def queue(self) -> float:
        """Mean number waiting (Little 1961)."""
        return self.rate * self.wait

    def wait_above(self, time: float) -> float:
        """Share of contacts that wait longer than `time`."""
        return self.waits * math.exp(-self.agents * (1 - self.occupancy) * time / self.service)

    def wait_quantile(self, share: float) -> float:
        """The wait that a share of contacts does not exceed (0 where that many need not wait)."""
        if share <= 1 - self.waits:
            return 0.0
        return math.log(self.waits / (1 - share)) * self.service / (self.agents * (1 - self.occupancy))


@dataclass(frozen=True)
class Limited:
    """M/M/c/K: at most `places` contacts in the system, in service included; the others are turned away.

    Kleinrock 1975, Queueing Systems I, section 3.5 to 3.8 (birth-death equilibrium).
    """

    rate: float
    service: float
    agents: int
    places: int

    @property
    def states(self) -> NDArray[np.float64]:
        """Probability of 0 ... K contacts in the system, shape (K + 1,)."""
        number = np.arange(1, self.places + 1)
        weights = np.cumprod(self.rate * self.service / np.minimum(number, self.agents))
        weights = np.concatenate([[1.0], weights])
        return weights / weights.sum()

    @property
    def empty(self) -> float:
        return float(self.states[0])

    @property
    def blocked(self) -> float:
        """Share of contacts turned away."""
        return float(self.states[-1])

    @property
    def number(self) -> float:
        """Mean number in the system."""
        return float(self.states @ np.arange(self.places + 1))

    @property
    def response(self) -> float:
        """Mean time in the system of those let in."""
        return self.number / (self.rate * (1 - self.blocked))

    @property
    def wait(self) -> float:
        """Mean wait of those let in."""
        return self.response - self.service

    @property
    def occupancy(self) -> float:
        return self.rate * (1 - self.blocked) * self.service / self.agents


def retrial_orbit(rate: float, service: float, retries: float) -> float:
    """Mean number who are between two tries in M/M/1/1, where each tries again `retries` times a minute.

    Falin & Templeton 1997, Retrial Queues, section 1.2: rho (lambda + rho mu) / ((1 - rho) mu).
    """
    load = rate * service
    return load * (rate + load * retries) / ((1 - load) * retries)


def pollaczek_khinchine(rate: float, mean: float, sd: float) -> float:
    """Mean wait in M/G/1 with service of this mean and standard deviation.

    Pollaczek 1930, Khinchine 1932; Kleinrock 1975, eq. (5.63): rate E[S^2] / (2 (1 - rate E[S])).
    """
    return rate * (mean**2 + sd**2) / (2 * (1 - rate * mean))


def priority_waits(rates: Sequence[float], services: Sequence[float]) -> list[float]:
    """Mean wait of each class in M/M/1 with non-preemptive priority, the first class most urgent.

    Cobham 1954, "Priority assignment in waiting line problems", eq. (3); Kleinrock 1976, II, eq. (3.31).
    """
    residual = sum(rate * 2 * service**2 for rate, service in zip(rates, services, strict=True)) / 2
    waits, load = [], 0.0
    for rate, service in zip(rates, services, strict=True):
        above, load = load, load + rate * service
        waits.append(residual / ((1 - above) * (1 - load)))
    return waits


def delay_dependent_waits(
    rates: Sequence[float], services: Sequence[float], gains: Sequence[float]
) -> list[float]:
    """Mean wait of each class in M/M/1 where a customer's rank grows with his wait, at the gain of his class.

    Kleinrock 1964, "A delay dependent queue discipline"; 1976, II, eq. (3.57). Gains ascend.
    """
    loads = [rate * service for rate, service in zip(rates, services, strict=True)]
    residual = sum(load * service for load, service in zip(loads, services, strict=True))
    waits: list[float] = []
    for place, gain in enumerate(gains):
        overtaken = sum(
            load * wait * (1 - slower / gain)
            for load, wait, slower in zip(loads, waits, gains[:place], strict=False)
        )
        overtaking = sum(
            load * (1 - gain / faster)
            for load, faster in zip(loads[place + 1 :], gains[place + 1 :], strict=True)
        )
        waits.append((residual / (1 - sum(loads)) - overtaken) / (1 - overtaking))
    return waits


def preemptive_responses(rates: Sequence[float], services: Sequence[float]) -> list[float]:
    """Mean time from arrival to departure of each class in M/M/1 with preemptive-resume priority, the first
    class most urgent.

    Kleinrock 1976, Queueing Systems II, eq. (3.39): (E[S](1 - load) + residual) / ((1 - above)(1 - load)),
    with the loads and residuals of this class and those above it.
    """
    responses, load, residual = [], 0.0, 0.0
    for rate, service in zip(rates, services, strict=True):
        above, load = load, load + rate * service
        residual += rate * service**2
        responses.append((service * (1 - load) + residual) / ((1 - above) * (1 - load)))
    return responses


@dataclass(frozen=True)
class Jackson:
    """An open network of M/M/1 nodes with random routing (Jackson 1957, "Networks of waiting lines").

    Attributes
    ----------
    arrivals : arrivals from outside at each node, shape (n,).
    services : mean service times, shape (n,).
    routing : share of those who leave node i and go on to node j, shape (n, n).
    """

    arrivals: Sequence[float]
    services: Sequence[float]
    routing: Sequence[Sequence[float]]

    @property
    def throughputs(self) -> NDArray[np.float64]:
        """Visits per time unit at each node: x = arrivals + x routing."""
        among = np.asarray(self.routing, float)
        return np.linalg.solve(np.eye(len(among)) - among.T, np.asarray(self.arrivals, float))

    @property
    def occupancies(self) -> NDArray[np.float64]:
        return self.throughputs * np.asarray(self.services)

    @property
    def responses(self) -> NDArray[np.float64]:
        """Mean time of one visit, waiting included."""
        return np.asarray(self.services) / (1 - self.occupancies)

    @property
    def numbers(self) -> NDArray[np.float64]:
        """Mean number at each node."""
        return self.throughputs * self.responses
