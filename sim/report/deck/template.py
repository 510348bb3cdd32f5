"""Where slides are set: the built-in look, or an organisation's own template, and the room it leaves.

In: a .pptx file or none. Out: an empty presentation, a layout with a title, and rectangles in inches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.errors import WrongUse
from sim.report.deck.look import EMU, HIGH, built_in

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_EDGE = 0.5
_LEAST_WIDTH, _LEAST_HEIGHT = 4.0, 2.2
_HIGHEST_TITLE = 0.35   # of the slide; a higher one is that of a title slide
_INDEX = 5   # of "Title Only" in PowerPoint's own order of layouts


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide, inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    @property
    def emu(self) -> tuple[int, int, int, int]:
        """Left, top, width and height in the units of the file."""
        return (int(self.left * EMU), int(self.top * EMU), int(self.width * EMU), int(self.height * EMU))


@dataclass(frozen=True, slots=True)
class Stage:
    """A presentation to which slides can be added.

    Attributes
    ----------
    presentation, layout : as the library has them.
    title : where titles stand.
    own_title : whether the layout has a placeholder for it; else a text box is drawn.
    room : what is left for charts, tables and sentences.
    number : where the number of the slide stands; None where the layout has a placeholder for it.
    scale : height of a slide beside that of the built-in look: letters are as large on the wall, whatever
        the size of a slide on paper.
    """

    presentation: Presentation
    layout: Any
    title: Box
    own_title: bool
    room: Box
    number: Box | None
    scale: float


def stage(template: Path | None) -> Stage:
    """Open a template, or the built-in look.

    Raises
    ------
    WrongUse
        Where the template cannot be used.
    """
    presentation = built_in() if template is None else _opened(template)
    _empty(presentation)
    layout = _layout(presentation)
    wide, high = presentation.slide_width / EMU, presentation.slide_height / EMU
    title = _placeholder(layout, "title")
    own = title is not None and title.height <= _HIGHEST_TITLE * high and title.width >= wide / 3
    if title is None or not own:
        title = Box(_EDGE, 0.3, wide - 2 * _EDGE, 1.0)
    number = _placeholder(layout, "sldNum")
    return Stage(presentation, layout, title, own, _room(presentation, layout, title, (wide, high)),
                 None if number else Box(wide - 1.2, high - 0.42, 0.8, 0.3), high / HIGH)  # fmt: skip


def _opened(template: Path) -> Presentation:
    """A template as the library opens it; what cannot be used is said with its reason."""
    import pptx

    if template.suffix.lower() == ".potx":
        raise WrongUse(f"{template}: is a .potx template; open it in PowerPoint, save it as .pptx, give that")
    if not template.is_file():
        raise WrongUse(f"{template}: there is no such file")
    # A broken file fails in whatever part is broken: in the zip, in its XML, in what it refers to.
    try:
        presentation = pptx.Presentation(str(template))
        layouts = len(presentation.slide_layouts)
    except Exception as error:
        raise WrongUse(f"{template}: is no presentation that can be opened ({_reason(error)})") from None
    if not layouts or not presentation.slide_width or not presentation.slide_height:
        raise WrongUse(f"{template}: has no slide layouts, so no slide can be made from it")
    return presentation


def _reason(error: Exception) -> str:
    words = " ".join(str(error).split())
    if "content type is" in words:
        return "it is another kind of Office file"
    return f"{type(error).__name__}: {words}"[:120]


def _empty(presentation: Presentation) -> None:
    """Take the template's own slides out, and what else names or shows them."""
    from pptx.oxml.ns import qn

    listed = presentation.slides._sldIdLst
    for one in list(listed):
        presentation.part.drop_rel(one.rId)
        listed.remove(one)
    belongings = presentation.part.package._rels
    for number in [number for number, one in belongings.items() if one.reltype.endswith("/thumbnail")]:
        belongings.pop(number)
    root = presentation.part._element
    for name in ("p:custShowLst", "p:extLst"):   # shows and sections of the slides that are gone
        for found in root.findall(qn(name)):
            root.remove(found)


def _layout(presentation: Presentation) -> Any:
    """A layout for a title and nothing else: by its name, its kind, its place; else any with a title.

    The title of a title slide, which stands in the middle, is another kind of placeholder.
    """
    layouts = list(presentation.slide_layouts)
    by_kind = [one for one in layouts if one._element.get("type") == "titleOnly"]
    by_name = [one for one in layouts if "title only" in one.name.lower()]
    by_place = layouts[_INDEX : _INDEX + 1]
    titled = [one for one in (*by_name, *by_kind, *by_place, *layouts) if _placeholder(one, "title")]
    return (titled or by_name or by_kind or layouts[-1:])[0]


def _placeholder(layout: Any, kind: str) -> Box | None:
    """Where a placeholder of a layout stands, the slide master's place standing in."""
    return next((box for found, box in _placeholders(layout) if found == kind), None)


def _placeholders(layout: Any) -> Iterator[tuple[str, Box]]:
    from pptx.oxml.ns import qn

    for shape in layout.placeholders:
        mark = shape._element.find(".//" + qn("p:ph"))
        place = [getattr(shape, side) for side in ("left", "top", "width", "height")]
        if None not in place:
            yield mark.get("type", "obj"), Box(*(side / EMU for side in place))


def _room(presentation: Presentation, layout: Any, title: Box, size: tuple[float, float]) -> Box:
    """The master's place for a body as far as title and footer leave it; where that is little, all below."""
    wide, high = size
    footers = [box.top for kind, box in _placeholders(layout) if kind in ("sldNum", "ftr", "dt")
               and box.top > high / 2]  # fmt: skip
    below = min([high - 0.45, *footers])
    top = title.bottom + 0.08 if title.top < high / 2 else 0.3
    below = min(below, title.top) if title.top >= high / 2 else below
    body = _placeholder(presentation.slide_master, "body")
    if body is not None:
        left, right = max(body.left, 0.2), min(body.right, wide - 0.2)
        found = Box(left, top, right - left, min(max(body.bottom, below), below) - top)
        if found.width >= _LEAST_WIDTH and found.height >= _LEAST_HEIGHT:
            return found
    return Box(_EDGE, top, wide - 2 * _EDGE, max(below - top, _LEAST_HEIGHT))
