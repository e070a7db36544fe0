"""The widget in a browser: at each time, in any zone, it shows what `recommend` says."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.support.wait import WebDriverWait

from ccb_support import Router, default_directory
from ccb_support.model.requests import every_kind
from ccb_support.widget import to_widget
from tests.builders import at, changed, channel, chat, directory, shipped
from tests.widget.test_component import KINDS, Browser
from tests.widget.test_component import TestComponent as ComponentTests

START, END = at("2026-11-24 00:00"), at("2027-01-24 00:00")
TIMES = [
    START + timedelta(days=day, hours=hour, milliseconds=side)
    for day, hour, side in product(range(61), (0, 7, 17), (-1, 0))
][1:]
"""Both sides of each time at which the PQRS desk may open or close, or the date changes."""

NATIONAL_LINE = "Llame a la Línea Gratuita Nacional: (601) 7457495 (24 horas)."
ZONES = "America/Bogota", "Asia/Tokyo", "Pacific/Apia"
PHONE = 320

SET_CLOCK = "Date.now = () => globalThis.time; globalThis.time = {time};"
"""Replaces the visitor's clock before the page's own scripts run."""

SHOWN = """
    const shown = (element) => {
      const root = element.shadowRoot;
      const links = [...root.querySelectorAll("a")].map((each) => [each.textContent, each.href]);
      return [root.querySelector("[role=status]").textContent, links];
    };
"""

SHOW_ALL = f"""{SHOWN}
    const [times, kinds] = arguments;
    const element = document.querySelector("ccb-support");
    return kinds.map(([type, priority]) => {{
      element.setAttribute("request-type", type);
      element.setAttribute("priority", priority);
      return times.map((each) => {{
        globalThis.time = each;
        element.setAttribute("lang", "es"); // It looks at the time.
        return shown(element)[0];
      }});
    }});
"""


WAIT = """
    const [start, done] = arguments;
    const first = performance.now();
    Date.now = () => start + performance.now() - first;
    const { shadowRoot } = document.querySelector("ccb-support");
    new MutationObserver(() => done()).observe(shadowRoot, { childList: true, subtree: true });
"""
"""Lets the visitor's clock run from a time on, and waits until the widget says something else."""


def milliseconds(when: datetime) -> int:
    return round(when.timestamp() * 1000)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "advice.html"
    path.write_text(to_widget(default_directory(), START, END), "utf-8")
    return path


def open_page(
    browser: Browser, page: Path, when: datetime, zone: str = "America/Bogota", before: str = ""
) -> None:
    """Open a page at a time of the visitor's clock, in a zone; `before` runs before its scripts."""
    source = SET_CLOCK.format(time=milliseconds(when)) + before
    script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    browser.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": zone})
    browser.get(page.as_uri())
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


def resize_to_phone(browser: Browser) -> None:
    """Let the window be as large as a small phone's."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": PHONE, "height": 640, "deviceScaleFactor": 1, "mobile": True},
    )


def shown(browser: Browser) -> list[Any]:
    """Return the words and the links of each widget on the page."""
    found: list[Any] = browser.execute_script(
        f"{SHOWN} return [...document.querySelectorAll('ccb-support')].map(shown)"
    )
    return found


BARE = "<!DOCTYPE html><meta charset=utf-8>"
"""The beginning of a page of somebody else, which holds the element."""


def save(page: Path, name: str, *parts: str) -> Path:
    """Return another page in the folder of a page."""
    path = page.with_name(f"{name}.html")
    path.write_text("".join(parts), "utf-8")
    return path


@pytest.mark.parametrize("zone", ZONES)
def test_shows_at_each_time_what_recommend_says(browser: Browser, page: Path, zone: str) -> None:
    open_page(browser, page, START, zone)
    kinds = [(each.request_type, each.priority) for each in every_kind(default_directory())]
    router = Router(default_directory())
    expected = [
        [router.recommend(*kind, when).explain("es", at=when) for when in TIMES] for kind in kinds
    ]
    written = [(f"{kind}", f"P{priority:d}") for kind, priority in kinds]
    assert browser.execute_script(SHOW_ALL, [*map(milliseconds, TIMES)], written) == expected


def test_moves_on_by_itself_when_the_answer_ends(browser: Browser, page: Path) -> None:
    html = page.read_text("utf-8").replace('request-type="incident"', 'request-type="claim"')
    html = html.replace('value="incident" selected', 'value="incident"')
    html = html.replace('value="claim"', 'value="claim" selected')
    open_page(browser, save(page, "moving", html), at("2026-11-24 16:59"))
    ((text, links),) = shown(browser)
    assert "PQRS" in text
    assert links[0] == ["Línea de PQRS: (601) 7442727 opción 3", "tel:+576017442727"]
    browser.execute_async_script(WAIT, milliseconds(at("2026-11-24 17:00")) - 500)
    assert shown(browser)[0][1][0][1] == "tel:+576017457495"


def test_the_visitor_chooses_with_the_keyboard(browser: Browser, page: Path) -> None:
    open_page(browser, page, at("2026-11-24 09:30"))
    for name, value in (("request-type", "Queja"), ("priority", "P2")):
        browser.find_element("name", name).send_keys(value)
    assert shown(browser)[0][1][0][0] == "Línea de PQRS: (601) 7442727 opción 3"
    links = browser.execute_script(
        "return [...document.querySelector('ccb-support').shadowRoot.querySelectorAll('a')]"
    )
    links[0].send_keys("")
    assert (
        browser.execute_script(
            "return document.querySelector('ccb-support').shadowRoot.activeElement.href"
        )
        == "tel:+576017442727"
    )


def test_several_on_one_page_each_in_its_own_words(browser: Browser, page: Path) -> None:
    html = page.read_text("utf-8").replace(
        "</main>",
        '<ccb-support request-type="queja" lang="en"></ccb-support>'
        '<ccb-support request-type="Complaint" priority="1" lang="en-GB"></ccb-support>'
        '<ccb-support request-type="complaint" priority="P9" lang="fr"></ccb-support></main>',
    )
    open_page(browser, save(page, "several", html), at("2026-11-28 11:00"))
    first, unknown_type, critical, unknown_priority = shown(browser)
    assert first[0].startswith("Llame a la Línea Gratuita Nacional")
    assert unknown_type[0].startswith(
        'The attribute request-type does not accept the value "queja"'
    )
    assert "petition, complaint, claim" in unknown_type[0]
    assert critical[0].startswith("Call the priority 1 mobile line: (57) 318 717 49 37")
    assert unknown_priority[0].startswith('El atributo priority no admite el valor "P9"')
    assert unknown_priority[0].endswith("P1, P2, P3, P4, P5")


@pytest.mark.parametrize("when", [START - timedelta(milliseconds=1), END])
def test_says_so_if_it_does_not_know(browser: Browser, page: Path, when: datetime) -> None:
    open_page(browser, page, when)
    assert shown(browser) == [
        [
            f"Esta página está desactualizada. {NATIONAL_LINE}",
            [["Línea Gratuita Nacional: (601) 7457495", "tel:+576017457495"]],
        ]
    ]


def test_fits_a_phone_and_asks_nobody_for_anything(browser: Browser, page: Path) -> None:
    browser.get_log("browser")
    browser.get_log("performance")
    resize_to_phone(browser)
    open_page(browser, page, START)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= PHONE
    assert browser.get_log("browser") == []
    messages = [json.loads(each["message"])["message"] for each in browser.get_log("performance")]
    asked = [
        each["params"]["request"]["url"]
        for each in messages
        if each["method"] == "Network.requestWillBeSent"
    ]
    assert asked == [page.as_uri()]


def test_a_long_name_to_choose_fits_a_phone(browser: Browser, page: Path) -> None:
    first, *others = default_directory().request_types
    long = changed(first, name="solicitud de soporte técnico para el registro mercantil")
    html = to_widget(shipped(request_types=[long, *others]), START, END)
    resize_to_phone(browser)
    open_page(browser, save(page, "long", html), START)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= PHONE


class TestComponent(ComponentTests):
    """The component shows the right contacts after each change."""

    kinds = KINDS


BANK = directory(channel("desk", contacts=[chat()])).model_copy(update={"version": "bank"})


def parts_of(html: str) -> tuple[str, str]:
    """Return the elements of a page that hold its data and the component."""
    data, component, _ = re.findall(r"<script.*?</script>", html, re.DOTALL)
    return data, component


def test_two_directories_on_one_page(browser: Browser, page: Path) -> None:
    data, component = parts_of(page.read_text("utf-8"))
    other = parts_of(to_widget(BANK, START, END))[0].replace('id="ccb-support-data"', 'id="bank"')
    element = '<ccb-support {} request-type="complaint" priority="P3" lang="en"></ccb-support>'
    ours, theirs = element.format(""), element.format('answers="bank"')
    open_page(
        browser,
        save(page, "two", BARE, ours, theirs, data, other, component),
        at("2026-11-24 09:30"),
    )
    assert [links[0][1] for _, links in shown(browser)] == ["tel:+576017442727", chat().url]
    # Hooks for the tests of a site, which can't see inside.
    hooks = browser.execute_script(HOOKS)
    assert hooks == [
        {
            "state": "answer",
            "directoryVersion": default_directory().version,
            "uri": "tel:+576017442727",
        },
        {"state": "answer", "directoryVersion": "bank", "uri": chat().url},
    ]
    browser.execute_script("document.querySelector('ccb-support').setAttribute('answers', 'bank')")
    assert [links[0][1] for _, links in shown(browser)] == [chat().url] * 2
    browser.execute_script("document.querySelector('ccb-support').setAttribute('priority', 'x')")
    assert browser.execute_script(HOOKS)[0] == {
        "state": "fault",
        "directoryVersion": "bank",
        "uri": "",
    }


HOOKS = "return [...document.querySelectorAll('ccb-support')].map((each) => ({ ...each.dataset }))"


@pytest.mark.parametrize("filler", ["", "<p>text</p>" * 20_000])
def test_a_component_before_its_data(browser: Browser, page: Path, filler: str) -> None:
    data, component = parts_of(page.read_text("utf-8"))
    element = '<ccb-support request-type="complaint" lang="en"></ccb-support>'
    early = save(page, "early", BARE, component, element, filler, data)
    open_page(browser, early, at("2027-02-01 09:30"))
    wait = WebDriverWait(browser, 60)
    wait.until(lambda _: browser.execute_script(HOOKS)[0].get("state") == "out-of-date")


def test_a_theme_and_the_address_of_a_link_in_print(browser: Browser, page: Path) -> None:
    data, component = parts_of(page.read_text("utf-8"))
    style = "<style>ccb-support { --ccb-support-button: rgb(1, 2, 3); --ccb-support-radius: 7px }</style>"
    element = '<ccb-support request-type="incident" lang="en"></ccb-support>'
    open_page(
        browser, save(page, "themed", BARE, style, element, data, component), at("2026-11-24 09:30")
    )
    assert browser.execute_script(STYLES) == ["rgb(1, 2, 3)", "7px", "none"]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert browser.execute_script(STYLES)[2].startswith('" http://')
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


STYLES = """
    const links = [...document.querySelector("ccb-support").shadowRoot.querySelectorAll("a")];
    const first = getComputedStyle(links[0]);
    const web = links.find((each) => each.href.startsWith("http"));
    return [first.backgroundColor, first.borderTopLeftRadius, getComputedStyle(web, "::after").content];
"""
"""The colour and the corners of the first button, and what is after a link to a page."""


def test_words_of_another_language_than_the_page_say_their_own(
    browser: Browser, page: Path
) -> None:
    """A screen reader chooses its voice by it."""
    element = '<ccb-support request-type="incident" {}></ccb-support>'
    elements = element.format("") + element.format('lang="en"')
    html = page.read_text("utf-8").replace('<html lang="es">', '<html lang="fr">')
    open_page(browser, save(page, "french", html.replace("<main>", f"<main>{elements}")), START)
    spoken = browser.execute_script(
        "return [...document.querySelectorAll('ccb-support')].map(({ shadowRoot }) =>"
        " [...new Set([...shadowRoot.children].map((each) => each.lang))])"
    )
    assert spoken[:2] == [["es"], ["en"]]


def test_speaks_the_language_around_a_component_that_holds_it(browser: Browser, page: Path) -> None:
    html = page.read_text("utf-8").replace('<html lang="es">', '<html lang="en">')
    open_page(browser, save(page, "inside", html), START)
    said = browser.execute_script(INSIDE)
    assert said.startswith("Call the national toll-free line: (601) 7457495")


INSIDE = """
    const root = document.querySelector("main").appendChild(document.createElement("div"))
      .attachShadow({ mode: "open" });
    root.append(document.querySelector("ccb-support").cloneNode());
    return root.firstChild.shadowRoot.querySelector("p").textContent;
"""
"""Puts an element inside another component, and returns what it says."""


def test_an_older_browser_shows_every_contact_and_nothing_to_choose(
    browser: Browser, page: Path
) -> None:
    """Some phones have no newer browser than Safari 15."""
    resize_to_phone(browser)
    open_page(browser, page, START, before="delete globalThis.CSSStyleSheet;")
    text = browser.execute_script("return document.body.innerText")
    assert "Su navegador no puede mostrar quién atiende ahora." in text
    assert "Línea Gratuita Nacional: (601) 7457495" in text
    assert not browser.find_element("name", "priority").is_displayed()
    assert browser.execute_script("return document.documentElement.scrollWidth") <= PHONE


def test_the_oldest_browser_that_has_the_element_shows_the_answer(
    browser: Browser, page: Path
) -> None:
    """A screen reader says the answer there too: Firefox 118 has no property for the role."""
    without = "delete Array.prototype.findLastIndex; delete Element.prototype.role;"
    open_page(browser, page, START, before=without)
    assert shown(browser)[0][0].startswith(NATIONAL_LINE)


def test_without_scripts_there_is_nothing_to_choose(browser: Browser, page: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(page.as_uri())
    tree = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    roles = [each["role"]["value"] for each in tree if not each["ignored"]]
    assert "paragraph" in roles
    assert "combobox" not in roles


@pytest.mark.parametrize(
    ("before", "visible"), [("", ""), ("delete globalThis.CSSStyleSheet;", "Llame")]
)
def test_what_is_between_its_tags_is_for_an_older_browser(
    browser: Browser, page: Path, before: str, visible: str
) -> None:
    data, component = parts_of(page.read_text("utf-8"))
    element = '<ccb-support request-type="incident">Llame</ccb-support>'
    script = f"<script>{before}</script>"
    browser.get(save(page, "older", BARE, script, element, data, component).as_uri())
    assert browser.execute_script("return document.body.innerText") == visible
