"""A browser to drive, and the moves of a reader in it."""

from __future__ import annotations

import shutil

from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.support.select import Select

PHONE = {"width": 375, "height": 800, "deviceScaleFactor": 1, "mobile": True}


def started():
    """A headless browser of its own."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for one in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--disable-background-networking", "--window-size=1280,900"):  # fmt: skip
        options.add_argument(one)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    return webdriver.Chrome(options=options, service=service)


def all_of(page, css):
    return page.find_elements("css selector", css)


def texts(page, css):
    return [one.text for one in all_of(page, css)]


def choose(page, name, value):
    Select(page.find_element("id", name)).select_by_value(value)


def pick(page, css, words):
    """Choose by what is read, among the choices of one chart."""
    Select(page.find_element("css selector", css)).select_by_visible_text(words)


def press(page, *keys):
    ActionChains(page).send_keys(*keys).perform()


def focus(page, mark):
    page.execute_script("arguments[0].focus()", mark)


def point_at(page, mark):
    """Move the pointer there, and say what the page tells."""
    page.execute_script("arguments[0].scrollIntoView({block: 'center', inline: 'center'})", mark)
    ActionChains(page).move_to_element(mark).perform()
    return " ".join(page.find_element("id", "tip").text.split())


def unfold(page):
    page.execute_script("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def errors(page):
    return [one["message"] for one in page.get_log("browser") if one["level"] == "SEVERE"]
