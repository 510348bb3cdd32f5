"""Real event logs measured, and compared with each other, with the measures of simulated journeys.

In: logs. Out: a result whose replications are batches of cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.measures.attribution import attribution
from sim.measures.change import changes
from sim.measures.replication import ReplicationMeasures, measure
from sim.plan.model import Window
from sim.scenario.document import read
from sim.study.assembly import tables_of
from sim.study.doubt.models import scoring_models
from sim.study.entrants import Entrant, entrants_of, smallest_changes
from sim.study.job import Replication, seen_of
from sim.study.logs.log import Log, Told, batches
from sim.study.logs.naming import Names
from sim.study.logs.recording import recorded
from sim.study.result import Result

_LIKE = Path(__file__).parent / "logged.yaml"
_DAY_US = 86_400_000_000


def measured(logs: Sequence[Log], manifest: dict[str, Any]) -> Result:
    """Measure logs, the first as the base of the others.

    Batch k of one log is set beside batch k of another. They share nothing, so that pairing them gains
    nothing, and the intervals of differences hold all the same. A case that two logs name alike is taken
    for the same journey.

    Parameters
    ----------
    manifest : what the result's digest names.
    """
    (like,) = entrants_of([read(_LIKE)], seed=None)
    names = Names(logs, like.plan)
    models = scoring_models(like.settings.experience, seed=0) if len(logs) > 1 else ()
    like = replace(like, settings=replace(like.settings, rosters=False, models=models))
    entrants = [_entrant(like, log, names) for log in logs]
    smallest = smallest_changes(like.note)
    replications = []
    for parts in zip(*batches(logs), strict=True):
        found = [_measures(part, names, one) for part, one in zip(parts, entrants, strict=True)]
        base, *others = found
        replications.append(Replication(
            seen=tuple(seen_of(one) for one in found),
            changes=tuple(changes(base.matchable, one.matchable, smallest) for one in others),
            drivers=tuple(
                attribution((base.matchable, base.felt), (one.matchable, one.felt)) for one in others
            ),
        ))  # fmt: skip
    return Result(
        scenarios=tuple(one.note for one in entrants),
        tables=tables_of(entrants, replications),
        seed=0,
        replications=len(replications),
        asked=len(replications),
        manifest=manifest,
    )


def _entrant(like: Entrant, log: Log, names: Names) -> Entrant:
    note = replace(
        like.note, name=log.name, title=log.name, segments=tuple(names.segment),
        teams={team.name: len(team.agents) for team in names.plan.teams}, measured_weeks=log.days / 7,
        recorded=True,
    )  # fmt: skip
    return replace(like, note=note, plan=names.plan)


def _measures(cases: Sequence[Told], names: Names, entrant: Entrant) -> ReplicationMeasures:
    record = recorded(cases, names)
    last = cases[-1].midnight.date() - cases[0].midnight.date()
    ends = (last.days + 1) * _DAY_US
    horizon = max(ends, int(record.trips["ended"].max(initial=0)))
    window = Window(0, ends, horizon, arrivals_stop=True, weekday=cases[0].midnight.weekday())
    return measure(replace(entrant.plan, window=window), record, entrant.settings)
