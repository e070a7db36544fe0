"""The clients of the soak: each asks on, and compares every answer with the oracle."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias
from urllib.parse import urlencode

from ccb_support import Medium, Priority, Recommendation, RequestType
from tools.soak.served import SPAN, START

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ccb_support.testing import Oracle
    from tools.soak.editing import Editor
    from tools.soak.served import FastClock

REQUESTS = [
    (request_type, priority)
    for request_type in (RequestType.COMPLAINT, RequestType.INCIDENT, RequestType.APPEAL)
    for priority in (Priority.CRITICAL, Priority.MEDIUM)
]

PREFERENCES = [None, Medium.EMAIL]

_NOON = datetime(2026, 11, 1, 17, tzinfo=UTC)

OUTAGES: list[dict[str, datetime | None]] = [
    {},
    {"pqrs": None},
    {"national_line": None},
    {"pqrs": _NOON, "email": None},
]

BOUNDARIES = [
    datetime(2026, 10, 30, 22, tzinfo=UTC),  # the desk closes in Bogotá
    datetime(2026, 10, 31, 5, tzinfo=UTC),  # midnight in Bogotá
    datetime(2026, 11, 1, 5, tzinfo=UTC),  # the hour that New York has twice
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2026, 11, 1, 7, tzinfo=UTC),
    datetime(2026, 11, 3, 12, tzinfo=UTC),  # the desk opens after the holiday
    datetime(1992, 5, 2, 5, tzinfo=UTC),  # summer time starts in Bogotá, by newer data
    datetime(1992, 5, 3, 5, tzinfo=UTC),  # and by older data
    datetime(1993, 2, 7, 4, tzinfo=UTC),
]

STEPS = [timedelta(), timedelta(microseconds=1), timedelta(microseconds=-1), timedelta(minutes=61)]

BAD = [
    ("/recommend", 400), ("/recommend?request_type=fax&priority=3", 400),
    ("/recommend?request_type=queja&priority=99", 400), ("/recommend?request_type=%FF&priority=3", 400),
    ("/recommend?request_type=queja&priority=3&at=2026-11-24T09:30", 400),
    ("/recommend?request_type=queja&priority=3&at=9999-12-31T23:59:59Z", 400),
    ("/recommend?request_type=queja&priority=3&unavailable=nobody", 400),
    ("/recommend?request_type=queja&priority=3&colour=red", 400),
    (f"/recommend?request_type={'a' * 3000}&priority=3", 400),
    ("/channels/nobody", 404), ("/no-such-address", 404),
]  # fmt: skip
"""Wrong questions, each with the status of its reply."""


Known: TypeAlias = dict[tuple[object, ...], list[Recommendation]]
"""The oracle's answers, by the kind of the edit and the question. The clients share them."""


class Asked(NamedTuple):
    """A question and its reply, with the machine's time before and after."""

    path: str
    before: float
    after: float
    status: int
    body: bytes


class Client:
    """Asks the service question after question, over one connection.

    Attributes:
        counts: how many replies of each kind there were.
        failures: what was wrong.
    """

    def __init__(
        self, port: int, editor: Editor, clock: FastClock, seed: int, known: Known
    ) -> None:
        self._port = port
        self._editor = editor
        self._clock = clock
        self._random = Random(seed)  # noqa: S311 - the same questions every time
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._known = known
        self.counts: Counter[str] = Counter()
        self.failures: list[str] = []

    def ask_until(self, end: float) -> None:
        """Ask until the machine's clock shows `end`."""
        kinds = [self._ask_now] * 10 + [self._ask_at] * 6 + [self._ask_badly] * 3
        kinds += [self._ask_channels, self._ask_again, self._hang_up]
        while time.time() < end and len(self.failures) < 10:
            try:
                self._random.choice(kinds)()
            except Exception as error:  # noqa: BLE001 - with any error, a question is lost
                self.failures.append(f"lost: {error!r}")
                self._connection.close()

    def _get(self, path: str, **headers: str) -> Asked:
        before = time.time()
        try:
            return self._ask(path, headers, before)
        except (http.client.RemoteDisconnected, ConnectionError):
            # The server closes a connection that rests for five seconds, as the oracle lets it.
            # On a new connection, each question has a reply.
            self.counts["reconnected"] += 1
        except http.client.IncompleteRead:
            # A worker that is killed leaves a reply unfinished.
            self.counts["cut"] += 1
        self._connection.close()
        return self._ask(path, headers, before)

    def _ask(self, path: str, headers: dict[str, str], before: float) -> Asked:
        self._connection.request("GET", path, headers=headers)
        response = self._connection.getresponse()
        body = response.read()
        self._tag = response.headers["ETag"]
        return Asked(path, before, time.time(), response.status, body)

    def _ask_now(self) -> None:
        self._recommend(None)

    def _ask_at(self) -> None:
        choice = self._random
        when = choice.choice(BOUNDARIES) + choice.choice(STEPS)
        if choice.random() < 0.5:
            when = START + SPAN * choice.random()
        self._recommend(when)

    def _recommend(self, when: datetime | None) -> None:
        choice = self._random
        outage, prefer = choice.choice(OUTAGES), choice.choice(PREFERENCES)
        request = choice.choice(REQUESTS)
        asked = self._get(_path(request, when, outage, prefer))
        self.counts["answers"] += 1
        if asked.status != 200:
            self._fail(asked, "has no answer")
            return
        answer = Recommendation.model_validate(json.loads(asked.body)["answer"])
        oracle = self._oracle_of(answer.directory_version, asked)
        if oracle is None:
            return
        first, last = (when, when) if when else self._shown(asked)
        # If the answer begins while the question is under way, it is asked for its beginning.
        since = max(first, answer.valid_from.astimezone(UTC)) if answer.valid_from else first
        if since > last or not answer.holds_at(since):
            self._fail(asked, f"does not hold from {first} to {last}")
            return
        # A channel may come back while the question is under way.
        ends = [each for each in outage.values() if each and first < each <= last]
        right = (self._expected(oracle, request, each, prefer, outage) for each in (since, *ends))
        if answer not in [*right]:
            self._fail(asked, "is not the oracle's")

    def _oracle_of(self, version: str, asked: Asked) -> Oracle | None:
        allowed = self._editor.allowed(asked.before, asked.after)
        if version not in allowed:
            self._fail(asked, f"is by {version}, and not by one of {[*allowed]}")
        return allowed.get(version)

    def _shown(self, asked: Asked) -> tuple[datetime, datetime]:
        """Return what the fast clock showed before and after."""
        return self._clock.at(asked.before), self._clock.at(asked.after)

    def _expected(
        self,
        oracle: Oracle,
        request: tuple[RequestType, Priority],
        when: datetime,
        prefer: Medium | None,
        outage: Mapping[str, datetime | None],
    ) -> Recommendation:
        """Return the oracle's answer. The oracle is slow, so its answers are kept."""
        version = oracle.directory.version
        # An edit says the same as the earlier one of its kind, except for its version.
        # After a channel is back, the answer may begin before that.
        is_back = tuple(end is not None and end <= when for end in outage.values())
        key = self._editor.kind_of(version), request, prefer, is_back, *outage.items()
        known = self._known.setdefault(key, [])
        for each in [*known]:
            if each.holds_at(when):
                return each.model_copy(update={"directory_version": version})
        self.counts["oracle"] += 1
        found = oracle.recommend(*request, when, prefer=prefer, unavailable=outage)
        known.append(found)
        return found

    def _ask_badly(self) -> None:
        path, status = self._random.choice(BAD)
        asked = self._get(path)
        self.counts["bad inputs"] += 1
        if asked.status != status or not json.loads(asked.body)["code"]:
            self._fail(asked, f"should have the status {status}")

    def _ask_channels(self) -> None:
        when = START + SPAN * self._random.random()
        asked = self._get(f"/channels?{urlencode({'at': when.isoformat()})}")
        self.counts["states"] += 1
        reply: Any = json.loads(asked.body)
        oracle = self._oracle_of(reply["directory_version"], asked)
        for each in reply["channels"] if oracle else ():
            assert oracle is not None
            if each["open_now"] is not oracle.is_open(each["channel"]["id"], when):
                self._fail(asked, f"is wrong about {each['channel']['id']}")

    def _ask_again(self) -> None:
        path = _path((RequestType.CLAIM, Priority.HIGH), START, {}, None)
        self._get(path)
        asked = self._get(path, **{"If-None-Match": self._tag})
        self.counts[f"again: {asked.status}"] += 1
        if asked.status not in {200, 304}:
            self._fail(asked, "should be as before, or by a new edit")

    def _hang_up(self) -> None:
        """Begin a question, and go away."""
        with socket.create_connection(("127.0.0.1", self._port)) as half:
            half.sendall(b"GET /recommend?request_type=queja&pri")
        self.counts["hung up"] += 1

    def _fail(self, asked: Asked, problem: str) -> None:
        self.failures.append(f"{asked.path} {problem}: {asked.status} {asked.body[:500]!r}")


def _path(
    request: tuple[RequestType, Priority],
    when: datetime | None,
    outage: Mapping[str, datetime | None],
    prefer: Medium | None,
) -> str:
    """Return the address of a question."""
    query = {"request_type": request[0].value, "priority": str(int(request[1]))}
    if when:
        query["at"] = when.isoformat()
    if prefer:
        query["prefer"] = prefer
    if outage:
        query["unavailable"] = ",".join(
            f"{name}={end.isoformat()}" if end else name for name, end in outage.items()
        )
    return f"/recommend?{urlencode(query)}"
