"""A page whose charts are pictures: what was found, its charts, more in words, a table and the method.

In: the parts and their headings. Out: HTML.
"""

from __future__ import annotations

from base64 import b64encode

from sim.report.charts.content import Chart
from sim.report.charts.files import picture_bytes
from sim.report.page.frame import filled, framed, part
from sim.report.page.markup import Html, joined, tag


def pictured(title: str, parts: dict[str, Html], headings: dict[str, str]) -> str:
    """The whole page.

    Parameters
    ----------
    parts : masthead, answer, charts, words, table and method.
    headings : of the parts, each named as in the file `pictured.html`.
    """
    inside = filled("pictured.html", parts | {name: joined([words]) for name, words in headings.items()})
    script = "\n".join(map(part, ("tables.js", "pictured.js")))
    return framed(title, inside, part("page.css") + part("pictured.css"), script, pictures=True)


def figure(chart: Chart, mark: str = "") -> Html:
    """A chart as a picture; `mark` ends the names of the charts of its measure."""
    picture = b64encode(picture_bytes(chart.figure(), "svg")).decode()
    one = chart.kind in ("curves", "heat")
    image = Html(f'<img alt="{joined([chart.alt]).replace(chr(34), "&quot;")}" '
                 f'src="data:image/svg+xml;base64,{picture}">')  # fmt: skip
    return tag("figure", image, **({"data_measure": mark} if one and mark else {}))
