"""Where everything of a process map stands: its lane, column and row.

In: moves between steps, channels and teams. Out: places and links. The lanes fix one coordinate, and the
mean number of moves before a place fixes the other: a layout that is searched for puts lanes where arrows
are shortest, not with the customer on top. How the arrows run between the places is Graphviz's (`ways`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan

from sim.report.charts.maps.moves import START, Move, moves, positions, spoken
from sim.report.language import message, say
from sim.report.reading import Findings
from sim.study.result import ScenarioNote

CUSTOMER, CHANNELS, TEAMS, BACK_OFFICE = LANES = (
    message("Customer"), message("Channels"), message("Teams"), message("Back office"),
)  # fmt: skip
MENU, DOOR = message("menu"), "door"
COLUMNS = 8
_MOST_STEPS = _MOST_TEAMS = 24
_TALL = 4   # boxes below each other that need no second column
_LEAST = 0.002   # share of the widest link below which a link is left out


@dataclass(frozen=True, slots=True)
class Place:
    """One box of the map.

    Attributes
    ----------
    key, name : lane and name, which tells it from all others; in words.
    lane : one of `LANES`.
    across, row : where in its lane: from 0 at the left to 1 at the right, and from 0 at the top.
    count : visits a replication.
    wait_s : mean wait of a visit; in the back office, until the work is taken up.
    ends : whether journeys end here.
    """

    key: tuple[str, str]
    name: str
    lane: str
    across: float
    row: int
    count: float
    wait_s: float
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One arrow: from and to which boxes, how often a replication, and whether it runs aside."""

    source: tuple[str, str]
    target: tuple[str, str]
    count: float
    aside: bool = False


Key = tuple[str, str]


def mapped(
    findings: Findings, scenario: ScenarioNote
) -> tuple[tuple[Place, ...], tuple[Link, ...], tuple[int, int]]:
    """The boxes and arrows of a scenario's map, and how many of each were too small to draw."""
    level = {name: moves(findings, scenario, name) for name in
             ("steps", "beside", "asks", "reaches", "legs", "work")}  # fmt: skip
    working = {move.source for move in level["work"]}
    places = _steps(level, working) + _callers(level)
    known = {place.key for place in places}
    every = _links(level, working)
    whole = [link for link in every if link.source in known and link.target in known]
    widest = max((link.count for link in whole), default=0.0)
    shown = tuple(link for link in whole if link.count >= _LEAST * widest)
    places = [replace(place, wait_s=_by_phone_or_chat(findings, scenario, place)) for place in places]
    left_out = {end for link in every for end in (link.source, link.target)} - known
    return tuple(places), shown, (len(left_out), len(whole) - len(shown))


def _by_phone_or_chat(findings: Findings, scenario: ScenarioNote, place: Place) -> float:
    """Of teams the mean wait of contacts that wait at all: mail lies for hours, and nobody waits for it."""
    if place.lane != TEAMS:
        return place.wait_s
    wait = findings.value(scenario, "contact_wait_mean_s", f"team={place.key[1]}").value
    return 0.0 if isnan(wait) else wait


def step_key(step: str, working: set[str]) -> Key:
    """Lane and name of a step: what a team works on is the back office, all else the customer's."""
    return (BACK_OFFICE if step in working else CUSTOMER), step


def _steps(level: Mapping[str, Sequence[Move]], working: set[str]) -> list[Place]:
    """The steps, the largest if there are many, in columns by how far along they are."""
    beside = level["beside"]
    far = positions([*level["steps"], *(m for m in beside if m.source != m.target)])
    count = _arrivals([*level["steps"], *beside])
    kept = sorted(far, key=lambda step: -count[step])[:_MOST_STEPS]
    leave = {move.source for move in [*level["steps"], *beside]}
    asides = {move.target for move in beside}
    ends = {step for step in kept if step not in leave and step not in asides | working}
    last = max((far[step] for step in kept if step not in ends), default=1.0)
    scale = min(1.0, (COLUMNS - 2) / max(last - 1, 1))
    column = {step: round((far[step] - 1) * scale) for step in kept}
    most = 1 + max((column[step] for step in kept if step not in ends), default=0)
    column |= dict.fromkeys(ends, most)
    waits = _mean(level["asks"], "source") | _mean(level["work"], "source", "between_s")
    order = sorted(kept, key=lambda step: (step in asides, -count[step], step))
    spots = _spots([(step_key(step, working)[0], column[step]) for step in order])
    return [
        Place(step_key(step, working), spoken(step, kept), step_key(step, working)[0], across, row,
              count[step], waits.get(step, 0.0), step in ends)
        for step, (across, row) in zip(order, spots, strict=True)
    ]  # fmt: skip


def _spots(cells: Sequence[tuple[str, int]]) -> list[tuple[float, int]]:
    """Where boxes of so many lanes and columns stand: how far across, and in which row.

    A column with many boxes stands in several, side by side, as far as there is room.
    """
    size = Counter(cells)
    parts = {column: 1 for _, column in cells}

    def tall(column: int) -> int:
        most = max(count for (_, other), count in size.items() if other == column)
        return -(-most // parts[column])

    while sum(parts.values()) < COLUMNS and max(map(tall, parts), default=0) > _TALL:
        parts[max(parts, key=tall)] += 1
    begins = {column: sum(n for other, n in parts.items() if other < column) for column in parts}
    filled: Counter[tuple[str, int]] = Counter()
    spots = []
    for cell in cells:
        row, beside = divmod(filled[cell], parts[cell[1]])
        filled[cell] += 1
        spots.append(((begins[cell[1]] + beside + 0.5) / sum(parts.values()), row))
    return spots


def _callers(level: Mapping[str, Sequence[Move]]) -> list[Place]:
    """Channels and the menu; then the teams that answer, spread over the width."""
    asked = _arrivals(level["asks"])
    waited = _mean(level["asks"], "target")
    teams = _teams(level)
    talking = [move for move in level["legs"] if move.target in teams]
    talks = _arrivals(talking)
    places = []
    channels = sorted(asked, key=lambda name: -asked[name])
    menu = [move for move in level["reaches"] if move.target == MENU]
    if menu:
        asked[MENU] = sum(move.count for move in menu)
        channels.insert(1, MENU)
    for lane, names, count in (
        (CHANNELS, channels, asked), (TEAMS, sorted(talks, key=lambda n: -talks[n])[:_MOST_TEAMS], talks),
    ):
        for name, (across, row) in zip(names, _spread(len(names)), strict=True):
            wait = waited.get(name, 0.0)
            shown = say(MENU) if name == MENU else spoken(name)
            places.append(Place((lane, name), shown, lane, across, row, count[name], wait))
    return places


def _spread(size: int) -> Iterator[tuple[float, int]]:
    """Where so many boxes stand: evenly over the width, in as few rows as they fit."""
    rows = -(-size // COLUMNS)
    in_row = -(-size // rows) if rows else 1
    for place in range(size):
        yield (place % in_row + 0.5) / in_row, place // in_row


def _teams(level: Mapping[str, Sequence[Move]]) -> set[str]:
    """Who answers: everybody whom a contact leaves again."""
    return {move.source for move in level["legs"]} - {START, DOOR, MENU}


def _links(level: Mapping[str, Sequence[Move]], working: set[str]) -> list[Link]:
    teams = _teams(level)
    found = [Link(step_key(m.source, working), step_key(m.target, working), m.count)
             for m in level["steps"] if m.source != START]
    found += [Link(step_key(m.source, working), step_key(m.target, working), m.count, aside=True)
              for m in level["beside"]]
    found += [Link((CUSTOMER, m.source), (CHANNELS, m.target), m.count) for m in level["asks"]]
    for move in level["reaches"]:
        if move.target == MENU:
            found.append(Link((CHANNELS, move.source), (CHANNELS, MENU), move.count))
        elif move.target in teams:
            found.append(Link((CHANNELS, move.source), (TEAMS, move.target), move.count))
    for move in level["legs"]:
        if move.target in teams and move.source == MENU:
            found.append(Link((CHANNELS, MENU), (TEAMS, move.target), move.count))
        elif move.target in teams and move.source in teams:
            found.append(Link((TEAMS, move.source), (TEAMS, move.target), move.count))
    return [link for link in found if link.source != link.target]


def _arrivals(found: Sequence[Move]) -> dict[str, float]:
    count: dict[str, float] = defaultdict(float)
    for move in found:
        count[move.target] += move.count
    return count


def _mean(found: Sequence[Move], end: str, what: str = "wait_s") -> dict[str, float]:
    """By one end of the moves, the mean of their waits, or of the time they take."""
    weight: dict[str, float] = defaultdict(float)
    total: dict[str, float] = defaultdict(float)
    for move in found:
        weight[getattr(move, end)] += move.count
        total[getattr(move, end)] += move.count * getattr(move, what)
    return {place: total[place] / weight[place] for place in total if weight[place]}
