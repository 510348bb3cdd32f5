"""What the whole suite says about itself."""

import os
from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say so where the comparison with the bank's call records was not part of the run."""
    if not os.environ.get("CALL_RECORDS"):
        terminalreporter.write_line("bank hotline against its record: not run (CALL_RECORDS is not set)")
