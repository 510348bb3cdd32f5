"""Make a compiled copy of the program in build/compiled: the same bytes about twice as fast.

The engine is plain typed Python, which mypyc turns into C; this needs mypy, setuptools and a C compiler.
The source is left alone, and `run_scenario.py` takes the copy only as long as it was made from the source as
it is, so that an edited file never hides behind an old compiled one. Run as `python -m tools.compile_engine`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
COPY = ROOT / "build" / "compiled"
MODULES = (
    "sim/streams.py", "sim/scenario/frozen.py", "sim/scenario/laws.py", "sim/scenario/pieced_laws.py",
    "sim/plan/tables.py", "sim/plan/kinds.py", "sim/plan/coming.py", "sim/plan/model.py",
    "sim/records/codes.py",
    *(
        f"sim/engine/{name}.py"
        for name in (
            "bounds", "timing", "luck", "tenure", "queueing", "crew", "rooms", "choosing", "floor", "line",
            "menu", "leg", "conference", "passing_on", "consulting", "ringing", "callback", "contact",
            "matter", "errand", "overdue", "stretches", "company", "fork", "stay", "journey", "world",
            "returns", "replication",
        )
    ),
)  # fmt: skip
"""What is compiled: where a replication spends its time."""

DIGEST = """
import hashlib
from sim.engine import replicate
from sim.plan.compile import compile_plan
from sim.scenario import read
content = hashlib.sha256()
short = ["run.warm_up=0 d", "run.measure=2 d", "run.follow_up=3 d"]
for file, sets in (("front_desk", []), ("ivr_transfers", short)):
    record = replicate(compile_plan(read(f"{root}/scenarios/{file}.yaml", sets)), 0)
    for table in (record.legs, record.trips, record.roster):
        for name in table:
            content.update(table[name].tobytes())
print(content.hexdigest(), replicate.__class__.__name__)
"""
"""Prints what two scenarios came to, and what kind of function simulated them."""


def main(into: Path = COPY) -> int:
    """Copy, compile, and hold the copy's results against the source's; it appears whole or not at all."""
    if shutil.which("cc") is None:
        print("needs a C compiler (cc), and none is installed", file=sys.stderr)
        return 1
    draft = into.with_name(f"{into.name}.draft")
    copy(draft)
    compiler = [sys.executable, "-m", "mypyc", *MODULES]
    if subprocess.run(compiler, cwd=draft, stdout=subprocess.DEVNULL).returncode:
        print("could not be compiled; the program itself is as it was", file=sys.stderr)
        return 1
    (plain, _), (compiled, kind) = digest(ROOT), digest(draft)
    if plain != compiled or kind == "function":
        print("the compiled copy gives other results: do not use it", file=sys.stderr)
        return 1
    shutil.rmtree(into, ignore_errors=True)
    draft.rename(into)
    print(f"{into}: compiled, and the same to the byte on two scenarios")
    return 0


def copy(into: Path) -> None:
    """A fresh copy of what runs."""
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(ROOT / "sim", into / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "README.md"):   # what mypyc's build reads
        shutil.copy(ROOT / name, into)


def digest(folder: Path) -> tuple[str, str]:
    """What the program in a folder makes of two scenarios, and how it is made."""
    command = [sys.executable, "-c", f"root = {str(ROOT)!r}\n{DIGEST}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    content, kind = done.stdout.split()
    return content, kind


if __name__ == "__main__":
    sys.exit(main())
