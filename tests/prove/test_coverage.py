"""How often intervals hold the truth, and how often the best is picked, in full; to docs/proofs.md."""

from __future__ import annotations

import numpy as np

from sim.stats.warm_up import mser
from tests.prove import proofs
from tests.theory.queue_experiments import held
from tests.unit.stats.experiments import (
    Experiment,
    OfEvents,
    OfMeans,
    OfWaits,
    Race,
    backlogged_waits,
    interval_holds,
    share,
)

EXACT, TOGETHER, ROUGH = (0.93, 0.97), (0.93, 1.0), (0.91, 1.0)
EXPERIMENTS = 10_000
LAWS = (("normal", 0.0), ("gamma", 0.5), ("gamma", 1.0), ("lognormal", 1.0), ("gamma", 2.0))
LAWS_IN_WORDS = ["normal", *(f"{law}, skewness {skew:g}" for law, skew in LAWS if skew)]
SIZES = (10, 20, 40, 100)
MOST_SKEWED, FEWEST = 1.0, 20
"""What is claimed is claimed up to this skewness of replications, and from this many of them on."""

Row = tuple[str, str, str, str, str]


def _told(experiment: Experiment, what: tuple[str, int, str], claimed: tuple[float, float] | None) -> Row:
    """One row of the table; where something is claimed it must hold."""
    found = share(experiment, EXPERIMENTS, seed=20261122)
    name, n, data = what
    if claimed is None:
        return name, str(n), data, f"{found:.1%}", "-"
    low, high = claimed
    assert low <= found <= high, what
    words = f"{low:.0%} to {high:.0%}" if high < 1 else f"{low:.0%} or more"
    return name, str(n), data, f"{found:.1%}", words


def _of_means() -> list[Row]:
    rows = []
    for law, skew in LAWS:
        data = "normal" if law == "normal" else f"{law}, skewness {skew:g}"
        for n in SIZES:
            of = OfMeans(law, skew, n)
            within = skew <= MOST_SKEWED and n >= FEWEST
            rows.append(_told(of.fixed, ("fixed n", n, data), EXACT if within else None))
            rows.append(_told(of.paired, ("paired difference", n, data), EXACT if within else None))
            rows.append(_told(of.family, ("six differences together", n, data), TOGETHER if within else None))
        of = OfMeans(law, skew, 60)
        claimed = ROUGH if skew <= MOST_SKEWED else None
        rows.append(_told(of.sequential, ("sequential (Stein)", 60, data), claimed))
    return sorted(rows, key=lambda row: (row[0], LAWS_IN_WORDS.index(row[2]), int(row[1])))


def _of_events() -> list[Row]:
    rows = []
    swing = "events swing by 15 %"
    for n in SIZES:
        claimed = ROUGH if n >= FEWEST else None
        rows.append(_told(OfEvents(n).ratio, ("pooled ratio", n, swing), claimed))
    rows.append(_told(OfEvents(60).sequential, ("pooled ratio, sequential (Stein)", 60, swing), ROUGH))
    for shape, words in ((46, "days swing by 15 %"), (27, "days swing by 20 %"), (12, "days swing by 32 %")):
        for n in SIZES[:3]:
            claimed = ROUGH if n >= FEWEST and shape > 12 else None
            rows.append(_told(OfWaits(n, shape).quantile, ("pooled 95th percentile", n, words), claimed))
    return rows


def test_intervals_hold_the_truth_as_often_as_claimed() -> None:
    proofs.write(
        "Coverage: synthetic replications",
        f"{EXPERIMENTS:,} experiments a row. Intervals are meant to hold the truth in 95 %; n is the number "
        "of replications (sequential: about; a pilot of 20 comes first). Claimed is what the tests hold the "
        f"program to: from {FEWEST} replications on, with a skewness of at most {MOST_SKEWED:g}.",
        ("interval", "n", "replications", "held the truth", "claimed"),
        [*_of_means(), *_of_events()],
    )


def test_studies_of_a_simulated_queue_hold_its_mean_wait() -> None:
    count, n = 200, 20
    found = held(count, n)
    proofs.write(
        "Coverage: a simulated queue",
        f"{count} studies of {n} replications of 600 calls each, M/M/1 half busy, against the same with "
        f"calls a sixth shorter. The replications' mean waits have a skewness of {found.skewness:.1f}.",
        ("interval", "held the truth", "claimed"),
        [("mean wait", f"{found.values:.1%}", "92 % to 98 %"),
         ("paired difference", f"{found.differences:.1%}", "92 % to 98 %")],
    )
    assert 0.92 <= found.values <= 0.98
    assert 0.92 <= found.differences <= 0.98


def test_the_best_is_picked() -> None:
    count, rows = 1000, []
    for scenarios in (2, 3, 5):
        for correlation in (0.0, 0.8):
            picked = share(Race(scenarios, correlation).picks_the_best, count, seed=20261122)
            rows.append((str(scenarios), f"{correlation:g}", f"{picked:.1%}", "93 % or more"))
            assert picked >= 0.93
    proofs.write(
        "Selection of the best (Kim & Nelson)",
        f"{count:,} races a row; the best leads all others by exactly the smallest difference that matters, "
        "half the standard deviation of a replication.",
        ("scenarios", "correlation", "picked the best", "claimed"),
        rows,
    )


def test_a_backlog_spoils_raw_intervals_and_truncation_mends_them() -> None:
    rng, count = np.random.default_rng(20261122), 1000
    held_raw, held_cut, settled, places = 0, 0, 0, []
    for _ in range(count):
        waits = backlogged_waits(rng, 20, 15_000)
        found = mser(waits.mean(axis=0))
        held_raw += interval_holds(waits.mean(axis=1), 9)
        if found.settled:
            settled += 1
            places.append(found.place)
            held_cut += interval_holds(waits[:, found.place :].mean(axis=1), 9)
    proofs.write(
        "Warm-up found (MSER-5)",
        f"{count:,} experiments of 20 replications of 15,000 customers, M/M/1 at .9 that starts with work "
        "for 100 customers; the mean wait is 9 services. A cut in the second half is counted as a miss, "
        "though a study would then run on.",
        ("interval", "held the truth", "claimed"),
        [("of everything", f"{held_raw / count:.1%}", "0 %, nearly"),
         ("after truncation", f"{held_cut / count:.1%}", "91 % or more"),
         ("cut in the first half", f"{settled / count:.1%}", "-"),
         ("customers cut off, median", f"{np.median(places):,.0f}", "-")],
    )
    assert held_raw <= 0.05 * count
    assert held_cut >= 0.91 * count
