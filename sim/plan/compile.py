"""Compile a scenario: everything that one replication needs, resolved once.

In: a valid scenario and the folder of its file. Out: a `Plan`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sim.errors import WrongInput
from sim.plan.after import after_of
from sim.plan.bounds import refuse_too_many_journeys
from sim.plan.channels import Openings, channels_of, reason_channels, yields_of
from sim.plan.demand import Demands, factors_of
from sim.plan.index import Index
from sim.plan.model import Plan
from sim.plan.processes import lay_flat
from sim.plan.profiles import read_profile
from sim.plan.recorded_laws import with_files_read
from sim.plan.returns import segments_of
from sim.plan.routing import any_skilled, callback_of, menu_of, rank_of, right_team, routes_of, transfer_of
from sim.plan.steps import steps_of
from sim.plan.teams import agents_of, teams_of
from sim.plan.usage import Usage
from sim.plan.varying import table, value_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sim.errors import Fault
    from sim.plan.rates import Hourly
    from sim.scenario.document import Document
    from sim.scenario.laws import Law
    from sim.scenario.schema import Defection, Scenario


def compile_plan(scenario: Scenario | Document, folder: Path | str = ".") -> Plan:
    """The plan of a scenario.

    Parameters
    ----------
    scenario : valid in itself, so that names which it uses exist; or the document that holds it.
    folder : where its file stands; profiles are looked up from there. A document knows its own.

    Raises
    ------
    WrongInput
        Where a profile cannot be read, or the scenario says what cannot be simulated.
    """
    from sim.scenario.document import Document

    if not isinstance(scenario, Document):
        return _plan(scenario, Path(folder))
    try:
        return _plan(scenario.scenario, scenario.folder)
    except WrongInput as wrong:
        raise WrongInput([_placed(scenario, fault) for fault in wrong.faults]) from None


def _placed(document: Document, fault: Fault) -> Fault:
    """A fault found while compiling, at its place in the file."""
    return fault if fault.place.file else replace(fault, place=document.place(fault.path))


def _plan(written: Scenario, folder: Path) -> Plan:
    scenario = with_files_read(written, folder)
    index = Index(scenario, folder)
    usage = Usage(index)
    placed = lay_flat(index, usage)
    openings = Openings(index, usage)
    numbers = {path: number for number, path in enumerate(placed)}
    agents = agents_of(index, usage)
    teams = teams_of(index, usage, agents)
    skilled = any_skilled(index, teams)
    names, costs = index.names, scenario.costs

    @cache
    def profiles(name: str) -> Mapping[str, Hourly]:
        return read_profile(folder / name, index.segments)

    plan = Plan(
        seed=scenario.run.seed,
        window=index.window,
        segments=segments_of(index),
        reasons=index.reasons,
        channels=channels_of(index, openings),
        teams=teams,
        agents=tuple(agents),
        reason_channels=reason_channels(index, usage),
        yields=yields_of(index),
        steps=steps_of(index, placed),
        demands=Demands(index, usage, openings, numbers, profiles).all(),
        factors=factors_of(index),
        routes=routes_of(index, usage),
        right_team=right_team(skilled),
        any_skilled=skilled,
        menu=menu_of(index),
        callback=callback_of(index),
        rank=rank_of(index),
        transfer=transfer_of(index),
        after=after_of(index, placed),
        patience=table(names, scenario.patience, _law_or_none),
        balks=table(names, scenario.balks, float),
        per_contact=table(names, costs.per_contact, float),
        lost_sale=table(names, costs.lost_sale, float),
        defection=_defection(costs.defection, index.segments),
    )
    refuse_too_many_journeys(plan)
    return plan


def _defection(stated: Defection | None, segments: tuple[str, ...]) -> tuple[tuple[float, float], ...]:
    """By segment the share of hard journeys that cost the customer, and what a customer is worth."""
    if stated is None:
        return ()
    cases = [{"segment": name} for name in segments]
    return tuple((float(value_at(stated.share, at)), float(value_at(stated.worth, at))) for at in cases)


def _law_or_none(law: Law | None) -> Law | None:
    return law
