"""What the whole suite says about itself."""

import os
import shutil
import signal
from importlib.util import find_spec
from typing import Any

from hypothesis import HealthCheck, settings

settings.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy machine")   # how long an example takes says nothing about whether it holds

signal.signal(signal.SIGINT, signal.default_int_handler)   # shells let what runs behind them ignore Ctrl-C

COMPILER = shutil.which("cc")
BROWSER = shutil.which("chromium") and shutil.which("chromedriver")
collect_ignore = [] if COMPILER else ["cli/test_compiled.py"]
collect_ignore += [] if BROWSER else ["report/page/test_browser.py"]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say so where something that this machine lacks was not part of the run."""
    if not os.environ.get("CALL_RECORDS"):
        terminalreporter.write_line("bank hotline against its record: not run (CALL_RECORDS is not set)")
    if not os.environ.get("INCIDENT_LOG"):
        terminalreporter.write_line("log of incidents: not run (INCIDENT_LOG is not set)")
    if find_spec("distributed") is None:
        terminalreporter.write_line("sweeps on clusters: not run (the extra `cluster` is not installed)")
    elif not os.environ.get("SLURM_START"):
        terminalreporter.write_line("sweeps on Slurm: not run (SLURM_START is not set)")
    if COMPILER is None:
        terminalreporter.write_line("compiled copy: not run (no C compiler is installed)")
    if not BROWSER:
        terminalreporter.write_line("page in a browser: not run (Chromium and its driver are not installed)")
