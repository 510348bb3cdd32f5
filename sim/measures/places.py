"""Names that rows are grouped by: processes and touchpoints, which a plan holds only as names.

In: a plan. Out: the names in order of first appearance, and which of them each row's step belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.plan.model import Plan, StepKind
from sim.scenario.hours import DAYS

Codes = NDArray[np.int16]
HOUR_US = 3_600_000_000
HOURS = tuple(str(hour) for hour in range(24))
WEEK_HOURS = tuple(f"{day} {hour}" for day in DAYS for hour in HOURS)


@dataclass(frozen=True, slots=True)
class Places:
    """What the places of a plan (`Plan.places`: steps, then asides) belong to.

    Attributes
    ----------
    step : shape (places,), the step itself, or the step that an aside runs beside.
    process, touchpoint : shape (places,), indices into the names; touchpoint -1 where the customer
        sees nothing. Asides have the process of their step and no touchpoint.
    processes, touchpoints : the names. Every channel but `work` is a touchpoint, in the plan's order,
        and comes first: contacts are touchpoints too.
    """

    step: Codes
    process: Codes
    touchpoint: Codes
    processes: tuple[str, ...]
    touchpoints: tuple[str, ...]


def places_of(plan: Plan) -> Places:
    """The places of a plan."""
    channels = [channel.name for channel in plan.channels[:-1]]
    processes = tuple(dict.fromkeys(step.process for step in plan.steps))
    seen = (step.touchpoint for step in plan.steps if step.touchpoint)
    touchpoints = tuple(dict.fromkeys([*channels, *seen]))
    step = [*range(len(plan.steps))]
    for index, one in enumerate(plan.steps):
        step += [index] * (len(one.beside) + len(one.if_late))
    process = [processes.index(plan.steps[index].process) for index in step]
    touchpoint = [touchpoints.index(one.touchpoint) if one.touchpoint else -1 for one in plan.steps]
    touchpoint += [-1] * (len(step) - len(touchpoint))
    return Places(
        step=np.array(step, np.int16),
        process=np.array(process, np.int16),
        touchpoint=np.array(touchpoint, np.int16),
        processes=processes,
        touchpoints=touchpoints,
    )


def channel_touchpoint(plan: Plan, channel: Codes) -> Codes:
    """The touchpoint of contacts: their channel; -1 for work, the last channel, which no customer sees."""
    return np.where(channel < len(plan.channels) - 1, channel, -1).astype(np.int16)


def asks(plan: Plan, step: Codes) -> NDArray[np.bool_]:
    """Whether places are steps at which the customer gets in touch, whose rows are those of contacts."""
    kinds = np.zeros(len(plan.places), bool)
    kinds[: len(plan.steps)] = [one.kind is StepKind.CONTACT for one in plan.steps]
    return kinds[step]


def week_hour_of(plan: Plan, moments: NDArray[np.int64]) -> Codes:
    """The hour of the week, 0 to 167 from Monday's midnight, of moments of a plan."""
    return ((moments // HOUR_US + 24 * plan.window.weekday) % len(WEEK_HOURS)).astype(np.int16)


def hour_of(moments: NDArray[np.int64]) -> Codes:
    """The hour of day, 0 to 23, of moments in microseconds since a midnight."""
    return (moments // HOUR_US % 24).astype(np.int16)
