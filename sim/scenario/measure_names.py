"""The measures that goals and smallest differences may name.

The definitions stand in `sim.measures`; a scenario knows only the names.
"""

MEASURES = (
    "journeys",
    "open_journeys",
    "completed",
    "dropped_out",
    "lost_sales",
    "contacts",
    "contacts_per_journey",
    "wait_mean_s",
    "wait_p50_s",
    "wait_p95_s",
    "asa_s",
    "service_level",
    "abandonment",
    "blocked",
    "handoffs_mean",
    "handoffs_2plus",
    "transfers_mean",
    "re_explanations_mean",
    "repeat_contacts_mean",
    "channel_switches_mean",
    "fcr",
    "promise_missed",
    "journey_hours_p50",
    "ces_mean",
    "ces_hard",
    "csat_top2",
    "touchpoint_csat_top2",
    "nps",
    "occupancy",
    "overtime_h",
    "cost_per_week",
    "cost_per_journey",
)


def is_time(measure: str) -> bool:
    """Whether a measure is a time, so that its values need a unit."""
    return measure.endswith(("_s", "_h")) or "_hours" in measure
