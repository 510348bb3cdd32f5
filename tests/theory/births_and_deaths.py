"""Queues whose number of customers is a birth-and-death process, solved from its balance equations.

In: rates, durations, numbers, in one unit of time. Out: the stationary measures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Shares = NDArray[np.float64]


def stationary(most: int, births: Callable[[int], float], deaths: Callable[[int], float]) -> Shares:
    """Share of time with 0 to `most` customers (Kleinrock 1975, eq. 3.11), shape (most + 1,)."""
    weights = np.cumprod([1.0, *(births(n) / deaths(n + 1) for n in range(most))])
    return np.asarray(weights / weights.sum())


@dataclass(frozen=True)
class Repairs:
    """M/M/1//N: each of so many customers comes again after a pause and waits for the one agent
    (Kleinrock 1975, section 3.8)."""

    customers: int
    pause: float
    service: float

    @property
    def shares(self) -> Shares:
        """By number at the agent."""
        return stationary(
            self.customers, lambda n: (self.customers - n) / self.pause, lambda n: 1 / self.service
        )

    @property
    def occupancy(self) -> float:
        return float(1 - self.shares[0])

    @property
    def rate(self) -> float:
        """How many come in a unit of time."""
        return self.occupancy / self.service

    @property
    def wait(self) -> float:
        """Mean wait (Little 1961)."""
        return float(np.arange(self.customers + 1) @ self.shares) / self.rate - self.service


@dataclass(frozen=True)
class Hesitant:
    """M/M/c/K in which a share of those who find nobody free goes away at once (`balks`), and who waits
    leaves after an exponential patience (Ancker & Gafarian 1963, here with a limit of `places`)."""

    rate: float
    service: float
    agents: int
    places: int
    balks: float
    patience: float

    @property
    def shares(self) -> Shares:
        """By number in the system."""
        return stationary(self.places, self._comes, self._goes)

    def _comes(self, number: int) -> float:
        return self.rate if number < self.agents else self.rate * (1 - self.balks)

    def _goes(self, number: int) -> float:
        waiting = max(number - self.agents, 0)
        return (number - waiting) / self.service + waiting / self.patience

    @property
    def blocked(self) -> float:
        """Share who find every place taken."""
        return float(self.shares[self.places])

    @property
    def queue(self) -> float:
        """Mean number waiting."""
        return float(np.maximum(np.arange(self.places + 1) - self.agents, 0) @ self.shares)

    @property
    def abandons(self) -> float:
        """Share who balk or leave the queue, of all who come."""
        balk = self.balks * float(self.shares[self.agents : self.places].sum())
        return balk + self.queue / self.patience / self.rate

    @property
    def wait(self) -> float:
        """Mean wait of all who are not blocked; who balks waits for nothing."""
        return self.queue / (self.rate * (1 - self.blocked))

    @property
    def occupancy(self) -> float:
        """Busy share of the agents' time."""
        return self.rate * (1 - self.blocked - self.abandons) * self.service / self.agents
