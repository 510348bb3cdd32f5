"""What the whole suite says about itself."""

import os
import shutil
from typing import Any

COMPILER = shutil.which("cc")
collect_ignore = [] if COMPILER else ["cli/test_compiled.py"]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say so where the comparison with the bank's call records was not part of the run."""
    if not os.environ.get("CALL_RECORDS"):
        terminalreporter.write_line("bank hotline against its record: not run (CALL_RECORDS is not set)")
    if COMPILER is None:
        terminalreporter.write_line("compiled copy: not run (no C compiler is installed)")
