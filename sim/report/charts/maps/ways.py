"""The way of every arrow of a process map, around the boxes that it does not mean.

Lanes and columns fix where the boxes stand; Graphviz finds the ways between them. It comes with pygraphviz
and runs within this process: no program need be installed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.report.charts.maps.lanes import Key, Link

Point = tuple[float, float]
Way = tuple[Point, ...]
"""Points of cubic curves one behind the other: where it begins, then two control points and an end each."""

_POINTS = 72.0
_CLEAR = "+2"   # points kept clear around a box: boxes side by side stand a little more than ten apart


def ways(links: Sequence[Link], centres: Mapping[Key, Point], box_in: Point) -> list[Way]:
    """The ways of arrows, from edge to edge of their boxes.

    Parameters
    ----------
    links : between which boxes.
    centres : of all boxes, inches; they must not touch.
    box_in : width and height of a box, inches.

    Returns
    -------
    Way
        One for each link, inches.
    """
    from pygraphviz import AGraph

    map_ = AGraph(directed=True, strict=False, splines="true", esep=_CLEAR, notranslate="true")
    map_.node_attr.update(shape="box", fixedsize="true", width=box_in[0], height=box_in[1], label="")
    map_.edge_attr.update(arrowhead="none")
    number = {key: str(place) for place, key in enumerate(centres)}
    for key, (x, y) in centres.items():
        map_.add_node(number[key], pos=f"{_POINTS * x},{_POINTS * y}")
    for place, link in enumerate(links):
        map_.add_edge(number[link.source], number[link.target], key=str(place))
    map_.layout("nop")   # boxes stay where they are
    found = (map_.get_edge(number[link.source], number[link.target], key=str(place)).attr["pos"]
             for place, link in enumerate(links))  # fmt: skip
    return [_way(spline) for spline in found]


def _way(spline: str) -> Way:
    """What Graphviz writes as `x,y x,y ...`, points of 1/72 inch."""
    pairs = (pair.split(",") for pair in spline.split())
    return tuple((float(x) / _POINTS, float(y) / _POINTS) for x, y in pairs)
