"""Other ways to measure what the record leaves open, as changes of the scenario.

In: `Figures`. Out: settings, path and value, for each alternative.
"""

from __future__ import annotations

from tools.bank.arrivals import GROUPS
from tools.bank.calls import KINDS
from tools.bank.figures import Figures
from tools.bank.scenario import law_text, whole_numbers
from tools.bank.staff import PLAIN_GAP_S, ByKind


def settings(figures: Figures) -> dict[str, list[str]]:
    """Alternatives by title; the first is the scenario as it stands."""
    staff, away = figures.staff, 100 * figures.staff.away
    whole = _agents(staff.first_to_last)
    exponential = [
        f"patience.{group}={law_text(fit)}"
        for group in GROUPS
        for fit in figures.patience[group].fits
        if fit.law == "exponential"
    ]
    seen = figures.after_hang_up.seen - figures.after_hang_up.usual_seen
    return {
        "as it stands": [],
        f"staff: away only in gaps over {PLAIN_GAP_S // 60} min": _agents(staff.plain),
        "staff: first to last call, never away": whole,
        f"staff: first to last call, {away:.0f} % of half hours away": [
            *whole,
            f"teams.desks.shrinkage={away:.1f} %",
        ],
        "days all alike": ["factors.busy_day={replace: {gamma: {mean: 1, sd: 0.1 %}}}"],
        "patience exponential": exponential,
        f"call again: {100 * seen:.0f} %, as seen": [f"after.redial.share={100 * seen:.1f} %"],
        "no head start": ["rank.points=0"],
    }


def _agents(means: ByKind) -> list[str]:
    return [f"teams.desks.shifts.{kind}.agents={whole_numbers(means[kind])}" for kind in KINDS]
