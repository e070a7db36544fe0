"""What the tests share: the desk's queues, its public form, and a browser."""

from __future__ import annotations

import os
from shutil import which
from typing import TYPE_CHECKING, NoReturn

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from helpdesk.models import Queue, Ticket
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from django.test import Client

IN_CI = os.environ.get("CI") == "true"

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--force-prefers-reduced-motion",  # on a page that still scrolls, a button is elsewhere
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--screenshots", action="store_true", help="renew the screenshots in the README"
    )


@pytest.fixture
def queues(db: None) -> None:  # noqa: ARG001 - there has to be a database
    """Load the queues, and the mail templates of helpdesk that a test with a server flushes."""
    call_command("loaddata", "emailtemplate", "queues", verbosity=0)


class PublicForm:
    """The form with which the public files tickets."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def file(
        self,
        queue: str,
        when: datetime,
        *,
        priority: int = 3,
        accept_language: str = "es",
        page: str = "submit",
    ) -> Ticket:
        """File a ticket at an instant, and return it as it is stored."""
        with time_machine.travel(when, tick=False):
            response = self._client.post(
                reverse(f"helpdesk:{page}"),
                {
                    "queue": Queue.objects.get(slug=queue).pk,
                    "title": "El título",
                    "body": "La descripción.",
                    "priority": priority,
                    "submitter_email": "persona@example.com",
                },
                headers={"accept-language": accept_language},
            )
        assert response.status_code == 302
        return Ticket.objects.get()


@pytest.fixture
def public_form(client: Client, queues: None) -> PublicForm:  # noqa: ARG001 - it offers them
    return PublicForm(client)


@pytest.fixture
def browser(language: str, tmp_path: Path) -> Iterator[webdriver.Chrome]:
    """Start the machine's browser for a person who reads `language`."""
    executable = next(filter(None, map(which, BROWSERS)), None) or _go_without(BROWSERS[0])
    driver = which("chromedriver") or _go_without("chromedriver")
    options = webdriver.ChromeOptions()
    options.binary_location = executable
    for flag in (*FLAGS, f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"intl.accept_languages": language})
    with webdriver.Chrome(options, Service(driver)) as running:
        yield running


def _go_without(program: str) -> NoReturn:
    message = f"{program} is not on the PATH. On Debian: apt-get install chromium chromium-driver"
    if IN_CI:
        pytest.fail(message)
    pytest.skip(message)
