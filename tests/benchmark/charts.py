"""How long all charts, and the deck, of a comparison of five scenarios take, from tables to files.

    python -m tests.benchmark.charts

Nothing is simulated. The goal is ten seconds on two cores for pictures as PNG and SVG, and five
more for the deck.
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
    began = time.perf_counter()
    found = gallery(made)
    content = time.perf_counter() - began
    spent: dict[str, float] = defaultdict(float)
    count: dict[str, int] = defaultdict(int)
    with tempfile.TemporaryDirectory() as folder:
        for chart in found.charts:
            start = time.perf_counter()
            write_charts([chart], Path(folder) / "charts", ("png", "svg"))
            spent[chart.kind] += time.perf_counter() - start
            count[chart.kind] += 1
    print(f"{'chart':14} {'files':>6} {'seconds':>8}")
    print(f"{'reading':14} {'':>6} {content:8.2f}")
    for kind, seconds in spent.items():
        print(f"{kind:14} {2 * count[kind]:6} {seconds:8.2f}")
    print(f"{'all':14} {2 * len(found.charts):6} {content + sum(spent.values()):8.2f}")
    start = time.perf_counter()
    deck_bytes(made)
    print(f"{'deck':14} {1:6} {time.perf_counter() - start:8.2f}")


if __name__ == "__main__":
    main()
