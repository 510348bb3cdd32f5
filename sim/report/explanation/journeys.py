"""Explains processes step by step, as the customer lives them.

In: a source. Out: for each process that can be reached, its sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sim.report.explanation.phrases import phrase, shares, where

if TYPE_CHECKING:
    from sim.report.explanation.source import Source
    from sim.scenario import schema


def journeys(source: Source, process: str) -> Iterator[str]:
    """The steps of a process in file order."""
    written = source.scenario.processes[process]
    yield f"It starts with {written.start}."
    for name, step in written.steps.items():
        path = ("processes", process, "steps", name)
        yield f"{name}: {'; '.join(_step(source, path, step))}."
        for key, when in (("beside", "meanwhile"), ("if_late", "if the promise is broken")):
            for aside, part in getattr(step, key).items():
                yield f"  {aside}: {when}, {_aside(source, (*path, key, aside), part)}."
        for branch, part in step.branches().items():
            told = "; ".join(_what(source, (*path, "together", "branches", branch), part))
            yield f"  {branch}: side by side with the others, {told}."


def _step(source: Source, path: tuple[str, ...], step: schema.Step) -> Iterator[str]:
    if step.end:
        yield f"the end, {step.end}"
        return
    if step.together:
        first = "the first has ended, without the others"
        until = "all have ended" if step.together.joins == "all" else first
        yield f"{len(step.branches())} branches side by side, until {until}"
    yield from _what(source, path, step)
    if step.gives_up_after is not None:
        yield f"whoever is not through after {source.phrase(*path, 'gives_up_after')} gives up"
    yield from _leads(source, path, step)


def _what(source: Source, path: tuple[str, ...], step: schema.Step | schema.Branch) -> Iterator[str]:
    if step.touchpoint:
        yield f"touchpoint {step.touchpoint}"
    if step.contact:
        yield f"the customer gets in touch about {step.contact}"
    if step.work:
        yield f"back-office work, {step.work}"
    if step.proactive:
        yield f"{step.from_ or 'the company'} gets in touch about {step.proactive}"
    if step.takes is not None:
        yield f"takes {source.phrase(*path, 'takes')}"
    if step.process:
        yield f"a whole process {step.process}"
    if step.promise is not None:
        yield f"promised within {_promise(source.said(*path, 'promise'))}"


def _promise(said: Any) -> str:
    if isinstance(said, str):
        return phrase(said)
    if "by" in said:
        return phrase({key: case if key == "by" else _promise(case) for key, case in said.items()})
    return phrase(said["within"]) + (f" of {said['hours']} hours" if "hours" in said else "")


def _leads(source: Source, path: tuple[str, ...], step: schema.Step) -> Iterator[str]:
    if step.on:
        said = source.said(*path, "on")
        named = ((end.replace("_", " "), target) for end, target in said.items() if end != "rest")
        ends = [f"if {end}, on to {target}" for end, target in named]
        if "rest" in said:
            ends.append(f"{'otherwise' if ends else 'then, whatever comes of it,'} {said['rest']}")
        yield "; ".join(ends)
    if step.next is not None:
        said = source.said(*path, "next")
        yield f"then {phrase(said) if isinstance(said, str) or 'by' in said else shares(said)}"


def _aside(source: Source, path: tuple[str, ...], aside: schema.Aside) -> str:
    share = source.phrase(*path, "share")
    who = f"{share or 'all'} get in touch about {aside.contact}"
    if aside.proactive:
        of = f" for {share} of them" if share else ""
        who = f"{aside.from_ or 'the company'} gets in touch about {aside.proactive}{of}"
    after = source.phrase(*path, "after")
    late = f", after {after}" if after else ""
    every = source.phrase(*path, "every")
    late += f", again and again, every {every}" if every else ""
    instead = source.said(*path, "prevents")
    spared = f", which makes {phrase(instead)} needless" if instead else ""
    return f"{who}{where(aside.where)}{late}{spared}"
