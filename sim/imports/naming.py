"""Names of foreign tables as the language of scenarios takes them.

In: any texts. Out: names, unlike each other, and text that YAML reads back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from sim.scenario.values import RESERVED

_PLAIN = re.compile(r"[^\W\d]\w*")
_WORDS_OF_YAML = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")


def names_of(texts: Sequence[str]) -> list[str]:
    """A name for each text: what may not stand in one becomes _, and no two are the same."""
    found: list[str] = []
    for text in texts:
        name = re.sub(r"_{2,}", "_", re.sub(r"[^\w -]", "_", text)).strip(" -_") or "team"
        name = f"{name}_" if name in RESERVED else name
        number = 1
        while (name if number == 1 else f"{name}_{number}") in found:
            number += 1
        found.append(name if number == 1 else f"{name}_{number}")
    return found


def key(name: str) -> str:
    """A name as a key or value, quoted where YAML would take it for something else."""
    return name if _PLAIN.fullmatch(name) and name.casefold() not in _WORDS_OF_YAML else quoted(name)


def quoted(text: str) -> str:
    """A text as YAML reads it back whatever it holds: JSON is YAML."""
    return json.dumps(text, ensure_ascii=False)
