"""Law 9: what comes every year answers the same as the dates that it means."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import groupby

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ccb_support import Directory, Router
from ccb_support.model import AlwaysOpen, Season, SpecialDay, WeeklyHours
from ccb_support.model.hours import WEEKDAYS, WEEKS_OF_MONTH, week_of_month
from ccb_support.testing import strategies
from ccb_support.testing.oracle_hours import each_day, governing, opens_closed_days
from tests.builders import changed, channel, directory, season, special_day
from tests.systems import examples

DAYS = strategies.days(date(2025, 3, 1), date(2028, 10, 31))
NEARBY, AROUND = timedelta(days=15), timedelta(days=20)


def spell_out(directory: Directory, first: date, last: date) -> Directory:
    """Return `directory` with dated entries, from `first` through `last`, for its yearly ones.

    A router answers the same over both directories about these days, except for `because`: there,
    an occurrence comes in parts if an entry with a full date interrupts it, and `first` and `last`
    cut it. On other days, the result has only the entries that had a full date before.
    """
    days = [*each_day(first, last)]
    return Directory.model_validate(
        dict(directory)
        | {
            "seasons": [*_dated_entries(directory, directory.seasons, days)],
            "special_days": [*_dated_entries(directory, directory.special_days, days)],
        }
    )


def _dated_entries(
    directory: Directory, entries: Sequence[Season | SpecialDay], days: Sequence[date]
) -> Iterator[Season | SpecialDay | dict[str, object]]:
    yield from (each for each in entries if not each.dates.is_yearly)
    # A full date beats a yearly date for one channel, and not for another.
    for one in directory.channels:
        concerned = [each for each in entries if each.concerns(one.id)]
        for entry, run in groupby(days, partial(governing, concerned)):
            if entry and entry.dates.is_yearly:
                governed = [*run]
                yield _dated(entry, one.id, governed[0], governed[-1])


def _dated(
    entry: Season | SpecialDay, channel_id: str, first: date, last: date
) -> dict[str, object]:
    shared = {"name": entry.name, "channels": [channel_id], "hours": entry.hours, "through": last}
    if isinstance(entry, Season):
        return {**shared, "from": first}
    return {**shared, "date": first, "opens_closed_days": opens_closed_days(entry)}


CHRISTMAS = directory(
    channel("a"),
    channel("b", "Mo-Su 08:00-20:00"),
    seasons=[
        season("12-15/01-15", "Mo-Fr 09:00-13:00"),
        season("2026-12-22/2026-12-23", channels=["b"]),
    ],
    special_days=[
        special_day("12-24", "09:00-12:00"),
        special_day("2026-12-30/2027-01-02", channels=["a"]),
    ],
)


@example(written=CHRISTMAS, day=date(2026, 12, 25))
@given(written=strategies.directories(), day=DAYS | st.just(date(2028, 2, 29)))
def test_a_yearly_entry_says_what_its_dated_entries_say(written: Directory, day: date) -> None:
    dated = spell_out(written, day - AROUND, day + AROUND)
    assert not any(each.dates.is_yearly for each in dated.seasons)
    assert not any(each.dates.is_yearly for each in dated.special_days)
    router, other = Router(written), Router(dated)
    for channel_id in written.channel_ids:
        span = [
            datetime(each.year, each.month, each.day, tzinfo=UTC)
            for each in (day - NEARBY, day + NEARBY)
        ]
        assert router.open_spans(channel_id, *span) == other.open_spans(channel_id, *span)


@given(hours=strategies.weekly_hours(), day=DAYS)
@settings(max_examples=examples(50))
def test_weeks_of_the_month_say_what_the_hours_of_their_days_say(
    hours: WeeklyHours, day: date
) -> None:
    def every_week(day: date) -> WeeklyHours:
        found = (
            each
            for each in hours.root
            if each.starts_on(WEEKDAYS[day.weekday()], WEEKS_OF_MONTH[week_of_month(day)])
        )
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


NEVER_OPEN = WeeklyHours(())


@given(
    # Without a change in two centuries, all their days are asked for what explains it: see below.
    hours=strategies.weekly_hours().filter(NEVER_OPEN.__ne__),
    written=strategies.directories(most_channels=1),
    day=strategies.days(),
)
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
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    for step in (-84, -28, 28, 84):
        moment = noon + timedelta(hours=step)
        assert one.status(channel_id, moment) == other.status(channel_id, moment)
