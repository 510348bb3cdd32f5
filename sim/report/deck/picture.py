"""Charts that PowerPoint cannot draw, as pictures: PNG for every reader, SVG beside it for sharp ones."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sim.report.charts.content import Chart

if TYPE_CHECKING:
    from pptx.shapes.picture import Picture

_DPI = 140
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def draw_picture(slide: Any, chart: Chart, place: tuple[int, int, int, int]) -> Picture:
    """Add a picture, as large as its place (left, top, width and height, EMU) lets it be, in its middle."""
    png, svg, (across, up) = _pictures(chart)
    scale = min(place[2] / across, place[3] / up)
    width, height = int(scale * across), int(scale * up)
    left, top = place[0] + (place[2] - width) // 2, place[1]
    picture = slide.shapes.add_picture(BytesIO(png), left, top, width, height)
    _beside(slide, picture, svg)
    return picture


def _pictures(chart: Chart) -> tuple[bytes, bytes, tuple[float, float]]:
    """The chart without its title, which the slide has; PNG, SVG, and the size in inches."""
    from sim.report.charts.files import picture_bytes

    figure = replace(chart, content=_untitled(chart.content)).figure()
    across, up = figure.get_size_inches()
    png, svg = (picture_bytes(figure, ending, _DPI) for ending in ("png", "svg"))
    return png, svg, (float(across), float(up))


def _untitled(content: Any) -> Any:
    return replace(content, heading=replace(content.heading, title=""))


def _beside(slide: Any, picture: Any, svg: bytes) -> None:
    """Give a picture its SVG; whoever cannot draw that draws the PNG."""
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.opc.package import Part
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    package = slide.part.package
    part = Part(package.next_image_partname("svg"), "image/svg+xml", package, svg)
    number = slide.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    extension = parse_xml(
        f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{_SVG_EXTENSION}">'
        f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{number}"/></a:ext></a:extLst>'
    )
    picture._element.find(".//" + qn("a:blip")).append(extension)
