"""How often and how soon customers call again after a failed call, beyond how often they call anyhow.

A customer's number is recorded only if the call joined the queue, so a call again that is answered at
once is not seen as one. Each call again that is seen therefore counts 1/p times, p being the share of
the others around the same time who joined the queue instead of being answered at once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from tools.bank.calls import Calls, Flags, Floats

WITHIN_S = 3_600.0
AROUND_S = 300.0


@dataclass(frozen=True)
class Redial:
    """Calling again within an hour after a kind of call.

    Attributes
    ----------
    n : calls with a known customer.
    seen : share followed by a call that is recorded for the same customer.
    usual_seen : the same share after an ordinary service.
    weighted : `seen`, corrected for those answered at once.
    usual : `weighted` after an ordinary service.
    share : `weighted` less `usual`: what a scenario needs.
    median_s, mean_s : lognormal law of the delay through the quartiles of the excess.
    """

    n: int
    seen: float
    usual_seen: float
    weighted: float
    usual: float
    share: float
    median_s: float
    mean_s: float


def after(calls: Calls, failed: Flags) -> Redial:
    """Measure calling again after the calls that a mask chooses, against ordinary services."""
    delays, weights = _next_calls(calls)
    known = calls.customer != ""
    usual_calls = known & ~calls.hung_up & ~calls.short
    chosen = known & failed
    soon = delays <= WITHIN_S
    grid = np.unique(delays[chosen & soon])
    excess = _curve(delays, weights, chosen, grid) - _curve(delays, weights, usual_calls, grid)
    weighted = _share(weights, chosen & soon, chosen)
    usual = _share(weights, usual_calls & soon, usual_calls)
    low, median, high = (float(grid[np.argmax(excess >= q * (weighted - usual))]) for q in (0.25, 0.5, 0.75))
    sigma = math.log(high / low) / 1.34898  # the quartiles of a normal law lie so many deviations apart
    return Redial(
        n=int(chosen.sum()),
        seen=float((chosen & soon).sum() / chosen.sum()),
        usual_seen=float((usual_calls & soon).sum() / usual_calls.sum()),
        weighted=weighted,
        usual=usual,
        share=weighted - usual,
        median_s=median,
        mean_s=median * math.exp(sigma**2 / 2),
    )


def _curve(delays: Floats, weights: Floats, chosen: Flags, grid: Floats) -> Floats:
    order = np.argsort(delays[chosen])
    sums = np.concatenate(([0], np.cumsum(weights[chosen][order])))
    return np.asarray(sums[np.searchsorted(delays[chosen][order], grid, side="right")] / chosen.sum(), float)


def _share(weights: Floats, hits: Flags, of: Flags) -> float:
    return float(weights[hits].sum() / of.sum())


def _next_calls(calls: Calls) -> tuple[Floats, Floats]:
    """For each call the seconds until the same customer's next one (inf: none seen), and its weight."""
    delays, weights = np.full(len(calls), np.inf), np.zeros(len(calls))
    seen_share = _share_joining(calls)
    ended = calls.ended_s
    last: dict[str, int] = {}
    for place in np.argsort(calls.entered_s, kind="stable"):
        customer = str(calls.customer[place])
        if not customer:
            continue
        before = last.get(customer)
        if before is not None:
            delays[before] = max(calls.entered_s[place] - ended[before], 1.0)
            weights[before] = 1 / seen_share[place]
        last[customer] = int(place)
    return delays, weights


def _share_joining(calls: Calls) -> Floats:
    """Around each call (itself included): of those who left the menu, the share that joined the queue."""
    reached = ~calls.left_menu
    times = np.sort(calls.entered_s[reached])
    joined = np.sort(calls.entered_s[reached & ~np.isnan(calls.joined_s)])
    low, high = calls.entered_s - AROUND_S, calls.entered_s + AROUND_S
    number = np.searchsorted(times, high, "right") - np.searchsorted(times, low, "left")
    queued = np.searchsorted(joined, high, "right") - np.searchsorted(joined, low, "left")
    return np.asarray(np.maximum(queued, 1) / np.maximum(number, 1), float)
