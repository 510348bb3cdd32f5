"""The page driven in a real browser: choosing, sorting, pointing, keyboard, a phone's width, no request.

Not run where Chromium and its driver are not installed: see tests/conftest.py.
"""

from __future__ import annotations

import json

import pytest
from selenium.webdriver import Keys

from sim.report.language import catalogue, speaking
from sim.report.page.assembly import write_page
from tests.report.made import LONG, Shape, result
from tests.report.page.driving import (
    PHONE,
    all_of,
    choose,
    errors,
    focus,
    pick,
    point_at,
    press,
    started,
    texts,
    unfold,
)
from tests.report.page.test_page import HOSTILE

SENSITIVITY = [
    {"baseline": "today", "alternative": "other_1", "measure": "wait_mean_s", "input": "a.share",
     "kind": kind, "setting": setting, "value": value, "n": 5, "method": "made", "flips": flips}
    for kind, setting, value, flips in (
        ("low", "70 %", -1.0, ""), ("high", "95 %", 14.0, "worse"), ("mu_star", "", 9.0, ""),
        ("sigma", "", 1.0, ""),
    )
]  # fmt: skip


SETTLING = [
    {"scenario": name, "measure": "wait_s", "begins": 43_200.0 * place, "value": 1.0 + place, "cut_s": 0.0}
    for name in ("today", "other_1") for place in range(6)
]  # fmt: skip


@pytest.fixture(scope="module")
def browser():
    """A headless browser of its own, which ends with the tests."""
    driver = started()
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def file(folder):
    """A page whose titles, segments and teams try to be markup, or are long."""
    shape = Shape(alternatives=2, titles=(HOSTILE, LONG), segments=("business", HOSTILE), teams=12)
    record = folder / "record.csv"
    record.write_text("measure,group,value\nwait_mean_s,all,50\n", encoding="utf-8")
    made = result(shape, sensitivity=SENSITIVITY, warm_up=SETTLING)
    return write_page(made, folder / "page.html", record)


@pytest.fixture
def page(browser, file):
    """The page freshly opened."""
    browser.get(file.as_uri())
    return browser


def test_a_title_that_is_a_script_does_nothing(page):
    assert page.execute_script("return document.scripts.length") == 2
    assert not all_of(page, "img")
    assert texts(page, ".compared b")[0].startswith("</script><script>alert(1)</script>")
    assert errors(page) == []


def test_choosing_a_segment_changes_what_is_known_by_segment(page):
    assert len(all_of(page, "#figures tr[data-group='all']:not([hidden])")) > 50
    choose(page, "group", "segment=business")
    told = texts(page, ":is(#answer, #waiting, #handoffs, #gains, #any) figcaption p")
    assert len(told) == 5 and all("Segment business" in one for one in told)
    assert all(one.endswith("; All journeys") for one in texts(page, ":is(#cost, #act) figcaption p"))
    shown = {one.get_attribute("data-group") for one in all_of(page, "tr[data-group]:not([hidden])")}
    assert shown == {"segment=business"}


def test_choosing_an_alternative_leaves_the_base_and_that_one(page):
    assert len(all_of(page, "#waiting .plot")[0].find_elements("css selector", ".curve")) == 3
    choose(page, "shown", "2")
    assert len(all_of(page, "#waiting .plot")[0].find_elements("css selector", ".curve")) == 2
    assert texts(page, "#answer .panels .row b")[0] == "Other 2"
    heads = texts(page, ":is(#waiting, #handoffs, #ease > div > figure, #gains, #any) figcaption h3")
    assert len(heads) == 5 and all("Other 2" in one and "business customers" not in one for one in heads)
    assert len(all_of(page, "#cost .cross")) == 2
    unfold(page)
    assert texts(page, "#charts-further .journey ~ *") == []
    assert page.find_element("css selector", "#charts-further h3").text.startswith("Journey map")
    names = texts(page, "#charts-further details:first-child .key li")
    assert len(names) == 2 and names[1] == "Other 2"
    map_ = all_of(page, "#charts-further details")[1]
    assert map_.find_element("css selector", "figcaption h3").text.startswith("Other 2: ")


def test_choosing_a_measure_draws_it_and_keeps_the_keyboard(page):
    assert "mean wait" in texts(page, "#any h3")[0].lower()
    measure = page.find_element("id", "measure")
    focus(page, measure)
    press(page, Keys.ARROW_DOWN)
    assert "handoffs" in texts(page, "#any h3")[0].lower()
    assert page.switch_to.active_element == measure
    choose(page, "measure", "ces_mean")
    assert "assumptions of the default experience model" in texts(page, "#any figcaption p")[0]


def test_what_a_difference_hangs_on_is_said_below_it(page):
    hangs = "follows from the assumptions: the verdict is another within the range of a.share"
    assert texts(page, "#any .notes") == [f"{LONG}: {hangs}"]


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
    unfold(page)
    page.execute_script("arguments[0].click()", all_of(page, "#figures th button")[4])   # difference
    cells = all_of(page, "#figures details:first-of-type tbody td:nth-child(5)")
    values = [one.get_attribute("data-value") for one in cells]
    known = [float(one) for one in values if one]
    assert known == sorted(known) and len({len(f"{abs(one):.0f}") for one in known}) > 2
    assert values[len(known):] == [""] * (len(values) - len(known)) != []


def test_pointing_at_a_mark_shows_value_and_interval(page):
    mark = all_of(page, ".mark")[0]   # wait 60 s, 10 % less with the first alternative, half-width 3 s
    told = f"{LONG}: 6.0 s less (3.0 to 9.0): better, though perhaps by less than the 15.0 s that matter"
    assert point_at(page, mark) == told


@pytest.mark.parametrize(("css", "told"), [
    # 50,000 EUR and 150 of 1,000 in the base, with half-widths of a twentieth
    ("#cost .cross:last-of-type", "Other 2: 40,000 EUR (37,500 to 42,500); 120 of 1,000 (112 to 128)"),
    ("#act .cross", "phone wait: too long 30.0 % (27 to 33), importance 60.0 % (54 to 66); Head of service"),
    # the difference of -6 s, moved by 14
    ("#change .share:last-of-type", "a.share = 95 %: 8 seconds"),
    ("#charts-further .panel.satisfied .cross:last-of-type", "Other 2, the journey: 40.0 % (37.5 to 42.5)"),
    ("#charts-further .panel.wait .cross:nth-of-type(2)", "phone: 40 s (36 to 44)"),
    ("#charts-further .box", "Customer, browse: 1,000 visits, mean wait 0 s"),
    ("#charts-further svg.funnel", "browse: 1,000 of 1,000 reach it"),
    # 60 s simulated, 50 s recorded
    ("#charts-further .mark", "Mean wait of a journey: 60.0 s (57.0 to 63.0): simulated, not met"),
    # 30 s and one more for each hour of the day
    ("#charts-further .square:nth-of-type(2)", "Mon 09:00: mean wait 39 s"),
])  # fmt: skip
def test_pointing_at_every_kind_of_chart_tells_its_numbers(page, css, told):
    unfold(page)
    mark = page.find_element("css selector", css)
    assert told in mark.get_attribute("data-tip")
    assert point_at(page, mark) == " ".join(mark.get_attribute("data-tip").split())


def test_the_keyboard_reaches_every_mark_and_escape_takes_the_note_away(page):
    first, second = all_of(page, ".mark")[:2]
    assert (first.get_attribute("tabindex"), second.get_attribute("tabindex")) == ("0", "-1")
    focus(page, first)
    press(page, Keys.ARROW_DOWN)
    assert page.switch_to.active_element == second
    assert "12.0 s less" in page.find_element("id", "tip").text
    assert second.get_attribute("aria-label") == page.find_element("id", "tip").text
    press(page, Keys.ESCAPE)
    assert not page.find_element("id", "tip").is_displayed()


def test_arrows_of_a_map_are_reached_by_keyboard(page):
    unfold(page)
    first, second = all_of(page, "#charts-further .arrow")[:2]
    focus(page, first)
    press(page, Keys.ARROW_RIGHT)
    assert page.switch_to.active_element == second
    told = page.find_element("id", "tip").text
    assert told == "pick and pack the parcel \N{RIGHTWARDS ARROW} done: 850"


def test_arrow_keys_go_through_a_week_by_hours_and_by_days(page):
    unfold(page)
    square = page.find_element("css selector", ".heat .square")
    focus(page, square)
    press(page, Keys.ARROW_DOWN, Keys.ARROW_RIGHT)
    assert "Tue 09:00: mean wait 39 s" in page.find_element("id", "tip").text
    press(page, *[Keys.ARROW_DOWN] * 9)   # stays on Sunday
    assert "Sun 09:00: hardly anybody comes" in page.find_element("id", "tip").text


def test_a_team_is_chosen_and_its_week_read_off(page):
    unfold(page)
    staffing = "#charts-further details:has(.plot.low)"
    pick(page, f"{staffing} figure select", "team 11")
    heads, queue = all_of(page, f"{staffing} .plot")
    assert (heads.get_attribute("aria-label"), queue.get_attribute("aria-label")) == (
        "team 11: agents", "team 11: queue",
    )  # fmt: skip
    told = "Mon 10:00. agents scheduled: 15. agents busy: 11.2. agents needed: 12"   # 4 + 11 agents
    assert heads.get_attribute("aria-valuetext") == told
    focus(page, heads)
    press(page, Keys.PAGE_UP, Keys.ARROW_RIGHT)
    assert heads.get_attribute("aria-valuetext").startswith("Tue 10:30")


def test_a_pilot_is_read_off_by_half_days(page):
    unfold(page)
    plot = all_of(page, "#charts-further .plot")[-1]
    focus(page, plot)
    press(page, Keys.ARROW_RIGHT)
    assert plot.get_attribute("aria-valuetext").startswith("0.5 days since the pilot began. ")
    assert plot.get_attribute("aria-valuetext").endswith(f"{LONG}: 2")


def test_a_map_of_another_scenario_is_chosen_and_stays_chosen(page):
    unfold(page)
    details = "#charts-further details:has(.map)"
    pick(page, f"{details} select", "Other 2")
    assert texts(page, f"{details} figcaption h3")[0].startswith("Other 2: ")
    choose(page, "group", "segment=business")
    assert page.find_element("css selector", details).get_attribute("open")
    assert texts(page, f"{details} figcaption h3")[0].startswith("Other 2: ")


def test_a_driver_whose_interval_holds_zero_takes_no_side(page):
    """Of twelve, each half of the one before and all with a half-width of 0.01: from the sixth on."""
    sides = [one.get_attribute("class").split()[1] for one in all_of(page, "[aria-label^='Drivers'] .mark")]
    assert sides[:5] == ["worse", "better"] * 2 + ["worse"]
    assert sides[5:12] == ["cannot-be-told"] * 7


def test_curves_are_read_off_by_arrow_keys(page):
    plot = all_of(page, ".plot")[1]   # contacts: begins at the target, 20 s
    assert "Waited longer than 20 s" in plot.get_attribute("aria-valuetext")
    focus(page, plot)
    press(page, Keys.ARROW_RIGHT)
    assert "Waited longer than 30 s" in plot.get_attribute("aria-valuetext")
    assert "Waited longer than 30 s" in texts(page, ".readout")


OVER = """return [...document.querySelectorAll('body *')]
    .filter((one) => !one.closest('.frame, svg, .unseen, .skip, option'))
    .filter((one) => one.getBoundingClientRect().right > 376).map((one) => one.outerHTML)"""


@pytest.mark.parametrize("shape", [
    Shape(alternatives=5, teams=12, titles=(LONG,) * 6, segments=(LONG, "consumer")),
    Shape(alternatives=1, difference=0.0), Shape(alternatives=0), Shape(replications=1),
], ids=("many and long", "no difference", "one scenario", "one replication"))  # fmt: skip
def test_on_a_phone_nothing_is_wider_than_the_screen(browser, folder, shape):
    browser.get(write_page(result(shape), folder / "shape.html").as_uri())
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    try:
        unfold(browser)
        assert browser.execute_script("return document.documentElement.clientWidth") == 375
        assert browser.execute_script("return document.documentElement.scrollWidth") == 375
        assert browser.execute_script(OVER) == []
        assert errors(browser) == []
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_printing_unfolds_everything(page):
    assert all_of(page, "details:not([open])")
    page.execute_cdp_cmd("Page.printToPDF", {})
    assert not all_of(page, "details:not([open])")


def test_no_request_leaves_the_file(browser, file):
    browser.get_log("performance")
    browser.get(file.as_uri())
    choose(browser, "measure", "ces_mean")
    unfold(browser)
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


def in_language(browser, folder, language):
    """The page in a language, everything unfolded, and all texts that stand in it."""
    shown = result(Shape(alternatives=2), sensitivity=SENSITIVITY)
    errors(browser)   # of pages before
    with speaking(language):
        browser.get(write_page(shown, folder / f"{language}.html").as_uri())
    unfold(browser)
    return set(browser.execute_script(TEXTS))


TEXTS = """const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [...document.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label'));
    while (walk.nextNode()) {
        if (!walk.currentNode.parentElement.closest('script, h1')) found.push(walk.currentNode.data);
    }
    return found.map((one) => one.trim()).filter(Boolean)"""


@pytest.mark.parametrize("language", ["da", "zh"])
def test_in_another_language_no_message_is_left_in_english(browser, folder, language):
    texts_found = in_language(browser, folder, language)
    assert browser.execute_script("return document.documentElement.lang") == language
    known = {one.id: one.string for one in catalogue(language) if isinstance(one.id, str)}
    assert (set(known) - set(known.values())) & texts_found == set()
    assert len(set(known.values()) & texts_found) > 60
    assert errors(browser) == []


def test_numbers_of_the_script_are_the_languages(browser, folder):
    in_language(browser, folder, "da")
    panel = "#answer .panels > div:nth-child(2)"
    told = point_at(browser, browser.find_element("css selector", f"{panel} .mark"))
    assert told.startswith("Other 1: 0,020 mindre (0,010 til 0,030): bedre")
    assert {"\N{MINUS SIGN}0,05", "0", "0,05"} <= set(texts(browser, f"{panel} .ticks text"))
    square = browser.find_element("css selector", "#charts-further .square:nth-of-type(2)")
    assert " ".join(square.get_attribute("data-tip").split()) == "Today, man 09.00: gns. ventetid 39 s"
