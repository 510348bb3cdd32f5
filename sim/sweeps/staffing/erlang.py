"""Erlang's formula for the agents that a steady stream of contacts needs."""

from __future__ import annotations

from math import exp


def answered_within(load: float, agents: int, targets: float) -> float:
    """Share of contacts answered within a target time, with exponential times and endless patience.

    Parameters
    ----------
    load : arrivals a time unit times the mean handle time.
    agents : how many.
    targets : the target time over the mean handle time.

    References
    ----------
    Erlang (1917); Gans, Koole & Mandelbaum (2003), "Telephone call centers: tutorial, review, and research
    prospects", Manufacturing & Service Operations Management 5, section 4.1.1: C exp(-(agents - load) t),
    with C by the recursion of Erlang's loss formula (Cooper 1981, "Introduction to Queueing Theory", ch. 3).
    """
    if load <= 0:
        return 1.0
    if agents <= load:
        return 0.0
    lost = 1.0
    for number in range(1, agents + 1):
        lost = load * lost / (number + load * lost)
    waits = lost / (1 - load / agents * (1 - lost))
    return 1 - waits * exp(-(agents - load) * targets)


def agents_needed(load: float, share: float, targets: float) -> int:
    """The fewest agents with whom that share of contacts is answered within the target."""
    agents = int(load)
    while answered_within(load, agents, targets) < share:
        agents += 1
    return agents
