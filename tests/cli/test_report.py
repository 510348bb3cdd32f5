"""The `report` command and the charts of a comparison, as real processes."""

from __future__ import annotations

from tests.cli.conftest import contents, fine, only_result

CHARTS = {"differences", "waiting", "handoffs", "ease", "winners"}


def test_charts_are_drawn_from_a_finished_result_alone(folder, run):
    fine(run("tiny.yaml", "busier.yaml", "--quiet"))
    result = only_result(folder)
    before = {path.name: path.read_bytes() for path in result.iterdir()}
    ended = fine(run("report", str(result), "--charts", "pictures", "--format", "png"))
    drawn = {path.stem for path in (folder / "pictures").iterdir()}
    assert drawn >= CHARTS
    assert "Charts: pictures" in ended.stderr
    assert {path.name: path.read_bytes() for path in result.iterdir()} == before


def test_what_is_no_result_is_refused(folder, run):
    ended = run("report", "tiny.yaml")
    assert ended.returncode == 2
    assert ended.stderr.strip() == "tiny.yaml: is no result folder, for it holds no manifest.json"


def test_an_unknown_format_is_refused(run):
    ended = run("report", "x", "--format", "png,gif")
    assert ended.returncode == 2
    assert "'gif' is none of png, svg, pdf" in ended.stderr


def test_a_comparison_draws_its_charts_beside_the_same_tables(folder, run):
    fine(run("tiny.yaml", "busier.yaml", "--quiet", "--replications", "2"))
    plain = contents(only_result(folder))
    ended = fine(run("run", "tiny.yaml", "busier.yaml", "--quiet", "--replications", "2"))
    result = only_result(folder)
    charts = result / "charts"
    assert {path.stem for path in charts.iterdir()} >= CHARTS
    assert "Not drawn: touchpoints, tornado" in ended.stderr
    drawn = {path.name: path.stat().st_mtime_ns for path in charts.iterdir()}
    fine(run("run", "tiny.yaml", "busier.yaml", "--quiet", "--replications", "2"))
    assert {path.name: path.stat().st_mtime_ns for path in charts.iterdir()} == drawn
    assert {path.name: path.read_bytes() for path in result.iterdir() if path.is_file()
            and path.name not in ("run.json", "deck.pptx", "page.html")} == plain  # fmt: skip
    assert "Deck: " in ended.stderr and "Page: " in ended.stderr
    assert (result / "deck.pptx").is_file() and (result / "page.html").is_file()
    assert [path.name for path in result.iterdir() if path.name.startswith(".")] == []


def test_a_deck_is_written_from_a_finished_result_alone(folder, run):
    fine(run("tiny.yaml", "busier.yaml", "--quiet"))
    result = only_result(folder)
    before = {path.name: path.read_bytes() for path in result.iterdir()}
    ended = fine(run("report", str(result), "--deck", "board.pptx"))
    assert ended.stderr == "Deck: board.pptx\n"
    assert (folder / "board.pptx").read_bytes().startswith(b"PK")
    assert {path.name: path.read_bytes() for path in result.iterdir()} == before


def test_a_template_without_a_deck_and_a_deck_of_two_results_are_refused(folder, run):
    (folder / "own.potx").write_bytes(b"")
    fine(run("tiny.yaml", "--quiet"))
    result = str(only_result(folder))
    for arguments, said in (
        ((result, "--template", "own.pptx"), "--template: is the look of a deck"),
        ((result, result, "--deck", "board.pptx"), "--deck: shows one result, and there are 2"),
        ((result, "--deck", "board.pptx", "--template", "own.potx"), "own.potx: is a .potx template"),
    ):
        ended = run("report", *arguments)
        assert ended.returncode == 2
        assert ended.stderr.startswith(said)
        assert not (folder / "board.pptx").exists()


def test_a_page_alone_is_written_where_one_says(folder, run):
    fine(run("tiny.yaml", "--quiet"))
    ended = fine(run("report", str(only_result(folder)), "--page", "mine.html"))
    assert ended.stderr == "Page: mine.html\n"
    assert "<h1>Tiny desk</h1>" in (folder / "mine.html").read_text()
    assert not (only_result(folder) / "charts").exists()


def test_a_page_is_of_one_result(run):
    ended = run("report", "one", "two", "--page", "mine.html")
    assert ended.returncode == 2
    assert "--page: shows one result, and there are 2" in ended.stderr


def test_another_language_stands_beside_english_and_the_terminal_stays_as_it_is(folder, run):
    command = ("run", "tiny.yaml", "busier.yaml", "--quiet", "--replications", "2")
    english = fine(run(*command, "--no-charts")).stdout
    ended = fine(run(*command, "--language", "da"))
    result = only_result(folder)
    assert ended.stdout == english
    assert {"charts-da", "deck-da.pptx", "page-da.html"} <= {path.name for path in result.iterdir()}
    assert not {"charts", "deck.pptx", "page.html"} & {path.name for path in result.iterdir()}
    fine(run("report", str(result), "--charts", "pictures", "--format", "svg", "--language", "da"))
    drawn = {path.name: path.read_bytes() for path in (result / "charts-da").glob("*.svg")}
    assert drawn == {path.name: path.read_bytes() for path in (folder / "pictures").iterdir()}


def test_a_language_without_a_catalogue_is_refused(run):
    ended = run("report", "x", "--language", "fr")
    assert ended.returncode == 2
    assert "Invalid value for '--language': 'fr' is not one of 'en', 'da', 'sv', 'zh'." in ended.stderr
