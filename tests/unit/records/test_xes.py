"""Event logs as XES: what is written reads back, what others wrote is understood, what is wrong is said."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sim.errors import WrongInput, WrongUse
from sim.records.events import Case, Event
from sim.records.xes import read_xes, write_xes

MONDAY = datetime(2026, 2, 2, 8, 0, tzinfo=UTC)
FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
<float key="mean" value="1.5"><float key="Anna" value="1"/></float>
<trace>
  <string key="concept:name" value="1-364285768"/>
  <event>
    <string key="concept:name" value="Queued"/><string key="org:resource" value="Åsa"/>
    <string key="org:group" value="V5"/><string key="lifecycle:transition" value="Awaiting Assignment"/>
    <date key="time:timestamp" value="2026-03-29T04:00:00.000+02:00"/>
  </event>
  <event>
    <string key="concept:name" value="Accepted"/><string key="org:resource" value="Åsa"/>
    <date key="time:timestamp" value="2026-03-29T01:30:00+01:00"/><int key="tries" value="2"/>
    <boolean key="urgent" value="true"/>
  </event>
</trace>
</log>
"""


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "log.xes"
    file.write_text(text, encoding="utf-8")
    return file


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    values = {"text": 'Sørensen & <Søn> "A"\n汉字', "whole": -3, "share": 0.1, "yes": True, "when": MONDAY}
    event = Event("talk", MONDAY, "start", "7.0", "Anna", "desk", values)
    later = Event("talk", MONDAY + timedelta(microseconds=1), "complete", "7.0", "Anna", "desk")
    cases = [Case("a/b/0@0", {"segment": "business"}, (event, later)), Case("empty", {}, ())]
    for name in ("log.xes", "log.xes.gz"):
        assert write_xes(cases, tmp_path / name) == 2
        assert list(read_xes(tmp_path / name)) == cases


def test_the_same_log_gives_the_same_bytes_compressed_too(tmp_path: Path) -> None:
    cases = [Case("one", {}, (Event("talk", MONDAY),))]
    for name in ("a.xes.gz", "b.xes.gz"):
        write_xes(cases, tmp_path / name)
    first, second = (gzip.decompress((tmp_path / name).read_bytes()) for name in ("a.xes.gz", "b.xes.gz"))
    assert first == second
    assert (tmp_path / "a.xes.gz").read_bytes()[4:8] == b"\0\0\0\0"   # no time of writing


def test_a_character_that_xml_cannot_write_is_replaced(tmp_path: Path) -> None:
    write_xes([Case("a\x00b", {}, (Event("\x07", MONDAY),))], tmp_path / "log.xes")
    (case,) = read_xes(tmp_path / "log.xes")
    assert case.name == "a\N{REPLACEMENT CHARACTER}b"


def test_a_foreign_log_is_put_in_order_of_true_time_on_the_clock_of_its_first_event(tmp_path: Path) -> None:
    (case,) = read_xes(written(tmp_path, FOREIGN))
    assert case.name == "1-364285768"
    assert [event.activity for event in case.events] == ["Accepted", "Queued"]
    # 01:30 +01:00 is 00:30 UTC and 04:00 +02:00 is 02:00 UTC: an hour and a half, not two and a half.
    assert case.events[1].at - case.events[0].at == timedelta(hours=1, minutes=30)
    assert case.events[0].attributes == {"tries": 2, "urgent": True}
    assert (case.events[1].person, case.events[1].team) == ("Åsa", "V5")


def test_an_activity_can_be_named_by_several_attributes(tmp_path: Path) -> None:
    file = written(tmp_path, FOREIGN.replace(
        '<string key="concept:name" value="Accepted"/>',
        '<string key="concept:name" value="Accepted"/><string key="lifecycle:transition" value="complete"/>',
    ))  # fmt: skip
    (case,) = read_xes(file, {"activity": "concept:name+lifecycle:transition", "team": "org:resource"})
    assert [event.activity for event in case.events] == ["Accepted complete", "Queued Awaiting Assignment"]
    assert {event.lifecycle for event in case.events} == {""}
    assert {event.team for event in case.events} == {"Åsa"}


@pytest.mark.parametrize(("old", "new", "said"), [
    ("<log", "<lag", "no XES log"),
    ("</log>", "", "cannot be read as XES"),
    ('encoding="UTF-8"', 'encoding="UTF-99"', "cannot be read as XES .unknown encoding"),
    ('<date key="time:timestamp" value="2026-03-29T01:30:00+01:00"/>', "", "an event without time:timestamp"),
    ("01:30:00+01:00", "01:30:00", "a time zone and moments without one, as in case 1-364285768"),
    ('value="2026-03-29T01:30:00+01:00"', 'value="yesterday"', "must be a date, got yesterday"),
    ('<int key="tries" value="2"/>', '<int key="tries" value="two"/>', "tries must be a int, got two"),
])  # fmt: skip
def test_what_is_wrong_is_said_with_the_file(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = FOREIGN.replace(old, new)
    if new == "<lag":
        text = text.replace("</log>", "</lag>")
    with pytest.raises(WrongInput, match=said) as wrong:
        list(read_xes(written(tmp_path, text)))
    assert "log.xes" in str(wrong.value)


def test_a_missing_file_and_a_wrong_name_are_said(tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match="cannot be read"):
        list(read_xes(tmp_path / "none.xes"))
    with pytest.raises(WrongUse, match="activity, person, team; not case"):
        list(read_xes(written(tmp_path, FOREIGN), {"case": "x"}))
    with pytest.raises(WrongUse, match="an event has no org:role"):
        list(read_xes(written(tmp_path, FOREIGN), {"team": "org:role"}))
