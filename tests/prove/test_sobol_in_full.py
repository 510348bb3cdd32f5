"""Intervals of Sobol' indices: how often they hold the truth, through the whole path of a sweep."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prove import proofs
from tests.unit.sweeps.ishigami import PATHS, coverage, true_indices

SCRAMBLES, POINTS = 100, 256


@pytest.mark.parametrize("sd", [0.0, 2.0], ids=["without_noise", "with_noise"])
def test_sobol_indices_in_full(tmp_path: Path, sd: float) -> None:
    shares = coverage(tmp_path, POINTS, sd, SCRAMBLES)
    pooled = sum(shares) / len(shares)
    names = [f"{kind} x{place + 1}" for kind in ("first", "total") for place in range(len(PATHS))]
    rows = [
        (name, f"{true:.4f}", f"{share:.0%}")
        for name, true, share in zip(names, true_indices(sd**2 / 5), shares, strict=True)
    ]
    luck = "no noise" if not sd else f"a noise of standard deviation {sd:g} in each of 5 replications"
    proofs.write(
        f"Sobol' indices of Ishigami's function, {luck.split(' of')[0]}",
        f"{SCRAMBLES} scrambles, {POINTS} x 5 points each, {luck}; 95 % intervals hold the true index in "
        f"{pooled:.1%} of all cases.",
        ("index", "true", "held"),
        rows,
    )
    assert pooled >= 0.9
