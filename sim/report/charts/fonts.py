"""Which fonts draw the letters of names, and which one to install where none does."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sim.report.finished import Finished, notes_of
from sim.report.language import letters_spoken

_LATIN = "DejaVu Sans"   # comes with matplotlib: Latin, Greek, Cyrillic
_FURTHER = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei",
    "Microsoft YaHei", "SimHei", "PingFang SC", "Hiragino Sans GB", "Noto Sans CJK JP", "Noto Sans",
    "Noto Sans Arabic", "Noto Sans Devanagari", "Arial Unicode MS",
)  # fmt: skip


@cache
def families() -> tuple[str, ...]:
    """The fonts that are here, in the order in which they are asked for a letter."""
    from matplotlib.font_manager import fontManager

    here = set(fontManager.get_font_names())
    return (_LATIN, *(name for name in _FURTHER if name in here))


@cache
def _letters() -> frozenset[int]:
    """Code points of all letters that can be drawn."""
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.ft2font import FT2Font

    files = (findfont(FontProperties(family=name)) for name in families())
    return frozenset(code for file in files for code in FT2Font(file).get_charmap())


def missing(texts: Iterable[str]) -> str:
    """Letters of texts that no font here draws, each once, in order; "" if there are none."""
    letters = dict.fromkeys(letter for text in texts for letter in text if not letter.isspace())
    return "".join(letter for letter in letters if ord(letter) > 126 and ord(letter) not in _letters())


def advice_on(result: Finished) -> str:
    """What to install for a result's names and for the language that is spoken; "" where all is drawn."""
    named = ((one.title, one.question, *one.teams, *one.segments) for one in notes_of(result))
    letters = missing([*(text for texts in named for text in texts), letters_spoken()])
    return advice(letters) if letters else ""


def advice(letters: str) -> str:
    """What to install so that these letters are drawn."""
    shown = letters if len(letters) <= 12 else letters[:12] + "..."
    return (
        f"no font here draws {shown}: they appear as empty boxes. Install a font that has them, such as "
        "Noto Sans CJK (Debian: fonts-noto-cjk, or fonts-wqy-zenhei), and draw the charts again."
    )
