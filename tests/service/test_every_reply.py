"""For any directory, a kept reply is what a new service would say, until its very end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from ccb_support.service import create_app
from ccb_support.testing import strategies
from tests.builders import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support import Directory, Priority, RequestType

DAYS = st.dates(date(2026, 3, 1), date(2026, 3, 14))
INSTANTS = st.datetimes(datetime(2026, 2, 28), datetime(2026, 3, 16), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is beside them


def times_around(when: datetime, directory: Directory, state: dict[str, str]) -> Iterator[datetime]:
    """Yield an instant, the ends of what holds then, just before each, and the instant again."""
    midnight = datetime.combine(
        when.astimezone(directory.zone), datetime.min.time(), directory.zone
    )
    ends = [state["valid_until"], (midnight + timedelta(days=1)).isoformat()]
    yield when
    for end in map(datetime.fromisoformat, filter(None, ends)):
        yield end.astimezone(UTC) - timedelta.resolution
        yield end.astimezone(UTC)
    yield when


@given(
    INSTANTS,
    strategies.directories(on=DAYS),
    strategies.request_types(),
    strategies.priorities(),
)
@settings(max_examples=25)
def test_a_kept_reply_is_the_right_one(
    when: datetime, directory: Directory, request_type: RequestType, priority: Priority
) -> None:
    clock = Clock()
    clock.time = when
    keeping = TestClient(create_app(directory, now=clock))
    question = f"/recommend?request_type={request_type}&priority={priority:d}"
    (*_, state) = keeping.get("/channels").json()["channels"]
    for time in times_around(when, directory, state):
        clock.time = time
        new = TestClient(create_app(directory, now=clock))
        for address in (question, f"{question}&words=today&language=en", "/channels"):
            kept, fresh = keeping.get(address), new.get(address)
            assert (kept.status_code, kept.content) == (fresh.status_code, fresh.content)
            assert kept.headers == fresh.headers
