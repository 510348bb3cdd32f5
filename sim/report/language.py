"""What people read, in their language: English templates, looked up in a catalogue and filled with fields.

English is what the code says; Danish, Swedish and Chinese stand in `catalogues/*.po`. Conventions:

- A message is a whole sentence, heading or label, with named fields: `say("{team} answers {share}", ...)`.
  Fragments are never glued together, for other languages order their words otherwise.
- What depends on a count is `several(n, "{n} customer", "{n} customers")`; the field `n` need not be given.
- A template that waits in a table is marked there by `message("...")`, and looked up when it is said:
  `say(TABLE[key])`. Else the first argument of `say` is one literal, never an f-string or a condition.
- A field is text (names as the scenario writes them) or a number written by `sim.report.numbers`; templates
  have no format codes. `{{` and `}}` stand for braces.
- Words from below (titles of measures, verdicts) are listed in `sim.report.terms` and looked up by `word`.
- Text is made while a language is spoken, not at import and not in a cache that forgets the language.

`python -m tools.translations` keeps the catalogues; docs/translating.md has the field's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from sim.errors import WrongUse

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LANGUAGES = ("en", "da", "sv", "zh")
CATALOGUES = Path(__file__).parent / "catalogues"

_BLANK_BESIDE_WIDE = re.compile("(?<=[，。；：、（）“”]) +| +(?=[，。；：、（）“”])")
_spoken: ContextVar[str] = ContextVar("language", default="en")


def say(template: str, /, **fields: object) -> str:
    """A message in the language that is spoken, with its fields filled in."""
    if spoken() != "en" and template:   # gettext knows "" as the head of the file
        template = _translations(spoken()).gettext(template)
    return _filled(template, fields)


def several(n: float, one: str, many: str, /, **fields: object) -> str:
    """A message that depends on a count: `several(3, "{n} customer", "{n} customers")`.

    Parameters
    ----------
    n : the count; the field `n`, unless that is given in words.
    """
    whole = int(n) if n == int(n) else 2   # 1.5 weeks are several
    if spoken() == "en":
        template = one if whole == 1 else many
    else:
        template = _translations(spoken()).ngettext(one, many, whole)
    return _filled(template, {"n": n, **fields})


def _filled(template: str, fields: dict[str, object]) -> str:
    """A template with its fields; Chinese sets no blank beside its wide marks, wherever a field ends."""
    text = template.format(**fields)
    return _BLANK_BESIDE_WIDE.sub("", text) if spoken() == "zh" else text


def word(text: str, /) -> str:
    """A text from below, or a title that may be a user's own: looked up, without fields; else as it is."""
    return _translations(spoken()).gettext(text) if spoken() != "en" and text else text


def message(template: str) -> str:
    """Mark a template that is said later; it comes back as it is."""
    return template


def spoken() -> str:
    """The language of what is being written, one of `LANGUAGES`."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within this block `say` and `several` speak a language, and numbers and dates are written in it.

    Raises
    ------
    WrongUse
        Where there is no catalogue of that language.
    """
    if language not in LANGUAGES:
        raise WrongUse(f"language: {language!r} is none of {', '.join(LANGUAGES)}")
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def catalogue(language: str) -> Catalog:
    """The messages of a language as its file has them."""
    from babel.messages.pofile import read_po

    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def letters_spoken() -> str:
    """Every letter that messages in the language that is spoken are written in, once."""
    if spoken() == "en":
        return ""
    texts = ("".join(one.string or "") for one in catalogue(spoken()) if one.id)   # text, or its forms
    return "".join(sorted(set().union(*texts)))


@cache
def _translations(language: str) -> GNUTranslations:
    """The catalogue as gettext reads it, made anew in memory: no compiled files to keep up to date."""
    from babel.messages.mofile import write_mo

    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return GNUTranslations(compiled)
