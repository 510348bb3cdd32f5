"""Faults of an experience file are told all at once, each with its place and rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.errors import WrongInput
from sim.measures.experience.file import DEFAULT, load

TEXT = DEFAULT.read_text(encoding="utf-8")


def faults(folder: Path, text: str) -> list[str]:
    """What is wrong with a file, each fault without the file's own name."""
    path = folder / "model.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WrongInput) as caught:
        load("model.yaml", folder)
    return [str(fault).removeprefix(str(path)).lstrip(":") for fault in caught.value.faults]


def test_a_copy_of_the_default_file_can_stand_in_for_it(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(TEXT.replace("mean: -1.45", "mean: -2.45"), encoding="utf-8")
    ours, default = load("own.yaml", tmp_path), load("default")
    place = [feature.name for feature in default.features].index("unresolved")
    assert default.features[place].mean == -1.45
    assert ours.features[place].mean == -2.45
    assert ours.instruments["ces"].coefficients[place] == -2.45


def test_features_that_a_file_leaves_out_do_not_count(tmp_path: Path) -> None:
    lines = [line for line in TEXT.splitlines() if not line.startswith("  known_agent")]
    (tmp_path / "own.yaml").write_text("\n".join(lines), encoding="utf-8")
    assert "known_agent" not in [feature.name for feature in load("own.yaml", tmp_path).features]


@pytest.mark.parametrize(("old", "new", "expected"), [
    ("  menu: {mean: -0.60", "  menus: {mean: -0.60",
     "features.menus: is not known here, did you mean menu?"),
    ("{mean: -0.50,", "{mean: a lot,", "features.repeat_contacts.mean: must be a number, got a lot"),
    ("sd: 0.25, cap: 3", "sd: -1, cap: 3",
     "features.repeat_contacts.sd: must be at least 0, got -1"),
    ("{mean: -1.45, ", "{", "features.unresolved.mean: is missing, must be a number"),
    ("scale: 5}", "scale: 0}", "features.wait.scale: must be more than 0 minutes, got 0.0"),
    ("factor: 1.36", "factor: .nan", "perceived_wait.factor: must be a number, got .nan"),
    ("[-4.12, -3.50, -2.70, -1.38]", "[-4.12, -3.50, -2.70]",
     "instruments.csat.cutpoints: must be a list of 4 ascending numbers, got [-4.12, -3.5, -2.7]"),
    ("[-4.12, -3.50, -2.70, -1.38]", "[-4.12, -3.50, -3.50, -1.38]",
     "instruments.csat.cutpoints: must be a list of 4 ascending numbers, got [-4.12, -3.5, -3.5, -1.38]"),
    ("either_sign: true", "either_sign: perhaps",
     "features.known_agent.either_sign: must be true or false, got perhaps"),
    ("{mean: -0.55, sd: 0.30, scale: 5}", "-0.55",
     "features.wait: must be a map of mean, sd, cap, scale, either_sign, got -0.55"),
    ("  nps:\n    lowest: 0", "  nps:\n    lowest: 1", "instruments.nps.lowest: must be 0, got 1"),
    ("  nps:\n", "  recommend:\n", "instruments: must have ces, csat and nps, missing nps"),
    ("{promise_missed: {mean: -2.30", "{promise: {mean: -2.30",
     "instruments.csat.coefficients.promise: is not known here, did you mean promise_missed?"),
    ("    lowest: 1\n    cutpoints: [-4.12, -3.27", "    lowest: 1\n    covariance: [[1, 0], [0, 1]]\n"
     "    cutpoints: [-4.12, -3.27", "instruments.ces.covariance: must be 17 rows of 17 numbers"),
    ("    lowest: 1\n    cutpoints: [-4.12, -3.50",
     f"    lowest: 1\n    covariance: {[[1] * 15] * 15}\n    cutpoints: [-4.12, -3.50",
     "instruments.csat.covariance: must be symmetric, and positive definite"),
    ("[wait, menu, transfers,", "[wait, menu, repeat_contacts,",
     "touchpoint.features: must name features among transfers,"),
])
def test_each_fault_is_told(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert TEXT.count(old) == 1
    assert any(expected in fault for fault in faults(tmp_path, TEXT.replace(old, new)))


def test_a_fault_has_its_line_and_column(tmp_path: Path) -> None:
    line = next(n for n, text in enumerate(TEXT.splitlines(), 1) if "  unresolved:" in text)
    column = TEXT.splitlines()[line - 1].index("mean") + 1
    found = faults(tmp_path, TEXT.replace("mean: -1.45", "mean: bad"))
    assert found == [f"{line}:{column} features.unresolved.mean: must be a number, got bad"]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = TEXT.replace("mean: -1.45", "mean: bad").replace("factor: 1.36", "factor: -1")
    assert len(faults(tmp_path, text)) == 2


@pytest.mark.parametrize(("text", "expected"), [
    ("", "is empty"), ("- a\n- b\n", "must be a map"), ("title: [", "never closed"),
    ("title: a\ntitle: b\n", "title"), ("title: only\n", "features: must be a map of repeat_contacts"),
])
def test_what_is_no_map_of_keys_is_one_clear_fault(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in faults(tmp_path, text)[0]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match="no such file"):
        load("absent.yaml", tmp_path)
    with pytest.raises(WrongInput, match="folder"):
        load(str(tmp_path))
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(WrongInput, match="binary"):
        load("binary.yaml", tmp_path)
