"""Arithmetic of changes: a written value times a factor, or plus another, with its unit kept.

In: nodes as written ("12000/w", 5, {exponential: 4 min}, a by-map). Out: nodes written the same way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from sim.errors import Place
from sim.scenario.lawtext import LAWS
from sim.scenario.piecetext import EMPIRICAL, MIXTURE
from sim.scenario.tree import Node, Scalar
from sim.units import MICROSECONDS, NUMBER, is_number, number_text

_QUANTITY = re.compile(rf"({NUMBER})(\s*)(\D*)")
_MOST = Decimal(10) ** 15
Reckoning = Callable[[Scalar], Scalar]


def times(node: Node, factor: Scalar, place: Place) -> Node:
    """A value multiplied; of a law all durations, of a by-map all cases, of a list all items.

    Raises
    ------
    ValueError
        Where the value or the factor is no number.
    """
    if not is_number(factor):
        raise ValueError("times needs a plain number, such as {times: 1.1}")
    return _mapped(node, lambda value: _scaled(value, Decimal(str(factor))), place, laws=True)


def plus(node: Node, term: Scalar, place: Place) -> Node:
    """A value increased; of a by-map all cases, of a list all items. Units must fit each other."""
    return _mapped(node, lambda value: _sum(value, term), place, laws=False)


def _mapped(node: Node, reckon: Reckoning, place: Place, laws: bool) -> Node:
    if isinstance(node.content, list):
        return Node([_mapped(item, reckon, place, laws) for item in node.content], place)
    if not isinstance(node.content, dict):
        return Node(reckon(node.content), place)
    if "by" in node.content:
        entries = node.content.items()
        return Node({n: c if n == "by" else _mapped(c, reckon, place, laws) for n, c in entries}, place)
    name = next(iter(node.content), "")
    if len(node.content) != 1 or name not in LAWS:
        raise ValueError("stands for a whole map; name the number in it that is to change")
    if not laws:
        raise ValueError("add does not fit a law: change its mean, or use times")
    if name == EMPIRICAL:
        raise ValueError("is recorded: a team's time_factor multiplies it, times does not")
    if name == MIXTURE:
        return Node({name: _scaled_mixture(node.content[name], reckon, place)}, place)
    return Node({name: _scaled_law(node.content[name], reckon, place)}, place)


def _scaled_mixture(node: Node, reckon: Reckoning, place: Place) -> Node:
    """The law of each part, and no share, multiplied."""
    parts = {}
    for name, part in node.entries.items():
        law = part.entries.get("law")
        scaled = {} if law is None else {"law": _mapped(law, reckon, place, laws=True)}
        parts[name] = Node({**part.entries, **scaled}, place)
    return Node(parts, place)


def _scaled_law(node: Node, reckon: Reckoning, place: Place) -> Node:
    if not isinstance(node.content, dict):
        return Node(reckon(node.scalar), place)
    return Node({name: _parameter(name, one, reckon, place) for name, one in node.content.items()}, place)


def _parameter(name: str, node: Node, reckon: Reckoning, place: Place) -> Node:
    relative = isinstance(node.content, str) and node.content.rstrip().endswith("%")
    return node if name == "shape" or relative else Node(reckon(node.scalar), place)


def _parts(value: Scalar) -> tuple[Decimal, str, str]:
    """Number, blanks and unit of a written value."""
    if is_number(value):
        return Decimal(str(value)), "", ""
    match = _QUANTITY.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError("is not a number in the base, so it cannot be multiplied or added to")
    return Decimal(match.group(1)), match.group(2), match.group(3)


def _written(number: Decimal, blanks: str, unit: str) -> Scalar:
    if abs(number) > _MOST:
        raise ValueError("comes to more than any value may be")
    if unit:
        return f"{number_text(round(number, 12))}{blanks}{unit}"
    return int(number) if number == number.to_integral_value() else float(number)


def _scaled(value: Scalar, factor: Decimal) -> Scalar:
    number, blanks, unit = _parts(value)
    return _written(number * factor, blanks, unit)


def _sum(value: Scalar, term: Scalar) -> Scalar:
    number, blanks, unit = _parts(value)
    try:
        more, _, term_unit = _parts(term)
    except ValueError:
        raise ValueError("add needs a number, such as {add: -1} or {add: 30 s}") from None
    return _written(number + more * _ratio(term_unit, unit), blanks, unit)


def _ratio(unit: str, into: str) -> Decimal:
    """How much of `into` one `unit` is."""
    if unit == into:
        return Decimal(1)
    lengths = Decimal(MICROSECONDS.get(unit, 0)), Decimal(MICROSECONDS.get(into, 0))
    if all(lengths):
        return lengths[0] / lengths[1]
    if {unit, into} == {"%", ""}:
        return Decimal("0.01") if unit == "%" else Decimal(100)
    if not unit:
        raise ValueError(f"add needs the unit of the base's value, {into}")
    raise ValueError(f"add has the unit {unit}, the base's value {into or 'none'}")


def same_unit(first: Scalar, second: Scalar, ordered: bool = False) -> bool:
    """Whether two written values can be compared, and, if `ordered`, whether the first is not larger."""
    try:
        one, _, unit = _parts(first)
        other, _, other_unit = _parts(second)
        ratio = _ratio(other_unit, unit)
    except ValueError:
        return False
    return one <= other * ratio if ordered else True

def between(low: Scalar, high: Scalar, share: float, whole: bool = False) -> Scalar:
    """The value so far on its way from `low` (0) to `high` (1), written like `low`.

    Parameters
    ----------
    whole : a count: each whole number from low to high has an equal part of the way.

    Raises
    ------
    ValueError
        Where the two cannot be compared.
    """
    one, blanks, unit = _parts(low)
    other, _, other_unit = _parts(high)
    other *= _ratio(other_unit, unit)
    if whole and not unit:
        return min(int(one + (other - one + 1) * Decimal(share)), int(other))
    return _written(round(one + (other - one) * Decimal(share), 12), blanks, unit)


def number_like(value: Scalar, like: Scalar) -> tuple[float, str]:
    """The number of a written value in the unit that `like` is written in, and that unit."""
    number, _, unit = _parts(value)
    _, _, wanted = _parts(like)
    return float(number * _ratio(unit, wanted)), wanted
