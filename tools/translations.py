"""Keep the catalogues: `python -m tools.translations` finds all messages of the program and tidies the files.

In: the Python source of `sim`, and `sim.report.terms` for words from below. Out: `sim/report/catalogues/*.po`
with exactly the messages that are used, each once, sorted; what has no translation yet is printed. The files
may have been merged line by line.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from sim.report.language import CATALOGUES, LANGUAGES, catalogue
from sim.report.terms import from_below

Key = str | tuple[str, str]
"""A message, or its forms for one and for many."""

TRANSLATED = tuple(language for language in LANGUAGES if language != "en")
_SOURCE = Path(__file__).parents[1] / "sim"
_FORMS = {"say": slice(0, 1), "message": slice(0, 1), "several": slice(1, 3)}   # where templates stand
_HEADER = (
    'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: {plural}\\n"\n\n'
)


def messages(root: Path = _SOURCE) -> dict[Key, str]:
    """Every message of the program and the first place that says it.

    Raises
    ------
    ValueError
        Where a template is not one literal.
    """
    found: dict[Key, str] = {}
    for file in sorted(root.rglob("*.py")):
        source, name = file.read_text(encoding="utf-8"), str(file.relative_to(root.parent))
        if "sim.report.language" in source:
            for key, line in messages_in(source, name):
                found.setdefault(key, f"{name}:{line}")
    for text in from_below():
        found.setdefault(text, "sim/report/terms.py")
    return found


def messages_in(source: str, name: str) -> Iterator[tuple[Key, int]]:
    """The messages of one source text, with their lines."""
    for node in ast.walk(ast.parse(source)):
        called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        if not isinstance(node, ast.Call) or called not in _FORMS:
            continue
        templates = node.args[_FORMS[called]]
        texts = [str(one.value) for one in templates if isinstance(one, ast.Constant)]
        if len(texts) == len(templates):
            yield (texts[0] if called != "several" else (texts[0], texts[1])), node.lineno
        elif called != "say" or any(_bare(one) for one in templates):
            raise ValueError(f"{name}:{node.lineno}: a template is one literal, marked where it is written")


def tidied(language: str, used: dict[Key, str]) -> bytes:
    """A catalogue with the messages that are used, sorted, and what the present file says of them."""
    before, after = catalogue(language), Catalog(locale=language)
    for key in used:
        old = before.get(key if isinstance(key, str) else key[0])
        same = old is not None and old.id == key and not old.fuzzy
        after.add(key, old.string if old is not None and same else None).flags.clear()
    written = BytesIO()
    write_po(written, after, width=0, no_location=True, omit_header=True, sort_output=True)
    header = _HEADER.format(language=language, plural=after.plural_forms)
    return header.encode() + written.getvalue().rstrip() + b"\n"


def untranslated(language: str, used: dict[Key, str]) -> Iterator[str]:
    """The messages that the file of a language says nothing of, with the place that says them."""
    known = catalogue(language)
    for key, place in used.items():
        found = known.get(key if isinstance(key, str) else key[0])
        strings = () if found is None or found.fuzzy or found.id != key else found.string
        if not strings or not all((strings,) if isinstance(strings, str) else strings):
            yield f"{place}: {key if isinstance(key, str) else ' | '.join(key)}"


def _bare(template: ast.expr) -> bool:
    """Whether an expression has literals that nothing marks: an f-string, a condition between two."""
    if isinstance(template, ast.IfExp):
        return _bare(template.body) or _bare(template.orelse)
    return isinstance(template, ast.Constant | ast.JoinedStr | ast.BinOp)


def main() -> int:
    """Tidy all catalogues; 1 where translations are missing."""
    used = messages()
    missing = 0
    for language in TRANSLATED:
        (CATALOGUES / f"{language}.po").write_bytes(tidied(language, used))
        for one in untranslated(language, used):
            print(f"{language}: {one}")
            missing += 1
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
