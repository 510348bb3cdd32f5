"""Event logs as XES (IEEE 1849-2016), read and written a case at a time.

In: cases, or a file. Out: a file, or cases. A name that ends in .gz is compressed.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse
from xml.sax.saxutils import quoteattr

from sim.errors import Fault, Place, WrongInput, WrongUse
from sim.records.events import Case, Event, Value

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<global scope="trace">
<string key="concept:name" value="unknown"/>
</global>
<global scope="event">
<string key="concept:name" value="unknown"/>
<string key="lifecycle:transition" value="complete"/>
<date key="time:timestamp" value="1970-01-01T00:00:00+00:00"/>
</global>
<classifier name="Activity" keys="concept:name"/>
<classifier name="Team" keys="org:group"/>
<classifier name="Person" keys="org:resource"/>
"""
_NAMED: dict[str, Callable[[Event, str], Event]] = {
    "activity": lambda event, name: replace(event, activity=name),
    "person": lambda event, name: replace(event, person=name),
    "team": lambda event, name: replace(event, team=name),
}
_NAME, _TIME, _LIFECYCLE = "concept:name", "time:timestamp", "lifecycle:transition"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (section 2.2) has no way to write."""

_ZONE = re.compile(r"(Z|[+-]\d\d:?\d\d)\s*$")
_KNOWN = {_NAME, _TIME, _LIFECYCLE, "concept:instance", "org:resource", "org:group"}


def write_xes(cases: Iterable[Case], file: Path) -> int:
    """Write cases as XES; how many events they hold.

    Times are written as if the scenario's clock were UTC: its days have 24 hours and no zone.
    """
    with _opened(file, "wb") as raw:
        raw.write(_HEAD.encode())
        count = 0
        for case in cases:
            raw.write("".join(_trace(case)).encode())
            count += len(case.events)
        raw.write(b"</log>\n")
    return count


def _trace(case: Case) -> Iterator[str]:
    yield "<trace>\n"
    yield from _attributes({_NAME: case.name} | case.attributes)
    for event in case.events:
        yield "<event>\n"
        yield from _attributes(_of_event(event))
        yield "</event>\n"
    yield "</trace>\n"


def _attributes(values: Mapping[str, Value]) -> Iterator[str]:
    for key, value in values.items():
        kind, text = _written(value)
        yield f"<{kind} key={quoteattr(key)} value={quoteattr(text)}/>\n"


def _of_event(event: Event) -> dict[str, Value]:
    """The attributes of an event, those of the standard first; what is empty is left out."""
    standard = {
        _NAME: event.activity, "concept:instance": event.instance, _LIFECYCLE: event.lifecycle,
        "org:resource": event.person, "org:group": event.team,
    }  # fmt: skip
    return {key: text for key, text in standard.items() if text} | {_TIME: event.at} | event.attributes


def _written(value: Value) -> tuple[str, str]:
    """The element and the text of a value."""
    if isinstance(value, bool):
        return "boolean", str(value).lower()
    if isinstance(value, int):
        return "int", str(value)
    if isinstance(value, float):
        return "float", repr(value)
    if isinstance(value, datetime):
        return "date", value.isoformat(timespec="microseconds") + ("" if value.tzinfo else "+00:00")
    return "string", _NO_XML.sub("\N{REPLACEMENT CHARACTER}", value)


def read_xes(file: Path, named_by: Mapping[str, str] | None = None) -> Iterator[Case]:
    """The cases of an XES file, in its order; events without a time cannot be placed and are refused.

    Parameters
    ----------
    named_by : what names the activity, person or team, where it is another attribute than the standard's, or
        several with a plus between. An activity named by its lifecycle happens at moments.

    Raises
    ------
    WrongInput
        Where the file cannot be read, is no XES, or a value is none of its kind.
    WrongUse
        Where `named_by` names what XES does not have, or an event lacks it.
    """
    if unknown := sorted(set(named_by or {}) - set(_NAMED)):
        raise WrongUse(f"an attribute of XES names {', '.join(_NAMED)}; not {unknown[0]}")
    keys = {what: key.split("+") for what, key in (named_by or {}).items()}
    zoned: set[bool] = set()     # whether moments have a zone
    zone: tzinfo | None = None   # one clock for the whole log, that of its first event
    try:
        with _opened(file, "rb") as raw:
            parts = iterparse(raw, events=("start", "end"))
            _, root = next(parts)
            if _tag(root) != "log":
                raise _refused(file, "is no XES log: it must begin with <log>")
            for number, element in enumerate(e for what, e in parts if what == "end" and _tag(e) == "trace"):
                case = _case(file, element, number, zone)
                case = replace(case, events=tuple(_renamed(event, keys) for event in case.events))
                _refuse_mixed_zones(file, element, zoned)
                zone = zone or next((event.at.tzinfo for event in case.events), None)
                yield case
                root.clear()   # what was read need not stay in memory
    except (OSError, EOFError, LookupError, ParseError, StopIteration) as error:
        raise _refused(file, f"cannot be read as XES ({error})") from None


def _refuse_mixed_zones(file: Path, trace: Element, zoned: set[bool]) -> None:
    """Refuse a log of whose moments some have a zone and some none: nobody knows what lies between them."""
    for event in trace:
        for one in event if _tag(event) == "event" else ():
            if one.get("key") == _TIME:
                zoned.add(bool(_ZONE.search(one.get("value") or "")))
    if len(zoned) > 1:
        name = next((one.get("value") for one in trace if one.get("key") == _NAME), "without a name")
        raise _refused(file, f"has moments with a time zone and moments without one, as in case {name}")


def _renamed(event: Event, keys: Mapping[str, Sequence[str]]) -> Event:
    """The event with names from other attributes."""
    if not keys:
        return event
    values: dict[str, Value] = event.attributes | {
        _NAME: event.activity, _LIFECYCLE: event.lifecycle,
        "org:resource": event.person, "org:group": event.team,
    }  # fmt: skip
    for what, wanted in keys.items():
        if missing := [key for key in wanted if key not in values]:
            raise WrongUse(f"{what}={'+'.join(wanted)}: an event has no {missing[0]}")
        name = " ".join(str(values[key]) for key in wanted)
        event = _NAMED[what](event, name)
        if _LIFECYCLE in wanted:
            event = replace(event, lifecycle="")
    return event


def _case(file: Path, trace: Element, number: int, zone: tzinfo | None) -> Case:
    attributes = _values(file, trace)
    name = str(attributes.pop(_NAME, number))
    events = [_event((file, name), one, zone) for one in trace if _tag(one) == "event"]
    return Case(name, attributes, tuple(sorted(events, key=lambda event: event.at)))


def _event(where: tuple[Path, str], element: Element, zone: tzinfo | None) -> Event:
    file, case = where
    values = _values(file, element)
    at = values.get(_TIME)
    if not isinstance(at, datetime):
        raise _refused(file, f"case {case} has an event without {_TIME}")
    known = {key: str(values.get(key, "")) for key in _KNOWN - {_TIME}}
    rest = {key: value for key, value in values.items() if key not in _KNOWN}
    return Event(
        activity=known[_NAME],
        at=at.astimezone(zone) if zone else at,
        lifecycle=known[_LIFECYCLE],
        instance=known["concept:instance"],
        person=known["org:resource"],
        team=known["org:group"],
        attributes=rest,
    )


def _values(file: Path, element: Element) -> dict[str, Value]:
    """The attributes that stand directly below an element; lists and containers are left out."""
    found: dict[str, Value] = {}
    for one in element:
        kind, key, text = _tag(one), one.get("key"), one.get("value")
        if kind in _KINDS and key is not None and text is not None:
            try:
                found[key] = _KINDS[kind](text)
            except ValueError:
                raise _refused(file, f"{key} must be a {kind}, got {text[:60]}") from None
    return found


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


_KINDS: dict[str, Callable[[str], Value]] = {
    "string": str, "id": str, "int": int, "float": float, "date": _moment,
    "boolean": lambda text: text.lower() in ("true", "1"),
}  # fmt: skip


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _opened(file: Path, mode: str) -> IO[bytes]:
    if file.name.endswith(".gz"):
        if "w" in mode:   # no time of writing inside: the same log, the same bytes
            return gzip.GzipFile(file, mode, mtime=0)   # type: ignore[return-value]
        return gzip.open(file, mode)   # type: ignore[return-value]
    return file.open(mode)


def _refused(file: Path, rule: str) -> WrongInput:
    return WrongInput([Fault(Place(str(file)), "", rule)])
