"""Calendars, read back by `icalendar`."""

import re
from datetime import date, datetime

import pytest
from hypothesis import example, given

from ccb_support import BOGOTA, Directory, Router
from ccb_support.errors import NotExpressibleError
from ccb_support.export import to_icalendar
from ccb_support.model import LocalizedText
from tests.builders import at, changed, channel, day_hours, directory, phone, season, special_day
from tests.export.disagreements import (
    CLOCKS_SET,
    DAY,
    DECEMBER,
    EXAMPLES,
    IN_NEW_YORK,
    SHIPPED,
    STAMP,
    calendar_of,
    desk,
    event_spans,
    events_of,
    open_spans,
    ranges,
    routers,
)

ON_A_MONDAY = at("2026-11-30 10:00"), at("2026-11-30 11:00")
NO_EVENT = (
    r"iCalendar can't express '\w+'(, '\w+')*: a calendar .+ channels is open in the range\. "
    "Choose a longer range or other channels$"
)


class TestICalendar:
    """A calendar has an event for each time that a channel is open, and nothing else."""

    @EXAMPLES
    @example(router=IN_NEW_YORK, bounds=CLOCKS_SET[0])
    @example(router=IN_NEW_YORK, bounds=CLOCKS_SET[1])
    @example(router=IN_NEW_YORK, bounds=CLOCKS_SET[2])
    @example(router=IN_NEW_YORK, bounds=ON_A_MONDAY)
    @given(router=routers(), bounds=ranges())
    def test_any_directory(self, router: Router, bounds: tuple[datetime, datetime]) -> None:
        expected = {
            channel_id: open_spans(router, channel_id, bounds)
            for channel_id in router.directory.channel_ids
        }
        if not any(expected.values()):
            with pytest.raises(NotExpressibleError, match=NO_EVENT):
                to_icalendar(router, *bounds, dtstamp=STAMP)
            return
        written = to_icalendar(router, *bounds, dtstamp=STAMP)
        assert {each: event_spans(written, each) for each in expected} == expected
        assert len(events_of(written)) == sum(map(len, expected.values()))

    def test_without_channels_there_is_no_event(self) -> None:
        with pytest.raises(NotExpressibleError, match=r"^iCalendar can't express \[\]: a calendar"):
            to_icalendar(directory(desk()), *ON_A_MONDAY, dtstamp=STAMP, channels=[])

    def test_an_event(self) -> None:
        bounds = at("2026-12-24"), at("2026-12-25")
        written = to_icalendar(
            directory(desk()), *bounds, dtstamp=STAMP.astimezone(BOGOTA), language="en"
        )
        assert written.decode("utf-8").split("\r\n") == [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//ccb-support//opening hours//EN",
            "NAME:Desk",
            "X-WR-CALNAME:Desk",
            "REFRESH-INTERVAL;VALUE=DURATION:P1D",
            "UID:aa3d7032-f516-5735-a2a9-0aaef1e26ac2",
            "BEGIN:VEVENT",
            "SUMMARY:desk",
            "DTSTART:20261224T120000Z",
            "DTEND:20261224T220000Z",
            "DTSTAMP:20261124T170000Z",
            "UID:ff116717-8658-5183-9d5b-4dc76c6d45d0",
            "CATEGORIES:desk",
            r"DESCRIPTION:(601) 5550100 extensions 7\, 8\ndesk@example.org\nhttps://exam",
            " ple.org/chat",
            "TRANSP:TRANSPARENT",
            "URL:tel:+576015550100;ext=7",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]

    def test_an_event_names_what_makes_its_hours_special(self) -> None:
        written = directory(
            channel("desk", "Mo-Fr 08:00-17:00", holidays="10:00-12:00", contacts=[phone()]),
            seasons=[season("12-15/01-15", "Mo-Fr 08:00-12:00")],
            special_days=[special_day("12-24", "08:00-10:00")],
        )
        range_ = at("2026-12-07"), at("2026-12-26")
        events = events_of(to_icalendar(written, *range_, dtstamp=STAMP, language="en"))
        named = [str(each["DESCRIPTION"]).splitlines()[1:] for each in events]
        assert named[:3] == [[], ["holiday: Immaculate Conception"], []]
        assert named[6] == ["season: Year-end"]
        assert named[-2:] == [["special hours: Move"], ["holiday: Christmas Day"]]

    @pytest.mark.parametrize(
        ("written", "range_", "language", "lines"),
        [
            # It is between two days of one name.
            (
                directory(channel(), special_days=[special_day("12-24")]),
                ON_A_MONDAY,
                "en",
                ["(601) 5550123", "special hours: Move"],
            ),
            (
                directory(changed(desk(), holidays=day_hours("10:00-12:00"))),
                (at("2026-12-08"), at("2026-12-09")),
                "es",
                [
                    "(601) 5550100 extensiones 7, 8",
                    "desk@example.org",
                    "https://example.org/chat",
                    "festivo: Inmaculada Concepción",
                ],
            ),
        ],
        ids=["a name once", "the language of the calendar"],
    )
    def test_the_description_of_an_event(
        self, written: Directory, range_: tuple[datetime, datetime], language: str, lines: list[str]
    ) -> None:
        (event,) = events_of(to_icalendar(written, *range_, dtstamp=STAMP, language=language))
        assert str(event["DESCRIPTION"]).splitlines() == lines

    def test_every_event_has_its_own_identifier(self) -> None:
        written = to_icalendar(SHIPPED, *DECEMBER, dtstamp=STAMP)
        uids = [each.uid for each in events_of(written)]
        assert len({*uids, calendar_of(written).uid}) == len(uids) + 1

    @pytest.mark.parametrize("channel_id", ["pqrs", "chat"])
    def test_an_opening_keeps_its_identifier(self, channel_id: str) -> None:
        """It keeps it over any range, language, stamp, choice of channels, and version."""
        later = SHIPPED.directory.model_copy(
            update={"version": "later", "as_of": date(2026, 12, 1)}
        )
        bounds = at("2026-12-10T09:00"), at("2027-03-01")
        one = to_icalendar(SHIPPED, *DECEMBER, dtstamp=STAMP)
        other = to_icalendar(
            later, *bounds, dtstamp=STAMP + DAY, channels=["chat", "pqrs"], language="en"
        )
        first, second = (
            {
                each.DTEND if channel_id == "pqrs" else "": each.uid
                for each in events_of(text, channel_id)
            }
            for text in (one, other)
        )
        shared = first.keys() & second.keys()
        assert shared
        assert {first[each] for each in shared} == {second[each] for each in shared}

    def test_directories_of_different_names_share_no_identifier(self) -> None:
        written = directory(desk())
        one, other = (
            {each.uid for each in events_of(to_icalendar(named, *DECEMBER, dtstamp=STAMP))}
            for named in (written, changed(written, name=SHIPPED.directory.name))
        )
        assert one.isdisjoint(other)

    @pytest.mark.parametrize(
        "name",
        ["\\", "a;b,c:d", r"\,\;", "]]>&lt;", "0" * 500, "ñ" * 500],
        ids=lambda name: name[:9],
    )
    def test_any_name_stays_as_it_is(self, name: str) -> None:
        text = LocalizedText(es=name, en=name)
        named = changed(directory(changed(desk(), name=text)), name=text)
        written = to_icalendar(named, *DECEMBER, dtstamp=STAMP)
        lines = re.sub(r"\r\n ", "", written.decode("utf-8")).split("\r\n")
        for key in ("NAME", "X-WR-CALNAME", "SUMMARY"):
            (line,) = {each for each in lines if each.startswith(f"{key}:")}
            # By RFC 5545, 3.3.11: a character after a backslash is itself, except for N and n.
            assert re.sub(r"\\([\\;,])", r"\1", line.removeprefix(f"{key}:")) == name
            assert not re.search(r"(?<!\\)(\\\\)*\\[nN]", line)
