"""Steps as the engine walks them: targets and reasons become indices, shares become splits.

In: placed steps. Out: the steps of a plan, sorted by path.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from sim import streams
from sim.plan.index import Index, names_of, refuse
from sim.plan.model import Aside, Outcome, Promise, Split, Step, StepKind
from sim.plan.processes import JOINED, Placed
from sim.plan.tables import Table, constant
from sim.plan.varying import split_table, table
from sim.scenario.laws import Law

if TYPE_CHECKING:
    from sim.scenario import schema


GAVE_UP = "gave_up"
_BY_PEOPLE = (StepKind.WORK, StepKind.PROACTIVE, StepKind.TOGETHER)


def steps_of(index: Index, placed: Mapping[str, Placed]) -> tuple[Step, ...]:
    """The steps of a plan in the order of `placed`."""
    numbers = {path: number for number, path in enumerate(placed)}
    return tuple(_step(index, numbers, place) for place in placed.values())


def _step(index: Index, numbers: Mapping[str, int], place: Placed) -> Step:
    step = place.step
    kind = _kind(place)
    leavable = bool(place.fork) or step.gives_up_after is not None
    if step.process and (step.promise is not None or step.beside or step.if_late):
        refuse(place.path, "a nested process takes no promise, beside or if_late; state them at its steps")
    return Step(
        path=place.path,
        key=streams.key("step", place.path),
        process=place.process,
        name=place.name,
        kind=kind,
        touchpoint=step.touchpoint or "",
        takes=None if step.takes is None else table(index.names, step.takes, _law),
        reason=_reason(index, step.contact or step.work or step.proactive),
        team=_team(index, place.path, step),
        promise=None if step.promise is None else table(index.names, step.promise, partial(_promise, index)),
        next=_next(index, numbers, place, kind),
        on=_on(numbers, place) if kind is StepKind.CONTACT else (),
        beside=_asides(index, place, step.beside),
        if_late=_asides(index, place, step.if_late),
        end=step.end or "" if kind is StepKind.END else "",
        gives_up=None if step.gives_up_after is None else table(index.names, step.gives_up_after, _law),
        gave_up=_gave_up(numbers, place),
        branches=tuple(sorted(numbers[f"{place.path}.{name}"] for name in step.branches())),
        joined=numbers[f"{place.path}.{JOINED}"] if step.together else -1,
        joins_first=step.together is not None and step.together.joins == "first",
        fork=numbers.get(place.fork, -1),
        branch=numbers.get(place.branch, -1),
        accompanied=leavable or step.promise is not None or bool(step.beside) or kind in _BY_PEOPLE,
        leavable=leavable,
    )


def _kind(place: Placed) -> StepKind:
    step = place.step
    if step.contact:
        return StepKind.CONTACT
    if step.work:
        return StepKind.WORK
    if step.proactive:
        return StepKind.PROACTIVE
    if step.together:
        return StepKind.TOGETHER
    return StepKind.END if step.end and place.exits is None else StepKind.PASS


def _promise(index: Index, promise: int | schema.Promise | None) -> Promise | None:
    if promise is None or isinstance(promise, int):
        return None if promise is None else Promise(promise, None)
    hours = promise.hours
    within = None if hours is None else index.calendar.in_run(index.openings(hours))
    return Promise(promise.within, within)


def _next(
    index: Index, numbers: Mapping[str, int], place: Placed, kind: StepKind
) -> Table[Split] | None:
    """Where a step leads: its own `next`, into a nested process, or out of one at its end."""
    if kind in (StepKind.END, StepKind.CONTACT):
        return None
    step = place.step
    if step.process:
        inner = index.scenario.processes[step.process].start
        return constant(_sure(numbers[f"{place.path}.{inner}"]))
    if step.end and place.exits is not None:
        target = place.exits.get(step.end, place.exits.get("rest"))
        if target is None:
            refuse(place.siblings, f"`on` does not say where the end {step.end} leads; add it, or rest")
        return constant(_sure(numbers[target]))
    if step.next is None:
        refuse(place.path, "does not say what comes next")
    return split_table(index.names, step.next, lambda name: numbers[place.beside(name)])


def _sure(target: int) -> Split:
    return Split((1.0,), (target,))


def _on(numbers: Mapping[str, int], place: Placed) -> tuple[int, ...]:
    """The next step by outcome of the contact; a bare `next` holds for every outcome."""
    step = place.step
    on = dict(step.on or {})
    if isinstance(step.next, str):
        on.setdefault("rest", step.next)
    outcomes = [outcome.name.lower() for outcome in Outcome]
    if "rest" not in on and "abandoned" in on:
        on.setdefault("message", on["abandoned"])   # nobody leaves one: else the check asks for it
    missing = [outcome for outcome in outcomes if outcome not in on and "rest" not in on]
    if missing:
        refuse(f"{place.path}.on", f"does not say where {', '.join(missing)} leads; add it, or rest")
    return tuple(numbers[place.beside(on.get(outcome) or on["rest"])] for outcome in outcomes)


def _gave_up(numbers: Mapping[str, int], place: Placed) -> int:
    """The next step of who gives up."""
    step = place.step
    if step.gives_up_after is None:
        return -1
    on = step.on or {}
    target = on.get(GAVE_UP) or on.get("rest") or step.next
    if not isinstance(target, str):
        refuse(place.path, "does not say where who gives up goes on: add on: {gave_up: STEP}")
    return numbers[place.beside(target)]


def _asides(index: Index, place: Placed, asides: Mapping[str, schema.Aside]) -> tuple[Aside, ...]:
    """By name: their order in the file means nothing."""
    late = tuple(sorted(place.step.if_late))
    in_order = sorted(asides.items())
    return tuple(_aside(index, f"{place.path}.{name}", name, aside, late) for name, aside in in_order)


def _aside(index: Index, path: str, name: str, aside: schema.Aside, late: tuple[str, ...]) -> Aside:
    if set(aside.where) - {"segment"}:
        refuse(f"{path}.where", "can only name segments")
    return Aside(
        name=name,
        path=path,
        key=streams.key("step", path),
        kind=StepKind.CONTACT if aside.contact else StepKind.PROACTIVE,
        reason=_reason(index, aside.contact or aside.proactive),
        team=_team(index, path, aside),
        serves=index.serves(aside.where.get("segment")),
        share=table(index.names, aside.share, float),
        after=None if aside.after is None else table(index.names, aside.after, _law),
        every=None if aside.every is None else table(index.names, aside.every, _law),
        prevents=tuple(late.index(other) for other in names_of(aside.prevents)),
    )


def _team(index: Index, path: str, part: schema.Step | schema.Aside) -> int:
    """Who gets in touch: the named team, else the first in file order that handles the reason."""
    if not part.proactive:
        return -1
    return proactive_team(index, path, part.from_, part.proactive)


def proactive_team(index: Index, path: str, named: str | None, reason: str) -> int:
    """The team that gets in touch about a reason: the named one, else the first that handles it."""
    teams = index.scenario.teams
    able = [named] if named else [name for name in teams if reason in teams[name].handles]
    if not able:
        refuse(path, f"no team handles {reason}; add it to the `handles` of one")
    return index.team(able[0])


def _reason(index: Index, name: str | None) -> int:
    return -1 if name is None else index.reason(name)


def _law(law: Any) -> Law:
    return law  # type: ignore[no-any-return]
