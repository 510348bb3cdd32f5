"""Values of a scenario as part of a sentence: laws, shares and values that vary.

In: plain values as the file writes them. Out: words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sim.report.locales import listed
from sim.scenario.lawtext import LAWS
from sim.scenario.piecetext import EMPIRICAL, MIXTURE

_UNITS = {"s": "second", "min": "minute", "h": "hour", "d": "day", "w": "week"}
_LONG = re.compile(r"(\d+(?:\.\d+)?) ?([dw])")
_RATE = re.compile(r"(\d+(?:\.\d+)?) ?/ ?(s|min|h|d|w)")

MOST_CASES = 6
"""A value with more cases than this is only said to vary."""

_CASE = {
    "previous_team": "from {}",
    "channel": "by {}",
    "team": "at {}",
    "hour": "at {} o'clock",
    "day": "on {}",
}
_SPECIAL = {
    ("attempt", "first"): "the first time",
    ("attempt", "further"): "later on",
    ("transferred", "yes"): "once transferred",
    ("transferred", "no"): "before any transfer",
}


def phrase(value: Any) -> str:
    """A value in words: a law, shares, a value by dimension, a list, or what stands there."""
    if isinstance(value, Mapping):
        if "by" in value:
            return _varying(value)
        return _law(value) if is_law(value) else shares(value)
    if isinstance(value, list):
        return listed(phrase(item) for item in value)
    return _quantity(str(value))


def _quantity(text: str) -> str:
    """Days, weeks and rates spelt out: `2 d` is `2 days`, `2000/w` is `2,000 a week`."""
    if match := _LONG.fullmatch(text):
        return plural(float(match[1]), _UNITS[match[2]])
    if match := _RATE.fullmatch(text):
        return f"{number(float(match[1]))} {'an' if match[2] == 'h' else 'a'} {_UNITS[match[2]]}"
    return text


def is_law(value: Mapping[str, Any]) -> bool:
    """Whether a map states a law, such as {exponential: 4 min}."""
    return len(value) == 1 and next(iter(value)) in LAWS


def shares(value: Mapping[str, Any]) -> str:
    """A choice by shares: `12 % ask and 88 % place`."""
    if len(value) == 1:
        return str(next(iter(value)))
    return listed(f"{_share(share)} {name}" for name, share in value.items())


def _share(share: Any) -> str:
    text = phrase(share)
    if text == "rest":
        return "the rest"
    return f"({text})" if isinstance(share, Mapping) else text


def _law(value: Mapping[str, Any]) -> str:
    (name, parameters), = value.items()
    if name == EMPIRICAL:
        weighed = f", weighed by {parameters['weights']}" if "weights" in parameters else ""
        return f"as recorded in {parameters['file']}, column {parameters['column']}{weighed}"
    if name == MIXTURE:
        parts = parameters.items()
        return listed(f"{_share(one['share'])} {part} ({phrase(one['law'])})" for part, one in parts)
    if not isinstance(parameters, Mapping):
        return phrase(parameters) if name == "constant" else f"{phrase(parameters)} on average ({name})"
    others = [f"{key} {phrase(amount)}" for key, amount in parameters.items() if key != "mean"]
    if "mean" in parameters:
        return f"{phrase(parameters['mean'])} on average ({', '.join([name, *others])})"
    return f"{name} with {listed(others)}"


def _varying(value: Mapping[str, Any]) -> str:
    key = str(value["by"])
    cases = {name: case for name, case in value.items() if name != "by"}
    if len(cases) > MOST_CASES or any(_many(case) for case in cases.values()):
        return f"different by {listed(dimensions(value))}"
    parts = [f"{_inner(case)} {_when(key, name)}" for name, case in cases.items()]
    return ", ".join(parts)


def _inner(case: Any) -> str:
    return f"({phrase(case)})" if isinstance(case, Mapping) and "by" in case else phrase(case)


def _many(case: Any) -> bool:
    return isinstance(case, Mapping) and "by" in case and len(case) - 1 > MOST_CASES


def _when(key: str, name: str) -> str:
    if name == "rest":
        return "otherwise"
    return _SPECIAL.get((key, name)) or _CASE.get(key, "for {}").format(name)


def dimensions(value: Any) -> list[str]:
    """The dimensions by which a plain value varies, outermost first."""
    if not isinstance(value, Mapping):
        return []
    own = [str(value["by"])] if "by" in value else []
    inner = [key for case in value.values() for key in dimensions(case)]
    return list(dict.fromkeys(own + inner))


def where(conditions: Mapping[str, Any]) -> str:
    """Conditions of a row: `where the reason is wrong_item or invoice`."""
    if not conditions:
        return ""
    parts = (f"the {key.replace('_', ' ')} is {_either(names)}" for key, names in conditions.items())
    return f" where {listed(parts)}"


def _either(names: Any) -> str:
    return listed(names, "or") if isinstance(names, list) else str(names)


def number(count: float) -> str:
    """A count with commas for thousands: `1,200`, `0.5`."""
    return f"{count:,.0f}" if count == round(count) or count >= 1000 else f"{count:,.4g}"


def plural(count: float, noun: str) -> str:
    """`1 agent`, `12 agents`."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"
