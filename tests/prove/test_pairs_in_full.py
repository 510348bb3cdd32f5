"""A/A comparisons, and what pairing saves, in full; what they found goes to docs/proofs.md."""

from __future__ import annotations

import pytest

from sim.stats.paired import PRIMARY
from sim.stats.pairing import pairing
from tests.laws import pairs
from tests.prove import proofs

PAIRS, ALIKE = 200, 182
REPLICATIONS = 200


def test_other_luck_alone_is_seldom_taken_for_a_difference_in_full() -> None:
    entrant = pairs.front_desk((*pairs.A_DAY, *pairs.WITH_A_MENU))
    alike = sum(pairs.found_alike(pair, entrant, replications=10) for pair in range(PAIRS))
    proofs.write(
        "Pairs: a scenario against itself with other seeds",
        f"The front desk with a menu, {PAIRS} pairs of seeds, 10 replications of a day each: how often "
        "waiting, handoffs and ease all `cannot be told` or show `no difference that matters`.",
        ("pairs", "alike", "asked for"),
        [(f"{PAIRS}", f"{alike}", f"{ALIKE}")],
    )
    assert alike >= ALIKE


@pytest.mark.parametrize("menu", [False, True], ids=["as_it_is", "with_a_menu"])
def test_what_pairing_saves_in_full(menu: bool) -> None:
    common = (*pairs.A_WEEK, *(pairs.WITH_A_MENU if menu else ()))
    base, more = (
        pairs.primary_of(pairs.front_desk((*common, *sets)), 1, REPLICATIONS)
        for sets in ((), ("teams.desk.scheduled=6",))
    )
    saved = {name: pairing(base[name], more[name]) for name in PRIMARY}
    if not menu:
        assert saved.pop("handoffs_mean").estimate.method == "no variation"   # it has none
    proofs.write(
        f"Pairs: what pairing saves, the front desk {'with a menu' if menu else 'as it is'}",
        f"Against itself with one more agent at the desk, {REPLICATIONS} replications of a week: the "
        "variance of the unpaired difference over that of the paired one.",
        ("measure", "ratio", "low", "high", "ceiling"),
        [(name, *(f"{value:.1f}" for value in (one.estimate.value, one.estimate.low, one.estimate.high,
                                               one.ceiling))) for name, one in saved.items()],
    )
    assert all(one.estimate.value >= 4 for one in saved.values())
