"""Replay the bank's fourteen days, call by call, and set what comes of it beside the record.

In: scenarios/bank_hotline.yaml and the records that CALL_RECORDS names. Out: the last tables of
docs/bank_hotline.md. The replayed scenario lies in a folder of its own that is gone afterwards.
    CALL_RECORDS=... python -m tools.replay_bank
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from sim import __version__
from tools.bank import comparison, outcomes, replay
from tools.bank.arrivals import fault_hours
from tools.bank.calls import Calls
from tools.bank.outcomes import Outcomes
from tools.compare_bank import Runs, publish
from tools.measure_bank import SCENARIO

BEGINS, ENDS = "<!-- replay begins -->\n", "<!-- replay ends -->\n"
REPLICATIONS, OF_VARIANTS = 20, 10
EVERY_S = 300
LENGTHS_S = {1_800: "staff by half hour", 300: "by five minutes", 60: "by minute"}


def run(calls: Calls, every_s: int, replications: int) -> Outcomes:
    """What became of the replayed calls."""
    from sim.engine import replicate
    from sim.plan.compile import compile_plan
    from sim.scenario import read as read_scenario

    with TemporaryDirectory() as folder:
        file = replay.write(Path(folder), calls, fault_hours(calls), SCENARIO, every_s)
        plan = compile_plan(read_scenario(file))
        return Runs(plan, [replicate(plan, number) for number in range(replications)]).outcomes()


def stated(calls: Calls, replications: int, margin: float) -> str:
    """What the command `actuals` says of the replay, without its tables."""
    import sim

    with TemporaryDirectory() as folder:
        file = replay.write(Path(folder), calls, fault_hours(calls), SCENARIO, EVERY_S)
        table = Path(folder) / "hours.csv"
        replay.write_hours(table, calls, fault_hours(calls))
        found = sim.actuals(sim.load(file), table, margin=margin, replications=replications)
        told = sim.actuals_findings(found).replace(str(table), table.name)
        return told.partition("\nContacts offered")[0]


def tables(calls: Calls) -> str:
    """The tables of the page."""
    recorded = outcomes.recorded(calls, fault_hours(calls))
    found = {title: run(calls, length, OF_VARIANTS) for length, title in LENGTHS_S.items()}
    first = run(calls, EVERY_S, REPLICATIONS)
    lines = [
        f"Version {__version__}, {REPLICATIONS} replications ({OF_VARIANTS} in the first table).",
        "",
        *("### All days, by how finely the staff is replayed", ""),
        *comparison.by_variant(found, recorded, ""),
        *("", "### Sunday to Thursday by hour, staff by five minutes: replayed / recorded", ""),
        *comparison.by_hour(first, recorded, "week"),
    ]
    lines += ["", "### Waits, Sunday to Thursday", "", *comparison.longer_waits(first, recorded)]
    lines += ["", "### What `actuals` says", "", "```", stated(calls, REPLICATIONS, 0.10).rstrip(), "```"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(publish(tables, BEGINS, ENDS))
