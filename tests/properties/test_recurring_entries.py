"""Law 9: what comes every year answers the same as the dates that it means."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from ccb_support import Directory, Router
from ccb_support.model import AlwaysOpen, WeeklyHours
from ccb_support.model.hours import WEEKS_OF_MONTH, week_of_month
from ccb_support.testing import strategies
from ccb_support.testing.oracle_hours import each_day
from tests.builders import changed, channel, directory, season, special_day
from tests.properties.spelled_out import spell_out

if TYPE_CHECKING:
    from ccb_support import Directory
    from ccb_support.model import SpecialDay


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


@given(hours=strategies.weekly_hours(), day=DAYS)
def test_weeks_of_the_month_say_what_the_hours_of_their_days_say(
    hours: WeeklyHours, day: date
) -> None:
    def every_week(day: date) -> WeeklyHours:
        found = (each for each in hours.root if each.holds_in(WEEKS_OF_MONTH[week_of_month(day)]))
        return WeeklyHours(tuple(each.model_copy(update={"weeks": None}) for each in found))

    desk = directory(channel(hours="", holidays="closed"))
    monthly = changed(desk, channels=[changed(desk.channels[0], hours=hours)])
    days = each_day(day - AROUND, day + AROUND)
    dated = [
        season(f"{each}/{each}").model_copy(update={"hours": every_week(each)}) for each in days
    ]
    span = [datetime(*each.timetuple()[:3], tzinfo=UTC) for each in (day - NEARBY, day + NEARBY)]
    one, other = Router(monthly), Router(changed(desk, seasons=dated))
    assert one.open_spans("desk", *span) == other.open_spans("desk", *span)


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


YEARLY = directory(
    channel("a"),
    channel("b"),
    seasons=[
        season("12-15/01-15", "Mo-Fr 09:00-13:00"),
        season("2026-12-22/2026-12-23", channels=["b"]),
    ],
    special_days=[
        special_day("12-24", "09:00-12:00"),
        special_day("2026-12-30/2027-01-02", channels=["a"]),
        special_day("2026-12-21", channels=["a"]),
    ],
)


def week_of_christmas() -> Directory:
    """Return the directory with the dates of one week."""
    return spell_out(YEARLY, date(2026, 12, 20), date(2026, 12, 26))


def test_a_season_of_every_year_is_interrupted_by_one_with_its_year() -> None:
    seasons = [
        (*each.channels, str(each.from_), str(each.through)) for each in week_of_christmas().seasons
    ]
    assert sorted(seasons) == [
        ("a", "2026-12-20", "2026-12-26"),
        ("b", "2026-12-20", "2026-12-21"),
        ("b", "2026-12-22", "2026-12-23"),
        ("b", "2026-12-24", "2026-12-26"),
    ]


def test_a_special_day_with_its_year_stays_as_it_is() -> None:
    def row(each: SpecialDay) -> tuple[str, ...]:
        return (*each.channels, str(each.date), str(each.through or each.date))

    assert sorted(map(row, week_of_christmas().special_days)) == [
        ("a", "2026-12-21", "2026-12-21"),
        ("a", "2026-12-24", "2026-12-24"),
        ("a", "2026-12-30", "2027-01-02"),
        ("b", "2026-12-24", "2026-12-24"),
    ]


def test_a_special_day_of_every_year_still_leaves_closed_days_closed() -> None:
    opens = {str(each.date): each.holds_on_closed_days for each in week_of_christmas().special_days}
    assert opens == {"2026-12-21": True, "2026-12-24": False, "2026-12-30": False}


def test_each_day_may_be_another_occurrence() -> None:
    days = spell_out(YEARLY, date(2027, 1, 15), date(2027, 1, 17)).seasons
    assert [str(each.through) for each in days if each.channels == ("a",)] == ["2027-01-15"]
