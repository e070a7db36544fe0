"""The whole of it, as a person meets it: in a browser, over HTTP, with a database behind it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import time_machine
from ccb_support import BOGOTA
from django.urls import reverse
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import (
    presence_of_element_located,
    text_to_be_present_in_element,
)
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer
    from selenium.webdriver import Chrome

EXAMPLE = Path(__file__).parents[1]

FRIDAY_EVENING = datetime(2026, 7, 10, 18, 12, tzinfo=BOGOTA)
"""Before a long weekend: Monday is a holiday."""

TUESDAY_MORNING = datetime(2026, 7, 14, 9, 30, tzinfo=BOGOTA)
BEFORE_CLOSING = datetime(2026, 7, 14, 16, 59, 56, tzinfo=BOGOTA)

ADVICE = (By.CSS_SELECTOR, "[data-part=advice]")
ENDED = (By.CSS_SELECTOR, "[data-part=ended]")
RECORD = (By.CLASS_NAME, "ccb-advice-record")
SECONDS = 30
"""How long the next page may take."""

WIDE, NARROW = (1040, 760), (400, 900)
"""Windows of a computer and of a telephone, in pixels."""

WORDS = {
    "es": (
        "No me han respondido",
        "El 1 de julio pedí una corrección en mi factura y todavía no tengo respuesta.",
    ),
    "en": (
        "I have had no answer",
        "On 1 July I asked for a correction of my invoice, and there is no answer yet.",
    ),
}
SAID = {
    "es": (
        "Llame a la Línea Gratuita Nacional: (601) 7457495 (24 horas).",
        "La línea de PQRS abre el martes 14 de julio a las 7:00 a. m.: (601) 7442727 opción 3.",
        "Vale hasta el martes 14 de julio a las 7:00 a. m.",
    ),
    "en": (
        "Call the national toll-free line: (601) 7457495 (24 hours).",
        "The PQRS line opens Tuesday 14 July at 7:00 a.m.: (601) 7442727 option 3.",
        "This holds until Tuesday 14 July at 7:00 a.m.",
    ),
}
DESK = {
    "es": "Línea de PQRS: (601) 7442727 opción 3",
    "en": "PQRS line: (601) 7442727 option 3",
}

NATIONAL = "Llame a la Línea Gratuita Nacional"


@pytest.mark.parametrize("language", ["es", "en"])
class TestPerson:
    """Who files a claim sees at once whom to call, and later whom to call then."""

    # The number of the ticket is in the picture.
    @pytest.mark.usefixtures("queues")
    @pytest.mark.django_db(transaction=True, reset_sequences=True)
    def test_reads_the_advice_of_each_moment(
        self,
        language: str,
        browser: Chrome,
        live_server: LiveServer,
        tmp_path: Path,
        request: pytest.FixtureRequest,
    ) -> None:
        to_renew = request.config.getoption("--screenshots")
        browser.set_window_size(*WIDE)
        with time_machine.travel(FRIDAY_EVENING):
            browser.get(live_server.url + reverse("helpdesk:submit"))
            fill_in_claim(browser, *WORDS[language])
            wait(browser).until(text_to_be_present_in_element(ADVICE, SAID[language][0]))
            send(browser)
            wait(browser).until(presence_of_element_located(RECORD))
            advice = wait(browser).until(presence_of_element_located(ADVICE)).text
            for part in SAID[language]:
                assert part in advice
            picture = (EXAMPLE if to_renew else tmp_path) / f"ticket.{language}.png"
            assert browser.save_screenshot(picture)
        recorded = browser.find_element(*RECORD).text

        browser.set_window_size(*NARROW)
        with time_machine.travel(TUESDAY_MORNING):
            browser.refresh()
            wait(browser).until(text_to_be_present_in_element(ADVICE, DESK[language]))
            assert browser.find_element(*RECORD).text == recorded
            assert not browser.execute_script("return scrollX || document.body.scrollWidth > 400")
            picture = (EXAMPLE if to_renew else tmp_path) / f"next-morning.{language}.png"
            assert browser.save_screenshot(picture)


@pytest.mark.parametrize("language", ["es"])
@pytest.mark.django_db(transaction=True)
class TestOpenPage:
    """A page that stays open says the next advice by itself, under a strict policy of content."""

    @pytest.fixture
    def page(self, settings: Settings, browser: Chrome, live_server: LiveServer) -> Iterator[None]:
        """Open a page four seconds before the desk closes."""
        settings.ROOT_URLCONF = "strict_site"
        with time_machine.travel(BEFORE_CLOSING):
            browser.get(live_server.url)
            assert DESK["es"] in browser.find_element(*ADVICE).text
            yield

    @pytest.mark.usefixtures("page")
    def test_refreshes_when_the_advice_ends(self, browser: Chrome) -> None:
        wait(browser).until(text_to_be_present_in_element(ADVICE, NATIONAL))
        assert DESK["es"] not in browser.find_element(*ADVICE).text
        log: list[object] = browser.get_log("browser")  # type: ignore[no-untyped-call]  # Selenium has no types here
        assert log == []  # what breaks the policy is there

    @pytest.mark.usefixtures("page")
    def test_says_that_the_advice_has_ended_if_it_gets_no_other(self, browser: Chrome) -> None:
        browser.execute_cdp_cmd("Network.enable", {})
        browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*support-advice*"]})
        wait(browser).until(text_to_be_present_in_element(ENDED, "Actualice la página"))
        assert not browser.find_element(*ADVICE).is_displayed()
        browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
        wait(browser).until(text_to_be_present_in_element(ADVICE, NATIONAL))
        assert not browser.find_element(*ENDED).is_displayed()


def wait(browser: Chrome) -> WebDriverWait[Chrome]:
    """Return what waits for something on a page."""
    return WebDriverWait(browser, SECONDS)


def fill_in_claim(browser: Chrome, title: str, body: str) -> None:
    """Fill in the form."""
    Select(browser.find_element(By.NAME, "queue")).select_by_visible_text("Reclamos")
    Select(browser.find_element(By.NAME, "priority")).select_by_value("2")
    browser.find_element(By.NAME, "title").send_keys(title)
    browser.find_element(By.NAME, "body").send_keys(body)
    browser.find_element(By.NAME, "submitter_email").send_keys("persona@example.com")


def send(browser: Chrome) -> None:
    """Send the form."""
    button = browser.find_element(By.CSS_SELECTOR, "form[method=post] [type=submit]")
    # helpdesk's bar at the top may cover it.
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
    button.click()
