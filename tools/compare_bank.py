"""Compare the simulated bank hotline with its call records, overall, by kind of day and by hour.

In: scenarios/bank_hotline.yaml and the records that CALL_RECORDS names. Out: the tables of
docs/bank_hotline.md.
    CALL_RECORDS=... python -m tools.compare_bank
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim import __version__
from tools.bank import comparison, outcomes, response, variants
from tools.bank.arrivals import fault_hours
from tools.bank.calls import DAY_S, KINDS, Calls, read
from tools.bank.figures import measured
from tools.measure_bank import SCENARIO, VARIABLE

if TYPE_CHECKING:
    from sim.plan.model import Plan
    from sim.records.log import Record

PAGE = SCENARIO.parents[1] / "docs" / "bank_hotline.md"
BEGINS, ENDS = "<!-- tables begin -->\n", "<!-- tables end -->\n"
REPLICATIONS, OF_VARIANTS = 20, 10


@dataclass(frozen=True)
class Runs:
    """Replications of the scenario, changed or not."""

    plan: Plan
    records: list[Record]

    @property
    def days(self) -> int:
        """Measured days."""
        return (self.plan.window.ends - self.plan.window.begins) // (DAY_S * outcomes.SECOND_US)

    def outcomes(self) -> outcomes.Outcomes:
        """What happened to the calls."""
        return outcomes.simulated(self.records, self.plan.window.weekday, self.days)


def simulate(replications: int, settings: list[str] | None = None) -> Runs:
    """Run the scenario with some settings (path=value)."""
    from sim.engine import replicate
    from sim.plan.compile import compile_plan
    from sim.scenario import read as read_scenario

    document = read_scenario(SCENARIO, settings or [])
    plan = compile_plan(document.scenario, document.folder)
    return Runs(plan, [replicate(plan, number) for number in range(replications)])


def tables(calls: Calls) -> str:
    """All tables of the page."""
    recorded = outcomes.recorded(calls, fault_hours(calls))
    figures = measured(calls)
    runs = simulate(REPLICATIONS)
    simulated = runs.outcomes()
    lines = [
        f"Version {__version__}, seed {runs.plan.seed}, {REPLICATIONS} replications "
        f"({OF_VARIANTS} for the other ways to measure).",
        "",
        *comparison.by_kind(simulated, recorded, outcomes.recorded(calls, set())),
    ]
    for kind in KINDS:
        hours = comparison.by_hour(simulated, recorded, kind)
        lines += ["", f"## {comparison.KIND_NAMES[kind]} by hour, simulated / recorded", "", *hours]
    lines += ["", "## Waits, Sunday to Thursday", "", *comparison.longer_waits(simulated, recorded)]
    lines += ["", "## Agents with a caller while so many wait", "", *_response(runs, calls)]
    follows = response.of_days(calls, figures.staff.hours_by_day)
    lines += ["", f"Calls and agent hours of the record's days of the week: correlation {follows:.2f}."]
    found = {
        title: simulate(OF_VARIANTS, settings).outcomes()
        for title, settings in variants.settings(figures).items()
    }
    lines += ["", "## Other ways to measure", "", *comparison.by_variant(found, recorded)]
    return "\n".join(lines) + "\n"


def _response(runs: Runs, calls: Calls) -> list[str]:
    simulated = response.simulated(runs.records, runs.plan.window.weekday, runs.days)
    recorded = response.recorded(calls)
    return comparison.beside(
        ("waiting", *response.titles()),
        ("simulated", *(f"{busy:.1f}" for busy in simulated)),
        ("recorded", *(f"{busy:.1f}" for busy in recorded)),
    )


def publish(tables: Callable[[Calls], str], begins: str, ends: str) -> int:
    """Write tables between two marks of the page; without the records say so and change nothing."""
    path = os.environ.get(VARIABLE)
    if not path:
        print(f"not run: {VARIABLE} does not name the call records")
        return 0
    text = tables(read(Path(path)))
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(page.split(begins)[0] + begins + text + ends + page.split(ends)[1], encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(publish(tables, BEGINS, ENDS))
