"""Searches for staffing whose numbers follow from a formula in place of the simulator: one of two teams, and
one of many with long names and goals of every kind."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from pathlib import Path

import numpy as np

from sim.sweeps.execution.choices import Choices, Where
from sim.sweeps.execution.work import Numbers, Piece
from sim.sweeps.staffing.reading import read_problem
from sim.sweeps.staffing.result import OptimiseResult
from sim.sweeps.staffing.running import run_optimise

LONG = "advisers_for_business_customers_of_the_north_and_the_islands"   # sixty letters
HOURS = range(8, 16)
_CENTRE = """\
title: {title}
question: How few people keep what we promise?
run: {{warm_up: 0 s, measure: 1w, follow_up: 1 h, arrivals: stop, seed: 5}}
hours: {{open: mon-fri 08:00-16:00}}
channels: {{phone: {{hours: open}}}}
teams:
{teams}
reasons:
{reasons}
demand: {{calls: {{rate: 300/d, contact: {{{contact}}}}}}}
"""
GOALS = """\
  service_level: {at_least: 79 %, group: hour}
  abandonment: {at_most: 6 %}
"""
FURTHER = """\
  by_week_hour: {measure: service_level, at_least: 75 %, group: week_hour}
  in_most_weeks: {measure: service_level, at_least: 76 %, weeks: 20 %}
"""


@dataclass(frozen=True)
class Formula:
    """A service level that rises with every team of `teams`, and falls by a point with every hour from 8.

    Attributes
    ----------
    luck : standard deviation of a replication, in shares.
    """

    teams: tuple[str, ...]
    luck: float = 0.004

    def __call__(self, piece: Piece) -> Numbers:
        """Shares of 1,000 contacts an hour; abandoned are a quarter of those not answered in time."""
        setting = dict(piece.point)
        agents = [float(setting.get(f"teams.{team}.scheduled", 4)) for team in self.teams]
        numbers = range(piece.first, piece.first + piece.count)
        luck = [self.luck * float(np.random.default_rng(number).normal()) for number in numbers]
        level, of = self.level(agents), [1000.0] * piece.count
        hours = {hour: [1000 * (level - 0.01 * (hour - 8) + one) for one in luck] for hour in HOURS}
        groups = {"all": (hours[8], of)}
        groups |= {f"hour={hour}": (found, of) for hour, found in hours.items()}
        groups |= {f"week_hour={day} {hour}": (found, of) for day in ("mon", "tue", "wed", "thu", "fri")
                   for hour, found in hours.items()}  # fmt: skip
        pay = [40 * 30.0 * sum(agents)] * piece.count
        lost = [250 - one / 4 for one in hours[8]]
        return {
            "service_level": groups, "abandonment": {"all": (lost, of)},
            "budget_per_week": {"all": (pay, [1.0] * piece.count)},
        }  # fmt: skip

    def level(self, agents: list[float]) -> float:
        """The service level that is expected from 8 to 9."""
        return float(1 - np.mean([1.6 * exp(-one / 2.5) for one in agents]))


def staffed(
    folder: Path, teams: tuple[str, ...] = ("desk", "billing"), goals: str = GOALS, luck: float = 0.004,
    levels: str = "2..9",
) -> OptimiseResult:  # fmt: skip
    """A search, run by the formula; today four are on shift in every team."""
    folder.mkdir(exist_ok=True)
    made = {
        "title": "An office" if len(teams) < 5 else "The whole company with all its teams, in every country",
        "teams": "\n".join(f"  {one}: {{scheduled: 4, hours: open, cost: 30 EUR/h, handles: {{{one}: {{}}}}}}"
                           for one in teams),
        "reasons": "\n".join(f"  {one}: {{takes: {{exponential: 2 min}}}}" for one in teams),
        "contact": ", ".join(f"{one}: {1 / len(teams):.6f}" for one in teams[1:]) + f", {teams[0]}: rest",
    }  # fmt: skip
    (folder / "office.yaml").write_text(_CENTRE.format(**made))
    staffing = "\n".join(f"  teams.{one}.scheduled: {levels}" for one in teams[:8])
    path = folder / "search.yaml"
    path.write_text(
        f"title: The office, as cheap as can be\nbase: office.yaml\nstaffing:\n{staffing}\ngoals:\n{goals}"
        "replications: {search: 6, verification: 12}\n"
    )
    choices = Choices(Where("serial"), folder / "out")
    return run_optimise(read_problem(path), choices, lambda _: None, Formula(teams[:8], luck))
