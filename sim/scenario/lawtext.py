"""Laws as people write them: `4 min`, `{exponential: 4 min}`, `{lognormal: {mean: 7 min, sd: 5 min}}`.

In: the plain value of a file. Out: a law of `sim.scenario.laws`, in microseconds, or without unit.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from math import isfinite

from sim.scenario import laws
from sim.scenario.kinds import Json, RuleError
from sim.scenario.piecetext import PIECED, pieced, pieced_json
from sim.units import duration_us, is_number, split

Amounts = dict[str, float]


FORMS: dict[str, tuple[tuple[str, ...], ...]] = {
    "constant": (("value",),),
    "exponential": (("mean",),),
    "lognormal": (("mean", "sd"), ("median", "mean")),
    "gamma": (("mean", "sd"),),
    "weibull": (("mean", "shape"), ("scale", "shape")),
    "uniform": (("low", "high"),),
    "triangular": (("low", "mode", "high"),),
}
"""The laws and the sets of parameters by which each may be given; a law of one may be given bare."""

LAWS = (*FORMS, *PIECED)
"""The names of all laws."""

_NO_UNIT = ("shape",)
_FAR, _RARE = 1 - 2.0**-53, 1 - 1e-12
"""The largest uniform, at which a law must still have a value, and one so large that hardly any is larger."""
MOST = 2.0**62
"""Microseconds: a moment of a record is a whole number of 64 bits."""


def duration_law(value: object) -> laws.Law:
    """The law of a duration; a bare duration is constant.

    Raises
    ------
    RuleError
        With every rule that the value breaks.
    """
    if isinstance(value, dict):
        return pieced(value, duration_law) or _law(value, duration_us, "4 min")
    if isinstance(value, list):
        raise RuleError("must be a duration such as 4 min, or a law such as {exponential: 4 min}")
    return laws.Constant(duration_us(value))


def number_law(value: object) -> laws.Law:
    """The law of a number without unit; `sd` may be a percentage of the mean."""
    if isinstance(value, dict):
        return pieced(value, number_law, plain_numbers=True) or _law(value, _plain_number, "1")
    return laws.Constant(_plain_number(value))


def _plain_number(value: object) -> float:
    if not is_number(value):
        raise ValueError("must be a number without unit")
    number = float(value)
    if number < 0:
        raise ValueError("must not be negative")
    return number


def _law(value: dict[str, object], read: Callable[[object], float], example: str) -> laws.Law:
    if len(value) != 1 or next(iter(value)) not in FORMS:
        known = ", ".join(LAWS)
        raise RuleError(f"must be one law, such as {{exponential: {example}}}; known laws: {known}")
    name, given = next(iter(value.items()))
    forms = FORMS[name]
    if not isinstance(given, dict):
        if len(forms[0]) > 1:
            raise RuleError(f"needs {_choices(forms)}, such as {{{forms[0][0]}: {example}, ...}}", name)
        given = {forms[0][0]: given}
        return _built(name, _amounts(given, read, (name,), bare=True))
    if tuple(sorted(given)) not in {tuple(sorted(form)) for form in forms}:
        raise RuleError(f"needs {_choices(forms)}", name)
    return _built(name, _amounts(given, read, (name,)))


def _choices(forms: tuple[tuple[str, ...], ...]) -> str:
    return ", or ".join(" and ".join(form) for form in forms)


def _amounts(
    given: dict[str, object], read: Callable[[object], float], at: tuple[str, ...], bare: bool = False
) -> Amounts:
    amounts: Amounts = {}
    found: list[tuple[tuple[str | int, ...], str]] = []
    for name, value in given.items():
        try:
            if name == "sd" and isinstance(value, str) and value.strip().endswith("%"):
                amounts[name] = float(split(value)[0]) / 100 * read(given.get("mean"))
            else:
                amounts[name] = (_plain_number if name in _NO_UNIT else read)(value)
        except ValueError as error:
            found.append((at if bare else (*at, name), str(error)))
    if found:
        raise RuleError.several(found)
    return amounts


def _built(name: str, a: Amounts) -> laws.Law:
    if rule := _broken(name, a):
        raise RuleError(rule, name)
    builders: dict[str, Callable[[], laws.Law]] = {
        "constant": lambda: laws.Constant(a["value"]),
        "exponential": lambda: laws.Exponential(a["mean"]),
        "lognormal": lambda: _lognormal(a),
        "gamma": lambda: laws.Gamma.of_mean(a["mean"], a["sd"]),
        "weibull": lambda: laws.Weibull(a["shape"], _weibull_scale(a)),
        "uniform": lambda: laws.Uniform(a["low"], a["high"]),
        "triangular": lambda: laws.Triangular(a["low"], a["mode"], a["high"]),
    }
    try:
        law = builders[name]()
        fine = isfinite(law.quantile(_FAR)) and law.quantile(_RARE) < MOST and isfinite(law.variance())
    except ArithmeticError:
        fine = False
    if not fine:
        raise RuleError("spreads too far: some of its draws are longer than any clock can tell", name)
    return law


def _broken(name: str, a: Amounts) -> str:
    """The rule that the parameters of a law break together; empty where they are fine."""
    if name == "uniform":
        return "" if a["low"] < a["high"] else "needs low below high"
    if name == "triangular":
        fine = a["low"] <= a["mode"] <= a["high"] and a["low"] < a["high"]
        return "" if fine else "needs low, mode and high in ascending order"
    if name == "constant":
        return ""
    small = [n for n, amount in a.items() if amount <= 0]
    if small:
        return f"needs {' and '.join(small)} above 0"
    if "median" in a and a["median"] > a["mean"]:
        return "needs a median of at most the mean"
    return ""


def _lognormal(a: Amounts) -> laws.Law:
    if "median" in a:
        return laws.Lognormal.of_median(a["median"], a["mean"])
    return laws.Lognormal.of_mean(a["mean"], a["sd"])


def _weibull_scale(a: Amounts) -> float:
    return a["scale"] if "scale" in a else a["mean"] / math.gamma(1 + 1 / a["shape"])


def law_json(amount: Json) -> Json:
    """The JSON Schema of a law whose parameters are `amount`s."""
    simple = _simple_json(amount)
    return {"anyOf": [*simple, *pieced_json({"anyOf": simple}, plain_numbers="type" in amount)]}


def _simple_json(amount: Json) -> list[Json]:
    number = {"type": "number", "exclusiveMinimum": 0}
    options = []
    for name, forms in FORMS.items():
        maps: list[Json] = [_parameters(form, amount, number) for form in forms]
        if len(forms[0]) == 1:
            maps.append(amount)
        law = maps[0] if len(maps) == 1 else {"anyOf": maps}
        options.append(_closed_map({name: law}))
    return [amount, *options]


def _parameters(form: tuple[str, ...], amount: Json, number: Json) -> Json:
    percent = {"type": "string", "pattern": r"^\d+(\.\d+)?\s*%$"}
    kinds = {"shape": number, "sd": {"anyOf": [amount, percent]}}
    properties = {name: kinds.get(name, amount) for name in form}
    return _closed_map(properties)


def _closed_map(properties: Json) -> Json:
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }
