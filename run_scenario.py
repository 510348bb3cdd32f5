"""Run a scenario, or compare scenarios, from the terminal: `python run_scenario.py --help`."""

import sys
from filecmp import cmp
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMPILED = HERE / "build" / "compiled"


def fits(copy: Path) -> bool:
    """Whether a compiled copy (`make fast`) was made from the source as it is now."""
    mine, theirs = ({file.relative_to(top) for file in top.glob("sim/**/*.py")} for top in (HERE, copy))
    return mine == theirs and all(cmp(HERE / file, copy / file) for file in mine)


if fits(COMPILED):
    sys.path.insert(0, str(COMPILED))

from sim.cli.main import main  # noqa: E402 - from the compiled copy, if it fits

if __name__ == "__main__":
    main()
