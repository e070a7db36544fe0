"""What the component must do in any browser, with answers in the page and with those of Django.

`in_chromium.py`, which takes longer, tries all kinds of requests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from threading import Thread
from typing import Any, TypeAlias

import pytest
from django.test import Client, override_settings
from selenium.webdriver.support.wait import WebDriverWait

from ccb_support import default_directory
from ccb_support.model.requests import every_kind
from ccb_support.widget import to_widget
from tests.builders import Clock, at
from tests.test_rooms import SOURCE
from tests.week.test_week_svg import contrast

Browser: TypeAlias = Any
"""A driver of a browser. The types of Selenium are there only if it is installed."""

KINDS = [
    (f"{each.request_type}", f"P{each.priority:d}") for each in every_kind(default_directory())
]
TIMES = [
    round(at(each).timestamp() * 1000)
    for each in ("2026-11-24 10:00", "2026-11-24 20:00", "2026-12-08 10:00", "2027-02-01 10:00")
]
"""A working day, its evening, a holiday, and a day of which the page knows nothing."""

FIND_WRONG = """
    const [kinds, times] = arguments;
    let now = times[0], changes = 0, kept = 0;
    const wrong = [];
    Date.now = () => now;
    const support = document.querySelector("ccb-support");
    const links = (element) => [...element.shadowRoot.querySelectorAll("a")];
    const shown = (element) =>
      JSON.stringify([...element.shadowRoot.querySelectorAll("p, a")].map((each) => [each.textContent, each.href]));
    const write = (element, [type, priority]) => {
      element.setAttribute("request-type", type);
      element.setAttribute("priority", priority);
    };
    const known = new Map();
    const fresh = (kind) => {
      const key = JSON.stringify([kind, now]);
      if (!known.has(key)) {
        const element = document.createElement("ccb-support");
        write(element, kind);
        document.body.append(element);
        known.set(key, { shown: shown(element), links: links(element).map((each) => each.href) });
        element.remove();
      }
      return known.get(key);
    };
    // Change something while a link has the focus, and look at what is there then.
    const change = (from, between, change, to) => {
      write(support, from);
      const old = links(support);
      const link = old[changes++ % old.length];
      link.focus();
      const stays = between.every((each) => fresh(each).links.includes(link.href));
      const before = now;
      change();
      const expected = fresh(to);
      const mustKeep = stays && expected.links.includes(link.href);
      kept += mustKeep;
      const hasLost = mustKeep && support.shadowRoot.activeElement !== link;
      if (shown(support) !== expected.shown || hasLost) wrong.push([from, before, to, now]);
    };
    for (now of times) {
      for (const from of kinds) {
        for (const to of kinds) change(from, [[to[0], from[1]]], () => write(support, to), to);
      }
    }
    const requests = changes;
    for (const kind of kinds) {
      for (const first of times) {
        for (const then of times) {
          now = first;
          const wait = () => {
            now = then;
            support.setAttribute("lang", "es");
          };
          change(kind, [], wait, kind);
        }
      }
    }
    return [requests, changes - requests, kept, wrong];
"""

WITHOUT_PRIORITY = """
    const script = document.getElementById("ccb-support-data").cloneNode();
    const { priority, ...data } = JSON.parse(document.getElementById("ccb-support-data").textContent);
    script.id = "other";
    script.textContent = JSON.stringify({ ...data, priority: "P1" });
    const element = document.createElement("ccb-support");
    for (const [name, value] of [["request-type", "incident"], ["answers", script.id], ["lang", "es"]]) {
      element.setAttribute(name, value);
    }
    document.body.append(script, element);
    return [priority, element.shadowRoot.querySelector("p").textContent];
"""
"""Adds an element without a priority, over data whose usual priority is another one."""

REMOVE_AND_WAIT = """
    const done = arguments[0];
    const support = document.querySelector("ccb-support");
    const other = support.cloneNode();
    let reads = 0;
    Object.defineProperty(support, "lang", { get: () => { reads += 1; return "es"; } });
    support.after(other);
    support.remove();
    let ticks = 0;
    // The other element goes on. It reads its language as often as the first one would.
    Object.defineProperty(other, "lang", {
      get: () => {
        if (++ticks === 3) done(reads);
        return "es";
      },
    });
"""
"""Removes an element, waits until another one has looked at the time, and counts looks of the first."""

FREEZE = "globalThis.time = Date.now(); Date.now = () => globalThis.time;"
ADVANCE = "globalThis.time += arguments[0] * 1000;"
ADD = "document.body.append(document.querySelector('ccb-support').cloneNode(true));"
REMOVE = "document.querySelector('ccb-support').remove();"
FOCUS = "(globalThis.link = document.querySelectorAll('ccb-support a')[arguments[0]]).focus();"
HAS_FOCUS = "return document.activeElement === globalThis.link;"
TEXTS = """
    return [...document.querySelectorAll("ccb-support")].map((each) =>
      [...each.querySelectorAll("[data-part]")].filter((part) => part.checkVisibility()).map((part) => part.textContent).join());
"""
"""What each element of Django shows."""

CHOOSE = """
    const [queue, priority] = arguments;
    document.getElementById("id_queue").value = queue;
    document.querySelector(`[name=priority][value="${priority}"]`).checked = true;
    document.getElementById("id_queue").dispatchEvent(new Event("change", { bubbles: true }));
    const support = document.querySelector("ccb-support");
    return [support.innerText, support.dataset.state];
"""
"""Chooses in the form, and returns what the element shows at once."""

COLOURS = """
    const support = document.querySelector("ccb-support");
    const [first, other] = (support.shadowRoot ?? support).querySelectorAll("a");
    other.focus();
    return [
      getComputedStyle(first).color,
      getComputedStyle(other).color,
      getComputedStyle(first).backgroundColor,
      getComputedStyle(other).outlineColor,
    ];
"""
"""The words on the first button and on another one, what is behind the first, and what shows the focus."""

DIRECTION = """
    document.documentElement.dir = "rtl";
    document.body.style.whiteSpace = "nowrap";
    const { direction, whiteSpace } = getComputedStyle(document.querySelector("ccb-support"));
    return [direction, whiteSpace].join();
"""
"""Lets the page run from right to left in one line, and returns how the element runs."""

SIZES = """
    document.documentElement.style.fontSize = "10px";
    document.body.style.fontSize = "16px";
    const support = document.querySelector("ccb-support");
    return [...(support.shadowRoot ?? support).querySelectorAll("p, a")].map((each) =>
      parseFloat(getComputedStyle(each).fontSize));
"""
"""Lets the letters of the page be larger than its unit `rem`, and returns how large those of the element are."""

OPEN, SHUT = "Llame a la línea de PQRS", "Llame a la Línea Gratuita Nacional"
ENDED = "Esta respuesta ya venció."
REFRESH = 301
"""More seconds than an open page waits before it asks for the next advice."""


class Site(BaseHTTPRequestHandler):
    """A site with the page of the widget, a page of Django, and the address of its advice."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer as the site of a desk does."""
        assert isinstance(self.server, Server)
        self.server.asked.append(self.path)
        status, body = (
            (304, b"")
            if "if-none-match" in self.headers
            else self._answer(self.path, is_down=self.server.is_down)
        )
        self.send_response(status)
        for header in (
            ("connection", "close"),
            ("content-type", guess_type(self.path)[0] or "text/html; charset=utf-8"),
            # The site says that a page is the same, and overlooks the advice in it.
            ("cache-control", "no-store" if "?" in self.path else "no-cache"),
            ("etag", '"the same"'),
        ):
            self.send_header(*header)
        self.end_headers()
        self.wfile.write(body)

    @staticmethod
    def _answer(path: str, *, is_down: bool) -> tuple[int, bytes]:
        if path == "/widget/":
            return 200, to_widget(
                default_directory(), at("2026-11-24 00:00"), at("2027-01-24 00:00")
            ).encode()
        if path.startswith("/static/"):
            return 200, (SOURCE / "django" / path[1:]).read_bytes()
        if is_down:
            return 503, b""
        response = Client().get(path)
        return response.status_code, response.content

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - as in the base
        """Write no log."""


class Server(ThreadingHTTPServer):
    """The server of the site, with the clock of the app.

    Attributes:
        clock: the clock.
        asked: what browsers asked for.
        is_down: whether Django fails.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Site)
        self.clock = Clock()
        self.asked: list[str] = []
        self.is_down = False

    def questions(self, request_type: str) -> int:
        """Return how often somebody asked for the next advice about a request type."""
        return sum(f"?request_type={request_type}&" in each for each in self.asked)


def rgb(colour: str) -> list[int]:
    """Return the parts of a colour as a browser writes it."""
    return [int(each) for each in re.findall(r"\d+", colour)[:3]]


def wait_until(browser: Browser, holds: Callable[[], bool]) -> None:
    """Wait until something holds; after a minute, the test fails."""
    WebDriverWait(browser, 60, 0.2).until(lambda _: holds())


class TestComponent:
    """The component shows the right contacts after each change; here after a part of the changes."""

    kinds: Sequence[tuple[str, str]] = KINDS[::4]

    @pytest.fixture
    def server(self) -> Iterator[Server]:
        """Run the site until the test ends."""
        with Server() as server:
            server.clock.show("2026-11-24 16:59")
            Thread(target=server.serve_forever, daemon=True).start()
            # The database of the tests is not there in the thread of the server.
            with override_settings(CCB_SUPPORT_NOW=server.clock, CCB_SUPPORT_TICKETS=None):
                yield server
            server.shutdown()

    @pytest.fixture
    def desk(self, browser: Browser, server: Server) -> Server:
        """Open Django's page a minute before the desk closes; the clock of the reader stops."""
        open_page(browser, server, "desk")
        browser.execute_script(FREEZE)
        return server

    def test_each_change_shows_what_a_new_element_shows(
        self, browser: Browser, server: Server
    ) -> None:
        open_page(browser, server, "widget")
        browser.set_script_timeout(300)
        requests, times, kept, wrong = browser.execute_script(FIND_WRONG, self.kinds, TIMES)
        assert wrong == []
        assert requests == len(TIMES) * len(self.kinds) ** 2
        assert times == len(TIMES) ** 2 * len(self.kinds)
        assert kept > requests / 2

    @pytest.mark.parametrize("page", ["widget", "desk"])
    def test_everybody_can_see_the_buttons(
        self, browser: Browser, server: Server, page: str
    ) -> None:
        """Paper has the words of each button, but not what is behind them."""
        open_page(browser, server, page)
        wait_until(browser, lambda: "rgb(" in browser.execute_script(COLOURS)[2])
        first, _, behind, focus = browser.execute_script(COLOURS)
        assert contrast(rgb(first), rgb(behind)) > 7
        assert contrast(rgb(focus), (255, 255, 255)) > 3
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        printed, other, *_ = browser.execute_script(COLOURS)
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
        assert printed == other

    @pytest.mark.parametrize("page", ["widget", "desk"])
    def test_the_words_run_from_left_to_right_in_lines_wherever_they_are(
        self, browser: Browser, server: Server, page: str
    ) -> None:
        """As on a page in Arabic, or in a bar that has one line."""
        open_page(browser, server, page)
        wait_until(browser, lambda: browser.execute_script(DIRECTION) == "ltr,normal")

    @pytest.mark.parametrize("page", ["widget", "desk"])
    def test_the_words_are_as_large_as_those_of_the_page(
        self, browser: Browser, server: Server, page: str
    ) -> None:
        """On some sites the unit `rem` is 10 pixels, and the letters have 16."""
        open_page(browser, server, page)
        wait_until(browser, lambda: "rgb(" in browser.execute_script(COLOURS)[2])
        assert min(browser.execute_script(SIZES)) >= 14

    def test_the_data_say_the_usual_priority(self, browser: Browser, server: Server) -> None:
        open_page(browser, server, "widget")
        usual, said = browser.execute_script(WITHOUT_PRIORITY)
        assert usual == "P3"
        assert "línea móvil de prioridad 1" in said

    def test_an_element_that_is_removed_stops(self, browser: Browser, server: Server) -> None:
        open_page(browser, server, "widget")
        assert browser.execute_async_script(REMOVE_AND_WAIT) == 0

    def test_a_refresh_keeps_the_focus(self, browser: Browser, desk: Server) -> None:
        for link in (0, 2, 4):
            desk.clock.show("2026-11-24 16:59")
            browser.execute_script(ADVANCE, REFRESH)
            wait_until(browser, lambda: OPEN in browser.execute_script(TEXTS)[0])
            browser.execute_script(FOCUS, link)
            close_desk(browser, desk, REFRESH)
            assert browser.execute_script(HAS_FOCUS)

    def test_an_element_that_is_added_later_refreshes(self, browser: Browser, desk: Server) -> None:
        browser.execute_script(ADD)
        close_desk(browser, desk, 62, 2)

    def test_an_element_that_is_removed_asks_no_more(self, browser: Browser, desk: Server) -> None:
        browser.execute_script(REMOVE)
        # A reply that comes late puts off the next question, so the clock goes on at each look.
        advance = f"{ADVANCE} return false;"
        wait_until(
            browser,
            lambda: browser.execute_script(advance, REFRESH) or desk.questions("incident") > 1,
        )
        assert desk.questions("complaint") == 0

    def test_says_that_an_advice_has_ended(self, browser: Browser, desk: Server) -> None:
        desk.is_down = True
        browser.execute_script(ADVANCE, 62)
        wait_until(browser, lambda: desk.questions("complaint") == 1)
        assert OPEN in browser.execute_script(TEXTS)[0]
        browser.execute_script(ADVANCE, 3)
        wait_until(browser, lambda: ENDED in browser.execute_script(TEXTS)[0])
        assert OPEN not in browser.execute_script(TEXTS)[0]
        desk.is_down = False
        close_desk(browser, desk, 15)
        assert ENDED not in browser.execute_script(TEXTS)[0]

    def test_asks_at_once_if_the_clock_was_set_back(self, browser: Browser, desk: Server) -> None:
        wait_until(browser, lambda: OPEN in browser.execute_script(TEXTS)[0])
        close_desk(browser, desk, -3_600)

    @pytest.mark.parametrize("again", ["history.back()", "location = '/desk/'"])
    def test_asks_at_once_on_a_page_that_the_browser_has_kept(
        self, browser: Browser, server: Server, again: str
    ) -> None:
        """After Back, or if the site says that nothing is new, the page is as old as it was."""
        server.clock.show("2026-11-24 09:30")
        open_page(browser, server, "desk")
        wait_until(browser, lambda: OPEN in browser.execute_script(TEXTS)[0])
        open_page(browser, server, "widget")
        server.clock.show("2026-11-24 17:00")
        browser.execute_script(again)
        # While the page loads, it has no element yet.
        wait_until(browser, lambda: SHUT in str(browser.execute_script(TEXTS)))

    def test_a_copy_ends_when_the_original_ends(self, browser: Browser, desk: Server) -> None:
        """Turbo shows a copy of a page that somebody left, perhaps long after."""
        browser.execute_script(
            "globalThis.copy = document.querySelector('ccb-support').cloneNode(true);"
        )
        browser.execute_script(REMOVE)
        desk.clock.show("2026-11-24 17:00")
        browser.execute_script(ADVANCE, 62)
        browser.execute_script("document.body.prepend(globalThis.copy);")
        wait_until(browser, lambda: SHUT in browser.execute_script(TEXTS)[0])

    def test_a_form_shows_the_advice_of_each_choice(self, browser: Browser, server: Server) -> None:
        """The advice of one choice never shows beside another, also while the site is down."""
        open_page(browser, server, "form")
        assert browser.execute_script(CHOOSE, "", 3) == ["", "waiting"]
        for queue, priority, text in (
            ("quejas", 3, OPEN),
            ("fallas", 3, SHUT),
            ("fallas", 1, "línea móvil de prioridad 1"),
        ):
            browser.execute_script(CHOOSE, queue, priority)
            wait_until(browser, lambda: text in browser.execute_script(TEXTS)[0])  # noqa: B023 - it is called in this turn
        assert browser.execute_script(CHOOSE, "otros", 1) == ["", "waiting"]
        server.is_down = True
        assert browser.execute_script(CHOOSE, "quejas", 3) == ["", "waiting"]
        wait_until(browser, lambda: server.questions("complaint") == 2)
        assert browser.execute_script(TEXTS) == [""]
        assert server.questions("incident") == 2

    def test_a_form_has_no_words_about_an_older_choice(
        self, browser: Browser, server: Server
    ) -> None:
        """A reply that comes after another choice is not shown, and an end leaves nothing."""
        open_page(browser, server, "form")
        browser.execute_script(FREEZE)
        browser.execute_script(CHOOSE, "quejas", 3)
        browser.execute_script(CHOOSE, "fallas", 3)
        wait_until(browser, lambda: SHUT in browser.execute_script(TEXTS)[0])
        browser.execute_script(CHOOSE, "quejas", 3)
        wait_until(browser, lambda: OPEN in browser.execute_script(TEXTS)[0])
        server.is_down = True
        browser.execute_script(ADVANCE, 62)
        wait_until(browser, lambda: server.questions("complaint") == 3)
        browser.execute_script(ADVANCE, 3)
        wait_until(browser, lambda: browser.execute_script(TEXTS) == [""])


def close_desk(browser: Browser, desk: Server, seconds: float, place: int = 0) -> None:
    """Close the desk, let the reader's clock go on, and wait until an element says so."""
    desk.clock.show("2026-11-24 17:00")
    browser.execute_script(ADVANCE, seconds)
    wait_until(browser, lambda: SHUT in browser.execute_script(TEXTS)[place])


def open_page(browser: Browser, server: Server, name: str) -> None:
    """Open a page of the site."""
    browser.get(f"http://127.0.0.1:{server.server_port}/{name}/")
