"""What operators look at: edits of the file, whether a worker is ready, figures, and small bodies."""

import gzip
import re
import time
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from threading import Event, Thread
from typing import Any, get_args
from unittest.mock import Mock

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ccb_support import default_directory
from ccb_support.live import EditCode
from ccb_support.questions.answers import as_line
from ccb_support.service import create_app
from ccb_support.service.app import COUNTS_FOLDER
from ccb_support.service.replies import ENDPOINTS, LEAST_TO_COMPRESS
from tests.builders import SHIPPED_TOML, Clock, at, shipped
from tests.editions import SHIPPED
from tests.live import edits
from tests.live.edits import emergency, mistake, save, with_version
from tests.service.calls import COMPLAINT, EVERY_ADDRESS, INCIDENT

IDENTITY = {"Accept-Encoding": "gzip; q=0.0, identity"}


def edit(app: Starlette, path: Path, toml: str) -> None:
    """Save an edit of the file of an application, and look at it until it counts."""
    edits.edit(app.state.live, path, toml)


def is_ready(client: TestClient) -> bool:
    """Return whether a worker says that it is ready; what it says beside is the same everywhere."""
    ready, *others = (client.get(each) for each in ("/readyz", "/health", "/livez"))
    assert [(each.status_code, each.text) for each in others] == [(200, ready.text)] * 2
    again = client.get("/readyz", headers={"If-None-Match": ready.headers["ETag"]})
    is_so = bool(ready.json()["ready"])
    assert (ready.status_code, again.status_code) == ((200, 304) if is_so else (503, 503))
    return is_so


class TestReady:
    """`/readyz` fails while a warning that counts lasts for too long."""

    @pytest.mark.parametrize(
        ("unready", "seconds", "expected"),
        [
            ({}, 10**6, True),
            ({"edit_failed": 0}, 10**6, True),
            ({"edit_refused": 0}, 0, False),
            ({"edit_refused": 60}, 59, True),
            ({"edit_refused": 60}, 60, False),
        ],
    )
    def test_not_if_an_edit_is_refused_for_too_long(
        self, path: Path, clock: Clock, unready: dict[Any, float], seconds: int, *, expected: bool
    ) -> None:
        client = TestClient(app := create_app(path, now=clock, settle=0, unready=unready))
        assert is_ready(client)
        # The second faulty edit is refused since the first.
        for version in ("one", "other"):
            edit(app, path, mistake(version))
            clock.time += timedelta(seconds=seconds / 2)
        assert is_ready(client) == expected
        edit(app, path, emergency())
        assert is_ready(client)

    def test_not_while_the_file_can_not_be_read(self, path: Path) -> None:
        client = TestClient(app := create_app(path, now=Clock()))
        path.unlink()
        edits.look(app.state.live)
        assert not is_ready(client)
        edit(app, path, SHIPPED_TOML)
        assert is_ready(client)

    def test_not_if_the_directory_is_old(self) -> None:
        old = shipped(as_of=date(2020, 1, 1))
        assert is_ready(TestClient(create_app(old, now=Clock())))
        strict = create_app(old, now=Clock(), unready={"old_directory": 0})
        assert not is_ready(TestClient(strict))


class TestSmallBodies:
    """A client that reads gzip gets a long body in it, with another tag."""

    @pytest.mark.parametrize("address", [*EVERY_ADDRESS, "/openapi.json"])
    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    def test_have_the_same_content(self, client: TestClient, address: str, method: str) -> None:
        whole = client.request(method, address, headers=IDENTITY)
        small = client.request(method, address, headers={"Accept-Encoding": "br, GZIP;q=0.9"})
        assert whole.content == small.content
        assert whole.headers["Vary"] == small.headers["Vary"] == "accept-encoding"
        lengths = [int(each.headers["Content-Length"]) for each in (whole, small)]
        if lengths[0] < LEAST_TO_COMPRESS:
            assert small.headers == whole.headers
        else:
            assert small.headers["Content-Encoding"] == "gzip"
            assert lengths[1] < lengths[0] / 2

    def test_are_named_apart(self, client: TestClient) -> None:
        tags = {
            coding: client.get(COMPLAINT, headers={"Accept-Encoding": coding}).headers["ETag"]
            for coding in ("gzip", "identity")
        }
        assert tags["gzip"] == f'{tags["identity"][:-1]}-gzip"'
        for (coding, own), tag in product(tags.items(), tags.values()):
            asked = {"Accept-Encoding": coding, "If-None-Match": tag}
            status = client.get(COMPLAINT, headers=asked).status_code
            assert status == (304 if tag == own else 200)

    def test_are_the_same_bytes_each_time(self, clock: Clock) -> None:
        bodies: set[bytes] = set()
        for _ in range(2):
            with TestClient(create_app(now=clock)).stream("GET", COMPLAINT) as response:
                bodies.add(b"".join(response.iter_raw()))
        (body,) = bodies
        assert gzip.decompress(body).startswith(b'{"answer":')
        assert body[4:8] == bytes(4)  # when it was compressed, which would make other bytes


@pytest.mark.parametrize("address", [*EVERY_ADDRESS, "/nowhere", "/openapi.json", "/metrics"])
def test_no_browser_takes_a_reply_for_a_page(address: str) -> None:
    response = TestClient(create_app(now=Clock(), metrics=True)).get(address)
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def figures(client: TestClient) -> dict[tuple[str, ...], float]:
    """Return the figures that Prometheus gets, by their names and labels."""
    response = client.get("/metrics")
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")
    return {
        (sample.name.removeprefix("ccb_support_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
        if not sample.name.endswith(("_created", "_bucket", "_sum"))
    }


class TestFigures:
    """`/metrics` has figures for Prometheus, if somebody wants them."""

    def test_tell_quick_requests_apart(self) -> None:
        client = TestClient(create_app(now=Clock(), metrics=True))
        client.get("/health")
        limits = re.findall(r'_bucket\{.*le="([^"]+)"', client.get("/metrics").text)
        assert limits[:4] == ["0.0005", "0.001", "0.0025", "0.005"]

    def test_begin_at_zero_so_that_an_alarm_sees_the_first(self) -> None:
        """Prometheus sees no increase in a figure that begins with its first count."""
        shown = figures(TestClient(create_app(metrics=True)))
        zeros = {key[1:] for key, value in shown.items() if value == 0}
        outcomes = {(each.removeprefix("edit_"),) for each in ("edit_live", *get_args(EditCode))}
        assert zeros >= outcomes | {(each.name, "500") for each in ENDPOINTS}

    def test_count_requests_answers_and_edits(self, path: Path, clock: Clock) -> None:
        app = create_app(path, now=clock, settle=0, metrics=True, cors=["*"])
        client = TestClient(app)
        known = {"If-None-Match": client.get(COMPLAINT).headers["ETag"]}
        client.get(COMPLAINT, headers=known)
        for question in (*[COMPLAINT] * 3, INCIDENT, "/recommend", "/nowhere", "/channels/fax"):
            client.get(question)
        for toml in (emergency(), mistake()):
            edit(app, path, toml)
        clock.time += timedelta(days=2)
        counted = {key: value for key, value in figures(client).items() if value}
        assert counted == {
            ("request_seconds_count", "recommend", "200"): 5,
            ("request_seconds_count", "recommend", "304"): 1,
            ("request_seconds_count", "recommend", "400"): 1,
            ("request_seconds_count", "channel", "404"): 1,
            ("request_seconds_count", "other", "404"): 1,
            ("answers_total", "pqrs", "dedicated"): 5,
            ("answers_total", "p1_mobile", "priority"): 1,
            ("edits_total", "live"): 1,
            ("edits_total", "refused"): 1,
            ("directory_age_days",): 2,
            ("directory_info", "emergency"): 1,
        }

    def test_count_a_reply_that_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        app = create_app(metrics=True)
        monkeypatch.setattr("ccb_support.service.app.read_query", Mock(side_effect=KeyError))
        with TestClient(app, raise_server_exceptions=False) as client:
            assert client.get(COMPLAINT).status_code == 500
            assert figures(client)["request_seconds_count", "recommend", "500"] == 1

    def test_are_those_of_all_workers(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What this process counts is in no file, because it did not begin in that folder.

        A system may have tidied the folder up before this worker took the place of another.
        """
        monkeypatch.setenv(COUNTS_FOLDER, str(tmp_path / "gone"))
        client = TestClient(create_app(now=lambda: at("2026-11-26 00:00"), metrics=True))
        client.get(COMPLAINT)
        assert figures(client) == {
            ("directory_age_days",): 2,
            ("directory_info", default_directory().version): 1,
        }


EVENING = f"{COMPLAINT}&at=2026-11-24T18:00:00-05:00"
"""A question whose answer is the national line, unless that is closed."""

NO_LONG_WAIT = 0.01
PATIENCE = 30.0


class TestEdits:
    """An edited file goes live by itself; a faulty edit changes nothing."""

    def test_the_health_says_what_happened_to_the_last(self, path: Path) -> None:
        client = TestClient(app := create_app(path, now=Clock(), settle=0))
        edit(app, path, mistake())
        (warning,) = client.get("/health").json()["warnings"]
        assert warning["code"] == "edit_refused"
        assert warning["message"] == {
            language: as_line(said)
            for language, said in app.state.live.current.warning.message._asdict().items()
        }
        edit(app, path, mistake().replace("as_of", "as_off"))
        (warning,) = client.get("/health").json()["warnings"]
        # In one line, people must see where a fault ends and the next one begins.
        assert re.search(r"has 2 faults: - .+ - closures", warning["message"]["en"])
        edit(app, path, SHIPPED_TOML)
        assert client.get("/health").json()["warnings"] == []

    def test_are_seen_while_the_application_runs(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ccb_support.live.SECONDS_BETWEEN_LOOKS", NO_LONG_WAIT)
        with TestClient(create_app(path, now=Clock(), settle=0)) as client:
            for toml, channel in ((emergency(), "email"), (with_version("3"), "national_line")):
                save(path, toml)
                deadline = time.monotonic() + PATIENCE
                while client.get(EVENING).json()["answer"]["channel"]["id"] != channel:
                    assert time.monotonic() < deadline
                    time.sleep(NO_LONG_WAIT)

    def test_no_reply_mixes_two_directories(self, path: Path) -> None:
        """However often they change."""
        client = TestClient(app := create_app(path, now=Clock(), settle=0))
        tomls = {"closed": emergency("closed"), "open": with_version("open")}
        # The first reply may come before the first edit.
        channels = {"open": "national_line", "closed": "email", SHIPPED.version: "national_line"}
        stop = Event()

        def edit_again() -> None:
            while not stop.is_set():
                for toml in tomls.values():
                    edit(app, path, toml)

        editor = Thread(target=edit_again)
        editor.start()
        seen: set[str] = set()
        try:
            while not seen >= {*tomls}:
                response = client.get(EVENING)
                answer = response.json()["answer"]
                version = answer["directory_version"]
                assert response.headers["Ccb-Directory-Version"] == version
                assert answer["channel"]["id"] == channels[version]
                seen.add(version)
        finally:
            stop.set()
            editor.join()
