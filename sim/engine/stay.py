"""A stay at a step with a promise, with people, with branches, or with something beside it.

Such a step ends only when all that runs along with it has ended; where it leads then is told by `stay`.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Final

from simpy import Event

from sim.engine.company import Company
from sim.engine.errand import proactive_contact, work
from sim.engine.fork import Fork
from sim.engine.luck import Fate
from sim.engine.matter import Matter
from sim.engine.overdue import pursued
from sim.engine.timing import END_OF_STEP, Breakable, Pause
from sim.plan.model import Outcome, Step, StepKind
from sim.records import codes
from sim.scenario import calendar

if TYPE_CHECKING:
    from sim.engine.journey import Journey

Stay = Generator[Event, Any, int]
"""A stay at a step, which returns the next step."""

# Looked up once: each look-up of an enumeration's member costs more than a function call.
PASS: Final = StepKind.PASS
CONTACT: Final = StepKind.CONTACT
TOGETHER: Final = StepKind.TOGETHER
WORK: Final = StepKind.WORK
RESOLVED: Final = Outcome.RESOLVED

GONE: Final = -1
"""In place of the next step: the present one was left before its end."""


def stay(journey: Journey, step: Step, fate: Fate, pause: Pause) -> Stay:
    """A stay that ends only when all that runs along with it has ended."""
    if step.leavable:
        pause = Breakable(journey.world.env)
    company = journey.company = Company(journey, step, pause)
    if step.gives_up is not None:
        company.bear(fate.duration(step.gives_up.at(journey.case), journey.world.luck.gives_up))
    if step.kind is PASS:
        following = yield from _pass_time(company, fate)
    elif step.kind is CONTACT:
        following = yield from _get_in_touch(company, fate)
    elif step.kind is TOGETHER:
        following = yield from _fork(company, fate)
    else:
        following = yield from _errand(company, fate)
    company.over = True
    for process in company.running:
        if process.is_alive:
            yield process
    journey.company = None
    return journey.onward(following)


def _pass_time(company: Company, fate: Fate) -> Stay:
    """A step that the customer lives through or waits for, without an agent."""
    journey, step = company.journey, company.step
    takes = step.takes
    length = 0 if takes is None else fate.duration(takes.at(journey.case), journey.world.luck.takes)
    company.start_beside(length)
    due = _due(journey, step)
    if 0 <= due < length:
        company.watch_promise(due)
    if length:
        yield company.pause.of(length, journey.next_place(END_OF_STEP))
    if company.left:
        return _gone(company, due)
    if step.touchpoint or due >= 0:
        journey.tell_step(_promise_flag(step, due, kept=length <= due))
    return journey.next_step(step, fate)


def _get_in_touch(company: Company, fate: Fate) -> Stay:
    """A step at which the customer gets in touch about a matter."""
    journey, step = company.journey, company.step
    due = _watch(company)
    company.matter = matter = Matter(journey, journey.at, fate, step.reason)
    following = yield from pursued(matter, company.pause)
    if company.left and matter.outcome is not RESOLVED:
        return _gone(company, due)
    if due >= 0:
        kept = journey.world.env.now - journey.entered <= due and not matter.late
        journey.tell_step(_promise_flag(step, due, kept))
    return following if following >= 0 else step.on[matter.outcome]


def _errand(company: Company, fate: Fate) -> Stay:
    """A step at which the company works, or gets in touch with the customer."""
    journey, step = company.journey, company.step
    due = _watch(company)
    company.matter = matter = Matter(journey, journey.at, fate, step.reason)
    if step.kind is WORK:
        yield from work(matter)
    else:
        yield from proactive_contact(matter, step.team, 0, None)
    if matter.outcome is not RESOLVED:
        return _gone(company, due)
    if step.touchpoint:
        kept = journey.world.env.now - journey.entered <= due
        journey.tell_step(_promise_flag(step, due, kept))
    return journey.next_step(step, fate)


def _fork(company: Company, fate: Fate) -> Stay:
    """A step with branches side by side."""
    journey, step, env = company.journey, company.step, company.journey.world.env
    due = _watch(company)
    company.fork = fork = Fork(env)
    branches = [journey.branch(fork, step.joined, first) for first in step.branches]
    fork.wait_for(branches, 1 if step.joins_first else len(branches))
    for branch in branches:
        env.process(branch.live(Pause(env)))
    yield fork.joined
    if company.left and fork.broken_off:
        return _gone(company, due)
    journey.tell_step(_promise_flag(step, due, kept=env.now - journey.entered <= due))
    return fork.elsewhere if fork.elsewhere >= 0 else journey.next_step(step, fate)


def _watch(company: Company) -> int:
    """When the step's promise is due; what comes beside the step, and what then starts, is expected."""
    if company.step.beside:
        company.start_beside(0)
    due = _due(company.journey, company.step)
    if due >= 0:
        company.watch_promise(due)
    return due


def _gone(company: Company, due: int) -> int:
    """The step was left before its end."""
    journey, step = company.journey, company.step
    late = 0 <= due < journey.world.env.now - journey.entered
    flags = _promise_flag(step, due, kept=False) if late else 0
    if company.gave_up:
        journey.tell_step(flags, codes.ABANDONED)
        return step.gave_up
    if step.touchpoint or due >= 0:
        journey.tell_step(flags, codes.WITHDRAWN)
    return GONE


def _due(journey: Journey, step: Step) -> int:
    """How long from now the step's promise allows, microseconds; -1 without promise."""
    promise = None if step.promise is None else step.promise.at(journey.case)
    if promise is None or promise.hours is None:
        return -1 if promise is None else promise.within
    now = journey.world.env.now
    moment = calendar.due(promise.hours, now, promise.within)
    return (moment if moment >= 0 else journey.world.plan.window.horizon) - now


def _promise_flag(step: Step, due: int, kept: bool) -> int:
    """Only promises on touchpoints and contacts count."""
    if due < 0 or not (step.touchpoint or step.kind is CONTACT):
        return 0
    return codes.PROMISE_KEPT if kept else codes.PROMISE_MISSED
