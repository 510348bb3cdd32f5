"""The published simulation studies that textbook scenarios reproduce, and the measures that they print.

From the documentation of ContactCenters and SSJ (University of Montreal) and from pythonhealthdatascience.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from tests.theory import measured
from tests.theory.observed import Contacts, Measure, Part
from tests.theory.published import Printed, Study, student

TARGET = 20 / 60   # minutes


def good(c: Contacts) -> float:
    """Contacts answered within the target."""
    return float((c.measured & c.answered & (c.wait <= TARGET)).sum())


def bad(c: Contacts, target: float = TARGET) -> float:
    """Contacts given up after the target."""
    return float((c.measured & c.abandoned & (c.wait > target)).sum())


def each_day(count: str) -> Measure:
    """Contacts a day that were `answered`, `abandoned` or `blocked`."""
    return lambda c: (float((c.measured & getattr(c, count)).sum()), 1.0)


def good_each_day(c: Contacts) -> Part:
    return good(c), 1.0


def good_of_answered(c: Contacts) -> Part:
    return good(c), float((c.measured & c.answered).sum())


def good_of_kept(c: Contacts) -> Part:
    """Answered within the target, over all answered and those given up after it."""
    return good(c), float((c.measured & c.answered).sum()) + bad(c)


def good_of_let_in(c: Contacts) -> Part:
    return good(c), float((c.measured & ~c.blocked).sum())


def wait_of_answered(c: Contacts) -> Part:
    mask = c.measured & c.answered
    return float(c.wait[mask].sum()), float(mask.sum())


def service_level(seconds: float, hour: int | None = None) -> Measure:
    """Answered within a target, over all less those gone within it; of the contacts of one hour, or all."""

    def part(c: Contacts) -> Part:
        mask = c.measured if hour is None else c.measured & (c.queued // 60 == hour)
        soon = c.wait <= seconds / 60
        return float((mask & c.answered & soon).sum()), float((mask & ~(c.abandoned & soon)).sum())

    return part


def of_expected(total: Measure, expected: float) -> Measure:
    """A day's total over the expected number of contacts, as the authors divide."""
    return lambda c: (total(c)[0] / expected, 1.0)


def total_wait_s(c: Contacts) -> Part:
    return float(c.wait[c.measured].sum()) * 60, 1.0


def waits_below_target(c: Contacts) -> Part:
    return float((c.measured & (c.wait < TARGET)).sum()), 1.0


def mean_of_runs(measure: Measure) -> Measure:
    """The mean over runs of each run's own ratio (not the ratio of sums), as the authors average."""

    def part(c: Contacts) -> Part:
        above, below = measure(c)
        return above / below, 1.0

    return part


def wait_of_begun(c: Contacts) -> Part:
    """Mean wait of the contacts that were answered before the run ended."""
    mask = c.measured & c.answered & (c.started < c.length)
    return float(c.wait[mask].sum()), float(mask.sum())


def completed_work(c: Contacts) -> Part:
    """Time of the services completed before the run ended, over the agents' time."""
    mask = c.answered & (c.ended <= c.length)
    return float((c.ended - c.started)[mask].sum()), measured.within_window(c, c.duty[:, 1], c.duty[:, 2])


def occupancy_with_wrap_up(c: Contacts) -> Part:
    """Busy share of group 0 until the last call of the day is over; its nine last agents stay till then.

    Up to the end of the six hours it would be .891 (simulated outside the program too), not .881.
    """
    mask = c.answered & (c.team == 0)
    on_duty = c.duty[c.duty[:, 0] == 0]
    stay = c.released[c.answered].max() - c.length
    busy = (c.released - c.started)[mask].sum()
    return float(busy), measured.within_window(c, on_duty[:, 1], on_duty[:, 2]) + 9 * stay


DAY_OF_CALLS: Mapping[str, Measure] = {
    "arrivals": lambda c: (float(c.measured.sum()), 1.0),
    "wait_s": of_expected(total_wait_s, 1660),
    "below_20_s": of_expected(waits_below_target, 1660),
    "lost": of_expected(each_day("abandoned"), 1660),
}
"""The four figures of CallCC."""


def day_of_calls(**printed: tuple[float, int, float | None]) -> dict[str, Printed]:
    """Figures of CallCC by name: value, decimals, half-width at 90 %.

    Where staff shrinks, their model counts heads (nobody starts a call until enough have finished), ours
    knows people (those who leave finish theirs, the others go on). Simulated side by side outside the
    program, with the same calls, that makes waits 0.6 % shorter in ours: within the bounds, and known.
    """
    return {
        name: Printed(DAY_OF_CALLS[name], value, digits, half_width, 0.90)
        for name, (value, digits, half_width) in printed.items()
    }


def work_by_period(c: Contacts) -> Part:
    """Services in units of their true mean: 2, 5/3 and 2.5 min by the period of arrival (two hours each)."""
    mask = c.measured & c.answered
    means = np.array([2, 5 / 3, 2.5])[(c.queued[mask] // 120).astype(int)]
    return float(((c.ended - c.started)[mask] / means).sum()), float(mask.sum())


HOURLY = (78.1, 85.9, 97.5, 93.7, 90.1, 93.0, 97.4, 97.3, 93.5, 97.0, 87.3, 91.8, 94.7)


def call_line(scenario: str, every: float, wait: float, wait_sd: float | None, busy: float | None) -> Study:
    """Ten runs of the urgent-care call line."""
    half_width = None if wait_sd is None else wait_sd / math.sqrt(10) * student(0.95, 10)
    results = {"wait": Printed(mean_of_runs(wait_of_begun), wait, 2, half_width)}
    if busy is not None:
        results["busy"] = Printed(completed_work, busy, 4)
    return Study(scenario, 10, 1 / every, 22 / 3, results)


STUDIES = (
    Study("mmc_day", 1000, 4.2, 2.0, {
        "good": Printed(good_each_day, 1816.16, 2, 3.54),
        "good_of_all": Printed(good_of_let_in, 0.902, 3, 0.002),
        "wait": Printed(wait_of_answered, 0.099, 3, 0.0025),
        "occupancy": Printed(measured.occupancy(), 0.695, 3, 0.0015),
    }),
    Study("mmc_day_impatient", 1000, 4.2, 2.0, {
        "abandoned": Printed(each_day("abandoned"), 58.61, 2, 0.95),
        "good": Printed(good_each_day, 1906.0, 1, 2.2),
        "good_of_answered": Printed(good_of_answered, 0.975, 3),
        "good_of_kept": Printed(good_of_kept, 0.968, 3),
        "wait": Printed(wait_of_answered, 0.024, 3),
        "occupancy": Printed(measured.occupancy(), 0.675, 3),
    }),
    Study("mmc_day_five_waiting", 1000, 4.2, 2.0, {
        "blocked": Printed(each_day("blocked"), 18.66, 2, 0.61),
        "good": Printed(good_each_day, 1854.3, 1, 2.6),
        "good_of_let_in": Printed(good_of_let_in, 0.929, 3),
        "good_of_all": Printed(measured.answered_within(TARGET), 0.920, 3),
        "wait": Printed(wait_of_answered, 0.060, 3),
    }),
    Study("call_center_day", 1000, 1660 / 780, 100 / 60, day_of_calls(
        arrivals=(1639.5, 1, 26.7),
        wait_s=(11.83, 2, 1.77),
        below_20_s=(0.853, 3, 0.009),
        lost=(0.0342, 4, 0.0032),
    )),
    Study("call_center_steady_day", 10_000, 1660 / 780, 100 / 60, day_of_calls(
        arrivals=(1660.4, 1, 1.5),
        wait_s=(4.713, 3, 0.033),
        below_20_s=(0.925, 3, None),
        lost=(0.020, 3, None),
    )),
    Study("call_center_usual_day", 300, 1660 / 780, 100 / 60, {
        "within_20_s": Printed(service_level(20), 0.925, 3, 0.0025),
        "within_30_s": Printed(service_level(30), 0.944, 3),
        "occupancy": Printed(measured.occupancy(), 0.558, 3),
        **{f"hour_{h}": Printed(service_level(20, h), value / 100, 3) for h, value in enumerate(HOURLY)},
    }),
    Study("three_types_two_groups", 1000, 43.2 / 3, 1.0, {
        "answered": Printed(each_day("answered"), 4297, 0, 27),
        "abandoned": Printed(each_day("abandoned"), 910, 0, 34),
        "good_of_kept": Printed(good_of_kept, 0.501, 3, 0.008),
        "occupancy": Printed(occupancy_with_wrap_up, 0.881, 3, 0.0035),
    }, work_by_period),
    call_line("urgent_care_11", 0.6, 50.10, 11.6, 0.9895),
    call_line("urgent_care_13", 0.6, 2.69, 0.84, 0.9269),
    call_line("urgent_care_15", 0.6, 0.47, 0.10, 0.8057),
    call_line("urgent_care_13_quieter", 0.8, 0.19, None, None),
    call_line("urgent_care_13_busier", 0.4, 143.34, None, None),
)
