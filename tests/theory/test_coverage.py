"""Intervals of a simulated queue hold its true mean wait: a small part of the long proof."""

from tests.theory.queue_experiments import held
from tests.unit.stats.experiments import allowed


def test_studies_of_a_queue_hold_its_mean_wait_and_its_difference() -> None:
    count = 12
    found = held(count, replications=10)
    low, _ = allowed(count, 0.92)
    assert found.values >= low
    assert found.differences >= low
