"""What can go wrong, said once: a fault with its place, and the exceptions that carry an exit code.

Exit codes: 0 fine, 1 a run failed, 2 wrong use or wrong input.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: file name, line and column, both counted from 1 (0: not known)."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


_NO_VALUE = object()
_HINT = "; did you mean"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input: place, dotted path, the rule that is broken and the value found."""

    place: Place
    path: str
    rule: str
    value: Any = _NO_VALUE

    def __str__(self) -> str:
        head = " ".join(part for part in (str(self.place), self.path) if part)
        text = f"{head}: {self.rule}" if head else self.rule
        if self.value is _NO_VALUE:
            return text
        rule, hint, suggestion = text.partition(_HINT)
        return f"{rule}, got {shown(self.value)}{hint}{suggestion}"


def shown(value: Any, most: int = 60) -> str:
    """A value as a message shows it: one line, printable, at most `most` characters."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return text if len(text) <= most else text[: most - 1] + "…"


class SimError(Exception):
    """A failure that the user should read as one message, never as a traceback."""

    exit_code: ClassVar[int] = 1


class RunFailed(SimError):  # noqa: N818
    """A run that was rightly asked for could not be finished."""


class WrongUse(SimError):  # noqa: N818
    """The command or its options do not make sense."""

    exit_code: ClassVar[int] = 2


class WrongInput(WrongUse):
    """One or more faults in input files, all reported at once.

    Attributes
    ----------
    faults : in the order in which they stand in their files.
    """

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda f: (f.place.file, f.place.line, f.place.column)))
        super().__init__("\n".join(str(fault) for fault in self.faults))
