"""The model of two_lines.yaml as SimPy is usually written: Resource, request | timeout, random numbers
from one generator, and the waits in a list."""

from __future__ import annotations

import random
import sys
from collections.abc import Generator
from typing import Any

import simpy

Process = Generator[simpy.Event, Any, None]


class Hotline:
    """Two lines behind a menu; times in minutes."""

    def __init__(self, env: simpy.Environment, seed: int) -> None:
        self.env = env
        self.random = random.Random(seed)
        self.first = simpy.Resource(env, 30)
        self.second = simpy.Resource(env, 12)
        self.waits: list[float] = []
        self.abandoned = 0

    def customer(self) -> Process:
        """One customer with all calls."""
        while True:
            yield self.env.timeout(self.random.expovariate(1 / (40 / 60)))
            answered = yield from self.served(self.first, 3.0)
            if not answered:
                return
            if self.random.random() < 0.25:
                answered = yield from self.served(self.second, 4.5)
                if not answered:
                    return
            if self.random.random() < 0.8:
                return
            yield self.env.timeout(self.random.expovariate(1 / 30))

    def served(self, line: simpy.Resource, mean: float) -> Generator[simpy.Event, Any, bool]:
        """Wait and be served, or hang up."""
        joined = self.env.now
        with line.request() as request:
            patience = self.env.timeout(self.random.expovariate(1 / 5))
            result = yield request | patience
            self.waits.append(self.env.now - joined)
            if request not in result:
                self.abandoned += 1
                return False
            yield self.env.timeout(self.random.expovariate(1 / mean))
        return True


def arrive(env: simpy.Environment, hotline: Hotline, customers: int) -> Process:
    """Customers arrive one after the other."""
    for _ in range(customers):
        yield env.timeout(hotline.random.expovariate(7.2))
        env.process(hotline.customer())


if __name__ == "__main__":
    environment = simpy.Environment()
    model = Hotline(environment, 1)
    environment.process(arrive(environment, model, int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
    environment.run()
    mean = sum(model.waits) / len(model.waits)
    print(f"{len(model.waits)} waits, mean {mean:.4f} min, {model.abandoned} abandoned")
