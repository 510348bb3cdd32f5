"""The page driven in a real browser: choosing, sorting, pointing, keyboard, a phone's width, no request.

Not run where Chromium and its driver are not installed: see tests/conftest.py.
"""

from __future__ import annotations

import json
import shutil

import pytest
from selenium import webdriver
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.support.select import Select

from sim.report.page.assembly import write_page
from tests.report.made import LONG, Shape, result
from tests.report.page.test_page import HOSTILE

PHONE = {"width": 375, "height": 800, "deviceScaleFactor": 1, "mobile": True}


@pytest.fixture(scope="module")
def browser():
    """A headless browser of its own, which ends with the tests."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for one in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--disable-background-networking", "--window-size=1280,900"):  # fmt: skip
        options.add_argument(one)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """A page whose titles, segments and teams try to be markup, or are long."""
    shape = Shape(alternatives=2, titles=(HOSTILE, LONG), segments=("business", HOSTILE), teams=12)
    return write_page(result(shape), tmp_path_factory.mktemp("page") / "page.html")


@pytest.fixture
def page(browser, file):
    """The page freshly opened."""
    browser.get(file.as_uri())
    return browser


def all_of(page, css):
    return page.find_elements("css selector", css)


def texts(page, css):
    return [one.text for one in all_of(page, css)]


def choose(page, name, value):
    Select(page.find_element("id", name)).select_by_value(value)


def press(page, *keys):
    ActionChains(page).send_keys(*keys).perform()


def test_a_title_that_is_a_script_does_nothing(page):
    assert page.execute_script("return document.scripts.length") == 2
    assert not all_of(page, "img")
    assert texts(page, ".compared b")[0].startswith("</script><script>alert(1)</script>")
    assert [one for one in page.get_log("browser") if one["level"] == "SEVERE"] == []


def test_choosing_a_measure_and_a_segment_changes_the_charts(page):
    first = texts(page, "figure h3")[0]
    assert "mean wait" in first.lower()
    assert len(all_of(page, "#figures tr[data-group='all']:not([hidden])")) > 50
    choose(page, "measure", "ces_mean")
    assert "ease" in texts(page, "figure h3")[0].lower()
    choose(page, "group", "segment=business")
    assert all("Segment business" in one for one in texts(page, "figcaption p"))
    shown = {one.get_attribute("data-group") for one in all_of(page, "tr[data-group]:not([hidden])")}
    assert shown == {"segment=business"}


def test_a_heading_sorts_by_number_both_ways_and_by_keyboard(page):
    head = all_of(page, "#answer th button")[5]   # cost a week: 50,000 with 45,000 and 40,000
    cells = "#answer tbody tr td:nth-child(6)"
    assert [float(one.get_attribute("data-value")) for one in all_of(page, cells)] == [50_000, 45_000, 40_000]
    head.click()
    assert [float(one.get_attribute("data-value")) for one in all_of(page, cells)] == [40_000, 45_000, 50_000]
    press(page, Keys.ENTER)
    assert [float(one.get_attribute("data-value")) for one in all_of(page, cells)] == [50_000, 45_000, 40_000]
    assert all_of(page, "#answer th")[5].get_attribute("aria-sort") == "descending"


def test_numbers_sort_by_size_and_what_is_none_stands_last(page):
    page.execute_script("arguments[0].click()", all_of(page, "#figures th button")[4])   # difference
    cells = all_of(page, "#figures .frame:first-of-type tbody td:nth-child(5)")
    values = [one.get_attribute("data-value") for one in cells]
    known = [float(one) for one in values if one]
    assert known == sorted(known) and len({len(f"{abs(one):.0f}") for one in known}) > 2
    assert values[len(known):] == [""] * (len(values) - len(known)) != []


def test_pointing_at_a_mark_shows_value_and_interval(page):
    mark = all_of(page, ".mark")[0]   # wait 60 s, 10 % less with the first alternative, half-width 3 s
    page.execute_script("arguments[0].scrollIntoView({block: 'center'})", mark)
    ActionChains(page).move_to_element(mark).perform()
    told = f"{LONG}: 6.0 s less (3.0 to 9.0): better, though perhaps by less than the 15.0 s that matter"
    assert page.find_element("id", "tip").text == told


def test_the_keyboard_reaches_every_mark_and_escape_takes_the_note_away(page):
    first, second = all_of(page, ".mark")[:2]
    assert (first.get_attribute("tabindex"), second.get_attribute("tabindex")) == ("0", "-1")
    page.execute_script("arguments[0].focus()", first)
    press(page, Keys.ARROW_DOWN)
    assert page.switch_to.active_element == second
    assert "12.0 s less" in page.find_element("id", "tip").text
    assert second.get_attribute("aria-label") == page.find_element("id", "tip").text
    press(page, Keys.ESCAPE)
    assert not page.find_element("id", "tip").is_displayed()


def test_a_chosen_measure_comes_into_view(page):
    page.execute_script("scrollTo(0, document.body.scrollHeight)")
    choose(page, "measure", "ces_mean")
    top = page.execute_script("return document.querySelector('figure').getBoundingClientRect().top")
    assert 0 <= top < 300


def test_a_driver_whose_interval_holds_zero_takes_no_side(page):
    """Of twelve, each half of the one before and all with a half-width of 0.01: from the sixth on."""
    sides = [one.get_attribute("class").split()[1] for one in all_of(page, "[aria-label^='Drivers'] .mark")]
    assert sides[:5] == ["worse", "better"] * 2 + ["worse"]
    assert sides[5:12] == ["cannot-be-told"] * 7


def test_curves_are_read_off_by_arrow_keys(page):
    plot = all_of(page, ".plot")[1]   # contacts: begins at the target, 20 s
    assert "Waited longer than 20 s" in plot.get_attribute("aria-valuetext")
    page.execute_script("arguments[0].focus()", plot)
    press(page, Keys.ARROW_RIGHT)
    assert "Waited longer than 30 s" in plot.get_attribute("aria-valuetext")
    assert "Waited longer than 30 s" in texts(page, ".readout")


def test_on_a_phone_nothing_is_wider_than_the_screen(page):
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    try:
        assert page.execute_script("return document.documentElement.clientWidth") == 375
        assert page.execute_script("return document.documentElement.scrollWidth") == 375
        over = page.execute_script(
            "return [...document.querySelectorAll('main *')]"
            ".filter((one) => !one.closest('.frame, svg, .unseen'))"
            ".filter((one) => one.getBoundingClientRect().right > 376).map((one) => one.outerHTML)"
        )
        assert over == []
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_printing_unfolds_everything(page):
    assert all_of(page, "details:not([open])")
    page.print_page()
    assert not all_of(page, "details:not([open])")


def test_no_request_leaves_the_file(browser, file):
    browser.get_log("performance")
    browser.get(file.as_uri())
    choose(browser, "measure", "ces_mean")
    asked = [json.loads(one["message"])["message"] for one in browser.get_log("performance")]
    sent = [one["params"] for one in asked if one["method"] == "Network.requestWillBeSent"]
    assert {one["request"]["url"] for one in sent} == {file.as_uri()}


def test_its_policy_stops_what_would_ask(page):
    stopped = page.execute_async_script(
        "const done = arguments[0];"
        "addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));"
        "new Image().src = 'http://127.0.0.1:9/x.png'; setTimeout(() => done('asked'), 2000);"
    )
    assert stopped == "img-src"
