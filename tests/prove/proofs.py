"""The table of proofs, docs/proofs.md: each proof replaces its own section and leaves the others."""

from __future__ import annotations

import fcntl
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import sim

PAGE = Path(__file__).parents[2] / "docs" / "proofs.md"
HEAD = """# Proofs

What `make prove` found when it was last run: each section says when, with which version, and how large.
The tests that write it are in `tests/prove`; `make test` runs about a tenth of each.
"""


def write(title: str, said: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write a section: its title, a sentence, and a table; sections are kept in order of their titles."""
    lines = [f"## {title}", "", f"{date.today().isoformat()}, version {sim.__version__}. {said}", ""]
    lines += [f"| {' | '.join(header)} |", "|" + "---|" * len(header)]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    PAGE.parent.mkdir(exist_ok=True)
    with PAGE.open("a+") as page:
        fcntl.flock(page, fcntl.LOCK_EX)   # proofs run side by side
        page.seek(0)
        sections = _sections(page.read())
        sections[title] = "\n".join(lines) + "\n"
        page.truncate(0)
        page.write("\n".join([HEAD, *(sections[key] for key in sorted(sections))]))


def _sections(text: str) -> dict[str, str]:
    parts = text.split("\n## ")[1:]
    return {part.split("\n", 1)[0]: f"## {part.rstrip()}\n" for part in parts}
