"""How a value type of the grammar plugs into pydantic: a converting function and its JSON Schema.

A converter takes the plain value of a file and returns the value of the model, or raises ValueError or
`RuleError`, whose text is the whole message: the rule in our own words, never the validator's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, get_args, get_origin

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

Json = dict[str, Any]
BRANCH = "\0"
"""Begins the label of a union's branch, which is no part of a value's path."""
RULE = "rule"
"""The type of all errors whose message is our own."""


class RuleError(ValueError):
    """A broken rule inside a value, with the path from the value to the place."""

    def __init__(self, rule: str, *at: str | int) -> None:
        super().__init__(rule)
        self.found: list[tuple[tuple[str | int, ...], str]] = [(at, rule)]

    @classmethod
    def several(cls, found: list[tuple[tuple[str | int, ...], str]]) -> RuleError:
        """All rules broken inside one value."""
        wrong = cls(found[0][1])
        wrong.found = found
        return wrong


def custom_error(rule: str) -> PydanticCustomError:
    """An error that says exactly `rule`."""
    return PydanticCustomError(RULE, "{rule}", {"rule": rule})


def raise_all(found: list[tuple[tuple[str | int, ...], str]], value: object) -> NoReturn:
    """Raise the broken rules of one value as a pydantic error with their places."""
    details = [
        InitErrorDetails(type=custom_error(rule), loc=at, input=_inside(value, at)) for at, rule in found
    ]
    raise ValidationError.from_exception_data("value", details)


def _inside(value: Any, at: tuple[str | int, ...]) -> object:
    for part in at:
        value = value[part]
    return value


def moved(error: ValidationError, *under: str | int) -> list[InitErrorDetails]:
    """The details of an error inside a part of a value, as errors of the whole value."""
    details = []
    for one in error.errors(include_url=False):
        if one["type"] == RULE:
            kind: Any = custom_error(one["msg"])
            details.append(InitErrorDetails(type=kind, loc=(*under, *one["loc"]), input=one["input"]))
            continue
        detail = InitErrorDetails(type=one["type"], loc=(*under, *one["loc"]), input=one["input"])
        if "ctx" in one:
            detail["ctx"] = one["ctx"]
        details.append(detail)
    return details


class Kind:
    """Annotates a type with its converter and JSON Schema; `context` passes the reading context on."""

    def __init__(self, convert: Callable[..., Any], json: Json, context: bool = False) -> None:
        self.convert = convert
        self.json = json
        self.context = context

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self._checked)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Json:
        return dict(self.json)

    def _checked(self, value: object, info: core_schema.ValidationInfo) -> object:
        try:
            if self.context:
                return self.convert(value, info.context or {})
            return self.convert(value)
        except RuleError as error:
            raise_all(error.found, value)
        except ValueError as error:
            raise_all([((), str(error))], value)


class Word:
    """Annotates `Literal[word] | T`: the word stands for itself, anything else is a T."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        other = next(arg for arg in get_args(source) if not _is_word(arg))
        return core_schema.no_info_wrap_validator_function(self._read, handler.generate_schema(other))

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> Json:
        return {"anyOf": [{"enum": list(self.words)}, handler(schema)]}

    def _read(self, value: object, handler: core_schema.ValidatorFunctionWrapHandler) -> object:
        return value if isinstance(value, str) and value in self.words else handler(value)


class TextOr:
    """Annotates `Text | T`: text is of the first type, anything else a T."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text, other = (handler.generate_schema(arg) for arg in get_args(source))
        choices = {BRANCH + "text": text, BRANCH + "other": other}
        return core_schema.tagged_union_schema(choices, discriminator=_text_or_other)


class OrMap:
    """Annotates `T | Part`: a map is the part, anything else a T."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        other, part = (handler.generate_schema(arg) for arg in get_args(source))
        choices = {BRANCH + "map": part, BRANCH + "other": other}
        return core_schema.tagged_union_schema(choices, discriminator=_map_or_other)


def _is_word(arg: Any) -> bool:
    return str(get_origin(arg)) == "typing.Literal"


def _map_or_other(value: object) -> str:
    return BRANCH + ("map" if isinstance(value, dict) else "other")


def _text_or_other(value: object) -> str:
    return BRANCH + ("text" if isinstance(value, str) else "other")
