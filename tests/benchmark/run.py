"""How fast the simulator is: beside SimPy as it is usually written, in a whole comparison, and where the
time goes. Numbers of one machine and one hour: only ratios measured side by side mean anything."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from cProfile import Profile
from pathlib import Path
from pstats import Stats
from statistics import median

from tools.compile_engine import COPY

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
BASE, ALTERNATIVE = ROOT / "scenarios/ivr_transfers.yaml", ROOT / "scenarios/account_managers.yaml"
CUSTOMERS = 100_000

PARTS = {
    "site-packages/simpy/": "SimPy's core",
    "sim/streams.py": "draws", "sim/engine/luck.py": "draws", "sim/scenario/laws.py": "draws",
    "sim/engine/arrivals.py": "draws", "sim/engine/roster.py": "draws",
    "sim/records/": "recording",
    "sim/measures/": "measuring", "sim/study/": "measuring",
    "sim/engine/": "rules", "sim/plan/": "rules",
}
"""Which part of the work a file belongs to; the first that matches counts."""


SIMULATOR = f"""
import time
from sim.engine import replicate
from sim.plan.compile import compile_plan
from sim.scenario import read
plan = compile_plan(read({str(HERE / "two_lines.yaml")!r}))
begun = time.process_time()
replicate(plan, 0)
print(time.process_time() - begun)
"""
"""One replication of two_lines.yaml, with everything recorded."""

SIMPY_AS_USUAL = f"""
import time, simpy
from tests.benchmark.simpy_as_usual import Hotline, arrive
begun = time.process_time()
env = simpy.Environment()
env.process(arrive(env, Hotline(env, 1), {CUSTOMERS}))
env.run()
print(time.process_time() - begun)
"""
"""The same model as SimPy is usually written."""


def seconds(code: str, folder: Path) -> float:
    """CPU seconds that a fresh interpreter in a folder prints."""
    command = [sys.executable, "-c", code]
    return float(subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout)


def side_by_side(rounds: int) -> None:
    """All models in turn; ratios of runs that followed each other."""
    models = {"simulator, everything recorded": (SIMULATOR, ROOT)}
    if COPY.exists():
        models["simulator, compiled copy"] = (SIMULATOR, COPY)
    usual = "SimPy as usually written"
    models[usual] = (SIMPY_AS_USUAL, ROOT)
    found: dict[str, list[float]] = {name: [] for name in models}
    for _ in range(rounds):
        for name, (code, folder) in models.items():
            found[name].append(seconds(code, folder))
    print(f"{CUSTOMERS:,} customers of two_lines.yaml, {rounds} rounds in turn     min  median     max")
    for name, figures in found.items():
        line(name, "CPU s", figures)
        if name != usual:
            line("  ratio to SimPy as usual", "", [a / b for a, b in zip(figures, found[usual], strict=True)])


def line(name: str, unit: str, figures: list[float]) -> None:
    """One line of a table."""
    spread = "".join(f"{figure:8.2f}" for figure in (min(figures), median(figures), max(figures)))
    print(f"  {name:42}{unit:6}{spread}")


def comparison(replications: int, workers: int) -> None:
    """The retail base against account managers, through the command line."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(ROOT / "run_scenario.py"), str(BASE), str(ALTERNATIVE), "--quiet"]
        options = ["--replications", str(replications), "--workers", str(workers), "--out", folder]
        begun = time.perf_counter()
        subprocess.run(command + options, check=True, stdout=subprocess.DEVNULL)
        took = time.perf_counter() - begun
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{BASE.stem} against {ALTERNATIVE.stem}, {replications} replications each on {workers} workers")
    print(f"  wall time {took:.0f} s, largest process {largest:.0f} MB")


def shares() -> None:
    """Where one replication of the retail base spends its time, measures included."""
    from sim.engine import replicate
    from sim.measures.replication import measure
    from sim.scenario import read
    from sim.study.entrants import entrants_of

    entrant = entrants_of([read(str(BASE))], None)[0]
    profile = Profile()
    profile.enable()
    measure(entrant.plan, replicate(entrant.plan, 0), entrant.settings)
    profile.disable()
    spent = by_part(Stats(profile))
    print("where one replication of the retail base spends its time (a profile favours what calls little)")
    for part, seconds in spent.most_common():
        print(f"  {part:14}{seconds / spent.total():6.0%}")


def by_part(stats: Stats) -> Counter[str]:
    """Seconds by part; what is built in counts for the part that called it."""
    spent: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, callers) in stats.stats.items():  # type: ignore[attr-defined]
        if file.endswith(".py") and part_of(file) != "other":
            spent[part_of(file)] += own
            continue
        for (caller, _, _), (_, _, seconds, _) in callers.items():
            spent[part_of(caller)] += seconds
    return spent


def part_of(file: str) -> str:
    """The part of the work that a file belongs to."""
    return next((part for path, part in PARTS.items() if path in file), "other")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    side_by_side(rounds=int(sys.argv[1]) if len(sys.argv) > 1 else 5)
    comparison(replications=20, workers=2)
    shares()
