"""One customer's life under each alternative, step by step, in sentences.

In: a result that kept its rows, and a journey or none. Out: text for a terminal; without a journey the
luckiest, a typical and the unluckiest customer of the first replication are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sim.errors import WrongUse
from sim.report.stories.happening import happening, span
from sim.report.stories.lives import Lives, Row, Who, begin_of
from sim.report.tables import WIDEST, heading, paragraph
from sim.study.result import Result, ScenarioNote

_LABEL = 18   # columns of a moment


def story_text(result: Result, journey: Who | None, width: int = WIDEST) -> str:
    """The story of a journey, or of three that are chosen.

    Raises
    ------
    WrongUse
        Where the result kept no rows, or nobody is called that.
    """
    if result.folder is None:
        raise WrongUse("only a stored result keeps single journeys: give --out and --records")
    lives = Lives(result.folder, journey.replication if journey else 0)
    chosen = {"": journey} if journey else _chosen(result, lives)
    lines = [line for why, one in chosen.items() for line in _told(result, lives, (why, one), width)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _told(result: Result, lives: Lives, chosen: tuple[str, Who], width: int) -> Iterator[str]:
    why, one = chosen
    numbers = [(scenario, lives.numbers(scenario.name).get(one)) for scenario in result.scenarios]
    if all(number is None for _, number in numbers):
        raise WrongUse(f"{result.folder}: nobody is called {one}")
    yield from heading(f"{why}: {one}" if why else f"Journey {one}", width)
    for scenario, number in numbers:
        yield ""
        yield from paragraph(scenario.title, width)
        if number is None:
            yield from paragraph("This journey does not take place here.", width, "  ")
            continue
        if not _came_together(result, lives, (scenario, number), one):
            paired = (f"Demand is another here: number {one.ordinal} of {one.demand}/{one.segment}, with the "
                      "same luck, comes at another time.")  # fmt: skip
            yield from paragraph(paired, width, "  ")
        start = result.first_moment(scenario.name)
        for row in lives.legs(scenario.name, number):
            if said := happening(row):
                label = f"  {_moment(start, begin_of(row)):<{_LABEL}}"
                yield from paragraph(said, width, label, " " * len(label))
        yield from paragraph(_in_all(lives.journeys(scenario.name)[number]), width, "  ", "    ")


def _came_together(
    result: Result, lives: Lives, where: tuple[ScenarioNote, int], one: Who
) -> bool:
    """Whether a journey begins in a scenario when it does in the base, as far as it takes place there."""
    scenario, number = where
    of_base = lives.numbers(result.base.name).get(one)
    started = lives.journeys(scenario.name)[number]["started"]
    return of_base is None or started == lives.journeys(result.base.name)[of_base]["started"]


def _in_all(row: Row) -> str:
    waited = span(round(1e6 * row["wait_s"]))
    return (
        f"In all: {waited} of waiting, {_many(row['contacts'], 'contact')}, "
        f"{_many(row['handoffs'], 'handoff')}; ease {row['ces']:.1f} of 7 expected."
    )


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _chosen(result: Result, lives: Lives) -> dict[str, Who]:
    """The luckiest, a typical and the unluckiest of those who got in touch.

    Compared with an alternative (the first): by what it changes in their expected ease; alone: by ease.
    """
    base, *others = result.scenarios
    ours = _contacted(lives, base)
    if others:
        theirs = lives.numbers(others[0].name)
        rows = lives.journeys(others[0].name)
        ease = {one: rows[theirs[one]]["ces"] - row["ces"] for one, row in ours.items() if one in theirs}
        words = f" with {others[0].title}"
    else:
        ease, words = {one: row["ces"] for one, row in ours.items()}, ""
    order = sorted(ease, key=lambda one: (ease[one], one))
    if not order:
        raise WrongUse(f"{result.folder}: nobody got in touch in the first replication")
    places = {"The luckiest": -1, "A typical customer": len(order) // 2, "The unluckiest": 0}
    return {why + words: order[place] for why, place in places.items()}


def _contacted(lives: Lives, scenario: ScenarioNote) -> dict[Who, Row]:
    """The measured journeys with a contact."""
    rows = lives.journeys(scenario.name)
    numbers = lives.numbers(scenario.name)
    return {one: rows[number] for one, number in numbers.items() if _counts(rows[number])}


def _counts(row: Row) -> bool:
    return bool(row["measured"] and row["contacts"])


def _moment(start: datetime, us: int) -> str:
    at = start + timedelta(microseconds=us)
    return f"{at:%a} {at.day} {at:%b %H:%M}"
