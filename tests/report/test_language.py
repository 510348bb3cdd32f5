"""The program speaks four languages: messages are looked up, filled, and none is missing in any catalogue."""

from __future__ import annotations

from datetime import date
from string import Formatter

import pytest

import sim
from sim.report.language import catalogue, message, say, several, speaking, spoken
from sim.report.locales import clock, day, listed, local, money, percent, weekday, whole
from sim.report.numbers import Form
from sim.stats.estimate import Estimate
from tools.translations import TRANSLATED, messages, messages_in, tidied, untranslated

USED = messages()
MANY = 12_345.5


def fields(template: str) -> set[str]:
    """The named fields of a template; codes behind them are refused."""
    parsed = list(Formatter().parse(template))
    assert not any(code or conversion for _, _, code, conversion in parsed), template
    return {name for _, name, _, _ in parsed if name is not None}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language: str) -> None:
    assert list(untranslated(language, USED)) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_fields_of_its_message(language: str) -> None:
    for one in catalogue(language):
        if one.id:
            told = [one.id] if isinstance(one.id, str) else list(one.id)
            said = [one.string] if isinstance(one.string, str) else list(one.string)
            assert {frozenset(fields(text)) for text in said} == {frozenset(fields(told[-1]))}, one.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_is_tidy(language: str) -> None:
    from sim.report.language import CATALOGUES

    assert (CATALOGUES / f"{language}.po").read_bytes() == tidied(language, USED)


def test_english_is_the_template_itself_without_a_catalogue() -> None:
    assert say("{low} to {high}", low="1", high="2") == "1 to 2"
    assert several(1, "{n} week", "{n} weeks") == "1 week"
    assert several(0, "{n} week", "{n} weeks") == "0 weeks"
    assert several(1.5, "{n} week", "{n} weeks") == "1.5 weeks"
    assert several(1000, "{n} week", "{n} weeks", n="1,000") == "1,000 weeks"


def test_braces_in_names_stay_as_they_are() -> None:
    with speaking("da"):
        assert say("{low} to {high}", low="{a}", high="{{b}}") == "{a} til {{b}}"


def test_a_language_is_spoken_within_its_block_only() -> None:
    with speaking("da"):
        with speaking("sv"):
            assert spoken() == "sv"
        assert say(message("{low} to {high}"), low=1, high=2) == "1 til 2"
    assert spoken() == "en"
    with pytest.raises(sim.WrongUse, match="'fr' is none of en, da, sv, zh"), speaking("fr"):
        pass


def test_the_command_line_offers_the_languages_that_there_are() -> None:
    from sim.cli.report import report
    from sim.report.language import LANGUAGES

    choice = next(one.type for one in report.params if one.name == "language")
    assert tuple(getattr(choice, "choices", ())) == LANGUAGES


def test_numbers_take_the_signs_of_the_language() -> None:
    assert [in_language(one, local, "-12,345.5") for one in ("en", *TRANSLATED)] == [
        "-12,345.5", "-12.345,5", "\N{MINUS SIGN}12\N{NO-BREAK SPACE}345,5", "-12,345.5",
    ]  # fmt: skip
    assert [in_language(one, whole, MANY) for one in ("en", "da")] == ["12,346", "12.346"]
    assert [in_language(one, percent, 0.8512, 1) for one in ("en", *TRANSLATED)] == [
        "85.1 %", "85,1\N{NO-BREAK SPACE}%", "85,1\N{NO-BREAK SPACE}%", "85.1%",
    ]  # fmt: skip


def test_money_stands_where_the_language_puts_it() -> None:
    assert in_language("en", money, "12,300", "DKK") == "12,300 DKK"
    assert in_language("da", money, "12.300", "DKK") == "12.300\N{NO-BREAK SPACE}kr."
    assert in_language("sv", money, "12 300", "SEK") == "12 300\N{NO-BREAK SPACE}kr"
    assert in_language("zh", money, "12,300", "CNY") == "¥12,300"
    assert in_language("da", money, "12.300", "credits") == "12.300 credits"   # no currency: as it is written


def test_days_hours_and_dates_by_language() -> None:
    assert [in_language(one, weekday, 0) for one in ("en", *TRANSLATED)] == ["Mon", "man", "mån", "周一"]
    assert [in_language(one, clock, 8) for one in ("en", *TRANSLATED)] == ["08:00", "08.00", "08:00", "08:00"]
    assert [in_language(one, clock, 24) for one in ("en", "da")] == ["24:00", "24.00"]
    assert [in_language(one, day, date(2026, 3, 2)) for one in ("en", *TRANSLATED)] == [
        "2 Mar 2026", "2. mar. 2026", "2 mars 2026", "2026年3月2日",
    ]  # fmt: skip


def test_lists_by_language() -> None:
    assert [in_language(one, listed, "abc") for one in ("en", *TRANSLATED)] == [
        "a, b and c", "a, b og c", "a, b och c", "a、b和c",
    ]  # fmt: skip
    assert in_language("da", listed, "ab", "or") == "a eller b"


def test_chinese_sets_no_blank_beside_its_wide_marks() -> None:
    with speaking("zh"):
        said = say("It adds {n} hard journeys (CES 1-3) a week.", n="54（49 至 60）")
    assert said == "每周增加 54（49 至 60）次费力旅程（CES 1-3）。"


def test_estimates_by_language() -> None:
    cost = Estimate(12_345.0, 12_300.0, 12_390.0, 5, "t")
    costs = "12.345\N{NO-BREAK SPACE}€ (12.300 til 12.390)"
    assert in_language("da", Form("EUR", 0).with_interval, cost) == costs
    share = Estimate(0.0142, 0.0131, 0.0153, 5, "t")
    assert in_language("sv", Form("share", 3).with_interval, share) == "1,4\N{NO-BREAK SPACE}% (1,3 till 1,5)"
    assert in_language("zh", Form("s", 1).with_interval, cost) == "12,345 秒（12,300 至 12,390）"


def in_language(language: str, function: object, *values: object) -> str:
    """What a function writes in a language."""
    assert callable(function)
    with speaking(language):
        return str(function(*values))


def test_messages_are_found_wherever_they_are_said() -> None:
    source = (
        'A = {"key": message("one {x}")}\n'
        'def f(): return say("two {y} " "more", y=several(n, "{n} a", "{n} b")) + say(A["key"])\n'
        'def g(): return say(message("three") if x == "no" else message("four"))\n'
    )
    assert sorted(str(key) for key, _ in messages_in(source, "x.py")) == [
        "('{n} a', '{n} b')", "four", "one {x}", "three", "two {y} more",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "call", ['say(f"{x} glued")', 'say("a" if x else "b")', 'say("a" + x)', "message(x)"],
)
def test_a_template_that_cannot_be_found_is_refused(call: str) -> None:
    with pytest.raises(ValueError, match=r"x.py:1: a template is one literal"):
        list(messages_in(call, "x.py"))
