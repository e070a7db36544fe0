"""Law 9: what comes every year answers the same as the dates that it means."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from ccb_support import AlwaysOpen, Directory, Router, WeeklyHours
from ccb_support.testing import strategies
from tests.builders import changed, channel, directory, season, special_day
from tests.properties.spelled_out import spell_out

DAYS = strategies.days(date(2025, 3, 1), date(2028, 10, 31))
NEARBY, AROUND = timedelta(days=15), timedelta(days=20)


def moments(day: date) -> list[datetime]:
    """Return some moments of the day and of the days around it."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return [noon + timedelta(hours=7 * number) for number in range(-12, 13)]


@given(written=strategies.directories(), day=DAYS | st.just(date(2028, 2, 29)))
def test_a_yearly_entry_says_what_its_dated_entries_say(written: Directory, day: date) -> None:
    router, other = Router(written), Router(spell_out(written, day - AROUND, day + AROUND))
    for channel_id in written.channel_ids:
        span = [
            datetime(each.year, each.month, each.day, tzinfo=UTC)
            for each in (day - NEARBY, day + NEARBY)
        ]
        assert router.open_spans(channel_id, *span) == other.open_spans(channel_id, *span)


def test_the_dated_entries_have_the_same_names() -> None:
    yearly = directory(
        channel(hours="Mo-Fr 08:00-17:00"),
        seasons=[season("12-15/01-15", "Mo-Fr 08:00-12:00")],
        special_days=[special_day("12-24", "08:00-10:00")],
    )
    dated = spell_out(yearly, date(2025, 12, 1), date(2027, 2, 1))
    assert [str(each.date) for each in dated.special_days] == ["2025-12-24", "2026-12-24"]
    assert {each.opens_closed_days for each in dated.special_days} == {False}
    for moment in moments(date(2026, 12, 24)):
        one, other = (Router(each).status("desk", moment) for each in (yearly, dated))
        assert one == other


NEVER_OPEN = WeeklyHours(())


@given(
    # Without a change in two centuries, all their days are asked for what explains it: see below.
    hours=strategies.weekly_hours().filter(NEVER_OPEN.__ne__),
    written=strategies.directories(most_channels=1),
    day=strategies.days(),
)
@example(hours=NEVER_OPEN, written=directory(channel()), day=date(2026, 11, 24))
@example(hours=AlwaysOpen.ALWAYS, written=directory(channel()), day=date(2026, 11, 24))
@example(
    hours=AlwaysOpen.ALWAYS,
    written=directory(channel(holidays="closed")),
    day=date(2026, 12, 25),
)
def test_a_season_that_repeats_the_week_changes_nothing(
    hours: AlwaysOpen | WeeklyHours, written: Directory, day: date
) -> None:
    plain = changed(written, seasons=(), channels=[changed(written.channels[0], hours=hours)])
    every_day = season("01-01/12-31")
    same = changed(plain, seasons=[every_day.model_copy(update={"hours": hours})])
    (channel_id,) = plain.channel_ids
    one, other = Router(plain), Router(same)
    for moment in moments(day)[::8]:
        assert one.status(channel_id, moment) == other.status(channel_id, moment)
