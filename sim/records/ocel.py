"""Event logs as OCEL 2.0 (Berti et al. 2024), as JSON or as an SQLite file.

In: a log that can be gone through more than once. Out: a file. Objects are journeys, customers, matters,
agents and teams; an event belongs to its journey and matter, and is done by an agent of a team.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sim.records.events import Case, Cases, Event, Value

JOURNEY, CUSTOMER, MATTER, AGENT, TEAM = "journey", "customer", "matter", "agent", "team"
_TYPES = {bool: "boolean", int: "integer", float: "float", str: "string", datetime: "time"}
_SQL = {"boolean": "BOOLEAN", "integer": "INTEGER", "float": "REAL", "string": "TEXT", "time": "TIMESTAMP"}
_TABLES = """
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL REFERENCES event_map_type(ocel_type));
CREATE TABLE object (
    ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL REFERENCES object_map_type(ocel_type));
CREATE TABLE event_object (
    ocel_event_id TEXT NOT NULL REFERENCES event(ocel_id),
    ocel_object_id TEXT NOT NULL REFERENCES object(ocel_id),
    ocel_qualifier TEXT NOT NULL, PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier));
CREATE TABLE object_object (
    ocel_source_id TEXT NOT NULL REFERENCES object(ocel_id),
    ocel_target_id TEXT NOT NULL REFERENCES object(ocel_id),
    ocel_qualifier TEXT NOT NULL, PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier));
"""


@dataclass(frozen=True, slots=True)
class _Object:
    """One object, with what it is linked to: (other object, how)."""

    name: str
    kind: str
    since: datetime
    attributes: dict[str, Value]
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The types of events and of objects, each with its attributes and their types."""

    events: dict[str, dict[str, str]]
    objects: dict[str, dict[str, str]]


def write_ocel_json(cases: Cases, file: Path) -> int:
    """Write a log as OCEL 2.0 JSON; how many events it holds."""
    kinds = _kinds(cases)
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write('{"objectTypes":' + _dumped(_type_list(kinds.objects)))
        out.write(',\n"eventTypes":' + _dumped(_type_list(kinds.events)))
        out.write(',\n"objects":[')
        _listed(out.write, (_json_object(one) for one in _objects(cases)))
        out.write('],\n"events":[')
        count = _listed(out.write, (_json_event(*placed) for placed in _events(cases)))
        out.write("]}\n")
    return count


def write_ocel_sqlite(cases: Cases, file: Path) -> int:
    """Write a log as an OCEL 2.0 SQLite file; how many events it holds."""
    file.unlink(missing_ok=True)
    kinds = _kinds(cases)
    with closing(sqlite3.connect(file)) as base, base:
        base.executescript(_TABLES)
        maps = {"event": _maps(kinds.events), "object": _maps(kinds.objects)}
        for what, types in (("event", kinds.events), ("object", kinds.objects)):
            base.executemany(f"INSERT INTO {what}_map_type VALUES (?, ?)", maps[what].items())
            for kind, attributes in types.items():
                base.execute(_table(what, maps[what][kind], attributes))
        for one in _objects(cases):
            _insert_object(base, one, maps["object"][one.kind], kinds.objects[one.kind])
        base.executemany(
            "INSERT INTO object_object VALUES (?, ?, ?)",
            ((one.name, other, how) for one in _objects(cases) for other, how in one.links),
        )
        count = 0
        for placed in _events(cases):
            _insert_event(base, placed, maps["event"][placed[2].activity], kinds)
            count += 1
    return count


def _events(cases: Cases) -> Iterator[tuple[Case, int, Event]]:
    """Every event with its case and its number in it."""
    for case in cases():
        for number, event in enumerate(case.events):
            yield case, number, event


def _objects(cases: Cases) -> Iterator[_Object]:
    """Every object once, where it first appears."""
    known: set[str] = set()
    for case in cases():
        for one in _of_case(case):
            if one.name not in known:
                known.add(one.name)
                yield one


def _of_case(case: Case) -> Iterator[_Object]:
    since = case.events[0].at if case.events else datetime(1970, 1, 1)
    customer = case.attributes.get(CUSTOMER)
    links = ((f"{CUSTOMER}:{customer}", "of"),) if customer is not None else ()
    if customer is not None:
        yield _Object(f"{CUSTOMER}:{customer}", CUSTOMER, since, {})
    attributes = {key: value for key, value in case.attributes.items() if key != CUSTOMER}
    yield _Object(f"{JOURNEY}:{case.name}", JOURNEY, since, attributes, links)
    for event in case.events:
        if event.team:
            yield _Object(f"{TEAM}:{event.team}", TEAM, event.at, {})
        if event.person:
            in_team = ((f"{TEAM}:{event.team}", "in"),) if event.team else ()
            yield _Object(f"{AGENT}:{event.person}", AGENT, event.at, {}, in_team)
        if MATTER in event.attributes:
            belongs = ((f"{JOURNEY}:{case.name}", "of"),)
            yield _Object(_matter(case, event), MATTER, event.at, {}, belongs)


def _matter(case: Case, event: Event) -> str:
    return f"{MATTER}:{case.name}/{event.attributes[MATTER]}"


def _related(case: Case, event: Event) -> list[tuple[str, str]]:
    """The objects of an event, and what they are to it."""
    found = [(f"{JOURNEY}:{case.name}", "in")]
    if MATTER in event.attributes:
        found.append((_matter(case, event), "about"))
    if event.person:
        found.append((f"{AGENT}:{event.person}", "by"))
    if event.team:
        found.append((f"{TEAM}:{event.team}", "with"))
    return found


def _told(event: Event) -> dict[str, Value]:
    """The attributes of an event beyond its type, time and objects."""
    rest = {key: value for key, value in event.attributes.items() if key != MATTER}
    return ({"lifecycle": event.lifecycle} if event.lifecycle else {}) | rest


def _kinds(cases: Cases) -> _Kinds:
    events: dict[str, dict[str, str]] = {}
    for _, _, event in _events(cases):
        _learn(events.setdefault(event.activity, {}), _told(event))
    objects: dict[str, dict[str, str]] = {}
    for one in _objects(cases):
        _learn(objects.setdefault(one.kind, {}), one.attributes)
    return _Kinds(events, objects)


def _learn(known: dict[str, str], values: dict[str, Value]) -> None:
    """Note the types of values; what has two types is text."""
    for key, value in values.items():
        kind = _TYPES[type(value)]
        known[key] = kind if known.get(key, kind) == kind else "string"


def _type_list(types: dict[str, dict[str, str]]) -> list[dict[str, object]]:
    return [
        {"name": name, "attributes": [{"name": key, "type": kind} for key, kind in attributes.items()]}
        for name, attributes in types.items()
    ]


def _json_object(one: _Object) -> dict[str, object]:
    since = _moment(one.since)
    return {
        "id": one.name, "type": one.kind,
        "attributes": [{"name": key, "time": since, "value": _plain(value)}
                       for key, value in one.attributes.items()],
        "relationships": [{"objectId": other, "qualifier": how} for other, how in one.links],
    }  # fmt: skip


def _json_event(case: Case, number: int, event: Event) -> dict[str, object]:
    return {
        "id": f"{case.name}#{number}", "type": event.activity, "time": _moment(event.at),
        "attributes": [{"name": key, "value": _plain(value)} for key, value in _told(event).items()],
        "relationships": [{"objectId": other, "qualifier": how} for other, how in _related(case, event)],
    }  # fmt: skip


def _insert_object(base: sqlite3.Connection, one: _Object, table: str, columns: dict[str, str]) -> None:
    base.execute("INSERT INTO object VALUES (?, ?)", (one.name, one.kind))
    values = (one.name, _moment(one.since), None, *(_plain(one.attributes.get(key)) for key in columns))
    base.execute(f'INSERT INTO "object_{table}" VALUES ({_marks(values)})', values)


def _insert_event(
    base: sqlite3.Connection, placed: tuple[Case, int, Event], table: str, kinds: _Kinds
) -> None:
    case, number, event = placed
    name, told = f"{case.name}#{number}", _told(event)
    base.execute("INSERT INTO event VALUES (?, ?)", (name, event.activity))
    values = (name, _moment(event.at), *(_plain(told.get(key)) for key in kinds.events[event.activity]))
    base.execute(f'INSERT INTO "event_{table}" VALUES ({_marks(values)})', values)
    related = [(name, other, how) for other, how in _related(case, event)]
    base.executemany("INSERT INTO event_object VALUES (?, ?, ?)", related)


def _table(what: str, name: str, attributes: dict[str, str]) -> str:
    """The statement that makes the table of a type."""
    changed = ["ocel_changed_field TEXT"] if what == "object" else []
    own = [f'"{key}" {_SQL[kind]}' for key, kind in attributes.items()]
    first = f"ocel_id TEXT NOT NULL REFERENCES {what}(ocel_id)"
    return f'CREATE TABLE "{what}_{name}" ({", ".join([first, "ocel_time TIMESTAMP", *changed, *own])})'


def _maps(types: Iterable[str]) -> dict[str, str]:
    """For each type the ending of its table's name: letters and digits, no two alike."""
    found: dict[str, str] = {}
    for name in types:
        plain = "".join(c if c.isascii() and c.isalnum() else "_" for c in name)
        taken, number, chosen = set(found.values()), 2, plain
        while chosen.casefold() in {one.casefold() for one in taken}:
            chosen, number = f"{plain}_{number}", number + 1
        found[name] = chosen
    return found


def _marks(values: tuple[object, ...]) -> str:
    return ", ".join("?" * len(values))


def _plain(value: Value | None) -> str | int | float | bool | None:
    return _moment(value) if isinstance(value, datetime) else value


def _moment(at: datetime) -> str:
    """A moment as OCEL wants it, with a zone: the scenario's clock has none and is taken for UTC."""
    text = at.isoformat(timespec="microseconds")
    return text if at.tzinfo else f"{text}Z"



def _listed(write: Callable[[str], object], parts: Iterable[dict[str, object]]) -> int:
    """Write parts of a JSON list, a line each; how many there are."""
    count = 0
    for count, part in enumerate(parts, start=1):
        write(("\n" if count == 1 else ",\n") + _dumped(part))
    return count


def _dumped(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
