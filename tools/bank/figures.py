"""All figures of the scenario in one place: what is measured, on which calls.

In: `Calls`. Out: `Figures`, which `tools.bank.scenario` writes down.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tools.bank import arrivals, redial, staff, survival
from tools.bank.arrivals import GROUPS
from tools.bank.calls import SHORT_S, Calls, Flags, Floats
from tools.bank.survival import Fit, Survival

TYPES = ("PS", "PE", "NE", "IN", "NW", "TT")


@dataclass(frozen=True)
class Handling:
    """Time with the agent of one type: answered calls, mean, standard deviation and median in seconds."""

    n: int
    mean_s: float
    sd_s: float
    median_s: float
    short: float
    """Share cut off within `SHORT_S`."""


@dataclass(frozen=True)
class Patience:
    """Patience of one group: queued, gave up, survival at 30 to 300 s, laws by AIC."""

    n: int
    left: int
    curve: Survival
    fits: list[Fit]


@dataclass(frozen=True)
class Menu:
    """Time in the menu of those who left it for an agent or the queue, seconds; and who hung up in it."""

    n: int
    negative: int
    mean_s: float
    sd_s: float
    median_s: float
    hangs_up: dict[str, float]
    quiet_hours: float
    busy_hours: float
    """Hang-ups in the menu in hours in which fewer, and in which more than half of the calls queued."""


@dataclass(frozen=True)
class Figures:
    """What the scenario needs, measured outside the hours of faults (staff: in all hours)."""

    faults: arrivals.Cells
    rates: arrivals.Rates
    day_sd: float
    mix: dict[str, dict[str, float]]
    menu: Menu
    handling: dict[str, Handling]
    patience: dict[str, Patience]
    balks: float
    after_hang_up: redial.Redial
    after_short: redial.Redial
    staff: staff.Staff
    desks_of_internet: float
    """Share of internet-help calls answered by agents who took other types too."""


def measured(calls: Calls) -> Figures:
    """Measure everything."""
    faults = arrivals.fault_hours(calls)
    ordinary = calls.where(calls.is_open() & arrivals.outside(calls, faults))
    in_queue = ordinary.hung_up & ~ordinary.left_menu
    hang_up, short = redial.after(ordinary, in_queue), redial.after(ordinary, ordinary.short)
    again = np.where(calls.hung_up, hang_up.share, 0.0) + np.where(calls.short, short.share, 0.0)
    return Figures(
        faults=faults,
        rates=arrivals.first_calls(calls, faults, again),
        day_sd=arrivals.day_to_day(calls, faults),
        mix=_mix(ordinary),
        menu=_menu(ordinary),
        handling={name: handling(ordinary.where(ordinary.type == name)) for name in TYPES},
        patience=_patience(ordinary),
        balks=float(ordinary.balked.sum() / (ordinary.balked | ordinary.queued).sum()),
        after_hang_up=hang_up,
        after_short=short,
        staff=staff.measured(calls),
        desks_of_internet=_answered_by_generalists(calls),
    )


def handling(calls: Calls) -> Handling:
    """The time with the agent of answered calls (those without a recorded length left out)."""
    times = calls.service_s[~calls.hung_up & (calls.service_s > 0)]
    return Handling(
        n=len(times),
        mean_s=float(times.mean()),
        sd_s=float(times.std(ddof=1)),
        median_s=float(np.median(times)),
        short=float((times < SHORT_S).mean()),
    )


def waiting(calls: Calls, chosen: Flags) -> tuple[Floats, Flags]:
    """Times in the queue of those who queued, and who of them gave up."""
    kept = calls.queued & chosen
    return calls.wait_s[kept], calls.hung_up[kept]


def _mix(calls: Calls) -> dict[str, dict[str, float]]:
    groups = arrivals.belonging(calls, arrivals.priority_share(calls))
    mix = {}
    for group in GROUPS:
        weights = {name: float(groups[group][calls.type == name].sum()) for name in TYPES}
        mix[group] = {name: weight / sum(weights.values()) for name, weight in weights.items()}
    return mix


def _menu(calls: Calls) -> Menu:
    every = arrivals.counts_by_day(calls)
    queued = arrivals.counts_by_day(calls, calls.queued.astype(float))
    busy = (queued > every / 2)[calls.day, calls.hour]
    times = calls.menu_s[~calls.left_menu & (np.nan_to_num(calls.menu_s) > 0)]
    return Menu(
        n=len(times),
        negative=int(np.isnan(calls.menu_s).sum()),
        mean_s=float(times.mean()),
        sd_s=float(times.std(ddof=1)),
        median_s=float(np.median(times)),
        hangs_up={name: float(calls.left_menu[calls.type == name].mean()) for name in TYPES},
        quiet_hours=float(calls.left_menu[~busy].mean()),
        busy_hours=float(calls.left_menu[busy].mean()),
    )


def _patience(calls: Calls) -> dict[str, Patience]:
    prospective, first = calls.type == "NW", calls.priority == 2
    known = ~prospective
    members = {"prospective": prospective, "ordinary": known & ~first, "priority": known & first}
    result = {}
    for group in GROUPS:
        times, left = waiting(calls, members[group])
        curve = survival.kaplan_meier(times, left)
        result[group] = Patience(len(times), int(left.sum()), curve, survival.fitted(times, left))
    return result


def _answered_by_generalists(calls: Calls) -> float:
    internet = calls.type == "IN"
    generalists = np.unique(calls.agent[~internet & (calls.agent >= 0)])
    named = internet & (calls.agent >= 0)
    return float(np.isin(calls.agent[named], generalists).mean()) if named.any() else 1.0
