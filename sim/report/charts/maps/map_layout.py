"""Where the boxes and arrows of a process map stand, in inches from the lower left.

One layout for the picture and for the page, which lets its reader point at boxes and arrows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.charts.lettering import lines_that_fit
from sim.report.charts.maps.lanes import LANES, Key, Link, Place
from sim.report.charts.maps.ways import Point, Way, ways

NAME_IN, BOX_IN, TALL_IN, BOX_PT = 0.95, 0.92, 0.37, 7.0
_ROW_IN, _PAD_IN = 0.56, 0.16
_WIDEST_PT, _THINNEST_PT = 7.5, 0.5


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane and its upper and lower edge."""

    name: str
    top: float
    foot: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow from edge to edge of two boxes, as wide as its flow."""

    link: Link
    way: Way
    width_pt: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A process map on paper; `centres` are those of the boxes, `arrows` come with the widest first."""

    lanes: tuple[Lane, ...]
    centres: dict[Key, Point]
    arrows: tuple[Arrow, ...]


def least_height_in(places: Sequence[Place]) -> float:
    """Height that the lanes of these boxes take."""
    return sum(_heights(places).values())


def laid_out(places: Sequence[Place], links: Sequence[Link], size_in: Point) -> Layout:
    """Lanes from the top, boxes in them, arrows between them.

    Parameters
    ----------
    size_in : width and height; the height is `least_height_in` or more.
    """
    width, height = size_in
    heights = _heights(places)
    spare = (height - least_height_in(places)) / len(heights)
    lanes, top = [], height
    for name, tall in heights.items():
        lanes.append(Lane(name, top, top - tall - spare))
        top -= tall + spare
    tops = {lane.name: lane.top for lane in lanes}
    centres = {
        place.key: (NAME_IN + place.across * (width - NAME_IN),
                    tops[place.lane] - _PAD_IN - (place.row + 0.5) * _ROW_IN)
        for place in places
    }  # fmt: skip
    return Layout(tuple(lanes), centres, _arrows(links, centres))


def name_in_box(place: Place) -> list[str]:
    """A box's name, in the two lines at most that it has room for."""
    return lines_that_fit(place.name, BOX_IN - 0.06, BOX_PT)[:2]


def _heights(places: Sequence[Place]) -> dict[str, float]:
    """Of the lanes that hold anything, from the top."""
    rows = {lane: 1 + max((p.row for p in places if p.lane == lane), default=-1) for lane in LANES}
    return {lane: count * _ROW_IN + 2 * _PAD_IN for lane, count in rows.items() if count}


def _arrows(links: Sequence[Link], centres: dict[Key, Point]) -> tuple[Arrow, ...]:
    widest = max((link.count for link in links), default=1.0)
    ordered = sorted(links, key=lambda link: -link.count)
    return tuple(
        Arrow(link, way, max(_WIDEST_PT * link.count / widest, _THINNEST_PT))
        for link, way in zip(ordered, ways(ordered, centres, (BOX_IN, TALL_IN)), strict=True)
    )
