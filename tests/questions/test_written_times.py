"""Instants and durations as other programs write them."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from ccb_support.questions.arguments import Duration, Face, Instant

FIVE_BEHIND = timezone(timedelta(hours=-5))
INSTANT: TypeAdapter[Any] = TypeAdapter(Instant)
DURATION: TypeAdapter[Any] = TypeAdapter(Duration)


@pytest.mark.parametrize(
    ("reader", "text", "meant"),
    [
        (INSTANT, "2026-11-24T17:00:00-05:00", datetime(2026, 11, 24, 17, tzinfo=FIVE_BEHIND)),
        (
            INSTANT,
            "2026-11-24T17:00:00.000000-0500",
            datetime(2026, 11, 24, 17, tzinfo=FIVE_BEHIND),
        ),
        (INSTANT, "2026-11-24t22:00z", datetime(2026, 11, 24, 22, tzinfo=UTC)),
        (INSTANT, "2026-11-24T22:00:00.25Z", datetime(2026, 11, 24, 22, 0, 0, 250_000, UTC)),
        (INSTANT, "2026-11-24T22:00:00.123456789Z", datetime(2026, 11, 24, 22, 0, 0, 123_456, UTC)),
        (DURATION, "PT4H", timedelta(hours=4)),
        (DURATION, "PT90M", timedelta(minutes=90)),
        (DURATION, "P2DT0.5S", timedelta(days=2, milliseconds=500)),
    ],
)
def test_an_instant_has_its_offset_and_a_duration_its_units(
    reader: TypeAdapter[Any], text: str, meant: object
) -> None:
    assert reader.validate_python(text, context=Face()) == meant


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        *((INSTANT, each) for each in (
            "", "now", "2026-11-24", "2026-11-24T17:00:00", "2026-02-30T17:00:00Z",
            "2026-11-24T25:00Z", "2026-11-24 17:00:00Z", "1795527000", "\uff12026-11-24T17:00:00Z",
            "2026-11-24T17:00:00-05", "2026-11-24T17:00:00-05:60", "2026-11-24T24:00:00Z",
        )),
        *((DURATION, each) for each in (
            "", "4", "4:00", "P", "PT", "P1DT", "P1M", "-PT4H", "PT4H30", "P999999999DT24H",
        )),
    ],
)  # fmt: skip
def test_any_other_text_is_neither(reader: TypeAdapter[Any], text: str) -> None:
    with pytest.raises(ValidationError, match="bad_parameter"):
        reader.validate_python(text, context=Face())


def test_a_value_that_python_cannot_write_is_neither() -> None:
    """It may hold a number of more digits than Python writes."""
    with pytest.raises(PydanticCustomError) as caught:
        Face().instant([10**5000])
    assert caught.value.type == "bad_parameter"
