"""The component in Lightpanda, a browser without a screen that pip installs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.widget.component import KINDS, Browser, ComponentTests

if TYPE_CHECKING:
    from collections.abc import Iterator

lightpanda: Any = pytest.importorskip("lightpanda", reason="Lightpanda does not run on Windows")
webdriver: Any = pytest.importorskip("selenium.webdriver")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIGHTPANDA_DISABLE_TELEMETRY", "true")
        with lightpanda.WebDriverServer() as server:
            driver = webdriver.Remote(server.http_endpoint, options=webdriver.ChromeOptions())
            yield driver
            driver.quit()


class TestComponent(ComponentTests):
    """The component shows the right contacts after each change."""

    kinds = KINDS[::4]  # Chromium tries them all.
