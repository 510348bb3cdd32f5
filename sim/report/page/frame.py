"""The frame of every page: one file that asks for nothing, and allows no style or script but its own.

In: what stands in it. Out: HTML.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from string import Template

from sim.report.language import spoken
from sim.report.page.markup import Html, joined

_PICTURES = "img-src data:; "


def framed(title: str, body: str, style: str, script: str, *, pictures: bool = False) -> str:
    """A whole page.

    A policy in it forbids every request, and any style or script but these, named by their hashes.

    Parameters
    ----------
    body : markup, with the words and numbers filled in.
    style, script : CSS and JavaScript.
    pictures : whether pictures stand in the body itself, as `data:` addresses.
    """
    return Template(part("frame.html")).substitute(
        language=joined([spoken()]), title=joined([title]), body=body, style=style, script=script,
        style_hash=_digest(style), script_hash=_digest(script), images=_PICTURES if pictures else "",
    )  # fmt: skip


def filled(name: str, fields: dict[str, Html]) -> str:
    """A part of a page with its fields filled in."""
    return Template(part(name)).substitute(fields)


def part(name: str) -> str:
    """A file of the page: markup, style or script."""
    return (files("sim.report.page") / "parts" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """As a Content-Security-Policy names a text that it allows."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
