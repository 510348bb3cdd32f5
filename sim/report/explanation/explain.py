"""Explain a scenario: what it models in plain sentences, what differs from its base, what it takes as given.

In: a document. Out: text that fits its width, and a table of offered load beside the staff.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sim.report.explanation import customers, differences, journeys, people, service
from sim.report.explanation.defaults import defaults
from sim.report.explanation.phrases import phrase
from sim.report.explanation.source import Source
from sim.report.locales import listed
from sim.report.tables import WIDEST, columns, heading, paragraph

if TYPE_CHECKING:
    from sim.plan.load import ByHour
    from sim.plan.model import Plan
    from sim.scenario.document import Document

_UNBROKEN = "\N{NO-BREAK SPACE}"
_UNIT = re.compile(r"(?<=\d) (?=(?:%|s|min|h|EUR|days?|weeks?)(?:\W|$))")
Section = tuple[str, Iterable[str]]


def explained(document: Document, width: int = WIDEST, load: str = "") -> str:
    """What a scenario models, every default it uses and, of an alternative, what differs from its base.

    Parameters
    ----------
    load : the load of its teams, as `load_text` says it; the defaults stand below.

    Raises
    ------
    WrongInput
        Where the scenario cannot be compiled.
    """
    source = Source(document)
    lines = _title(source, width)
    for section in _sections(source):
        lines += _told(section, width)
    lines += load.splitlines()
    lines += _told(("Defaults used (not written in the file)", map(str, defaults(source.scenario))), width)
    return "\n".join(lines) + "\n"


def _told(section: Section, width: int) -> list[str]:
    """A section with its heading; nothing where it has nothing to say."""
    title, sentences = section
    items = [line for item in sentences for line in _item(item, width)]
    return [*heading(title, width), *items] if items else []


def _title(source: Source, width: int) -> list[str]:
    title = source.scenario.title or source.document.path.stem
    lines = [*paragraph(title, width), "=" * min(len(title), width)]
    if source.scenario.question:
        lines += paragraph(source.scenario.question, width)
    return lines


def _item(item: str, width: int) -> list[str]:
    """A sentence of a list; one that begins with blanks belongs to the sentence above."""
    indent, hanging = ("    ", "    ") if item.startswith("  ") else ("- ", "  ")
    whole = _UNIT.sub(_UNBROKEN, item.strip())
    return [line.replace(_UNBROKEN, " ") for line in paragraph(whole, width, indent, hanging)]


def _sections(source: Source) -> Iterator[Section]:
    changed = differences.changed_by(source)
    if changed:
        yield changed, differences.differences(source)
    yield "When", customers.calendar(source)
    yield "Who the customers are", customers.customers(source)
    yield "Where journeys come from", customers.demand(source)
    yield "How customers get in touch", people.channels(source)
    yield "What they need", people.reasons(source)
    yield "Who answers", people.teams(source)
    yield "Who takes a contact, in stages", service.routing(source)
    yield "Callbacks", service.callback(source)
    yield "The menu (IVR)", service.menu(source)
    yield "What a free agent takes first", service.ranks(source)
    yield "When the one who answers cannot help", service.transfers(source)
    yield "What follows a contact (the first of these that applies and happens)", service.after(source)
    for process in source.usage.processes:
        yield f"Journey: {process}", journeys.journeys(source, process)
    yield "What it costs besides staff and channels", _costs(source)
    yield "How effort and satisfaction are predicted", _experience(source)
    yield "Laws that are mixed or recorded", customers.pieced_laws(source)
    yield "What is assumed", differences.guesses(source)


def _costs(source: Source) -> Iterator[str]:
    if source.said("costs", "lost_sale") is not None:
        yield f"A lost sale: {source.phrase('costs', 'lost_sale')}."
    if source.said("costs", "per_contact") is not None:
        yield f"Each contact: {source.phrase('costs', 'per_contact')}."
    if source.scenario.costs.one_off:
        each = (f"{phrase(cost)} for {name}" for name, cost in source.said("costs", "one_off").items())
        yield f"Once: {listed(each)}."
    if source.scenario.costs.defection is not None:
        share, worth = (source.phrase("costs", "defection", key) for key in ("share", "worth"))
        yield (
            f"Stated, not measured: of hard journeys (CES 1 to 3) {share} cost the company the customer, who "
            f"is worth {worth}. The evidence that hard journeys drive customers away is weak."
        )


def _experience(source: Source) -> Iterator[str]:
    name = source.scenario.experience
    if name == "default":
        yield "By the default model. Its coefficients are assumptions: trust differences before levels."
    else:
        yield f"By the model in {name}."
    for goal in source.scenario.goals:
        yield f"Goal, {goal}: {phrase_of_goal(source, goal)}."
    for measure in source.scenario.matters:
        yield f"The smallest difference of {measure} that matters: {source.phrase('matters', measure)}."


def phrase_of_goal(source: Source, goal: str) -> str:
    """A goal in words: `at least 80 % within 20 s`."""
    said = source.said("goals", goal)
    return " ".join(f"{key.replace('_', ' ')} {phrase(value)}" for key, value in said.items())


def load_text(plan: Plan, loads: ByHour, staff: ByHour, width: int = WIDEST) -> str:
    """The offered load of each team beside its staff, by hour of the weekdays and of the weekend.

    Parameters
    ----------
    loads, staff : agents by team and hour of the week, as `sim.plan.load.offered` and `planned` give
        them, shape (teams, 168).
    """
    lines = heading("Offered load beside staff, in agents", width)
    lines += paragraph(
        "Load: how many agents would be busy on average if there were always one free, in one replication; "
        "work is then done at once, by night too. Staff: how many are planned, less absence and breaks. "
        "! marks hours in which they are fewer.",
        width,
    )
    for team, load, planned in zip(plan.teams, loads, staff, strict=True):
        if load.any() or planned.any():
            lines += ["", *_team_load(team.name, load.reshape(7, 24), planned.reshape(7, 24), width)]
    return "\n".join(lines) + "\n"


_COUNTS = 0.5
"""Less work than this share of an agent goes unmentioned in hours without staff."""
_DAYS = (("mon-fri", slice(0, 5)), ("sat", slice(5, 6)), ("sun", slice(6, 7)))


def _team_load(name: str, load: ByHour, staff: ByHour, width: int) -> list[str]:
    """The table of one team; load and staff by day and hour, shape (7, 24)."""
    total, hours = float(load.sum()), float(staff.sum())
    share = f" ({total / hours:.0%})".replace("%", " %") if hours else ""
    lines = paragraph(f"{name}: {total:,.0f} h of work a week for {hours:,.0f} h of staff{share}", width)
    days = [(day, part) for day, part in _DAYS if load[part].any() or staff[part].any()]
    rows = [["hour", *(f"{day} load | staff" for day, _ in days)]]
    for hour in range(24):
        cells = [_cell(float(load[part, hour].mean()), float(staff[part, hour].mean())) for _, part in days]
        if any(cells):
            rows.append([f"{hour:02}-{hour + 1:02}", *cells])
    return lines + columns(rows, width)


def _cell(load: float, staff: float) -> str:
    """`12.3 | 15.0`, with a mark where the load is above the staff; without staff only a load that counts."""
    if not staff:
        return f"{load:.1f} | -" if load >= _COUNTS else ""
    return f"{'! ' if load > staff else ''}{load:.1f} | {staff:.1f}"
