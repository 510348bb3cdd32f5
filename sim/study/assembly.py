"""From the replications of a study to its tables.

In: names and replications. Out: `Tables`, the same for any order in which replications were finished.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from math import inf, nan
from typing import Any

import numpy as np

from sim.measures.experience.model import ExperienceModel
from sim.study.doubt.break_even import weight_rows
from sim.study.doubt.sureness import Series, sureness_rows
from sim.study.drivers import driver_rows
from sim.study.entrants import Entrant
from sim.study.estimation import (
    Observed,
    Pilots,
    comparison_rows,
    estimate_rows,
    measure_rows,
    pairing_rows,
    statistics,
)
from sim.study.job import Replication, Seen, doubted_of
from sim.study.matched import change_rows
from sim.study.result import Tables
from sim.study.rivals import rival_rows
from sim.study.selection import selection_rows
from sim.study.tables import table
from sim.study.touchpoints import touchpoint_rows
from sim.study.worth import Ledger, cost_rows, worth_rows

Row = tuple[Any, ...]
_FLOW_SUMS = ("count", "journeys", "between_s", "wait_s")
_HEADS = ("scheduled", "present", "busy", "away", "overtime", "queue", "needed", "joined", "waited_s")


def tables_of(
    entrants: Sequence[Entrant], replications: Sequence[Replication], pilots: Pilots | None = None
) -> Tables:
    """All tables of a study; pilots where precision decided how many replications there are."""
    names = [one.note.name for one in entrants]
    seen = {name: [one.seen[place] for one in replications] for place, name in enumerate(names)}
    observed = [Observed(name, [one.cells for one in parts]) for name, parts in seen.items()]
    pooled = [(one.name, statistics(one)) for one in observed]
    notes, matters = [one.note for one in entrants], entrants[0].note.matters
    ledgers = [_ledger(one, seen[one.note.name]) for one in entrants]
    return Tables(
        measures=table("measures", (row for one in observed for row in measure_rows(one))),
        estimates=table("estimates", (row for name, p in pooled for row in estimate_rows(name, p, pilots))),
        touchpoints=table("touchpoints", (
            row for name, parts in seen.items() for row in touchpoint_rows(name, [p.visited for p in parts])
        )),
        comparison=table("comparison", (
            *comparison_rows(pooled[0], pooled[1:], matters, pilots),
            *rival_rows(notes, [found for _, found in pooled]),
        )),
        changes=table("changes", _change_rows(names, replications)),
        drivers=table("drivers", driver_rows(names, [one.drivers for one in replications])),
        selection=table("selection", selection_rows(observed, matters)),
        pairing=table("pairing", pairing_rows(pooled[0], pooled[1:])),
        sureness=table("sureness", _sureness_rows(seen)),
        costs=table("costs", (row for ledger in ledgers for row in cost_rows(ledger))),
        worth=table("worth", (row for other in ledgers[1:] for row in worth_rows(ledgers[0], other))),
        break_even=table("break_even", _weight_rows(entrants[0].settings.experience, seen)),
        sensitivity=table("sensitivity", ()),
        distributions=table("distributions", (row for n, p in seen.items() for row in _spread_rows(n, p))),
        flows=table("flows", (row for n, p in seen.items() for row in _flow_rows(n, p))),
        staffing=table("staffing", (row for e in entrants for row in _staff_rows(e, seen[e.note.name]))),
        warm_up=table("warm_up", ()),
    )


def _ledger(entrant: Entrant, parts: Sequence[Seen]) -> Ledger:
    once = entrant.document.scenario.costs.one_off
    return Ledger(entrant.note.name, [part.weekly for part in parts], sum(once.values()))


def _change_rows(names: Sequence[str], replications: Sequence[Replication]) -> Iterator[Row]:
    by_luck = [one.by_luck for one in replications if one.by_luck]
    for place, name in enumerate(names[1:]):
        yield from change_rows((names[0], name), [one.changes[place] for one in replications], by_luck)


def _sureness_rows(seen: dict[str, list[Seen]]) -> Iterator[Row]:
    """How sure differences are if the assumed numbers hold: the replications of one draw, as written."""
    for names, ours, theirs in _doubted(seen):
        yield from sureness_rows(names, ours, theirs)


def _weight_rows(model: ExperienceModel, seen: dict[str, list[Seen]]) -> Iterator[Row]:
    """The weights of the experience model at which nobody is better any more."""
    for names, ours, theirs in _doubted(seen):
        yield from weight_rows(names, ours, theirs, model)


def _doubted(seen: dict[str, list[Seen]]) -> Iterator[tuple[tuple[str, str], Series, Series]]:
    """The base with each alternative: their names, and what their replications tell about doubt."""
    told: dict[str, Series] = {name: [doubted_of(parts)] for name, parts in seen.items()}
    (base, ours), *others = told.items()
    for name, theirs in others:
        yield (base, name), ours, theirs


def _spread_rows(name: str, parts: Sequence[Seen]) -> Iterator[Row]:
    """Distributions of each replication, then of all together."""
    for place, first in enumerate(parts[0].distributions):
        series = [part.distributions[place] for part in parts]
        for group in first.counts:
            counts = [one.counts[group] for one in series]
            for replication, found in [*enumerate(counts), (None, np.sum(counts, axis=0))]:
                for upper, count in zip(first.uppers, found.tolist(), strict=True):
                    end = nan if upper == inf else upper
                    yield name, replication, first.name, first.unit, group, end, count


def _flow_rows(name: str, parts: Sequence[Seen]) -> Iterator[Row]:
    """Flows in the order in which they first occur; numbers a replication, times a move."""
    sums: dict[tuple[str, str, str, str], list[float]] = defaultdict(lambda: [0.0] * len(_FLOW_SUMS))
    for flow in (flow for part in parts for flow in part.flows):
        found = sums[flow.level, flow.segment, flow.source, flow.target]
        for place, what in enumerate(_FLOW_SUMS):
            found[place] += getattr(flow, what)
    for move, (count, journeys, between, wait) in sums.items():
        size = len(parts)
        yield name, *move, count / size, journeys / size, between / count, wait / count


def _staff_rows(entrant: Entrant, parts: Sequence[Seen]) -> Iterator[Row]:
    first = parts[0].staffing
    teams = [team.name for team in entrant.plan.teams]
    starts = datetime.combine(entrant.document.scenario.run.starts, datetime.min.time())
    heads = [np.mean([part.staffing[what] for part in parts], axis=0).tolist() for what in _HEADS]
    keys = (first[what].tolist() for what in ("team", "begins", "length_s"))
    for team, begins, length, *numbers in zip(*keys, *heads, strict=True):
        moment = (starts + timedelta(microseconds=begins)).isoformat(timespec="minutes")
        yield entrant.note.name, teams[team], moment, length, *numbers
