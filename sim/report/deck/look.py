"""The built-in look: a plain white slide, 16 to 9, a title in dark letters, a thin line, a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.report.charts.style import BLUE

if TYPE_CHECKING:
    from pptx.presentation import Presentation

EMU = 914_400   # in an inch
WIDE, HIGH = 13.333, 7.5   # of a slide, inches
_TITLE = (0.5, 0.3, 12.333, 0.95)
_BODY = (0.5, 1.35, 12.333, 5.6)
_NUMBER = (12.033, 7.05, 0.8, 0.3)
_FOOTER = (4.4, 7.05, 4.5, 0.3)
_DATE = (0.5, 7.05, 3.0, 0.3)
_PLACES = {"title": _TITLE, "body": _BODY, "sldNum": _NUMBER, "ftr": _FOOTER, "dt": _DATE}


def built_in() -> Presentation:
    """An empty presentation in it, with the one layout that the deck needs."""
    import pptx
    from pptx.util import Inches

    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = Inches(WIDE), Inches(HIGH)
    for layout in list(presentation.slide_layouts):
        if layout.name != "Title Only":
            presentation.slide_layouts.remove(layout)
    for holder in (presentation.slide_master, presentation.slide_layouts[0]):
        _arrange(holder)
    _title_style(presentation.slide_master)
    _rule(presentation.slide_master)
    return presentation


def _arrange(holder: Any) -> None:
    """Placeholders where a wide slide has them."""
    from pptx.oxml.ns import qn

    for shape in holder.placeholders:
        kind = shape._element.find(".//" + qn("p:ph")).get("type", "body")
        shape.left, shape.top, shape.width, shape.height = (int(EMU * side) for side in _PLACES[kind])


def _title_style(master: Any) -> None:
    """Titles of findings are sentences: at the left, at the bottom of their place, not too large."""
    from pptx.oxml.ns import qn

    style = master._element.find(".//" + qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    style.set("algn", "l")
    style.find(qn("a:defRPr")).set("sz", "2600")
    style.find(qn("a:defRPr")).set("b", "1")
    for shape in master.placeholders:
        if shape._element.find(".//" + qn("p:ph")).get("type") == "title":
            shape._element.find(".//" + qn("a:bodyPr")).set("anchor", "b")


def _rule(master: Any) -> None:
    """A thin line under the title, in the colour of alternatives; the library adds no shapes to a master."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    left, top, width = int(0.6 * EMU), int(1.3 * EMU), int(12.133 * EMU)
    master._element.find(".//" + qn("p:spTree")).append(parse_xml(
        f'<p:cxnSp {nsdecls("p", "a")}><p:nvCxnSpPr><p:cNvPr id="99" name="Rule"/><p:cNvCxnSpPr/><p:nvPr/>'
        f'</p:nvCxnSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="19050"><a:solidFill>'
        f'<a:srgbClr val="{BLUE[1:]}"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
    ))  # fmt: skip


def ink(code: str) -> Any:
    """A colour, `#rrggbb`, as the library has it."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(code[1:].upper())
