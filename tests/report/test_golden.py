"""A few pictures beside earlier ones: a golden file proves nothing, it only guards against unnoticed change.

    python -m tests.report.test_golden      # draws them anew; look at them before keeping them
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.report.charts.gallery import gallery
from sim.report.charts.style import styled
from tests.report.made import Shape, result

PICTURES = Path(__file__).parent / "pictures"
GOLDEN = ("differences", "ease", "process_map")
FAR = 0.02   # mean difference of the pixels, of the whole scale; another version of a library stays below
DPI = 50


def drawn(kind, file):
    """The first picture of a kind, small."""
    figure = gallery(result(Shape(alternatives=2)), [kind]).charts[0].figure()
    with styled():
        figure.savefig(file, dpi=DPI, metadata={"Software": None})


@pytest.mark.parametrize("kind", GOLDEN)
def test_a_picture_looks_as_it_did(kind, tmp_path):
    from matplotlib.image import imread

    drawn(kind, tmp_path / "now.png")
    now, before = imread(tmp_path / "now.png"), imread(PICTURES / f"{kind}.png")
    assert now.shape == before.shape
    assert np.abs(now - before).mean() < FAR


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for name in GOLDEN:
        drawn(name, PICTURES / f"{name}.png")
