"""A process map for the page: boxes and arrows in pixels, from the layout that the picture has, too.

In: the content of the chart. Out: plain maps and lists.
"""

from __future__ import annotations

from math import hypot
from typing import Any

from sim.report.charts.maps.lanes import BACK_OFFICE, CUSTOMER, Place
from sim.report.charts.maps.map_layout import (
    BOX_IN,
    TALL_IN,
    Arrow,
    Layout,
    laid_out,
    least_height_in,
    name_in_box,
)
from sim.report.charts.maps.process_map import CLASSES, ProcessMap, shade, time_in_words, told_in_box
from sim.report.charts.maps.ways import Point
from sim.report.language import say
from sim.report.locales import whole

Plain = dict[str, Any]

_WIDE_IN = 9.5
_PIXELS = 107   # an inch: the names of boxes in letters of 10 pixels
_POINT = _PIXELS / 72
_HEAD = 8.0   # least length of an arrow's head, pixels


def lanes_of(content: ProcessMap) -> Plain:
    """What the page draws of a process map, and what each box and arrow tells."""
    height = least_height_in(content.places)
    layout = laid_out(content.places, content.links, (_WIDE_IN, height))
    names = {place.key: place.name for place in content.places}
    widest = max((link.count for link in content.links), default=0.0)
    return {
        "width": round(_WIDE_IN * _PIXELS), "height": _down(0.0, height),
        "lanes": [
            {"name": say(lane.name), "top": _down(lane.top, height), "foot": _down(lane.foot, height),
             "first": lane.name == CUSTOMER,
             "hidden": say("line of visibility") if lane.name == BACK_OFFICE else ""}
            for lane in layout.lanes
        ],
        "boxes": [_box(place, layout, height) for place in content.places],
        "arrows": [_arrow(arrow, names, height) for arrow in layout.arrows],
        "key": [[colour, say(words)] for _, colour, words in CLASSES],
        "widest": say("widest arrow: {n}", n=whole(widest)),
    }  # fmt: skip


def _down(y_in: float, height_in: float) -> float:
    """From inches above the foot to pixels below the top."""
    return round((height_in - y_in) * _PIXELS, 1)


def _at(point: Point, height_in: float) -> Point:
    return round(point[0] * _PIXELS, 1), _down(point[1], height_in)


def _box(place: Place, layout: Layout, height: float) -> Plain:
    x, y = _at(layout.centres[place.key], height)
    fill = shade(place.wait_s)
    return {
        "x": x, "y": y, "wide": round(BOX_IN * _PIXELS, 1), "tall": round(TALL_IN * _PIXELS, 1),
        "name": name_in_box(place), "told": told_in_box(place), "fill": fill,
        "dark": fill == CLASSES[-1][1], "ends": place.ends,
        "said": say("{lane}, {name}: {n} visits, mean wait {time}", lane=say(place.lane), name=place.name,
                    n=whole(place.count), time=time_in_words(place.wait_s)),
    }  # fmt: skip


def _arrow(arrow: Arrow, names: dict[tuple[str, str], str], height: float) -> Plain:
    """Cubic curves that end where the head begins, and the head as a triangle."""
    *way, control, ends = (_at(one, height) for one in arrow.way)
    wide = arrow.width_pt * _POINT
    across, down = ends[0] - control[0], ends[1] - control[1]
    length = hypot(across, down) or 1.0
    across, down = across / length, down / length
    head = max(_HEAD, 1.1 * wide)
    half = max(0.45 * head, 0.5 * wide + 2)
    foot = ends[0] - across * head, ends[1] - down * head
    corners = (ends, (foot[0] - down * half, foot[1] + across * half),
               (foot[0] + down * half, foot[1] - across * half))  # fmt: skip
    link = arrow.link
    return {
        "line": f"M{_pair(way[0])}C{' '.join(map(_pair, (*way[1:], control, foot)))}",
        "head": f"M{'L'.join(map(_pair, corners))}Z", "wide": round(wide, 1), "aside": link.aside,
        "said": say("{source} \N{RIGHTWARDS ARROW} {target}: {n}", source=names[link.source],
                    target=names[link.target], n=whole(link.count)),
    }  # fmt: skip


def _pair(point: Point) -> str:
    return f"{point[0]:.4g} {point[1]:.4g}"
