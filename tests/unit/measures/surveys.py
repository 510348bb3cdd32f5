"""Surveys made up from a known model: customers who answer more than once, and alike each time.

What each answer's distribution is stays exactly the model's: the luck of a customer's answers is joined by a
Gaussian copula, so that only their likeness, not their law, differs from independent answers.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from sim.measures.experience.model import ExperienceModel, features, probabilities
from sim.measures.experience.survey import LIVED, Survey
from sim.records.log import Columns

ALIKE = 0.6    # correlation of the luck of one customer's answers
STEADY = 0.6   # share of customers whose journeys are all the same


def journeys(rng: np.random.Generator, size: int) -> Columns:
    """Journeys of all kinds, troubles frequent enough to be seen in a few hundred."""
    queued = rng.random(size) < 0.7
    longest = np.where(queued, rng.lognormal(4.5, 1.0, size), 0.0)
    return {
        "repeats": rng.poisson(0.5, size).astype(float), "resolved": (rng.random(size) < 0.85).astype(float),
        "transfers": rng.poisson(0.4, size).astype(float),
        "re_explanations": rng.poisson(0.4, size).astype(float),
        "channel_switches": rng.poisson(0.3, size).astype(float),
        "wait_s": longest + np.where(queued, rng.exponential(60.0, size), 0.0), "longest_wait_s": longest,
        "menu_s": np.where(rng.random(size) < 0.6, rng.lognormal(3.7, 0.6, size), 0.0),
        "abandonments": rng.poisson(0.2, size).astype(float),
        "promises_missed": (rng.random(size) < 0.15).astype(float),
        "told_of_trouble": (rng.random(size) < 0.15).astype(float),
        "owner_share": np.where(rng.random(size) < 0.3, rng.random(size), 0.0),
    }


def survey(
    truth: ExperienceModel, seed: int, customers: int = 300, asked: tuple[str, ...] = ("ces",)
) -> Survey:
    """Answers of customers, each one to three times."""
    from scipy.special import ndtr

    rng = np.random.default_rng(seed)
    who = np.repeat(np.arange(customers), rng.integers(1, 4, customers))
    anew, alike = journeys(rng, len(who)), journeys(rng, customers)
    same = (rng.random(customers) < STEADY)[who]
    lived = {name: np.where(same, alike[name][who], column) for name, column in anew.items()}
    observed = features(truth, lived)
    scores = {}
    for name in asked:
        own, shared = rng.normal(size=len(who)), rng.normal(size=customers)[who]
        luck = ndtr(np.sqrt(ALIKE) * shared + np.sqrt(1 - ALIKE) * own)
        below = np.cumsum(probabilities(truth.instruments[name], observed), axis=1)[:, :-1]
        scores[name] = truth.instruments[name].lowest + (luck[:, None] > below).sum(axis=1).astype(float)
    return Survey(who, lived, scores, np.ones(len(who)), (), 0)


def write(made: Survey, path: Path) -> Path:
    """The survey as a file."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["customer", *made.scores, *LIVED])
        for place, customer in enumerate(made.customers):
            scores = (f"{column[place]:.0f}" for column in made.scores.values())
            rows.writerow([f"c{customer}", *scores, *(f"{made.lived[name][place]:.9g}" for name in LIVED)])
    return path
