"""The whole of it, as a person meets it: in a browser, over HTTP, with a database behind it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import time_machine
from ccb_support import BOGOTA
from django.urls import reverse
from helpdesk.models import FollowUp
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import presence_of_all_elements_located
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

EXAMPLE = Path(__file__).parents[1]

FRIDAY_EVENING = datetime(2026, 7, 10, 18, 12, tzinfo=BOGOTA)
"""Before a long weekend: Monday is a holiday."""

FOLLOWUPS = presence_of_all_elements_located((By.CLASS_NAME, "followup"))
SECONDS = 30
"""How long the next page may take."""

WIDTH, MARGIN = 1040, 24
"""Of the picture, in pixels."""

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
ADVICE = {
    "es": (
        "A quién contactar: (601) 7457495 ahora",
        (
            "Llame ya a la Línea Gratuita Nacional: (601) 7457495 (24 horas). La línea de PQRS abre "
            "el martes 14 de julio de 2026 a las 7:00 a. m.: (601) 7442727 opción 3."
        ),
    ),
    "en": (
        "Whom to contact: (601) 7457495 now",
        (
            "Call the national toll-free line now: (601) 7457495 (24 hours). The PQRS line opens "
            "Tuesday 14 July 2026 at 7:00 a.m.: (601) 7442727 option 3."
        ),
    ),
}


@pytest.mark.parametrize("language", ["es", "en"])
class TestPerson:
    """Who files a claim in the evening sees at once whom to call, in the language they read."""

    # The number of the ticket is in the picture.
    @pytest.mark.usefixtures("queues")
    @pytest.mark.django_db(transaction=True, reset_sequences=True)
    def test_reads_the_advice_on_the_ticket(
        self,
        language: str,
        browser: Chrome,
        live_server: LiveServer,
        tmp_path: Path,
        request: pytest.FixtureRequest,
    ) -> None:
        browser.set_window_size(WIDTH, 1000)
        with time_machine.travel(FRIDAY_EVENING):
            browser.get(live_server.url + reverse("helpdesk:submit"))
            file_claim(browser, *WORDS[language])
            opened, advice = WebDriverWait(browser, SECONDS).until(FOLLOWUPS)
        title, words = ADVICE[language]
        assert WORDS[language][1] in opened.text
        written = FollowUp.objects.latest("pk").comment or ""
        assert written.startswith(words)
        assert advice.text == f"{title}\n{written}"

        end_below(browser, advice)
        to_renew = request.config.getoption("--screenshots")
        picture = (EXAMPLE if to_renew else tmp_path) / f"ticket.{language}.png"
        assert browser.save_screenshot(picture)


def file_claim(browser: Chrome, title: str, body: str) -> None:
    """Fill in the form, and send it."""
    Select(browser.find_element(By.NAME, "queue")).select_by_visible_text("Reclamos")
    Select(browser.find_element(By.NAME, "priority")).select_by_value("2")
    browser.find_element(By.NAME, "title").send_keys(title)
    browser.find_element(By.NAME, "body").send_keys(body)
    browser.find_element(By.NAME, "submitter_email").send_keys("persona@example.com")
    browser.find_element(By.CSS_SELECTOR, "form[method=post] [type=submit]").click()


def end_below(browser: Chrome, element: WebElement) -> None:
    """Make the window as high as it takes to see an element whole, and no more."""
    frame = browser.get_window_size()["height"] - browser.execute_script("return innerHeight")
    bottom = element.location["y"] + element.size["height"]
    browser.set_window_size(WIDTH, frame + bottom + MARGIN)
