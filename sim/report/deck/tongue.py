"""The language of a deck's letters, and their fonts, so that PowerPoint spells and draws them well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.report.language import spoken
from sim.report.tables import cells

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_TAGS = {"da": "da-DK", "sv": "sv-SE", "zh": "zh-CN"}
_EAST_ASIAN = "Microsoft YaHei"   # comes with Windows and with Office for Mac; others put theirs in its place
_AFTER = ("a:cs", "a:sym", "a:hlinkClick", "a:hlinkMouseOver", "a:rtl", "a:extLst")


def mark_letters(presentation: Presentation) -> None:
    """Say of all text in which language it is, and of Chinese letters in which font.

    A template's own font for East Asian letters stays; English text stays as it is.
    """
    font = "" if _has_east_asian_font(presentation) else _EAST_ASIAN
    for slide in presentation.slides:
        roots = [slide._element, slide.notes_slide._element]
        roots += [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]
        for root in roots:
            _mark(root, font)


def _mark(root: Any, font: str) -> None:
    from pptx.oxml.ns import qn

    for run in root.iter(qn("a:r")):
        _say_of(run.get_or_add_rPr(), run.text, font)
    for properties in root.iter(qn("a:defRPr")):   # of the names along a chart's axes
        _say_of(properties, "", font)


def _say_of(properties: Any, text: str, font: str) -> None:
    tag = _TAGS.get(spoken())
    if tag is not None:
        properties.set("lang", tag)
    if font and (spoken() == "zh" or cells(text) > len(text)):
        from pptx.oxml import parse_xml
        from pptx.oxml.ns import nsdecls

        named = parse_xml(f'<a:ea {nsdecls("a")} typeface="{font}"/>')
        properties.insert_element_before(named, *_AFTER)


def _has_east_asian_font(presentation: Presentation) -> bool:
    """Whether the theme names a font of its own for these letters."""
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import qn

    theme = parse_xml(presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    return any(one.get("typeface") for one in theme.iter(qn("a:ea")))
