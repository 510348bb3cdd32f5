"""What the page holds: the tables' numbers, the terminal's sentences, nothing from outside."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest

import sim
from sim.report.page.assembly import page_html, write_page
from sim.report.page.markup import embedded, tag
from sim.report.page.told import passages
from sim.report.reading import Findings
from sim.report.sections.answer import answer
from sim.report.tables import heading, paragraph
from tests.report.made import Shape, result

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u2028\"'&amp;"
VOID = {"meta", "link", "br", "img", "input", "hr", "path", "rect", "line"}


class Read(HTMLParser):
    """A page as a browser takes it apart: elements, tables, texts; refuses what is not nested well."""

    def __init__(self, text):
        super().__init__()
        self.open, self.found, self.cells, self.scripts = [], [], [], {}
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, name, attributes):
        self.found.append((name, dict(attributes)))
        if name in ("td", "th"):
            self.cells.append([dict(attributes), ""])
        if name not in VOID:
            self.open.append(name)

    def handle_startendtag(self, name, attributes):
        self.found.append((name, dict(attributes)))

    def handle_endtag(self, name):
        assert self.open.pop() == name

    def handle_data(self, text):
        if self.open and self.open[-1] in ("script", "style"):
            self.scripts[len(self.found)] = text
            return
        self.text += text
        if {"td", "th"} & set(self.open):
            self.cells[-1][1] += text

    def named(self, name):
        """Attributes of all elements of a name."""
        return [attributes for one, attributes in self.found if one == name]


def data_of(text):
    return json.loads(re.search(r'id="data">(.*?)</script>', text, re.DOTALL)[1])


@pytest.fixture(scope="module")
def made():
    return result(Shape(alternatives=2))


@pytest.fixture(scope="module")
def text(made):
    return page_html(made)


def test_it_is_one_well_formed_document(text):
    page = Read(text)
    assert page.found[:2] == [("html", {"lang": "en"}), ("head", {})]
    levels = [int(name[1]) for name, _ in page.found if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(page.named("caption")) == len(page.named("table")) == 4
    names = [attributes["id"] for _, attributes in page.found if "id" in attributes]
    assert len(names) == len(set(names))


def test_every_number_of_a_chart_is_the_tables(made, text):
    data = data_of(text)
    factors = {"ces_hard": 1000, "abandonment": 100, "service_level": 100, "fcr": 100,
               "promise_missed": 100, "csat_top2": 100}  # fmt: skip
    names = [one.name for one in made.scenarios]
    estimates = {(row["scenario"], row["measure"], row["group"]): row
                 for row in made.tables.estimates.to_pylist()}  # fmt: skip
    compared = {(row["alternative"], row["measure"], row["group"]): row
                for row in made.tables.comparison.to_pylist()}  # fmt: skip
    seen = 0
    for measure, groups in data["figures"].items():
        for group, figure in groups.items():
            pairs = [(mark, estimates[names[mark["place"]], measure, group], "value")
                     for mark in figure["values"]]  # fmt: skip
            pairs += [(mark, compared[names[mark["place"]], measure, group], "difference")
                      for mark in figure["differences"]]  # fmt: skip
            for mark, row, value in pairs:
                factor = factors.get(measure, 1)
                assert [mark["value"], mark["low"], mark["high"]] == pytest.approx(
                    [factor * row[value], factor * row["low"], factor * row["high"]]
                )
                seen += 1
    assert seen == len(data["measures"]) * 3 * (3 + 2)


def test_a_cell_sorts_by_the_tables_number(made, text):
    values = {row["value"] for row in made.tables.estimates.to_pylist()}
    values |= {row["difference"] for row in made.tables.comparison.to_pylist()}
    values |= {row["value"] for row in made.tables.touchpoints.to_pylist()}
    cells = [attributes["data-value"] for attributes, words in Read(text).cells
             if "data-value" in attributes and attributes["data-value"] and "(" in words]  # fmt: skip
    assert len(cells) > 300
    assert {float(one) for one in cells} <= values


def test_shares_of_a_chart_are_counted_from_the_distributions(made, text):
    """60 s is the sixth category's upper end: what lies above it, of all, pooled over the replications."""
    rows = [row for row in made.tables.distributions.to_pylist() if row["replication"] is not None
            and (row["scenario"], row["quantity"], row["group"]) == ("other_1", "wait_s", "all")]  # fmt: skip
    above = sum(row["count"] for row in rows if row["upper"] is None or row["upper"] > 60)
    (curve,) = (one for one in data_of(text)["waits"]["all"][0]["curves"] if one["place"] == 1)
    assert dict(map(tuple, ((at, mark["value"]) for at, mark in curve["points"])))[60] == pytest.approx(
        100 * above / sum(row["count"] for row in rows)
    )


def test_shares_add_up_to_all(text):
    data = data_of(text)
    for kind in ("handoffs", "ease"):
        for rows in data[kind]["rows"].values():
            for row in rows:
                assert sum(share["value"] for share in row["shares"]) == pytest.approx(100)


def test_it_answers_in_the_words_of_the_terminal(made, text):
    page, findings = Read(text), Findings(made)
    for alternative in made.alternatives:
        for sentence in answer(findings, alternative):
            assert sentence in page.text.replace("\N{NO-BREAK SPACE}", " ")
    printed = " ".join(sim.findings(made).split())
    told = re.findall(r'<p class="deep-\d">(.*?)</p>', text)
    assert len(told) > 10
    assert [one for one in told if unescape(one) not in printed] == []


def headings(shape):
    """The headings of a page's sections, in order."""
    text = page_html(result(shape))
    return re.findall(r"<h2>(.*?)</h2>", text)


def test_the_answer_comes_first_and_the_body_in_the_order_of_a_committee():
    assert headings(Shape(alternatives=2)) == [
        "The answer", "Warnings", "Waiting", "Handoffs", "Ease, and why it differs",
        "Who gains and who loses", "Cost, and what it buys", "Who must act", "Any measure", "Further looks",
        "All figures", "How to read this",
    ]  # fmt: skip


def test_many_warnings_are_folded_up_behind_the_first():
    page = Read(page_html(result(Shape(alternatives=5, teams=12))))
    assert "93 warnings, to be read before any figure" in page.text
    assert "77 more warnings" in page.text
    assert "more warning" not in Read(page_html(result())).text


def test_one_scenario_has_no_sections_about_differences():
    assert headings(Shape(alternatives=0)) == [
        "What was found", "Warnings", "Waiting", "Handoffs", "Ease", "Cost", "Who must act", "Any measure",
        "Further looks", "All figures", "How to read this",
    ]  # fmt: skip


def test_lines_of_the_terminal_become_headings_and_paragraphs():
    lines = [*heading("One - two", 99), *paragraph("First.", 99), "", *paragraph("Deeper.", 99, "    ")]
    (found,) = passages(lines)
    assert (found.title, found.paragraphs) == ("One - two", ((0, "First."), (2, "Deeper.")))


def test_what_a_file_says_is_text_and_never_markup():
    plain = Read(page_html(result(Shape(alternatives=2))))
    shape = Shape(alternatives=2, titles=(HOSTILE, HOSTILE + "2", HOSTILE + "3"), segments=(HOSTILE, "b"))
    text = page_html(result(shape))
    page = Read(text)
    assert [name for name, _ in page.found] == [name for name, _ in plain.found]
    assert HOSTILE in page.text
    assert data_of(text)["scenarios"][0]["title"] == HOSTILE
    assert "alert(1)</script>" not in text and "<img" not in text


def test_data_cannot_end_their_element_and_names_cannot_end_an_attribute():
    written = embedded({"a": HOSTILE})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"a": HOSTILE}
    assert tag("td", "<b>", data_value='"><b>') == '<td data-value="&quot;&gt;&lt;b&gt;">&lt;b&gt;</td>'


def test_nothing_outside_is_named_and_only_its_own_style_and_script_may_act(text):
    page = Read(text)
    policy = next(one["content"] for one in page.named("meta") if "http-equiv" in one)
    style, _, script = page.scripts.values()
    hashes = [b64encode(sha256(part.encode()).digest()).decode() for part in (style, script)]
    assert policy.split("; ")[:3] == [
        "default-src 'none'", f"style-src 'sha256-{hashes[0]}'", f"script-src 'sha256-{hashes[1]}'",
    ]  # fmt: skip
    addresses = set(re.findall(r"(?:https?:)?//[\w.]+", re.sub(r"^//.*$", "", text, flags=re.MULTILINE)))
    assert addresses <= {"http://www.w3.org"}   # a name of what SVG is, never fetched
    assert not any({"src", "style"} & set(attributes) for _, attributes in page.found)
    named = {one["id"] for _, one in page.found if "id" in one}
    assert {one["href"][:1] for _, one in page.found if "href" in one} == {"#"}
    assert {one["href"][1:] for _, one in page.found if "href" in one} <= named


def test_the_same_result_gives_the_same_bytes(made, text, tmp_path):
    first = write_page(made, tmp_path / "one.html").read_bytes()
    assert first == text.encode() == page_html(result(Shape(alternatives=2))).encode()
    assert len(first) < 400_000
    assert [path.name for path in tmp_path.iterdir()] == ["one.html"]


@pytest.mark.parametrize("shape", [
    Shape(alternatives=0), Shape(difference=0.0), Shape(replications=1), Shape(segments=("all",)),
    Shape(alternatives=5, teams=12),
])  # fmt: skip
def test_every_shape_of_result_has_its_page(shape):
    text = page_html(result(shape))
    Read(text)
    assert "nan" not in re.findall(r'data-value="(.*?)"', text)
    assert ("Difference to the base" in text) == bool(shape.alternatives)


def test_a_page_that_cannot_be_written_is_said(made, tmp_path):
    with pytest.raises(sim.RunFailed, match="cannot be written: No such file or directory"):
        sim.write_page(made, tmp_path / "nowhere" / "page.html")
