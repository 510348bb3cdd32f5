"""Numbers, money, days and hours as a language writes them: 1,234.5 in English is 1.234,5 in Danish.

The digits are those that English shows; only signs, order and words are the language's (CLDR, by Babel).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from functools import cache, reduce
from typing import TYPE_CHECKING

from sim.report.language import message, say, spoken

if TYPE_CHECKING:
    from babel import Locale

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CLAUSES, COMMAS, SENTENCES = message("{first}; {next}"), message("{first}, {next}"), message("{first} {next}")
"""How texts that follow one another are chained."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def local(number: str) -> str:
    """A number as Python writes it, `-12,300.5`, with the signs of the language that is spoken."""
    return number if spoken() == "en" else number.translate(_signs(spoken()))


def whole(number: float) -> str:
    """A whole number with its thousands apart: `12,300`."""
    return local(f"{number:,.0f}")


def percent(share: float, places: int = 0) -> str:
    """A share in per cent: 0.85 as `85 %`."""
    return say("{number} %", number=local(f"{100 * share:,.{places}f}"))


def money(number: str, currency: str) -> str:
    """A number that is written already, with its currency: `12,300 EUR`, in Danish `12.300 €`."""
    if spoken() == "en" or currency not in _locale(spoken()).currencies:
        return f"{number} {currency}"
    pattern = _locale(spoken()).currency_formats["standard"].pattern
    if pattern.startswith("\xa4"):
        return f"{sign_of(currency)}{number}"
    return f"{number}\N{NO-BREAK SPACE}{sign_of(currency)}"


def sign_of(currency: str) -> str:
    """A currency as it stands beside numbers: `EUR`, in Danish `€`."""
    if spoken() == "en":
        return currency
    from babel.numbers import get_currency_symbol

    return get_currency_symbol(currency, _locale(spoken()))


def weekday(number: int) -> str:
    """A day of the week in short; 0 is Monday."""
    if spoken() == "en":
        return _DAYS[number]
    from babel.dates import get_day_names

    return str(get_day_names("abbreviated", "stand-alone", _locale(spoken()))[number]).rstrip(".")


def clock(hour: int, minute: int = 0) -> str:
    """A time of day: `08:00`, in Danish `08.00`; the end of a day is 24:00."""
    if spoken() == "en":
        return f"{hour:02d}:{minute:02d}"
    from babel.dates import format_time

    return f"{hour:02d}{format_time(time(hour % 24, minute), 'short', locale=_locale(spoken()))[2:]}"


def day(moment: date) -> str:
    """A date: `3 Mar 2025`."""
    if spoken() == "en":
        return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    from babel.dates import format_date

    return format_date(moment, "medium", locale=_locale(spoken()))


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; `last` is "and" or "or"."""
    parts = list(words)
    if spoken() != "en":
        from babel.lists import format_list

        return format_list(parts, "or" if last == "or" else "standard", _locale(spoken()))
    return f" {last} ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def chained(texts: Iterable[str], link: str = CLAUSES) -> str:
    """Texts after one another: `a; b; c`, by `CLAUSES`, `COMMAS` or `SENTENCES`; empty ones are left out."""
    told = [text for text in texts if text]
    return reduce(lambda first, further: say(link, first=first, next=further), told) if told else ""


def headed(head: str, body: str) -> str:
    """`head: body`."""
    return say("{head}: {body}", head=head, body=body)


@cache
def _locale(language: str) -> Locale:
    from babel import Locale

    return Locale.parse(language)


@cache
def _signs(language: str) -> dict[int, str]:
    """What a language writes for the signs of a number in English."""
    from babel.numbers import get_decimal_symbol, get_group_symbol, get_minus_sign_symbol

    locale = _locale(language)
    return str.maketrans({
        ".": get_decimal_symbol(locale), ",": get_group_symbol(locale), "-": get_minus_sign_symbol(locale),
    })  # fmt: skip
