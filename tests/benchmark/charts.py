"""How long all charts, and the deck, of a comparison of five scenarios take, from tables to files.

    python -m tests.benchmark.charts

Nothing is simulated. The goal is ten seconds for pictures as PNG and SVG, and five more for the deck. These
are seconds of one core, of which no more is used: other work on the machine does not change them.
"""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from pathlib import Path

from sim.report.charts.files import write_charts
from sim.report.charts.gallery import gallery
from sim.report.deck.making import deck_bytes
from tests.report.made import Shape, result


def main() -> None:
    """Draw them, and print what each kind took."""
    made = result(Shape(alternatives=4, teams=5, replications=20))
    began = time.process_time()
    found = gallery(made)
    content = time.process_time() - began
    spent: dict[str, float] = defaultdict(float)
    count: dict[str, int] = defaultdict(int)
    with tempfile.TemporaryDirectory() as folder:
        for chart in found.charts:
            start = time.process_time()
            write_charts([chart], Path(folder) / "charts", ("png", "svg"))
            spent[chart.kind] += time.process_time() - start
            count[chart.kind] += 1
    print(f"{'chart':14} {'files':>6} {'seconds':>8}")
    print(f"{'reading':14} {'':>6} {content:8.2f}")
    for kind, seconds in spent.items():
        print(f"{kind:14} {2 * count[kind]:6} {seconds:8.2f}")
    print(f"{'all':14} {2 * len(found.charts):6} {content + sum(spent.values()):8.2f}")
    start = time.process_time()
    deck_bytes(made)
    print(f"{'deck':14} {1:6} {time.process_time() - start:8.2f}")


if __name__ == "__main__":
    main()
