"""One slide set out: its title, its exhibits side by side, sentences below, what it rests on, its notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sim.report.charts.content import Chart
from sim.report.deck.content import Exhibit, Graph, Grid, Slide
from sim.report.deck.grid import draw_grid
from sim.report.deck.look import EMU, ink
from sim.report.deck.native import draw_graph
from sim.report.deck.picture import draw_picture
from sim.report.deck.room import as_many_as_fit, shortened, size_that_fits, text_height
from sim.report.deck.template import Box, Stage

TITLE_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0)
POINT_SIZES = (20.0, 18.0, 16.0, 14.0, 13.0, 12.0)
_BESIDE_SIZES = (14.0, 13.0, 12.0)   # of sentences below an exhibit
_MOST_POINTS = 0.40   # of the room, for sentences below an exhibit
_KEY_PT, _BASIS_PT = 11.0, 9.0
_GAP_IN, _INSET_IN, _APART = 0.12, 0.1, 0.5
_MARK = "\N{BLACK SQUARE} "


def set_out(stage: Stage, slide: Slide) -> None:
    """Add a slide to a presentation."""
    made = stage.presentation.slides.add_slide(stage.layout)
    _title(stage, made, slide.title)
    _without_others(made)
    at = _Scaled(made, stage.scale)
    room = _basis(at, stage.room, slide.basis)
    if slide.exhibits:
        room = _key(at, room, slide.exhibits)
        room = _below(room, _INSET_IN)
    if all(isinstance(one, Grid) for one in slide.exhibits):
        taken = _exhibits(at, _above(room, _MOST_POINTS if slide.points else 0.0), slide.exhibits)
        _points(at, _below(room, taken), slide.points, 1.0, POINT_SIZES)
    else:
        room = _points(at, room, slide.points, _MOST_POINTS, _BESIDE_SIZES)
        _exhibits(at, room, slide.exhibits)
    _number(stage, made)
    notes = (slide.title, *slide.notes, *slide.points, slide.basis)
    made.notes_slide.notes_text_frame.text = "\n".join(dict.fromkeys(filter(None, notes)))


@dataclass(frozen=True, slots=True)
class _Scaled:
    """A slide in the making, and how large letters are on it beside those of the built-in look."""

    slide: Any
    scale: float

    def pt(self, *sizes: float) -> tuple[float, ...]:
        """Sizes of the built-in look, on this slide; whole halves of a point, as the program shows them."""
        return tuple(max(round(2 * self.scale * size) / 2, 1.0) for size in sizes)


def _title(stage: Stage, made: Any, text: str) -> None:
    from pptx.util import Pt

    box = stage.title
    if stage.own_title:
        frame = made.shapes.title.text_frame
    else:
        shape = made.shapes.add_textbox(*box.emu)
        shape.name, frame = "Title", shape.text_frame
    frame.word_wrap = True
    room = box.width - 2 * _INSET_IN - 0.05, box.height - 0.1
    sizes = _Scaled(made, stage.scale).pt(*TITLE_SIZES)
    fits = (one for one in sizes if text_height([text], room[0], one, bold=True) <= room[1])
    size = next(fits, sizes[-1])
    lines = max(int(room[1] / (size * 1.3 / 72)), 1)
    frame.text = shortened(text, room[0], size, lines, bold=True)
    for run in frame.paragraphs[0].runs:
        run.font.size = Pt(size)


def _without_others(made: Any) -> None:
    """No empty placeholder is left."""
    for shape in list(made.placeholders):
        if shape != made.shapes.title:
            shape._element.getparent().remove(shape._element)
    title = made.shapes.title
    if title is not None and not title.text_frame.text:
        title._element.getparent().remove(title._element)


def _basis(at: _Scaled, room: Box, text: str) -> Box:
    """What the numbers rest on, at the foot; returns the room that is left."""
    if not text:
        return room
    (size,) = at.pt(_BASIS_PT)
    words = shortened(text, room.width - 2 * _INSET_IN, size, 3)
    height = text_height([words], room.width - 2 * _INSET_IN, size) + 0.1
    _write(at.slide, Box(room.left, room.bottom - height, room.width, height), [words], size)
    return Box(room.left, room.top, room.width, room.height - height)


def _key(at: _Scaled, room: Box, exhibits: Sequence[Exhibit]) -> Box:
    """The names of the series with their colours, once for all charts of the slide that share them."""
    keys = dict.fromkeys(
        tuple((one.name, one.colour) for one in exhibit.series)
        for exhibit in exhibits if isinstance(exhibit, Graph) and len(exhibit.series) > 1
    )  # fmt: skip
    (size,) = at.pt(_KEY_PT)
    for entries in keys:
        line = "".join(f"{_MARK}{name}   " for name, _ in entries)
        height = text_height([line], room.width - 2 * _INSET_IN - 0.2, size) + 0.1
        _entries(at.slide, Box(room.left, room.top, room.width, height), entries, size)
        room = Box(room.left, room.top + height, room.width, room.height - height)
    return room


def _entries(made: Any, box: Box, entries: Sequence[tuple[str, str]], size_pt: float) -> None:
    from pptx.util import Pt

    shape = made.shapes.add_textbox(*box.emu)
    shape.name = "Key"
    _on_white(shape)
    frame = shape.text_frame
    frame.word_wrap = True
    _no_margins_above(frame)
    paragraph = frame.paragraphs[0]
    for name, colour in entries:
        for text, rgb in ((_MARK, colour), (f"{name}   ", "#1A1A1A")):
            run = paragraph.add_run()
            run.text, run.font.size = text, Pt(size_pt)
            run.font.color.rgb = ink(rgb)


def _points(at: _Scaled, room: Box, points: Sequence[str], most: float, sizes: Sequence[float]) -> Box:
    """Sentences at the lower end of the room, or all over it; returns what is left."""
    if not points:
        return room
    sizes = at.pt(*sizes)
    above = 0.15 if most == 1.0 else 0.0
    inside = room.width - 2 * _INSET_IN - 0.25, most * room.height - above - 0.1
    size = size_that_fits(points, inside, sizes, _APART)
    shown = list(points) if size else as_many_as_fit(points, inside, sizes[-1], _APART)
    size = size or sizes[-1]
    height = text_height(shown, inside[0], size, _APART) + 0.1
    top = room.top + above if most == 1.0 else room.bottom - height
    _write(at.slide, Box(room.left, top, room.width, height), shown, size, marked=True)
    return Box(room.left, room.top, room.width, room.height - height - _GAP_IN)


def _write(made: Any, box: Box, texts: Sequence[str], size_pt: float, marked: bool = False) -> None:
    """Paragraphs in a text box, marked as points, or else a little paler than the slide's own text."""
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.util import Pt

    frame = made.shapes.add_textbox(*box.emu).text_frame
    frame.word_wrap = True
    _no_margins_above(frame)
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text, run.font.size = text, Pt(size_pt)
        paragraph.space_before = Pt(_APART * size_pt if number else 0)
        if marked:
            _bullet(paragraph)
        else:
            run.font.color.theme_color, run.font.color.brightness = MSO_THEME_COLOR.TEXT_1, 0.35


def _bullet(paragraph: Any) -> None:
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "228600")
    properties.set("indent", "-228600")
    properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="&#8226;"/>'))


def _exhibits(at: _Scaled, room: Box, exhibits: Sequence[Exhibit]) -> float:
    """Side by side, each at most as high as the room; returns the height that they take, inches."""
    left, width = room.left + _INSET_IN, room.width - 2 * _INSET_IN
    each = (width - _GAP_IN * 2 * (len(exhibits) - 1)) / max(len(exhibits), 1)
    taken = 0.0
    for number, exhibit in enumerate(exhibits):
        box = Box(left + number * (each + 2 * _GAP_IN), room.top, each, room.height)
        shape = _draw(at, exhibit, box)
        _described(shape, exhibit)
        taken = max(taken, shape.height / EMU)
    return taken


def _below(room: Box, taken: float) -> Box:
    """What is left of a room under something of that height."""
    return Box(room.left, room.top + taken, room.width, room.height - taken)


def _above(room: Box, part: float) -> Box:
    """A room without a part of its height at its lower end."""
    return Box(room.left, room.top, room.width, room.height * (1 - part))


def _draw(at: _Scaled, exhibit: Exhibit, box: Box) -> Any:
    if isinstance(exhibit, Graph):
        return draw_graph(at.slide.shapes, exhibit, box.emu, at.scale)
    if isinstance(exhibit, Grid):
        return draw_grid(at.slide.shapes, exhibit, box.emu, at.scale)
    return draw_picture(at.slide, exhibit, box.emu)


def _described(shape: Any, exhibit: Exhibit) -> None:
    from pptx.oxml.ns import qn

    found = shape._element.find(".//" + qn("p:cNvPr"))
    found.set("descr", exhibit.alt)
    found.set("name", exhibit.kind.capitalize() if isinstance(exhibit, Chart | Graph) else "Table")


def _number(stage: Stage, made: Any) -> None:
    """The number of the slide: in the layout's place for it, or at the lower right."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    number = len(stage.presentation.slides)
    if stage.number is None:
        source = next(one for one in stage.layout.placeholders
                      if one._element.find(".//" + qn("p:ph")).get("type") == "sldNum")  # fmt: skip
        index = source._element.find(".//" + qn("p:ph")).get("idx")
        mark, place = f'<p:ph type="sldNum" sz="quarter" idx="{index}"/>', ""
    else:
        left, top, width, height = stage.number.emu
        mark = ""
        place = (f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
                 '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>')  # fmt: skip
    locks = "<a:spLocks noGrp=\"1\"/>" if mark else ""
    identity = max(int(one.get("id")) for one in made.shapes._spTree.iter(qn("p:cNvPr"))) + 1
    made.shapes._spTree.append(parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{identity}" name="Slide number"/>'
        f"<p:cNvSpPr>{locks}</p:cNvSpPr><p:nvPr>{mark}</p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>"
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="r"/>'
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en" sz="1000"/>'
        f"<a:t>{number}</a:t></a:fld></a:p></p:txBody></p:sp>"
    ))  # fmt: skip


def _on_white(shape: Any) -> None:

    shape.fill.solid()
    shape.fill.fore_color.rgb = ink("#FFFFFF")


def _no_margins_above(frame: Any) -> None:
    from pptx.util import Inches

    frame.margin_top = frame.margin_bottom = Inches(0.04)
