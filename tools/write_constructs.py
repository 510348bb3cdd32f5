"""Write docs/how_do_i_say.md: each file of scenarios/constructs with the one behaviour that it shows.

Run as `python -m tools.write_constructs`; a test holds the page to what this writes, and every file to what
it says, worked by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "how_do_i_say.md"
FOLDER = ROOT / "scenarios" / "constructs"
CHAPTERS = {
    "Where one begins": ("base",),
    "Who comes": ("exact_numbers", "comes_again", "leaves_for_good"),
    "How long things take": (
        "shorter", "wrap_up", "from_a_record", "own_times", "mixture", "slower_team", "beginners", "by_hour",
        "by_segment_and_day", "first_and_further",
    ),
    "Who is there": (
        "two_agents", "one_more_everywhere", "agents_by_interval", "overtime", "cleared_at_closing", "wages",
    ),
    "Waiting": (
        "patience", "balking", "pickup", "lines", "queue_limit", "no_waiting_room", "opening_hours",
        "head_start", "chat", "mail",
    ),
    "Who answers": (
        "skills", "overflow", "only_if_free", "own_agent", "menu", "menu_that_solves", "callback", "message",
        "cut_off",
    ),
    "Passing on": (
        "cold_transfer", "history_passed", "warm_transfer", "conference", "consult", "no_further_transfer",
        "next_line",
    ),
    "What follows a contact": ("ask_again", "redial", "when_it_opens", "late_mail", "asks_meanwhile"),
    "Work behind the line of visibility": ("work_between", "work_interrupted"),
    "Journeys": (
        "steps", "shares", "nested", "beside", "again_and_again", "promise", "told_before", "all_of_these",
        "first_of_these", "gives_up",
    ),
}  # fmt: skip
_EXPECTED = re.compile(r"(\w+)(?:\[([^\]]+)\])? (\S+)")


@dataclass(frozen=True, slots=True)
class Construct:
    """One file: what it says, how that is worked out by hand, what is expected, and its lines below."""

    name: str
    said: str
    by_hand: str
    expected: dict[tuple[str, str], float]
    lines: tuple[str, ...]


def construct(name: str) -> Construct:
    """Read a file of the folder."""
    said, by_hand, expected, *lines = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    found = {}
    for part in expected.removeprefix("# -> ").split("; "):
        measure, group, value = _EXPECTED.fullmatch(part).groups()   # type: ignore[union-attr]
        found[measure, group or "all"] = float(value)
    return Construct(name, said[2:], by_hand.removeprefix("# By hand: "), found, tuple(lines))


def page() -> str:
    """The whole page."""
    lines = [
        "# How do I say ...",
        "",
        "Each of these is a file of `scenarios/constructs`, which runs. All but the first change it: one",
        "agent, day and night, and three calls at 08:00:00, 08:00:10 and 08:00:20 of 100 s each. What is",
        "expected is worked by hand, and tested. `explain FILE` tells any of them in sentences.",
        "",
        "Written by `python -m tools.write_constructs`.",
    ]
    for chapter, names in CHAPTERS.items():
        lines += ["", f"## {chapter}"]
        for name in names:
            lines += _section(construct(name))
    return "\n".join(lines) + "\n"


def _section(one: Construct) -> Iterator[str]:
    yield from ("", f"### {one.said.rstrip('.')}", "", "```yaml", f"# {one.name}.yaml", *one.lines, "```", "")
    told = ", ".join(
        f"`{measure}`{'' if group == 'all' else f' of {group}'} {value:g}"
        for (measure, group), value in one.expected.items()
    )
    yield from wrap(f"By hand: {one.by_hand.rstrip('.')}. So {told}.", 110)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
