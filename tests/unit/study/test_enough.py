"""Enough replications, no more: the pilot decides how many follow, and what their intervals rest on."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pytest

from sim.measures.cells import Cells
from sim.measures.definitions import MEASURES
from sim.stats.estimate import t_quantile
from sim.study.enough import live
from sim.study.estimation import Observed, comparison_rows, estimate_rows, statistics
from sim.study.execution import Interrupted
from sim.study.wanted import Wanted

SD = np.std(np.arange(20) % 2 * 2 - 1, ddof=1)   # of +1 and -1 in turn, twenty of them: 1.026


def _cells(wait: float) -> Cells:
    """A replication of one journey that waited so long, and of nothing else."""
    ratios = {name: {"all": (0.0, 0.0)} for name, measure in MEASURES.items() if not measure.quantile}
    ratios["wait_mean_s"] = {"all": (wait, 1.0)}
    columns = {measure.numerator for measure in MEASURES.values() if measure.quantile}
    return Cells(ratios, {column: {} for column in columns})


@dataclass(frozen=True)
class Swinging:
    """A job whose base waits 50 s, more and less in turn; an alternative half as much more on top of 5 s."""

    names: tuple[str, ...] = ("base",)
    swing: float = 1.0
    stops_at: int | None = None

    def __call__(self, number: int) -> SimpleNamespace:
        if number == self.stops_at:
            raise KeyboardInterrupt
        up = self.swing * (1 if number % 2 else -1)
        waits = [50 + up, 55 + 1.5 * up][: len(self.names)]
        return SimpleNamespace(seen=[SimpleNamespace(cells=_cells(wait)) for wait in waits])


def _told() -> tuple[list[tuple[int, int | None]], object]:
    told: list[tuple[int, int | None]] = []
    return told, lambda finished, total: told.append((finished, total))


def test_the_pilot_decides_how_many_follow_and_the_total_is_known_only_then() -> None:
    # (t(.975, 19) x 1.026 / .4)^2 = (2.093 x 1.026 / .4)^2 = 28.8.
    told, progress = _told()
    lived = live(Swinging(), Wanted(100, {"wait_mean_s": 0.4}), 1, progress)
    assert (len(lived.replications), lived.asked, lived.finished) == (29, 29, True)
    assert [one.seen[0].cells.ratio("wait_mean_s", "all")[0] for one in lived.replications] == [
        49, 51] * 14 + [49]   # fmt: skip
    assert told == [*((n, None) for n in range(1, 21)), (20, 29), *((n, 29) for n in range(21, 30))]


def test_a_wide_interval_needs_no_more_than_the_pilot() -> None:
    told, progress = _told()
    lived = live(Swinging(), Wanted(100, {"wait_mean_s": 3.0}), 1, progress)
    assert len(lived.replications) == 20
    assert told[-1] == (20, 20)


def test_the_most_that_is_allowed_comes_first() -> None:
    lived = live(Swinging(), Wanted(25, {"wait_mean_s": 0.01}), 1, _told()[1])
    assert (len(lived.replications), lived.finished) == (25, True)
    observed = Observed("base", [one.seen[0].cells for one in lived.replications])
    [row] = [r for r in estimate_rows("base", statistics(observed), lived.pilots) if r[1] == "wait_mean_s"]
    assert (row[5] - row[4]) / 2 == pytest.approx(t_quantile(0.975, 19) * SD / 5)
    assert row[6:] == (25, "Stein t, pilot of 20")


def test_in_a_comparison_the_half_width_is_of_the_difference_with_its_family() -> None:
    # The difference swings by half: (t(1 - .05 / 6, 19) x .513 / .2)^2 = (2.625 x .513 / .2)^2 = 45.3.
    wanted = Wanted(100, {"wait_mean_s": 0.2})
    lived = live(Swinging(("base", "other")), wanted, 1, _told()[1])
    assert len(lived.replications) == 46
    base, other = (
        (name, statistics(Observed(name, [one.seen[place].cells for one in lived.replications])))
        for place, name in enumerate(("base", "other"))
    )
    [row] = [r for r in comparison_rows(base, [other], {}, lived.pilots) if r[0] == "wait_mean_s"]
    assert (row[8] - row[7]) / 2 == pytest.approx(t_quantile(1 - 0.05 / 6, 19) * SD / 2 / 46**0.5)
    assert row[10] == "primary of 3"
    assert row[12] == "Stein t, pilot of 20, Bonferroni of 3"
    [value] = [r for r in estimate_rows(*base, lived.pilots) if r[1] == "wait_mean_s"]
    assert value[7] == "jackknife t"   # asked for was the difference


def test_the_hardest_goal_decides_and_what_was_never_seen_asks_for_nothing() -> None:
    wanted = Wanted(100, {"wait_mean_s": 0.4, "handoffs_mean": 0.001})
    assert len(live(Swinging(), wanted, 1, _told()[1]).replications) == 29


def test_what_never_varies_needs_no_more_than_the_pilot() -> None:
    lived = live(Swinging(swing=0.0), Wanted(100, {"wait_mean_s": 0.001}), 1, _told()[1])
    assert len(lived.replications) == 20


@pytest.mark.parametrize(("stops_at", "asked"), [(7, 20), (25, 29)])
def test_after_ctrl_c_the_first_replications_are_an_ordinary_result(stops_at: int, asked: int) -> None:
    lived = live(Swinging(stops_at=stops_at), Wanted(100, {"wait_mean_s": 0.4}), 1, _told()[1])
    assert (len(lived.replications), lived.asked, lived.finished) == (stops_at, asked, False)
    assert lived.pilots == {}


def test_ctrl_c_before_anything_was_finished_leaves_nothing() -> None:
    with pytest.raises(Interrupted):
        live(Swinging(stops_at=0), Wanted(100, {"wait_mean_s": 0.4}), 1, _told()[1])


def test_a_fixed_number_is_that_number() -> None:
    told, progress = _told()
    lived = live(Swinging(), Wanted(3, {}), 1, progress)
    assert (len(lived.replications), lived.pilots, told) == (3, {}, [(1, 3), (2, 3), (3, 3)])
