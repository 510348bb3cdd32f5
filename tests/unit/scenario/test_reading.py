"""Files become trees with places; what is no scenario file is told so in one message."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sim.errors import Place, WrongInput
from sim.scenario.reading import MOST_BYTES, read_file, read_text, resolved
from sim.scenario.tree import find, plain

TEXT = """\
# a comment
title: Desk

teams:
  desk: {scheduled: 5, hours: "mon-fri 08:00-16:00, sat 10:00-12:00"}
routing:
  phone:
    - {to: ivr}
    - {to: [sales, service], for: 4 min}
"""


def test_every_value_has_the_line_and_column_of_its_key() -> None:
    tree = read_text(TEXT, "x.yaml")
    places = {
        ("title",): (2, 1),
        ("teams", "desk"): (5, 3),
        ("teams", "desk", "scheduled"): (5, 10),
        ("teams", "desk", "hours"): (5, 24),
        ("routing", "phone", "1"): (9, 7),
        ("routing", "phone", "1", "for"): (9, 30),
        ("routing", "phone", "1", "to", "1"): (9, 20),
    }
    for path, (line, column) in places.items():
        node = find(tree, path)
        assert node is not None and node.place == Place("x.yaml", line, column), path


def test_the_plain_tree_is_what_is_written() -> None:
    assert plain(read_text(TEXT, "x.yaml")) == {
        "title": "Desk",
        "teams": {"desk": {"scheduled": 5, "hours": "mon-fri 08:00-16:00, sat 10:00-12:00"}},
        "routing": {"phone": [{"to": "ivr"}, {"to": ["sales", "service"], "for": "4 min"}]},
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5), ("-5", -5), ("+5", 5), ("007", 7), ("0.85", 0.85), (".5", 0.5), ("1e3", 1000.0),
        ("true", True), ("False", False), ("~", None), ("null", None), ("", None),
        ("yes", "yes"), ("no", "no"), ("on", "on"), ("0x1f", "0x1f"), ("1_000", "1_000"),
        ("12:30", "12:30"), ("2026-02-02", "2026-02-02"), ("4 min", "4 min"), ("85 %", "85 %"),
        ("9" * 5000, "9" * 5000), (".inf", ".inf"), (".nan", ".nan"),
    ],
)  # fmt: skip
def test_unquoted_scalars_follow_yaml_1_2(text: str, value: Any) -> None:
    assert resolved(text) == value and type(resolved(text)) is type(value)


def test_quoted_scalars_are_texts() -> None:
    assert plain(read_text("{a: '5', b: \"true\", c: ''}", "x")) == {"a": "5", "b": "true", "c": ""}


def test_an_alias_repeats_its_anchor() -> None:
    assert plain(read_text("a: &x {b: [1, 2]}\nc: *x", "x")) == {"a": {"b": [1, 2]}, "c": {"b": [1, 2]}}


def test_an_alias_bomb_is_refused_before_it_expands() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(WrongInput, match=r"x:5:\d+: aliases expand to more than 100000 values"):
        read_text("\n".join(lines), "x")


def _fault(file: Path) -> str:
    with pytest.raises(WrongInput) as caught:
        read_file(file)
    (fault,) = caught.value.faults
    assert caught.value.exit_code == 2
    return str(fault).removeprefix(str(file))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", ": is empty"),
        (b"# only a comment\n", ": is empty"),
        (b"- a\n- b\n", ":1:1: must be a map of keys such as title, teams and demand"),
        (b"just a text", ":1:1: must be a map of keys such as title, teams and demand"),
        (b"title: x\n\x00\x01\x02", ":2:1: is binary, not a text file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ":3:1: is binary, not a text file"),
        (b"title: a\nquestion: caf\xe9\n", ":2:1: is not UTF-8 text"),
        ("title: x".encode("utf-16"), ":1:1: is binary, not a text file"),
        (b"title: \x07", ": holds characters that no text file holds"),
        (b"x" * (MOST_BYTES + 1), ": is larger than 1 MB, too large for a scenario"),
    ],
)
def test_what_is_no_scenario_file(content: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / "junk.yaml"
    file.write_bytes(content)
    assert _fault(file) == message


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"\xef\xbb\xbftitle: x")
    assert plain(read_file(file)) == {"title": "x"}


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    assert _fault(tmp_path / "none.yaml") == ": there is no such file"
    assert _fault(tmp_path) == ": is a folder, not a scenario file"
    (tmp_path / "x").write_text("title: x")
    assert _fault(tmp_path / "x" / "y.yaml") == ": there is no such file"


@contextmanager
def as_a_stranger() -> Iterator[None]:
    """Without the right to read everything, which the superuser has."""
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(mine)


def test_a_file_without_permission(tmp_path: Path) -> None:
    file = tmp_path / "secret.yaml"
    file.write_text("title: x")
    file.chmod(0)
    with as_a_stranger():
        assert _fault(file) == ": may not be read: permission denied"


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Results are named like the file, and tell its name."""
    with pytest.raises(WrongInput, match="has a name that is not in UTF-8: rename it"):
        read_file(tmp_path / os.fsdecode(b"\xc6r\xf8.yaml"))
