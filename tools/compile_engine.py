"""Make a compiled copy of the program in build/compiled: the same bytes in a third of the time.

The engine is plain typed Python, which mypyc turns into C; this needs mypy, setuptools and a C compiler.
The copy is a snapshot and the source is left alone, so that an edited file never hides behind an old
compiled one. Run as `python -m tools.compile_engine`, then `python build/compiled/run_scenario.py ...`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
COPY = ROOT / "build" / "compiled"
MODULES = (
    "sim/streams.py", "sim/scenario/frozen.py", "sim/scenario/laws.py", "sim/plan/tables.py",
    "sim/plan/model.py", "sim/records/codes.py",
    *(
        f"sim/engine/{name}.py"
        for name in (
            "timing", "luck", "queueing", "floor", "line", "menu", "leg", "passing_on", "contact", "matter",
            "errand", "journey", "world", "replication",
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


def main() -> int:
    """Copy, compile, and hold the copy's results against the source's."""
    if shutil.which("cc") is None:
        print("needs a C compiler (cc), and none is installed", file=sys.stderr)
        return 1
    copy()
    compiler = [sys.executable, "-m", "mypyc", *MODULES]
    if subprocess.run(compiler, cwd=COPY, stdout=subprocess.DEVNULL).returncode:
        print("could not be compiled; the program itself is as it was", file=sys.stderr)
        return 1
    (plain, _), (compiled, kind) = digest(ROOT), digest(COPY)
    if plain != compiled or kind == "function":
        print("the compiled copy gives other results: do not use it", file=sys.stderr)
        return 1
    print(f"{COPY.relative_to(ROOT)}: compiled, and the same to the byte on two scenarios")
    return 0


def copy() -> None:
    """A fresh copy of what runs."""
    shutil.rmtree(COPY, ignore_errors=True)
    shutil.copytree(ROOT / "sim", COPY / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("run_scenario.py", "setup.cfg", "README.md"):
        shutil.copy(ROOT / name, COPY / name)


def digest(folder: Path) -> tuple[str, str]:
    """What the program in a folder makes of two scenarios, and how it is made."""
    command = [sys.executable, "-c", f"root = {str(ROOT)!r}\n{DIGEST}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    content, kind = done.stdout.split()
    return content, kind


if __name__ == "__main__":
    sys.exit(main())
