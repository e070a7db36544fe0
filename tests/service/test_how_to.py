"""What the page about the service shows is what the service does."""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import get_args

import pytest
from starlette.testclient import TestClient

from ccb_support import Reason
from ccb_support.service import create_app
from ccb_support.service.replies import ENDPOINTS, MOST_ANSWERS, HealthCode
from ccb_support.service.serving import log_request
from tests.markdown import ROOT, blocks, sections, tables
from tests.service.calls import options, read_command

PAGE = (ROOT / "docs/how-to/run-the-service.md").read_text("utf-8")
SERVER = "http://127.0.0.1:8000"
CLIENTS = [line for language in ("sh", "js") for line in blocks(PAGE, language)]
EXCHANGES = [each for each in blocks(PAGE, "text") if each.startswith("GET ")]


def received(client: TestClient, address: str) -> Iterator[str]:
    """Yield the lines that a client receives."""
    response = client.get(address, headers={"Accept-Encoding": "identity"})
    yield f"HTTP/1.1 {response.status_code} {response.reason_phrase}"
    yield from (f"{name}: {value}" for name, value in response.headers.items())
    yield ""
    yield response.text


def is_shown(line: str, shown: str) -> bool:
    """Return whether `shown` is `line`, or its start if it ends with an ellipsis."""
    return line.startswith(shown[:-1]) if shown.endswith("…") else line == shown


class TestPage:
    """Requests, addresses and codes on the page are those of the service."""

    @pytest.mark.parametrize("exchange", EXCHANGES)
    def test_shows_what_is_received(self, client: TestClient, exchange: str) -> None:
        request, _, shown = exchange.removesuffix("\n").partition("\n\n")
        lines = list(received(client, request.removeprefix("GET ")))
        for line, part in zip(lines, shown.split("\n"), strict=True):
            assert is_shown(line, part), f"the service says:\n{line}"

    def test_has_a_line_for_each_client(self, client: TestClient) -> None:
        addresses = [each for line in CLIENTS for each in re.findall("'(http[^']+)'", line)]
        assert len(addresses) == 3
        assert all(each.startswith(SERVER) for each in addresses)
        for address in addresses:
            assert client.get(address.removeprefix(SERVER)).status_code == 200

    def test_lists_every_address_with_its_parameters(self) -> None:
        rows = tables(sections(PAGE)["Ask it"])[0]
        assert [(path, re.findall(r"`(\w+)`", names)) for path, names, *_ in rows] == [
            (
                f"`{each.path}`",
                [name for name in each.question.names() if f"{{{name}}}" not in each.path],
            )
            for each in ENDPOINTS
        ]
        assert f"at most {MOST_ANSWERS} at once" in PAGE

    def test_lists_every_reason(self) -> None:
        (line,) = re.findall(r"`reason` is (.+)", sections(PAGE)["The answer as JSON"])
        assert re.findall(r"`(\w+)`", line) == [*Reason]

    def test_lists_every_warning(self) -> None:
        (rows,) = tables(sections(PAGE)["Watch it"])
        assert [row[0] for row in rows] == [f"`{code}`" for code in get_args(HealthCode)]

    @pytest.mark.parametrize(
        "code", re.findall(r"^\| \d+ \| `(\w+)`", sections(PAGE)["Handle an error"], re.MULTILINE)
    )
    def test_lists_codes_that_a_test_has_seen(self, code: str) -> None:
        tests = (ROOT / "tests/service/test_problems.py").read_text("utf-8")
        assert f'"{code}"' in tests


PRODUCTION = (ROOT / "docs/how-to/run-in-production.md").read_text("utf-8")


class TestProduction:
    """Options and figures on the page about production are those of the service."""

    def test_its_units_start_the_service(self) -> None:
        (unit,) = blocks(PRODUCTION, "ini")
        (words,) = re.findall(r"^ExecStart=(.+)$", unit.replace("\\\n", ""), re.MULTILINE)
        started = read_command(words.split()[1:])
        assert (started.workers, started.unready_after, started.metrics) == (2, 600, True)
        (container,) = blocks(PRODUCTION, "dockerfile")
        command = json.loads(container.rpartition("\nCMD ")[2])
        assert read_command(command[1:]).host == "0.0.0.0"  # noqa: S104 - nothing listens

    def test_its_limits_are_the_defaults(self) -> None:
        (rows,) = tables(sections(PRODUCTION)["Limits"])
        usual = vars(options())
        words = ["serve", *" ".join(row[0].strip("`") for row in rows).split()]
        assert vars(read_command(words)) == usual

    def test_lists_every_figure(self) -> None:
        (rows,) = tables(sections(PRODUCTION)["Figures"])
        client = TestClient(create_app(metrics=True))
        client.get("/recommend?request_type=queja&priority=P3")
        shown = client.get("/metrics").text
        assert client.get("/metrics").headers["Content-Type"].startswith("text/plain; version=")
        helps = dict(re.findall(r"^# HELP (\w+)(?<!_created) (.+)$", shown, re.MULTILINE))
        assert sorted(helps) == sorted(row[0].strip("`") for row in rows)
        for name, *labels, meaning in rows:
            known = name.strip("`")
            (shows, *_) = re.findall(rf"^{known}(?:_count)?(?:{{(.+)}})? ", shown, re.MULTILINE)
            assert re.findall(r"(\w+)=", shows) == re.findall(r"\w+", "".join(labels))
            for sentence in helps[known].rstrip(".").split(". "):
                assert sentence.casefold() in meaning.casefold()

    def test_shows_the_log(self, capfd: pytest.CaptureFixture[str]) -> None:
        (*_, line) = blocks(PRODUCTION, "text")
        time, _, rest = line.partition(" ")
        scope = {
            "client": ("203.0.113.7", 80), "method": "GET", "path": "/recommend",
            "query_string": b"request_type=queja&priority=P3",
        }  # fmt: skip
        log_request(False, scope, 200, 0.000412)  # noqa: FBT003 - as text
        assert datetime.fromisoformat(time).utcoffset() == timedelta(0)
        assert capfd.readouterr().err.partition(" ")[2] == rest
