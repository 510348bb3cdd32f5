"""The least staffing of hours that are stationary queues of their own, by Erlang C and by the optimiser.

Hours of a day, each run as a separate queue that never ends: a team, a reason and a demand each.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from pathlib import Path

from sim.sweeps.execution.choices import Choices, Where
from sim.sweeps.staffing.reading import read_problem
from sim.sweeps.staffing.result import OptimiseResult
from sim.sweeps.staffing.running import run_optimise
from tests.theory.formulas import ErlangC

GOAL, WITHIN_MIN = 0.75, 1 / 3
HOURS = {"morning": (0.5, 1.0), "noon": (0.6, 2.0), "evening": (1.0, 2.0)}
"""Calls a minute and minutes a call."""

AWAY = 0.12
"""The goal is at least so far from what the least staffing reaches, and from what one agent less would."""

MOST = 7


def least(hours: Sequence[str] = tuple(HOURS)) -> dict[str, int]:
    """The fewest agents of each hour who answer the goal's share within 20 s, by Erlang C."""
    found = {}
    for hour in hours:
        rate, service = HOURS[hour]
        stable = range(int(rate * service) + 1, MOST + 1)
        reached = {n: 1 - ErlangC(rate, service, n).wait_above(WITHIN_MIN) for n in stable}
        found[hour] = min(n for n, share in reached.items() if share >= GOAL)
        margins = (reached[found[hour]] - GOAL, GOAL - reached.get(found[hour] - 1, 0.0))
        assert min(margins) >= AWAY, (hour, margins)
    return found


SOON = f"service_level: {{at_least: {GOAL}, group: team}}"


def optimised(folder: Path, seed: int, hours: Sequence[str] = tuple(HOURS)) -> dict[str, int] | None:
    """What the optimiser finds and shows to hold; None where it shows nothing."""
    result = searched(folder, seed, hours)
    if result.plan is None:
        return None
    return {hour: result.plan.settings[f"teams.{hour}.scheduled"] for hour in hours}


def searched(folder: Path, seed: int, hours: Sequence[str], goals: str = SOON) -> OptimiseResult:
    """All that the optimiser finds."""
    (folder / "hours.yaml").write_text(_scenario(hours))
    search = folder / "search.yaml"
    search.write_text(_search(seed, hours, goals))
    return run_optimise(read_problem(search), Choices(Where("serial")), lambda _: None)


def percentile_min(hour: str, agents: int, probability: float) -> float:
    """What that share of contacts waits at most: waits are exponential with rate c / service - rate."""
    rate, service = HOURS[hour]
    waits = ErlangC(rate, service, agents).waits
    return max(0.0, log(waits / (1 - probability)) / (agents / service - rate))


def _scenario(hours: Sequence[str]) -> str:
    parts = {
        "teams": [f"  {h}: {{scheduled: 5, hours: always, cost: 30 EUR/h, handles: {{{h}: {{}}}}}}"
                  for h in hours],
        "reasons": [f"  {h}: {{takes: {{exponential: {HOURS[h][1]} min}}}}" for h in hours],
        "demand": [f"  {h}: {{rate: {HOURS[h][0]}/min, contact: {h}}}" for h in hours],
    }  # fmt: skip
    run = "run: {warm_up: 20 min, measure: 3 h, follow_up: 20 min, arrivals: stop}"
    lines = ["title: Hours", run, "channels: {phone: {hours: always}}"]
    return "\n".join([*lines, *(line for name, part in parts.items() for line in (f"{name}:", *part))]) + "\n"


def _search(seed: int, hours: Sequence[str], goals: str) -> str:
    staffing = ", ".join(f"teams.{hour}.scheduled: 1..{MOST}" for hour in hours)
    effort = "replications: {search: 4, verification: 12}"
    return f"base: hours.yaml\nstaffing: {{{staffing}}}\ngoals: {{{goals}}}\n{effort}\nseed: {seed}\n"
