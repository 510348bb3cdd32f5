"""Native charts: a `Graph` becomes a chart that PowerPoint draws, with its intervals as error bars.

Its own ground is white and its letters dark, so that it can be read on any template.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from sim.report.charts.style import FAINT, INK, RULE
from sim.report.deck.content import BARS, LINES, STACKED, Graph, Series
from sim.report.deck.look import ink
from sim.report.deck.room import shortened, told_apart

if TYPE_CHECKING:
    from pptx.chart.chart import Chart as NativeChart
    from pptx.shapes.graphfrm import GraphicFrame

_TEXT_PT, _SMALL_PT = 11.0, 9.0
_NAMES = 0.30    # of the width, for the names of the categories
_MANY = 9        # categories; beyond, their names are set small, in one line
_FEW, _GAP, _WIDE_GAP = 2, 45, 120   # so few bars stand further apart, in per cent of their thickness
_LEAST = 7.0     # of a bar of parts: the smallest that is labelled
_HEADROOM = 1.05
_DASHES = ("SOLID", "DASH", "ROUND_DOT", "DASH_DOT", "LONG_DASH", "SQUARE_DOT", "LONG_DASH_DOT")


def draw_graph(
    shapes: Any, graph: Graph, place: tuple[int, int, int, int], scale: float = 1.0
) -> GraphicFrame:
    """Add a native chart to the shapes of a slide.

    Parameters
    ----------
    place : left, top, width and height, EMU.
    scale : size of letters beside those of the built-in look.
    """
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    kinds = {BARS: XL_CHART_TYPE.BAR_CLUSTERED, STACKED: XL_CHART_TYPE.BAR_STACKED,
             LINES: XL_CHART_TYPE.LINE_MARKERS}  # fmt: skip
    data = CategoryChartData(number_format="General")
    data.categories = _categories(graph, place[2] / 914400 / scale)
    for series in graph.series:
        data.add_series(series.name, [_known(one.value) for one in series.numbers])
    frame = shapes.add_chart(kinds[graph.kind], *place, data)
    _dress(frame.chart, graph, (place[2] / 914400, scale))
    _name_axes(frame.chart)
    return frame


def _categories(graph: Graph, across_in: float) -> list[str]:
    if graph.kind == LINES:
        return list(graph.categories)
    many = len(graph.categories) > _MANY
    return told_apart(graph.categories, _NAMES * across_in, _SMALL_PT if many else _TEXT_PT, 1 if many else 2)


def _dress(chart: NativeChart, graph: Graph, size: tuple[float, float]) -> None:
    """Everything but the numbers: letters, axes, colours, intervals; `size` is the width, and the scale."""
    from pptx.util import Pt

    chart.has_legend = False
    across_in, scale = size
    chart.font.size = Pt(scale * (_SMALL_PT if len(graph.categories) > _MANY else _TEXT_PT))
    chart.font.color.rgb = ink(INK)
    chart.has_title = True
    chart.chart_title.include_in_layout = False
    words = chart.chart_title.text_frame
    words.text = shortened(graph.title, across_in - 0.4, 13 * scale, 2, bold=True)
    words.paragraphs[0].runs[0].font.size = Pt(12 * scale)
    words.paragraphs[0].runs[0].font.bold = True
    _ground(chart)
    _axes(chart, graph, scale)
    plot: Any = chart.plots[0]
    if graph.kind != LINES:
        plot.gap_width = _GAP if len(graph.categories) > _FEW else _WIDE_GAP
        plot.overlap = 100 if graph.kind == STACKED or graph.diverging or graph.middle else -5
    for number, (drawn, series) in enumerate(zip(plot.series, graph.series, strict=True)):
        _colour(drawn, series, graph.kind, number)
        if graph.kind == STACKED:
            _labels(drawn, series, scale)
        else:
            _error_bars(drawn._element, series, graph.kind)


def _name_axes(chart: NativeChart) -> None:
    """Give the axes numbers that the format allows, unsigned ones: python-pptx writes negative ones.

    LibreOffice takes those from 2**31 on for negative again, and then draws the axes on the wrong sides.
    """
    from pptx.oxml.ns import qn

    for name in chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        name.set("val", str(int(name.get("val")) % 2**31))


def _ground(chart: NativeChart) -> None:
    """White behind the chart, whatever the slide is like."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    fill = parse_xml(
        f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></c:spPr>"
    )
    chart._chartSpace.chart.addnext(fill)


def _axes(chart: NativeChart, graph: Graph, scale: float) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
    from pptx.oxml.ns import qn
    from pptx.util import Pt

    numbers, names = chart.value_axis, chart.category_axis
    low, high = reach(graph)
    numbers.minimum_scale, numbers.maximum_scale = low, high
    numbers.major_unit = step_of(high - low)
    numbers.has_major_gridlines = True
    numbers.major_gridlines.format.line.color.rgb = ink("#E3E3E3")
    numbers.format.line.fill.background()
    names.format.line.color.rgb = ink(RULE)
    names.major_tick_mark = numbers.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    numbers.tick_labels.number_format = number_format(step_of(high - low), graph.diverging)
    numbers.tick_labels.number_format_is_linked = False
    if graph.unit:   # a mean of counts has none
        numbers.axis_title.text_frame.text = graph.unit
        run = numbers.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(10 * scale), False
        run.font.color.rgb = ink(FAINT)
    if graph.kind != LINES:
        names.reverse_order = True
        numbers._element.find(qn("c:crosses")).set("val", "max")   # with the first name on top: at the foot
    if graph.middle:
        numbers.crosses_at = graph.middle


def reach(graph: Graph) -> tuple[float, float]:
    """From where to where the axis goes: automatic axes would cut the error bars off."""
    if graph.kind == STACKED:
        return 0.0, 100.0
    ends = [end for series in graph.series for one in series.numbers
            for end in (one.value, one.low, one.high) if isfinite(end)]  # fmt: skip
    if graph.zoomed:
        return _around(min(ends, default=0.0), max(ends, default=1.0))
    low, high = min([*ends, graph.middle]), max([*ends, graph.middle])
    if low == high:
        return low, low + 1.0
    step = step_of(high - low)
    below = 0.0 if low >= 0 else -_whole(-low * _HEADROOM, step)
    return below, 0.0 if high <= 0 else _whole(high * _HEADROOM, step)


def _around(low: float, high: float) -> tuple[float, float]:
    """From a round number below to one above, with a little room on either side."""
    room = (_HEADROOM - 1) * (high - low) or 1.0
    low, high = low - room, high + room
    for _ in range(2):   # a wider axis may have wider steps
        step = step_of(high - low)
        low, high = -_whole(-low, step), _whole(high, step)
    return low, high


def number_format(step: float, unsigned: bool = False) -> str:
    """As many decimals as the steps of an axis have; `#` would leave a point behind whole numbers."""
    from math import floor, log10

    places = max(0, -floor(log10(step) + 1e-9))
    form = "#,##0" + ("." + "0" * places if places else "")
    return f"{form};{form}" if unsigned else form


def step_of(room: float) -> float:
    """A round number, about a fifth of a room."""
    from math import floor, log10

    tens = 10.0 ** floor(log10(room / 5))
    return next(tens * times for times in (1, 2, 5, 10) if tens * times >= room / 5)


def _whole(number: float, step: float) -> float:
    """The next multiple of a step."""
    from math import ceil

    return round(ceil(number / step - 1e-9) * step, 10)


def _colour(drawn: Any, series: Series, kind: str, number: int) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    colour = ink(series.colour)
    if kind != LINES:
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = colour
        drawn.invert_if_negative = False
        return
    drawn.smooth = False
    drawn.format.line.color.rgb = colour
    drawn.format.line.width = Pt(2.25)
    drawn.format.line.dash_style = getattr(MSO_LINE, _DASHES[number % len(_DASHES)])
    drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 6
    drawn.marker.format.fill.solid()
    drawn.marker.format.fill.fore_color.rgb = colour
    drawn.marker.format.line.fill.background()


def _labels(drawn: Any, series: Series, scale: float) -> None:
    """The number in each part that has room for it."""
    from pptx.util import Pt

    dark = sum(int(series.colour[at : at + 2], 16) for at in (1, 3, 5)) < 3 * 0x80
    for place, one in enumerate(series.numbers):
        if one.value >= _LEAST:
            words = drawn.points[place].data_label.text_frame
            words.text = one.text
            font = words.paragraphs[0].runs[0].font
            font.size = Pt(10 * scale)
            font.color.rgb = ink("#FFFFFF" if dark else INK)


def _error_bars(series_element: Any, series: Series, kind: str) -> None:
    """Intervals, as distances from the values; they stand before the categories of the series."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    if not any(isfinite(one.low) for one in series.numbers):
        return
    up = [one.high - one.value if isfinite(one.high) else 0.0 for one in series.numbers]
    down = [one.value - one.low if isfinite(one.low) else 0.0 for one in series.numbers]
    way = '<c:errDir val="y"/>' if kind == LINES else ""
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}>{way}<c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/><c:plus>{_literal(up)}</c:plus><c:minus>{_literal(down)}</c:minus>'
        f'<c:spPr><a:ln w="15875"><a:solidFill><a:srgbClr val="{FAINT[1:]}"/></a:solidFill></a:ln></c:spPr>'
        "</c:errBars>"
    )
    series_element.find(qn("c:cat")).addprevious(bars)


def _literal(numbers: list[float]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{one!r}</c:v></c:pt>' for n, one in enumerate(numbers))
    return (f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(numbers)}"/>{points}'
            "</c:numLit>")


def _known(value: float) -> float | None:
    return value if isfinite(value) else None
