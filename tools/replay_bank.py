"""Replay the bank's fourteen days, call by call, and set what comes of it beside the record.

In: scenarios/bank_hotline.yaml and the records that CALL_RECORDS names. Out: the last tables of
docs/bank_hotline.md. The replayed scenario lies in a folder of its own that is gone afterwards.
    CALL_RECORDS=... python -m tools.replay_bank
"""

from __future__ import annotations

import math
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sim import __version__
from tools.bank import comparison, outcomes, replay, response
from tools.bank.arrivals import fault_hours
from tools.bank.calls import Calls
from tools.bank.outcomes import Outcomes
from tools.bank.replay import Way
from tools.compare_bank import Runs, publish
from tools.measure_bank import SCENARIO

BEGINS, ENDS = "<!-- replay begins -->\n", "<!-- replay ends -->\n"
REPLICATIONS, OF_VARIANTS = 20, 10
LENGTHS_S = {1_800: "half hour", 300: "five minutes", 60: "minute"}
MIXED_S = {
    0: "each call its own time",
    600: "times exchanged within ten minutes",
    1_800: "times exchanged within half an hour",
    3_600: "times exchanged within the hour",
    math.inf: "times drawn by type",
}
WAYS = {
    f"staff by {length}, {mixed}": Way(every_s, mixed_s)
    for every_s, length in LENGTHS_S.items()
    for mixed_s, mixed in MIXED_S.items()
    if every_s == Way.every_s or mixed_s in (0, math.inf)
}


def run(calls: Calls, way: Way, replications: int) -> Outcomes:
    """What became of the replayed calls; where times are exchanged, anew in each replication."""
    from sim.engine import replicate
    from sim.plan.compile import compile_plan
    from sim.scenario import read as read_scenario

    with TemporaryDirectory() as folder:
        records = []
        for number in range(replications):
            dealt = replace(way, seed=number)
            file = replay.write(Path(folder), calls, fault_hours(calls), SCENARIO, dealt)
            plan = compile_plan(read_scenario(file))
            records.append(replicate(plan, number))
        return Runs(plan, records).outcomes()


def stated(calls: Calls, replications: int, margin: float) -> str:
    """What the command `actuals` says of the replay, without its tables."""
    import sim

    with TemporaryDirectory() as folder:
        file = replay.write(Path(folder), calls, fault_hours(calls), SCENARIO, Way())
        table = Path(folder) / "hours.csv"
        replay.write_hours(table, calls, fault_hours(calls))
        found = sim.actuals(sim.load(file), table, margin=margin, replications=replications)
        told = sim.actuals_findings(found).replace(str(table), table.name)
        return told.partition("\nContacts offered")[0]


def tables(calls: Calls) -> str:
    """The tables of the page."""
    recorded = outcomes.recorded(calls, fault_hours(calls))
    found = {title: run(calls, way, OF_VARIANTS) for title, way in WAYS.items()}
    first = run(calls, Way(), REPLICATIONS)
    drawn = run(calls, Way(mixed_s=math.inf), REPLICATIONS)
    lines = [
        f"Version {__version__}, {REPLICATIONS} replications ({OF_VARIANTS} in the first table).",
        "",
        *("### All days, by how finely the staff is replayed, and whose time each call takes", ""),
        *comparison.by_variant(found, recorded, ""),
        *("", "### Hours of Sunday to Thursday that do not fit, staff by five minutes", ""),
        *comparison.misfits({MIXED_S[0]: first, MIXED_S[math.inf]: drawn}, recorded, "week"),
        *("", "### Sunday to Thursday by hour, each call its own time: replayed / recorded", ""),
        *comparison.by_hour(first, recorded, "week"),
    ]
    lines += ["", "### Waits, Sunday to Thursday", "", *comparison.longer_waits(first, recorded)]
    lines += ["", "### How soon an agent takes the next caller", "", *_back(calls)]
    lines += ["", "### What `actuals` says", "", "```", stated(calls, REPLICATIONS, 0.10).rstrip(), "```"]
    return "\n".join(lines) + "\n"


def _back(calls: Calls) -> list[str]:
    (gone, gone_half), (taken, taken_half) = response.back(calls)
    shares = [f"{100 * one:.1f} ± {100 * half:.1f} %" for one, half in zip(gone, gone_half, strict=True)]
    rates = [f"{one:.1f} ± {half:.1f}" for one, half in zip(taken, taken_half, strict=True)]
    return comparison.beside(
        ("waiting", *response.titles()[1:]),
        ("a call ends: agent not back after they waited a minute", *shares),
        ("agents away: calls taken an hour", *rates),
    )


if __name__ == "__main__":
    sys.exit(publish(tables, BEGINS, ENDS))
