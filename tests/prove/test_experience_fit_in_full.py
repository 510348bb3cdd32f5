"""Fitting the experience model to five hundred surveys; how often intervals cover goes to docs/proofs.md."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.measures.experience.fit import fit_experience
from tests.prove import proofs
from tests.unit.measures.surveys import survey
from tests.unit.measures.test_experience_fit import DEFAULT, NAMES, covered, truth

SURVEYS = 500


@pytest.mark.parametrize("customers", [150, 300, 1000])
def test_intervals_cover_in_full(customers: int) -> None:
    found = covered(range(SURVEYS), customers)
    cutpoints = len(DEFAULT.instruments["ces"].cutpoints)
    each = found.mean(axis=0)
    answers = np.mean([len(survey(DEFAULT, seed, customers).customers) for seed in range(20)])
    proofs.write(
        f"Fitted experience model: {customers} customers",
        f"{SURVEYS} surveys simulated from the default model, about {answers:.0f} answers each, those of a "
        f"customer alike (one to three, correlation 0.6, three customers in five with the same journey each "
        f"time): share of 95 % Wald intervals, errors by customer, that cover the truth.",
        ("parameters", "covered"),
        [
            ("all, pooled", f"{found.mean():.1%}"),
            ("cutpoints", f"{found[:, :cutpoints].mean():.1%}"),
            ("coefficients", f"{found[:, cutpoints:].mean():.1%}"),
            *((name, f"{share:.1%}") for name, share in zip(NAMES, each[cutpoints:], strict=True)),
            ("all, errors as if each answer had a customer of its own", f"{_naively(customers):.1%}"),
        ],
    )
    assert 0.92 <= found.mean() <= 0.97


def _naively(customers: int) -> float:
    """Coverage where answers of a customer are taken for answers of several; of a fifth of the surveys."""
    hits = []
    for seed in range(SURVEYS // 5):
        made = survey(DEFAULT, seed, customers)
        alone = replace(made, customers=np.arange(len(made.customers)))
        fitted = fit_experience(alone, DEFAULT).fits[0].fitted
        hits.append(np.abs(fitted.parameters - truth(DEFAULT)) <= 1.959964 * fitted.standard_errors)
    return float(np.mean(hits))
