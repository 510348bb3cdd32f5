"""Measure the bank hotline's figures on its call records and write the scenario with them.

In: the records that CALL_RECORDS names. Out: scenarios/bank_hotline.yaml, figures only.
    CALL_RECORDS=... python -m tools.measure_bank
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tools.bank import scenario
from tools.bank.calls import read
from tools.bank.figures import measured

VARIABLE = "CALL_RECORDS"
SCENARIO = Path(__file__).resolve().parents[1] / "scenarios" / "bank_hotline.yaml"


def main() -> int:
    """Write the scenario; without the records say so and change nothing."""
    path = os.environ.get(VARIABLE)
    if not path:
        print(f"not run: {VARIABLE} does not name the call records")
        return 0
    SCENARIO.write_text(scenario.text(measured(read(Path(path)))), encoding="utf-8")
    print(f"wrote {SCENARIO.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
