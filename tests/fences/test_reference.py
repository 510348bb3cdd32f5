"""The reference page says what the code says."""

from tools.write_reference import PAGE, page


def test_the_reference_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.write_reference"
