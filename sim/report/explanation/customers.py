"""Explains when the run is, who the customers are and where their journeys come from.

In: a source. Out: sentences, one list item each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.plan.rates import is_total
from sim.plan.recorded_laws import with_files_read
from sim.plan.varying import targets_of
from sim.report.explanation.phrases import dimensions, number, phrase, plural, shares
from sim.report.locales import listed
from sim.scenario.checks.findings import values_in
from sim.scenario.checks.goals import PILOT
from sim.scenario.pieced_laws import Empirical, Mixture
from sim.scenario.tree import joined
from sim.units import MICROSECONDS, duration_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sim.report.explanation.source import Source
    from sim.scenario import schema
    from sim.scenario.returns import Returns


def calendar(source: Source) -> Iterator[str]:
    """When the simulated time is, and how often it is repeated."""
    run = source.scenario.run
    if run.warm_up == "auto":
        before = "After as much warm-up as it takes to settle, found in a pilot"
    else:
        before = f"After {_long(run.warm_up)} of warm-up" if run.warm_up else "Without warm-up"
    yield (
        f"The run starts on {run.starts:%A}, {run.starts.day} {run.starts:%B %Y}. {before}, "
        f"{_long(run.measure)} {_are(run.measure)} measured; journeys that begin "
        f"then are followed for at most {_long(run.follow_up)} more"
        + (", while new ones keep coming." if run.arrivals == "go_on" else "; no new ones come then.")
    )
    yield f"It is simulated {_often(source)}; the random draws start from seed {run.seed}."
    if source.scenario.closed_days:
        days = listed(day.isoformat() for day in source.scenario.closed_days)
        yield f"On {days} nothing is open and nobody works."


def _often(source: Source) -> str:
    """How many replications there are, or what decides it."""
    said = source.scenario.run.replications
    if isinstance(said, int):
        return "once" if said == 1 else plural(said, "time")
    written = source.said("run", "replications", "precision")
    goals = listed(f"{measure} to within {phrase(half)}" for measure, half in written.items())
    return (
        f"as often as it takes, {PILOT} to {number(said.at_most)} times, to know {goals} (in a comparison, "
        "the differences)"
    )


def _are(duration: int) -> str:
    return "is" if duration_text(duration).startswith("1 ") else "are"


def _long(duration: int) -> str:
    return phrase(duration_text(duration))


def customers(source: Source) -> Iterator[str]:
    """The segments, and how patient they are."""
    for name, segment in source.scenario.segments.items():
        if segment.customers:
            yield f"{name}: {number(segment.customers)} customers, each the same person in all journeys."
        else:
            again = "" if segment.returns is None else ", but for those who come again"
            yield f"{name}: every journey has a customer of its own{again}."
        if segment.returns is not None:
            yield f"  {_returns(source, name, segment.returns)}"
    patience = source.phrase("patience")
    if patience:
        yield f"Who waits hangs up when patience runs out: after {patience}."
    else:
        yield "Nobody who waits ever hangs up."
    if source.said("balks") is not None:
        balks = source.phrase("balks")
        yield f"When nobody is free, {f'some ({balks})' if ',' in balks else balks} leave at once."


def _returns(source: Source, name: str, part: Returns) -> str:
    """Who comes again, when, and what is called hard."""
    path = ("segments", name, "returns")
    who = source.phrase(*path, "stays")
    told = f"Each comes again {source.phrase(*path, 'after')} after the end of a journey"
    told += f", {who} of them; the others are lost" if who else "; nobody is ever lost"
    return f"{told}.{_hard(source, (*path, 'hard_if')) if part.hard_if else ''}"


def _hard(source: Source, path: tuple[str, ...]) -> str:
    said = source.said(*path)
    words = {
        "handoffs": "{} handoffs or more",
        "wait": "more than {} of waiting",
        "contacts": "{} contacts or more",
        "unresolved": "a matter unresolved",
    }
    parts = [words[key].format(phrase(value)) for key, value in said.items() if value is not False]
    return f" Hard is stated here to be a journey with {listed(parts, 'or')}."


def demand(source: Source) -> Iterator[str]:
    """Where journeys come from, and how many that makes."""
    for name, one in source.scenario.demand.items():
        segments = _segments(source, one)
        if one.proactive:
            yield f"{name}: {_proactive(source, name, one)}{segments}."
        else:
            begins = f"journeys of the process {one.process}" if one.process else _contacts(source, name)
            yield f"{name}: {begins}{segments}, {_rate(source, name, one)}{_factor(source, name, one)}."
        if not one.every:
            again = ", those who come again not counted" if _come_again(source, one) else ""
            weekly = number(round(_per_week(source, name), 1))
            yield f"  That makes {weekly} in an average measured week{again}."


def _segments(source: Source, one: schema.Demand) -> str:
    if not one.where:
        return ""
    names = zip(source.index.segments, _served(source, one), strict=True)
    return f" of segment {listed(name for name, served in names if served)}"


def _served(source: Source, one: schema.Demand) -> tuple[bool, ...]:
    return source.index.serves(one.where.get("segment"))


def _come_again(source: Source, one: schema.Demand) -> bool:
    names = zip(source.index.segments, _served(source, one), strict=True)
    return any(served and source.scenario.segments[name].returns is not None for name, served in names)


def _contacts(source: Source, name: str) -> str:
    said = source.said("demand", name, "contact")
    return f"contacts about {said}" if isinstance(said, str) else f"contacts ({shares(said)})"


def _proactive(source: Source, name: str, one: schema.Demand) -> str:
    flow = next(flow for flow in source.plan.demands if flow.name == name)
    team = source.plan.teams[source.plan.steps[flow.step].team].name
    begins = f"team {team} gets in touch about {one.proactive}"
    if one.every:
        return f"{begins} every {source.phrase('demand', name, 'every')} with each customer"
    return f"{begins}, {source.phrase('demand', name, 'rate')}, with customers"


def _rate(source: Source, name: str, one: schema.Demand) -> str:
    if one.rate is None:
        return _given(source, name, one)
    said = source.said("demand", name, "rate")
    rate = phrase(said)
    if one.profile:
        return f"{rate}, over the week as {one.profile} weighs it"
    if set(dimensions(said)) & {"hour", "day"}:
        return f"at a rate {rate}, as stated, whether a channel is open or not"
    if one.process:
        return f"{rate}, evenly around the clock"
    reasons = targets_of(one.contact)
    channels = listed(sorted({channel for reason in reasons for channel in source.usage.channels_of(reason)}))
    totals = all(is_total(value) for value in targets_of(one.rate))
    return f"{rate}, {'spread evenly over' if totals else 'in'} the hours in which {channels} can be reached"


def _given(source: Source, name: str, one: schema.Demand) -> str:
    """What is given by interval, or recorded."""
    if one.recorded is None:
        key = "rates" if one.rates else "counts"
        hours = source.hours("demand", name, key, "hours")
        every = source.phrase("demand", name, key, "every")
        how = "at rates" if one.rates else "in exact numbers, at moments of chance,"
        return f"{how} given for every {every} of {hours}"
    file, part = one.recorded.file, one.recorded
    if part.count:
        every = source.phrase("demand", name, "recorded", "every")
        return f"as many as {file} has for every {every}, at moments of chance within"
    own = f"; the first service of each takes what column {part.takes.column} says" if part.takes else ""
    if part.days == "resampled":
        return f"each day those of a recorded day of that weekday, drawn from {file}{own}"
    return f"at the moments recorded in {file}, the same in every repetition{own}"


def _factor(source: Source, name: str, one: schema.Demand) -> str:
    if not one.factor:
        return ""
    names = targets_of(one.factor)
    which = names[0] if len(names) == 1 else source.phrase("demand", name, "factor")
    laws = listed(source.phrase("factors", factor) for factor in dict.fromkeys(names))
    return f", times the swing {which} of the day, {laws}"


def _per_week(source: Source, name: str) -> float:
    window = source.plan.window
    total = sum(
        float((np.diff(np.clip(flow.edges, window.begins, window.ends)) * flow.rates).sum())
        for flow in source.plan.demands
        if flow.name == name
    )
    return total / ((window.ends - window.begins) / MICROSECONDS["w"])


def pieced_laws(source: Source) -> Iterator[str]:
    """What the laws put together of pieces come to: mean, spread and two quantiles."""
    read = with_files_read(source.scenario, source.document.folder)
    for path, law in values_in(read):
        if isinstance(law, Mixture | Empirical):
            write = _plain if path[0] == "factors" else _time
            mean, sd, half, most = map(write, (law.mean(), law.sd(), law.quantile(0.5), law.quantile(0.9)))
            yield f"{joined(path)}: {mean} on average, sd {sd}; half at most {half}, nine in ten {most}."


def _plain(number: float) -> str:
    return f"{number:.3g}"


def _time(us: float) -> str:
    """A duration to three digits, in the unit that people would use."""
    fitting = [unit for unit in ("s", "min", "h", "d") if us >= 2 * MICROSECONDS[unit]]
    unit = fitting[-1] if fitting else "s"
    return f"{us / MICROSECONDS[unit]:.3g} {unit}"
