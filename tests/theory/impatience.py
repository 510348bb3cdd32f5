"""Queues whose customers lose patience: M/M/c+G exactly, and with it Erlang A (exponential patience).

Baccelli & Hebuterne 1981, "On queues with impatient customers"; in the notation of Zeltyn & Mandelbaum
2005, "Call centers with impatient customers: many-server asymptotics of the M/M/n+G queue", section 2.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from scipy.integrate import quad

from tests.theory.formulas import erlang_b


@dataclass(frozen=True)
class Impatient:
    """M/M/c+G: a customer who has not been answered when his patience ends leaves for good.

    The density of the offered wait v at x > 0 is rate * weight(x) / (empty + rate * J), where
    weight(x) = exp(rate * H(x) - c x / service), H(x) is the integral of the share still patient, and
    J the integral of weight (Zeltyn & Mandelbaum 2005, eqs. (2.3) to (2.9)).

    Attributes
    ----------
    rate : arrivals per time unit.
    service : mean service time (exponential).
    agents : number of agents.
    still_patient : share of customers whose patience exceeds a time.
    patient_time : its integral from 0 to a time.
    """

    rate: float
    service: float
    agents: int
    still_patient: Callable[[float], float]
    patient_time: Callable[[float], float]

    def weight(self, time: float) -> float:
        return math.exp(self.rate * self.patient_time(time) - self.agents * time / self.service)

    def _tail(self, time: float, factor: Callable[[float], float] = lambda _: 1.0) -> float:
        """Integral of factor * weight from `time` on, cut where nothing is left of it."""
        end = max(time, self.service)
        while self.weight(end) > 1e-18 * self.weight(time):
            end *= 1.5
        edges = [time + (end - time) * part / 8 for part in range(9)]
        return sum(
            quad(lambda x: factor(x) * self.weight(x), low, high, epsabs=0, epsrel=1e-11)[0]
            for low, high in pairwise(edges)
        )

    @property
    def _total(self) -> float:
        return 1 / erlang_b(self.rate * self.service, self.agents - 1) + self.rate * self._tail(0.0)

    @property
    def waits(self) -> float:
        """Share of customers who are not answered at once."""
        return self.rate * self._tail(0.0) / self._total

    def answered_later(self, time: float) -> float:
        """Share of all customers who are answered after a wait longer than `time`."""
        return self.rate * self._tail(time, self.still_patient) / self._total

    @property
    def abandons(self) -> float:
        """Share of customers who leave unanswered."""
        return self.waits - self.answered_later(0.0)

    def answered_within(self, time: float) -> float:
        """Share of all customers who are answered within `time`."""
        return 1 - self.abandons - self.answered_later(time)

    def wait_above(self, time: float) -> float:
        """Share of all customers who wait longer than `time`, until answered or gone."""
        return self.still_patient(time) * self.rate * self._tail(time) / self._total

    @property
    def wait(self) -> float:
        """Mean wait of all customers: until answered or gone."""
        return self.rate * self._tail(0.0, self.patient_time) / self._total

    @property
    def queue(self) -> float:
        """Mean number waiting (Little 1961)."""
        return self.rate * self.wait

    @property
    def occupancy(self) -> float:
        return self.rate * (1 - self.abandons) * self.service / self.agents


def erlang_a(rate: float, service: float, agents: int, patience: float) -> Impatient:
    """M/M/c+M with exponential patience of mean `patience` (Palm 1957; Garnett, Mandelbaum & Reiman 2002)."""
    return Impatient(
        rate,
        service,
        agents,
        still_patient=lambda x: math.exp(-x / patience),
        patient_time=lambda x: -patience * math.expm1(-x / patience),
    )


def uniform_patience(rate: float, service: float, agents: int, most: float) -> Impatient:
    """M/M/c+G with a patience uniform up to `most` (Baccelli & Hebuterne 1981)."""
    return Impatient(
        rate,
        service,
        agents,
        still_patient=lambda x: max(1 - x / most, 0.0),
        patient_time=lambda x: min(x, most) - min(x, most) ** 2 / (2 * most),
    )


def constant_patience(rate: float, service: float, agents: int, patience: float) -> Impatient:
    """M/M/c+D: every customer leaves after exactly `patience` (Barrer 1957)."""
    return Impatient(
        rate,
        service,
        agents,
        still_patient=lambda x: 1.0 if x < patience else 0.0,
        patient_time=lambda x: min(x, patience),
    )
