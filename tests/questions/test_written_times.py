"""Instants and durations as other programs write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from ccb_support.questions.arguments import read_duration, read_instant

FIVE_BEHIND = timezone(timedelta(hours=-5))


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-24T17:00:00-05:00", datetime(2026, 11, 24, 17, tzinfo=FIVE_BEHIND)),
        ("2026-11-24t22:00z", datetime(2026, 11, 24, 22, tzinfo=UTC)),
        ("2026-11-24T22:00:00.25Z", datetime(2026, 11, 24, 22, 0, 0, 250_000, tzinfo=UTC)),
        ("2026-11-24T22:00:00.123456789Z", datetime(2026, 11, 24, 22, 0, 0, 123_456, tzinfo=UTC)),
    ],
)
def test_an_instant_has_its_offset(text: str, instant: datetime) -> None:
    assert read_instant(text) == instant


@pytest.mark.parametrize(
    "text",
    [
        "", "now", "2026-11-24", "2026-11-24T17:00:00", "2026-02-30T17:00:00Z", "2026-11-24T25:00Z",
        "2026-11-24 17:00:00Z", "1795527000", "\uff12026-11-24T17:00:00Z", "2026-11-24T17:00:00-05",
    ],
)  # fmt: skip
def test_any_other_text_is_no_instant(text: str) -> None:
    assert read_instant(text) is None


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("PT4H", timedelta(hours=4)),
        ("PT90M", timedelta(minutes=90)),
        ("P2DT0.5S", timedelta(days=2, milliseconds=500)),
    ],
)
def test_a_duration_has_its_units(text: str, duration: timedelta) -> None:
    assert read_duration(text) == duration


@pytest.mark.parametrize(
    "text", ["", "4", "4:00", "P", "PT", "P1DT", "P1M", "-PT4H", "PT4H30", "P999999999DT24H"]
)
def test_any_other_text_is_no_duration(text: str) -> None:
    assert read_duration(text) is None
