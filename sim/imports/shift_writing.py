"""A roster as text of the language: teams with shifts, to paste, or as an alternative to a scenario.

In: a `Roster`, and a scenario or none. Out: YAML, and the notes that stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sim.errors import Fault, Place, WrongInput
from sim.imports.naming import key, names_of, quoted
from sim.imports.roster import Roster, Shift
from sim.imports.writing import Imported, commented
from sim.scenario.document import Document
from sim.scenario.grammar import did_you_mean
from sim.scenario.starter import way_to

_ONE_SHIFT = ("scheduled", "agents", "every", "hours")


def fragment_of(roster: Roster) -> Imported:
    """The part `teams` of a scenario, its shifts alone."""
    names = names_of([team or "desk" for team in roster.shifts])
    lines = [*_head(roster), "teams:"]
    for name, shifts in zip(names, roster.shifts.values(), strict=True):
        lines += [f"  {key(name)}:", "    shifts:", *_shifts(shifts, "      ")]
    return Imported("\n".join(lines) + "\n", roster.notes)


def alternative_of(roster: Roster, base: Document, beside: Path) -> Imported:
    """An alternative to a base, for a file at `beside`: its teams work as in the roster.

    Raises
    ------
    WrongInput
        Where the roster has a team that the base has not.
    """
    names = _known(roster, base)
    lines = [
        *_head(roster),
        f"extends: {quoted(way_to(beside, base.path))}",
        f"title: {quoted('Roster ' + Path(roster.file).stem)}",
        "change:",
    ]
    for name, shifts in zip(names, roster.shifts.values(), strict=True):
        once = [f"teams.{name}.{word}" for word in _ONE_SHIFT]
        lines += [f"  {quoted(path)}: remove" for path in once if base.written(path)]
        lines += [f"  {quoted(f'teams.{name}.shifts')}:", "    replace:", *_shifts(shifts, "      ")]
    return Imported("\n".join(lines) + "\n", roster.notes)


def _known(roster: Roster, base: Document) -> list[str]:
    """The base's name of every team of the roster."""
    teams = base.scenario.teams
    names = [next((one for one in (team, *names_of([team])) if one in teams), team) for team in roster.shifts]
    if names == [""] and len(teams) == 1:
        return list(teams)
    faults = [
        Fault(Place(roster.file), "", f"'{name}' is no team of {base.path}{did_you_mean(name, teams)}")
        for name in names if name not in teams
    ]  # fmt: skip
    if faults:
        raise WrongInput(faults)
    return names


def _head(roster: Roster) -> Iterator[str]:
    yield from commented(f"Shifts of {Path(roster.file).name}. Taken for granted:")
    for note in roster.notes:
        yield from commented(note, "- ")


def _shifts(shifts: list[Shift], indent: str) -> Iterator[str]:
    for one in shifts:
        yield f"{indent}{one.name}: {{hours: {quoted(one.hours)}, scheduled: {one.heads}}}"
