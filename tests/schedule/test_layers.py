"""Which layer wins: special day, holiday, season, week; and closures take from the result."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import Channel, Directory, Router
from ccb_support.clock.instants import date_at, midnight_of, midnights
from ccb_support.clock.intervals import Interval
from ccb_support.clock.step_function import ONE_BLOCK, SHORT_BLOCKS
from ccb_support.schedule.layers import DatedEntry, DatedLayer
from ccb_support.testing import strategies
from ccb_support.testing.oracle_hours import DAY, governing
from tests.builders import at, channel, closure, directory, season, special_day

DESK = channel(hours="Mo-Fr 08:00-17:00; Sa 08:00-12:00", holidays="closed")
ON_HOLIDAYS = channel(hours="Mo-Fr 08:00-17:00", holidays="10:00-12:00")
NIGHTS = channel(hours="Mo-Su 20:00-06:00", holidays="closed")
LINE = channel()

YEAR_END = season("12-15/01-15", "Mo-Fr 09:00-13:00")
VACATION = season("12-15/01-15")
EVES = special_day("12-24", "08:00-11:00")
RANGE = special_day("2026-12-07/2026-12-13", "14:00-16:00")


def desk(channel: Channel = DESK, **entries: object) -> Directory:
    """Return a directory of one channel with these entries."""
    return Directory.model_validate(dict(directory(channel)) | entries)


LAYERS = [
    # 8 December 2026 is a holiday on a Tuesday, and so is 25 December on a Friday.
    ("a season replaces the week", desk(seasons=[YEAR_END]), "2026-12-16", "09:00-13:00"),
    ("on each weekday", desk(seasons=[YEAR_END]), "2026-12-19", ""),
    ("from its first day", desk(seasons=[YEAR_END]), "2026-12-15", "09:00-13:00"),
    ("not before", desk(seasons=[YEAR_END]), "2026-12-14", "08:00-17:00"),
    ("over New Year", desk(seasons=[YEAR_END]), "2027-01-15", "09:00-13:00"),
    ("not after", desk(seasons=[YEAR_END]), "2027-01-18", "08:00-17:00"),
    ("every year", desk(seasons=[YEAR_END]), "2101-12-15", "09:00-13:00"),
    ("a full season beats a yearly one", desk(seasons=[YEAR_END, season("2026-12-21/2026-12-31", "Mo-Fr 07:00-08:00")]), "2026-12-22", "07:00-08:00"),
    ("and leaves it the other days", desk(seasons=[YEAR_END, season("2026-12-21/2026-12-31", "Mo-Fr 07:00-08:00")]), "2026-12-18", "09:00-13:00"),
    ("and the other years", desk(seasons=[YEAR_END, season("2026-12-21/2026-12-31", "Mo-Fr 07:00-08:00")]), "2027-12-22", "09:00-13:00"),
    ("a holiday beats a season", desk(seasons=[YEAR_END]), "2026-12-25", ""),
    ("but not for what is open on holidays", desk(channel(hours="Mo-Fr 08:00-17:00", holidays="open"), seasons=[YEAR_END]), "2026-12-25", "09:00-13:00"),
    ("a holiday with hours", desk(ON_HOLIDAYS), "2026-12-08", "10:00-12:00"),
    ("stays open in a season that is closed", desk(ON_HOLIDAYS, seasons=[VACATION]), "2026-12-25", "10:00-12:00"),
    ("which closes the other days", desk(ON_HOLIDAYS, seasons=[VACATION]), "2026-12-24", ""),
    ("a special day beats a season", desk(seasons=[YEAR_END], special_days=[EVES]), "2026-12-24", "08:00-11:00"),
    ("and a holiday with hours", desk(ON_HOLIDAYS, special_days=[special_day("2026-12-08", "07:00-08:00")]), "2026-12-08", "07:00-08:00"),
    ("a yearly day leaves a Sunday closed", desk(special_days=[EVES]), "2028-12-24", ""),
    ("but not if it opens closed days", desk(special_days=[special_day("12-24", "08:00-11:00", opens_closed_days=True)]), "2028-12-24", "08:00-11:00"),
    ("a range leaves a holiday closed", desk(special_days=[RANGE]), "2026-12-08", ""),
    ("and a Sunday", desk(special_days=[RANGE]), "2026-12-13", ""),
    ("but changes a Saturday with hours", desk(special_days=[RANGE]), "2026-12-12", "14:00-16:00"),
    ("a range changes a holiday with hours", desk(ON_HOLIDAYS, special_days=[RANGE]), "2026-12-08", "14:00-16:00"),
    ("it leaves what a season closes", desk(seasons=[VACATION], special_days=[special_day("2026-12-21/2026-12-23", "08:00-11:00")]), "2026-12-22", ""),
    ("a single date opens a Sunday", desk(special_days=[special_day("2026-12-13", "08:00-09:00")]), "2026-12-13", "08:00-09:00"),
    ("unless it says otherwise", desk(special_days=[special_day("2026-12-13", "08:00-09:00", opens_closed_days=False)]), "2026-12-13", ""),
    ("a full special day beats a yearly one", desk(special_days=[EVES, special_day("2026-12-24", "15:00-16:00")]), "2026-12-24", "15:00-16:00"),
    ("also if it leaves the day closed", desk(special_days=[special_day("12-20", "08:00-11:00", opens_closed_days=True), special_day("2026-12-19/2026-12-21", "09:00-10:00")]), "2026-12-20", ""),
    ("a closure takes nothing from a desk that never opens", desk(channel(hours=""), closures=[closure("2026-12-16 10:00", "2026-12-16 11:00")]), "2026-12-16", ""),
    ("a special day is over on the day after", desk(special_days=[RANGE]), "2026-12-14", "08:00-17:00"),
    ("a closure takes from a season", desk(seasons=[YEAR_END], closures=[closure("2026-12-16 10:00", "2026-12-16 11:00")]), "2026-12-16", "09:00-10:00 11:00-13:00"),
    ("a season never cuts the night before", desk(NIGHTS, seasons=[season("2026-12-15/2026-12-20")]), "2026-12-15", "00:00-06:00"),
    ("nor does a holiday", desk(NIGHTS), "2026-12-08", "00:00-06:00"),
    ("nor a special day", desk(NIGHTS, special_days=[special_day("12-15", "12:00-13:00")]), "2026-12-15", "00:00-06:00 12:00-13:00"),
    ("a line without a weekly change has a season", desk(LINE, seasons=[YEAR_END]), "2026-12-16", "09:00-13:00"),
    ("a yearly day", desk(LINE, special_days=[EVES]), "2026-12-24", "08:00-11:00"),
    ("29 February in a leap year", desk(LINE, special_days=[special_day("02-29", "08:00-09:00")]), "2028-02-29", "08:00-09:00"),
    ("and no day of a common year", desk(LINE, special_days=[special_day("02-29", "08:00-09:00")]), "2027-02-28", "00:00-24:00"),
    ("a night of a season joins the hours after it", desk(channel(hours="Mo-Su 05:00-12:00"), seasons=[season("2026-12-01/2026-12-14", "Mo-Su 22:00-06:00")]), "2026-12-15", "00:00-12:00"),
    ("a desk without hours opens in a season", desk(channel(hours="", holidays="closed"), seasons=[YEAR_END]), "2026-12-16", "09:00-13:00"),
    ("but not on its holidays", desk(channel(hours="", holidays="closed"), seasons=[YEAR_END]), "2026-12-25", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("desks", "day", "expected"), [pytest.param(*rest, id=name) for name, *rest in LAYERS]
)
def test_the_hours_of_a_day(desks: Directory, day: str, expected: str) -> None:
    router, midnight = Router(desks), at(f"{day} 00:00")
    (channel_id,) = desks.channel_ids
    spans = router.open_spans(channel_id, midnight, midnight.replace(hour=23, minute=59))
    shown = " ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in spans)
    assert shown.replace("23:59", "24:00") == expected


BECAUSE = [
    ("a special day that ends an endless run", desk(LINE, special_days=[special_day("2026-11-25")]), "2026-11-24 12:00", "2026-11-25 Move"),
    ("a special day before an endless run", desk(LINE, special_days=[special_day("2026-11-25")]), "2026-11-26 12:00", "2026-11-25 Move"),
    ("a season that closes", desk(seasons=[VACATION]), "2026-12-16 09:00", "2026-12-15/2027-01-15 Year-end"),
    ("a season that closes a part", desk(seasons=[YEAR_END]), "2026-12-16 15:00", "2026-12-15/2027-01-15 Year-end"),
    ("a season after hours", desk(seasons=[season("12-15/01-15", "Mo-Fr 08:00-18:00")]), "2026-12-16 20:00", ""),
    ("a season that gives hours", desk(seasons=[season("12-15/01-15", "Mo-Fr 08:00-18:00")]), "2026-12-16 09:00", "2026-12-15/2027-01-15 Year-end"),
    ("a season that repeats the week", desk(seasons=[season("12-15/01-15", "Mo-Fr 08:00-17:00; Sa 08:00-12:00")]), "2026-12-16 09:00", ""),
    ("a season that takes the end of a run", desk(seasons=[YEAR_END]), "2026-12-16 09:30", "2026-12-15/2027-01-15 Year-end"),
    ("a season on another part of the day", desk(channel(hours="Mo-Fr 08:00-10:00; Mo-Fr 12:00-17:00"), seasons=[season("12-15/01-15", "Mo-Fr 08:00-10:00")]), "2026-12-16 09:00", ""),
    ("a holiday with hours, open", desk(ON_HOLIDAYS), "2026-12-08 11:00", "2026-12-08 Immaculate Conception"),
    ("a holiday with hours, closed", desk(ON_HOLIDAYS), "2026-12-08 13:00", "2026-12-08 Immaculate Conception"),
    ("a holiday with hours, before them", desk(ON_HOLIDAYS), "2026-12-08 09:00", "2026-12-08 Immaculate Conception"),
    ("a holiday with hours on a Saturday without", desk(ON_HOLIDAYS), "2027-12-25 11:00", "2027-12-25 Christmas Day"),
    ("a holiday with hours after a night that would go on", desk(channel(hours="Mo-Su 00:00-02:00; Mo-Su 20:00-24:00", holidays="10:00-12:00")), "2026-12-07 21:00", "2026-12-08 Immaculate Conception"),
    ("a holiday in a season of a desk without hours", desk(channel(hours="", holidays="closed"), seasons=[YEAR_END]), "2026-12-25 10:00", "2026-12-25 Christmas Day"),
    ("a special day that takes the hours of a holiday, after a night that they would have joined", desk(channel(hours="Tu-Su 22:00-06:00", holidays="00:00-24:00"), special_days=[special_day("2027-03-22/2027-03-25", "21:00-03:00")]), "2027-03-21 23:00", "2027-03-22/2027-03-25 Move"),
    ("a special day that closes a holiday with hours", desk(channel(hours="Tu-Su 22:00-06:00", holidays="06:00-12:00"), special_days=[special_day("2027-03-22")]), "2027-03-21 23:00", "2027-03-22 Move"),
    ("the night of a holiday, which would have joined the morning after", desk(channel(hours="Tu-Su 06:00-12:00", holidays="22:00-06:00"), special_days=[special_day("2027-03-22")]), "2027-03-23 07:00", "2027-03-22 Move"),
    ("a special day that takes hours of a holiday, far from the night", desk(channel(hours="Tu-Su 22:00-06:00", holidays="08:00-12:00"), special_days=[special_day("2027-03-22")]), "2027-03-21 23:00", ""),
    ("a special day that takes the season's hours of a holiday", desk(channel(hours="Tu-Su 22:00-06:00", holidays="08:00-12:00"), seasons=[season("2027-03-20/2027-03-24", "Mo-Su 22:00-06:00; Mo-Su 06:00-07:00")], special_days=[special_day("2027-03-22")]), "2027-03-22 05:00", "2027-03-22 Move"),
    ("a holiday that a special day governs", desk(ON_HOLIDAYS, special_days=[special_day("2026-12-08", "10:00-12:00")]), "2026-12-08 11:00", "2026-12-08 Move"),
    ("a yearly day has the dates of its occurrence", desk(special_days=[EVES]), "2026-12-24 12:00", "2026-12-24 Move; 2026-12-25 Christmas Day"),
    ("a season governed by holidays only", desk(channel(hours="Tu 08:00-10:00", holidays="closed"), seasons=[season("2026-12-08/2026-12-08")]), "2026-12-08 09:00", ""),
    ("a season under a special day in force", desk(seasons=[season("2026-12-16/2026-12-16")], special_days=[special_day("2026-12-16", "closed")]), "2026-12-16 09:00", ""),
    ("a season under a range that leaves days closed", desk(seasons=[season("2026-12-15/2026-12-18")], special_days=[special_day("2026-12-15/2026-12-18", "08:00-09:00")]), "2026-12-16 09:00", "2026-12-15/2026-12-18 Year-end"),
    ("a special day that leaves a day closed", desk(special_days=[special_day("2026-12-12/2026-12-13", "closed")]), "2026-12-13 09:00", "2026-12-12/2026-12-13 Move"),
    ("a special day that changes nothing near the run", desk(special_days=[special_day("2026-12-13/2026-12-14", "08:00-11:00")]), "2026-12-14 09:00", "2026-12-13/2026-12-14 Move"),
    ("a range over a holiday beside a night", desk(channel(hours="Mo-Su 20:00-24:00", holidays="closed"), special_days=[special_day("2026-12-08/2026-12-09", "00:00-02:00")]), "2026-12-07 21:00", ""),
    ("a range over a holiday after a night that would go on", desk(channel(hours="Mo-Su 00:00-02:00; Mo-Su 20:00-24:00", holidays="closed"), special_days=[special_day("2026-12-08/2026-12-09", "04:00-05:00")]), "2026-12-07 21:00", ""),
    ("a range over a Saturday that stays closed after a night", desk(channel(hours="Fr 22:00-06:00"), special_days=[special_day("2026-12-12/2026-12-13", "04:00-08:00")]), "2026-12-12 05:00", ""),
    ("a gap with an end names each occurrence", desk(channel(hours="Mo-Su 08:00-17:00"), closures=[closure("2026-06-01 00:00", "2028-06-01 00:00")], special_days=[EVES]), "2026-12-01 09:00", "2026-06-01/2028-05-31 Move; 2026-12-24 Move; 2027-12-24 Move"),
    ("each closure is named, also if it says the same as another", desk(channel(hours="Mo-Su 08:00-17:00"), closures=[closure("2026-06-01 10:00", "2026-06-01 12:00"), closure("2026-06-01 12:00", "2026-06-01 13:00")]), "2026-06-01 11:00", "2026-06-01 Move; 2026-06-01 Move"),
    ("an endless gap names a yearly season once", desk(channel(hours="Mo-Fr 08:00-10:00"), seasons=[season("01-01/12-31")]), "2026-12-16 09:00", "1984-01-01/1984-12-31 Year-end"),
    ("an endless gap names a yearly special day once", desk(channel(hours="Mo-Fr 08:00-10:00"), special_days=[special_day("01-01/12-31", "closed")]), "2026-12-16 09:00", "1984-01-01/1984-12-31 Move"),
    ("an endless gap names each dated season", desk(channel(hours=""), seasons=[season("2027-01-01/2027-01-10")]), "2026-12-16 09:00", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("desks", "moment", "expected"), [pytest.param(*rest, id=name) for name, *rest in BECAUSE]
)
def test_the_entries_that_are_named(desks: Directory, moment: str, expected: str) -> None:
    (channel_id,) = desks.channel_ids
    causes = Router(desks).status(channel_id, at(moment)).because
    named = (
        "/".join(dict.fromkeys(map(str, (each.date, each.last_date)))) + f" {each.name.en}"
        for each in causes
    )
    assert "; ".join(named) == expected


ENTRIES = strategies.seasons(("desk",)) | strategies.special_days(("desk",))


@given(entries=ENTRIES, first=strategies.days(), length=st.integers(1, 800))
def test_each_day_has_the_entry_that_a_look_finds(
    entries: tuple[DatedEntry, ...], first: date, length: int
) -> None:
    layer = DatedLayer(entries)
    days = Interval(midnight_of(first), midnight_of(first + DAY * length))
    governed = {
        midnight: stretch.entry
        for stretch in layer.within(days)
        for midnight in midnights(stretch.days)
    }
    for midnight in midnights(days):
        expected = governing(entries, date_at(midnight))
        found = layer.on(midnight)
        assert (found and found.entry) is expected
        assert governed.get(midnight) is expected


def test_an_occurrence_keeps_its_dates_in_each_of_its_stretches() -> None:
    layer = DatedLayer([season("12-15/01-15"), season("2026-12-24/2026-12-26")])
    days = Interval(midnight_of(date(2026, 12, 1)), midnight_of(date(2027, 2, 1)))
    found = [
        (date_at(each.days.start), each.cause.date, each.cause.last_date)
        for each in layer.within(days)
    ]
    whole = date(2026, 12, 15), date(2027, 1, 15)
    assert found == [
        (date(2026, 12, 15), *whole),
        (date(2026, 12, 24), date(2026, 12, 24), date(2026, 12, 26)),
        (date(2026, 12, 27), *whole),
    ]


EVERY_YEAR = {"special_days": [special_day("12-24")]}
ONCE = {"special_days": [special_day("2026-12-24")]}


@pytest.mark.parametrize(
    ("hours", "holidays", "changes", "block_bits"),
    [
        ("always", "open", {}, ONE_BLOCK),
        ("", "open", {}, ONE_BLOCK),
        ("always", "open", ONCE, ONE_BLOCK),
        ("", "open", {"closures": [closure("2026-12-24 08:00", "2026-12-24 09:00")]}, ONE_BLOCK),
        ("always", "open", EVERY_YEAR, SHORT_BLOCKS),
        ("always", "closed", {}, SHORT_BLOCKS),
        ("", "10:00-12:00", {}, SHORT_BLOCKS),
        ("", "open", {"seasons": [season("2026-12-15/2027-01-15")]}, SHORT_BLOCKS),
        ("Mo-Su 00:00-24:00", "closed", {}, SHORT_BLOCKS),
        ("Mo-Fr 08:00-17:00", "open", {}, SHORT_BLOCKS),
        ("Mo-Fr 08:00-17:00", "closed", EVERY_YEAR, SHORT_BLOCKS),
    ],
)
def test_few_changes_fall_into_one_block(
    hours: str, holidays: str, changes: dict[str, Any], block_bits: int
) -> None:
    desk = directory(channel(hours=hours, holidays=holidays), **changes)
    openness = Router(desk).engine.hours("desk").openness
    assert openness.block_bits == block_bits
