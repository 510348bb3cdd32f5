"""A history of intervals as a scenario that runs: every figure measured, every guess noted beside.

In: a `History`. Out: YAML in the language of scenarios, and the notes that stand in it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from pathlib import Path
from typing import TypeVar

from sim.errors import Fault, Place, WrongInput
from sim.imports.estimates import BUSY, Block, Queue, days_without_a_row, mean_handle_s, queues_of
from sim.imports.intervals import History
from sim.imports.naming import key, names_of, quoted
from sim.scenario.hours import DAYS

T = TypeVar("T")

WIDTH = 108
PATIENCE_S = 300
"""Mean patience that is assumed where it cannot be estimated."""

_HELD = "\N{NO-BREAK SPACE}"   # keeps a key and its value in one line
_MAIL = ("mail", "email", "e-mail", "post", "brev", "brief", "epost", "e-post")


@dataclass(frozen=True, slots=True)
class Imported:
    """What was made of a foreign table.

    Attributes
    ----------
    text : of a scenario file, or of a part of one.
    notes : everything that was taken for granted, in sentences; they stand in the text, too.
    """

    text: str
    notes: tuple[str, ...]


def scenario_of(history: History) -> Imported:
    """The scenario that a history tells.

    Raises
    ------
    WrongInput
        Where nobody called, or no handle time is recorded.
    """
    queues = queues_of(history)
    if not queues or not mean_handle_s(history.intervals):
        rule = "needs offered contacts" if not queues else "needs the handle time of some answered contacts"
        raise WrongInput([Fault(Place(history.file), "", rule)])
    names = names_of([" ".join(filter(None, (one.team, one.channel))) or "desk" for one in queues])
    found = list(dict.fromkeys(one.channel or "phone" for one in queues))
    channels = dict(zip(found, names_of(found), strict=True))
    notes = (*history.notes, *_guesses(history, queues, channels))
    lines = [
        *commented(f"Made of {Path(history.file).name}: {_period(history)}."),
        *commented("Taken for granted; change what you know better:"),
        *(line for note in notes for line in commented(note, "- ")),
        f"title: {quoted(_title(history))}",
        *_run(history),
        *_channels(channels),
        *_demand(queues, names),
        *_reasons(queues, names, channels),
        *_patience(queues, names),
        *_teams(history, queues, names),
    ]
    return Imported("\n".join(lines) + "\n", notes)


def commented(text: str, mark: str = "") -> list[str]:
    """A sentence as comment lines."""
    return textwrap.wrap(text, WIDTH, initial_indent=f"# {mark}", subsequent_indent="# " + " " * len(mark),
                         break_long_words=False, break_on_hyphens=False)  # fmt: skip


def by_days(values: Mapping[int, T]) -> Iterator[tuple[str, T]]:
    """Equal values of days of the week gathered: "mon-wed", "fri"."""
    days = sorted(values)
    done: set[int] = set()
    for day in days:
        if day in done:
            continue
        last = day
        while last + 1 in values and values[last + 1] == values[day]:
            last += 1
        done |= set(range(day, last + 1))
        yield (DAYS[day] if last == day else f"{DAYS[day]}-{DAYS[last]}"), values[day]


def _guesses(history: History, queues: list[Queue], channels: Mapping[str, str]) -> Iterator[str]:
    if missing := days_without_a_row(history):
        yield f"days without a row are not in the means: {missing}"
    yield "the record says nothing of the spread of handle times: their sd is assumed to be their mean"
    yield ("what is offered counts as it came: calls again are among it, so nobody calls again in the model; "
           "and every contact answered is taken to be resolved")  # fmt: skip
    if len(queues) > 1:
        yield "each queue has a team of its own; nobody works for two"
    if history.length_s < 3600:
        yield "rates are by the hour, even within it"
    if partly := sorted({hour for one in queues for hour in one.partly_open}):
        yield (f"open in part: hour {', '.join(map(str, partly))}. It has the rate of its open part, and who "
               "calls in its closed part finds it closed; these contacts are not in the record")  # fmt: skip
    if "staffed" in history.has:
        yield ("staff is the mean of the days of a weekday, rounded so that sums stay right, with at least "
               "one where anybody was answered; it is taken as at the desk, without shrinkage")  # fmt: skip
    else:
        busy = f"{100 * BUSY:.0f} %"
        yield f"staff is not recorded: assumed as many as the work needs if they are busy {busy} of it"
    yield "hours are from the first to the last interval with a contact or an agent"
    yield "who waits at closing is answered still (at_closing: work_off)"
    mails = [name for name in channels if name.casefold() in _MAIL]
    if mails:
        yield f"nobody waits on the line in {', '.join(mails)}"
    yield from _patience_notes(queues)


def _patience_notes(queues: list[Queue]) -> Iterator[str]:
    if any(one.patience_s for one in queues):
        yield ("patience is estimated from who hung up, P(abandoned) = mean wait / mean patience, with the "
               "wait of the answered for that of all; exponential is assumed")  # fmt: skip
    if any(one.abandoned and not one.patience_s for one in queues):
        yield f"no waits are recorded: a mean patience of {PATIENCE_S // 60} min is assumed"
    if not all(one.abandoned for one in queues):
        yield f"where nobody hung up, a mean patience of {PATIENCE_S // 60} min is assumed"


def _period(history: History) -> str:
    days = history.days
    count = sum(one.offered for one in history.intervals)
    return f"{count} contacts of {len(days)} days, {days[0]} to {days[-1]}, by {history.length_s // 60} min"


def _title(history: History) -> str:
    return f"{Path(history.file).stem}, {history.days[0]} to {history.days[-1]}"


def _run(history: History) -> Iterator[str]:
    first, last = history.days[0], history.days[-1]
    weeks = ceil(((last - first).days + 1) / 7)
    yield "# The recorded period in whole weeks; a week before it warms up."
    window = f"starts: {first - timedelta(days=7)}, warm_up: 1 w, measure: {weeks} w"
    yield f"run: {{{window}, replications: 20, seed: 1}}"


def _channels(channels: Mapping[str, str]) -> Iterator[str]:
    kinds = ["{waits: false}" if found.casefold() in _MAIL else "{}" for found in channels]
    named = zip(channels.values(), kinds, strict=True)
    yield f"channels: {{{', '.join(f'{key(name)}: {kind}' for name, kind in named)}}}"


def _demand(queues: Sequence[Queue], names: Sequence[str]) -> Iterator[str]:
    yield "# Contacts an hour: means over the days of a weekday."
    yield "demand:"
    for queue, name in zip(queues, names, strict=True):
        yield f"  {key(name)}:"
        yield f"    contact: {key(name)}"
        yield "    rate:"
        yield "      by: day"
        for days, hours in by_days(queue.rates):
            rates = ", ".join(f"{hour}:{_HELD}{rate:.4g}/h" for hour, rate in hours.items())
            yield from _wrapped(f"      {days}: {{by: hour, {rates}{', ' if rates else ''}rest: 0/h}}")
        if len(queue.rates) < len(DAYS):
            yield "      rest: 0/h"


def _reasons(queues: Sequence[Queue], names: Sequence[str], channels: Mapping[str, str]) -> Iterator[str]:
    yield "reasons:"
    for queue, name in zip(queues, names, strict=True):
        mean = f"{queue.handle_s:.1f} s"
        by = f"channels: {{{key(channels[queue.channel or 'phone'])}: 100 %}}, " if len(channels) > 1 else ""
        yield f"  {key(name)}: {{{by}takes: {{lognormal: {{mean: {mean}, sd: {mean}}}}}}}   # sd assumed"


def _patience(queues: Sequence[Queue], names: Sequence[str]) -> Iterator[str]:
    laws = [f"{{exponential: {one.patience_s or PATIENCE_S:.0f} s}}" for one in queues]
    if len(set(laws)) == 1:
        yield f"patience: {laws[0]}" + ("" if queues[0].patience_s else "   # assumed")
        return
    yield "patience:"
    yield "  by: reason"
    for queue, name, law in zip(queues, names, laws, strict=True):
        yield f"  {key(name)}: {law}" + ("" if queue.patience_s else "   # assumed")


def _teams(history: History, queues: Sequence[Queue], names: Sequence[str]) -> Iterator[str]:
    yield "teams:"
    for queue, name in zip(queues, names, strict=True):
        yield f"  {key(name)}:"
        yield "    at_closing: work_off"
        yield f"    handles: {{{key(name)}: {{}}}}"
        yield "    shifts:"
        for days, blocks in by_days(queue.blocks):
            for place, block in enumerate(blocks):
                yield from _shift(history, days if len(blocks) == 1 else f"{days}_{place + 1}", days, block)


def _shift(history: History, name: str, days: str, block: Block) -> Iterator[str]:
    yield f"      {name}:"
    yield f"        hours: {quoted(f'{days} {block.hours}')}"
    yield f"        every: {history.length_s // 60} min"
    yield from _wrapped(f"        agents: [{', '.join(map(str, block.heads))}]")


def _wrapped(line: str) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()))
    found = textwrap.wrap(line.strip(), WIDTH, initial_indent=indent, subsequent_indent=indent + "  ",
                          break_long_words=False, break_on_hyphens=False)  # fmt: skip
    return [one.replace(_HELD, " ") for one in found]
