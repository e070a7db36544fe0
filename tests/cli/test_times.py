"""Times on the command line: what people write, and how errors quote it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import BOGOTA, OutOfRangeError
from ccb_support.answer.short_forms import ShortForms
from ccb_support.cli.printing import format_minute
from ccb_support.cli.times import read_time
from ccb_support.errors import BadParameterError
from ccb_support.questions.answers import Voice
from ccb_support.words import LANGUAGES, Language
from tests.builders import SHIPPED_TOML, at
from tests.cli.calls import TUESDAY, Run, Write

COMPLAINT = ("complaint", "3")
NOWS = [at(each) for each in ("2026-11-28 12:00", "2026-11-24 09:30", "2028-02-29 23:59")]


def read(text: str, now: datetime = TUESDAY) -> datetime:
    return read_time(text, now, BOGOTA)


class TestWords:
    """A person writes a time in words. Now it is Tuesday 24 November 2026, 09:30."""

    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("hoy", "2026-11-24 09:30"),
            ("Ahora", "2026-11-24 09:30"),
            ("now", "2026-11-24 09:30"),
            ("TODAY", "2026-11-24 09:30"),
            ("mañana", "2026-11-25 09:30"),
            ("manana", "2026-11-25 09:30"),
            ("tomorrow", "2026-11-25 09:30"),
            ("mañana 15:00", "2026-11-25 15:00"),
            ("tomorrow  3pm", "2026-11-25 15:00"),
            ("mañana a las 3 p. m.", "2026-11-25 15:00"),
            ("mañana a la 1pm", "2026-11-25 13:00"),
            ("today at 3:30 pm", "2026-11-24 15:30"),
            ("hoy 7:05", "2026-11-24 07:05"),
            ("15:00", "2026-11-24 15:00"),
            ("9:00", "2026-11-24 09:00"),  # today, although it is past
            ("mañana 3:30", "2026-11-25 03:30"),
            ("mañana a las 3:30", "2026-11-25 03:30"),
            ("en 8 días", "2026-12-02 09:30"),
            ("en 15 días", "2026-12-09 09:30"),
            ("tomorrow at 0:30", "2026-11-25 00:30"),
            ("mañana a las 3:30 de la tarde", "2026-11-25 15:30"),
            ("12am", "2026-11-24 00:00"),
            ("12 pm", "2026-11-24 12:00"),
            ("12 m.", "2026-11-24 12:00"),
            ("mañana, 12 m.", "2026-11-25 12:00"),
            ("el lunes a las 3 de la tarde", "2026-11-30 15:00"),
            ("mañana a la una pm", "2026-11-25 13:00"),
            ("tomorrow at 11 in the morning", "2026-11-25 11:00"),
            ("a las 12 de la noche", "2026-11-25 00:00"),
            ("dentro de una hora", "2026-11-24 10:30"),
            ("in 2 days", "2026-11-26 09:30"),
            ("en media hora", "2026-11-24 10:00"),
            ("in half an hour", "2026-11-24 10:00"),
            ("ahora mismo", "2026-11-24 09:30"),
            ("esta tarde a las 3", "2026-11-24 15:00"),
            ("Esta noche, a las 8", "2026-11-24 20:00"),
            ("tonight at 8:30", "2026-11-24 20:30"),
            ("this afternoon at 5", "2026-11-24 17:00"),
            ("mañana al medio día", "2026-11-25 12:00"),
            ("media noche", "2026-11-25 00:00"),
            ("antier 8am", "2026-11-22 08:00"),
            ("the day before yesterday 8am", "2026-11-22 08:00"),
            ("1ro de enero 8am", "2027-01-01 08:00"),
            ("1º de enero 8am", "2027-01-01 08:00"),
            ("primero de enero 8am", "2027-01-01 08:00"),
            ("mañana a las 3 y media de la tarde", "2026-11-25 15:30"),
            ("lunes 8 y cuarto am", "2026-11-30 08:15"),
            ("13 y 10", "2026-11-24 13:10"),
            ("en 15 minutos", "2026-11-24 09:45"),
            ("en 7 días", "2026-12-01 09:30"),
            ("in 8 days", "2026-12-02 09:30"),
            ("2026-12-24, 10am", "2026-12-24 10:00"),
            ("2026-12-24, 10:00", "2026-12-24 10:00"),
            ("8 a. m.", "2026-11-24 08:00"),
            ("lunes 8am", "2026-11-30 08:00"),
            ("Monday, 08:00", "2026-11-30 08:00"),
            ("martes 15:00", "2026-11-24 15:00"),
            ("martes 9:30", "2026-11-24 09:30"),
            ("martes 9:29", "2026-12-01 09:29"),
            ("miércoles 15:00", "2026-11-25 15:00"),
            ("sab 10:00", "2026-11-28 10:00"),
            ("el lunes 8am", "2026-11-30 08:00"),
            ("El  Sábado, a las 10 a. m.", "2026-11-28 10:00"),
            ("pasado mañana", "2026-11-26 09:30"),
            ("pasado manana", "2026-11-26 09:30"),
            ("pasado mañana 8am", "2026-11-26 08:00"),
            ("Pasado  Mañana a las 15:00", "2026-11-26 15:00"),
            ("hoy a las 18", "2026-11-24 18:00"),
            ("hoy a las 6 p. m.", "2026-11-24 18:00"),
            ("mañana 13", "2026-11-25 13:00"),
            ("lunes 0", "2026-11-30 00:00"),
            ("today at 23", "2026-11-24 23:00"),
            ("13", "2026-11-24 13:00"),
            ("2026-12-24 18", "2026-12-24 18:00"),
            ("2026-12-24 08", "2026-12-24 08:00"),  # in ISO 8601
            ("10am" + " " * 96, "2026-11-24 10:00"),  # the longest text that is read
            ("Sun 10:00", "2026-11-29 10:00"),
            ("2026-12-24 10:00", "2026-12-24 10:00"),
            ("2026-12-24T10:00", "2026-12-24 10:00"),
            ("2026-12-24 10am", "2026-12-24 10:00"),
            ("2026-12-24T10am", "2026-12-24 10:00"),
            ("2026-12-24 10AM", "2026-12-24 10:00"),
            ("2026-12-24T15:00Z", "2026-12-24 10:00"),
            ("20261224T150000Z", "2026-12-24 10:00"),
            ("el 2026-12-24, a las 10 a. m.", "2026-12-24 10:00"),
            ("2026-12-24 10:00:00-05:00", "2026-12-24 10:00"),
            ("20261224T1000", "2026-12-24 10:00"),
            ("24 dic 10am", "2026-12-24 10:00"),
            ("8/12/2026 10:00", "2026-12-08 10:00"),
            ("martes 08-12-2026 10:00-05:00", "2026-12-08 10:00"),
            ("tuesday 8/12/2026 10am", "2026-12-08 10:00"),
            ("12/24/2026 at 10am", "2026-12-24 10:00"),
            ("viernes 5 de la tarde", "2026-11-27 17:00"),
            ("mediodía", "2026-11-24 12:00"),
            ("hoy a la medianoche", "2026-11-25 00:00"),
            ("12 de la noche", "2026-11-25 00:00"),
            ("tomorrow morning at 8", "2026-11-25 08:00"),
            ("próximo martes 15:00", "2026-12-01 15:00"),
            ("lunes 30 8am", "2026-11-30 08:00"),
            ("ayer", "2026-11-23 09:30"),
            ("en 2 horas", "2026-11-24 11:30"),
            ("in an hour", "2026-11-24 10:30"),
            ("in a week", "2026-12-01 09:30"),
            ("en un minuto", "2026-11-24 09:31"),
            ("dentro de un día", "2026-11-25 09:30"),
            ("dentro de 3 días", "2026-11-27 09:30"),
            ("29 de febrero 8am", "2028-02-29 08:00"),
            ("martes 3 de marzo 8am", "2026-03-03 08:00"),  # as an answer writes it
            ("el martes 8 de diciembre de 2026 a las 10:00 a. m.", "2026-12-08 10:00"),
            ("0:30 a. m.", "2026-11-24 00:30"),
            ("13pm", "2026-11-24 13:00"),
            ("yesterday 8am", "2026-11-23 08:00"),
            ("the day after tomorrow 8am", "2026-11-26 08:00"),
            ("12 del día", "2026-11-24 12:00"),
            ("at midday", "2026-11-24 12:00"),
            ("midnight", "2026-11-25 00:00"),
            ("en 30 minutos", "2026-11-24 10:00"),
            ("in 30 minutes", "2026-11-24 10:00"),
            ("dentro de 1 min", "2026-11-24 09:31"),
            ("en una semana", "2026-12-01 09:30"),
            ("in 2 weeks", "2026-12-08 09:30"),
            ("in a day", "2026-11-25 09:30"),
            # The first and the last hour of each part of the day.
            ("12 de la madrugada", "2026-11-24 00:00"),
            ("6 de la madrugada", "2026-11-24 06:00"),
            ("a la 1 de la mañana", "2026-11-24 01:00"),
            ("11 en la mañana", "2026-11-24 11:00"),
            ("12 de la tarde", "2026-11-24 12:00"),
            ("8 por la tarde", "2026-11-24 20:00"),
            ("6 de la noche", "2026-11-24 18:00"),
            ("1 in the morning", "2026-11-24 01:00"),
            ("11 in the morning", "2026-11-24 11:00"),
            ("12 in the afternoon", "2026-11-24 12:00"),
            ("6 in the afternoon", "2026-11-24 18:00"),
            ("5 in the evening", "2026-11-24 17:00"),
            ("11 in the evening", "2026-11-24 23:00"),
            ("6 at night", "2026-11-24 18:00"),
            ("12 at night", "2026-11-25 00:00"),
            ("12 midnight", "2026-11-25 00:00"),
            ("las 12 del mediodía", "2026-11-24 12:00"),
            ("8 diciembre 12 midnight", "2026-12-09 00:00"),
        ],
    )
    def test_mean_an_instant(self, text: str, meant: str) -> None:
        assert read(text) == at(meant)

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("2026-02-30 10:00", "'2026-02-30 10:00' is not a date: February 2026 has 28 days. Write another, such as 2026-02-28, and the time"),
            ("2026-02-30", "February 2026 has 28 days"),
            ("2028-02-30 10:00", "February 2028 has 29 days"),
            ("2026-04-31T10:00Z", "April 2026 has 30 days"),
            ("0000-02-30 10:00", "'0000-02-30 10:00' is not a time that can be read. Write"),
            ("0000-01-01 8am", "'0000-01-01 8am' is not a time that can be read. Write"),
            ("0000-01-01 10:00", "'0000-01-01 10:00' is not a time that can be read. Write"),
            ("8/12/0000 10am", "'8/12/0000 10am' is not a time that can be read. Write"),
            ("8 de diciembre de 0000 10am", "is not a time that can be read. Write"),
            ("2026-13-01 10:00", "'2026-13-01 10:00' is not a time that can be read"),
            ("2026-00-01 10:00", "is not a time that can be read"),
            ("2026-12-24", "'2026-12-24' is a day without a time. Add the time, such as \"2026-12-24 10:00\""),
            ("lunes", "'lunes' is a day without a time. Add the time, such as \"lunes 10:00\""),
            ("20261224", "is a day without a time"),
            ("20261224103000Z", "'20261224103000Z' is not a time that can be read. Write"),
            ("202612241030-0500", "is not a time that can be read. Write"),
            ("2026-12-24-05:00", "is not a time that can be read. Write"),
            ("20261224+0200", "is not a time that can be read. Write"),
            ("2026-12-24 16.59", "'2026-12-24 16.59' is not a time that can be read. Write"),
            ("2026-12-24T16:59-05:60", "'2026-12-24T16:59-05:60' is not a time that can be read."),
            ("2026-12-24T16:59,30-05:00", "is not a time that can be read. Write"),
            ("2026-12-24 24:00", "'2026-12-24 24:00' is not a time that can be read. Write"),
            ("xyzzy 8am", "'xyzzy 8am' is not a time that can be read. Write"),
            ("lunes 25:00", "'lunes 25:00' is not a time that can be read. Write"),
            ("lun 25:00", "'lun 25:00' is not a time that can be read. Write"),
            ("xyzzy 8", "'xyzzy 8' is not a time that can be read. Write"),
            ("el 2026-12-24 8", "'el 2026-12-24 8' may mean several times. Write yours: \"2026-12-24 08:00\" or \"2026-12-24 20:00\""),
            ("mañana 3 y media", 'Write yours: "2026-11-25 03:30" or "2026-11-25 15:30"'),
            ("las 4 menos cuarto pm", "is not a time that can be read"),
            ("hoy a las 12", 'Write yours: "2026-11-24 00:00" or "2026-11-24 12:00" or "2026-11-25 00:00"'),
            ("mañana 24", "is not a time that can be read"),
            ("el lunes a las 3", 'Write yours: "2026-11-30 03:00" or "2026-11-30 15:00"'),
            ("esta noche", "'esta noche' is not a time that can be read"),
            # It may be 8:10 on Tuesday.
            ("martes a las ocho am", "is not a time that can be read"),
            ("8-12-2026 at 3 pm", "'8-12-2026 at 3 pm' may mean several times. Write yours: \"2026-08-12 15:00\" or \"2026-12-08 15:00\""),
            ("8/12/2026 at 3 pm", "'8/12/2026 at 3 pm' may mean several times. Write yours: \"2026-08-12 15:00\" or \"2026-12-08 15:00\""),
            ("martes 8", 'Write yours: "2026-11-24 20:00" or "2026-12-01 08:00" or "2026-12-08 10:00"'),
            ("domingo 13", 'Write yours: "2026-11-29 13:00" or "2026-12-13 10:00"'),
            ("sábado 12", 'varios momentos. Escriba el suyo: "2026-11-28 00:00" o "2026-11-28 12:00" o "2026-11-29 00:00" o "2026-12-12 10:00"'),
            ("mar 24 8am", 'Write yours: "2026-11-24 08:00" or "2027-03-24 08:00"'),
            ("saturday 12 noon", 'Write yours: "2026-11-28 12:00" or "2026-12-12 12:00"'),
            ("saturday 12 midday", 'Write yours: "2026-11-28 12:00" or "2026-12-12 12:00"'),
            ("saturday 12 at noon", 'Write yours: "2026-11-28 12:00" or "2026-12-12 12:00"'),
            ("saturday 12 midnight", 'Write yours: "2026-11-29 00:00" or "2026-12-13 00:00"'),
            ("sábado 12 mediodía", 'Write yours: "2026-11-28 12:00" or "2026-12-12 12:00"'),
            ("sábado 12 a la medianoche", 'Write yours: "2026-11-29 00:00" or "2026-12-13 00:00"'),
            ("8 diciembre 10", 'Write yours: "2026-12-08 10:00" or "2026-12-08 22:00" or "2026-12-10 08:00"'),
            ("8 de diciembre", 'is a day without a time. Add the time, such as "8 de diciembre 10:00"'),
            ("próximo lunes", "is a day without a time"),
            ("feb 30", "'feb 30' is not a date: February 2027 has 28 days. Write another, such as 2027-02-28, and the time"),
            ("nov 31", "November 2026 has 30 days"),
            ("12/24/2026 10am", "is not a time that can be read"),
            ("mañana lunes 8am", "'mañana lunes 8am' is not a date: 2026-11-25 is a Wednesday. Write, for example, 2026-11-25, and the time"),
            ("lunes 8 de diciembre 8am", "2026-12-08 is a Tuesday"),
            ("lunes 32 8am", "is not a date"),
            ("15:00Z", "is not a time that can be read"),
            ("30 10am", "is not a time that can be read"),
            ("5 de la noche", "is not a time that can be read"),
            ("12 de la mañana", "is not a time that can be read"),
            ("pasado 8am", "is not a time that can be read"),
            ("lunes 24", "'lunes 24' is not a date: 2026-11-24 is a Tuesday"),
            ("7 de la madrugada", "is not a time that can be read"),
            ("9 de la tarde", "is not a time that can be read"),
            ("12 in the morning", "is not a time that can be read"),
            ("7 in the afternoon", "is not a time that can be read"),
            ("4 in the evening", "is not a time that can be read"),
            ("5 at night", "is not a time that can be read"),
            ("mañana por la tarde", "is not a time that can be read"),
            ("2026-12-24T", "is not a time that can be read"),
            (",", "is not a time that can be read"),
            ("el 2026-13-01 8am", "is not a time that can be read"),
            ("\u0661\u0665:00", "is not a time that can be read"),
            ("2026-12-24 xyzzy", "'2026-12-24 xyzzy' is not a time that can be read. Write"),
            ("13am", "is not a time that can be read"),
            ("0pm", "is not a time that can be read"),
            ("8 m.", "is not a time that can be read"),
            ("8 midnight", "is not a time that can be read"),
            ("2026-12-24 (UTC-03:00)", "is not a time that can be read"),
            ("8, 30", "is not a time that can be read"),
            ("10:60", "is not a time that can be read"),
            ("24:00", "is not a time that can be read"),
            ("lu 8am", "is not a time that can be read"),
            ("", "'' is not a time that can be read"),
            ("x" * 101, f"'{'x' * 101}' is not a time that can be read"),
            ("8am" + " " * 98, "is not a time that can be read"),
        ],
        ids=ascii,
    )  # fmt: skip
    def test_or_are_an_error_with_the_way_out(self, text: str, words: str) -> None:
        with pytest.raises(BadParameterError) as raised:
            read(text)
        assert words in f"{raised.value} {raised.value.message('es')}"
        # All that the error proposes can be read.
        assert all(map(read, raised.value.accepted))

    @pytest.mark.parametrize(
        ("text", "zone", "midnight"),
        [
            ("2026-12-24", "America/Bogota", "2026-12-24T00:00:00-05:00"),
            ("jueves 00:00", "America/Bogota", "2026-12-24T00:00:00-05:00"),
            ("jueves", "America/Bogota", "2026-12-24T00:00:00-05:00"),
            ("el jueves", "America/Bogota", "2026-12-24T00:00:00-05:00"),
            # The clock skipped the first hour of this day.
            ("2023-09-03", "America/Santiago", "2023-09-03T00:00:00-04:00"),
        ],
    )
    def test_a_day_alone_may_be_its_midnight(self, text: str, zone: str, midnight: str) -> None:
        found = read_time(text, at("2026-12-18 12:00"), ZoneInfo(zone), midnight_by_default=True)
        assert found.isoformat() == midnight

    def test_the_day_is_that_of_the_zone(self) -> None:
        evening = at("2026-11-24 20:00")
        assert read("mañana 8am", evening) == at("2026-11-25 08:00")
        tokyo = read_time("8am", evening, ZoneInfo("Asia/Tokyo"))
        assert tokyo == datetime(2026, 11, 25, 8, tzinfo=ZoneInfo("Asia/Tokyo"))

    @given(st.text(max_size=40))
    def test_any_text_is_an_instant_or_an_error_that_quotes_it(self, text: str) -> None:
        try:
            assert read(text).tzinfo
        except BadParameterError as error:
            assert "Write" in str(error) or "Add the time" in str(error)  # noqa: PT017 - either may be


@pytest.mark.parametrize("now", NOWS, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_reads_what_it_prints(language: Language, now: datetime) -> None:
    # From the year before to the year after, at midnight, at noon and at times between.
    for step in range(-100, 100):
        when = (now + step * timedelta(days=4)).replace(hour=step % 4 * 6, minute=step % 3 * 15)
        for printed in (
            Voice(language, BOGOTA).asked_moment(when),
            Voice(language, BOGOTA, now.date()).asked_moment(when),
            ShortForms(language).moment_in_short(when),
            format_minute(when),
            when.isoformat(),
        ):
            assert read_time(printed, now, BOGOTA) == when, printed


NEW_YORK = ZoneInfo("America/New_York")
TWICE = ("2026-11-01 01:30-04:00", "2026-11-01 01:30-05:00")


class TestClockThatChanges:
    """In New York, the clock shows an hour of 1 November twice, and skips one of 8 March."""

    @pytest.mark.parametrize("text", ["now", "hoy", "ahora", "today", "en 0 días"])
    @pytest.mark.parametrize("hour", [5, 6])
    def test_now_is_this_very_instant(self, text: str, hour: int) -> None:
        now = datetime(2026, 11, 1, hour, 30, tzinfo=UTC)
        assert read_time(text, now, NEW_YORK).astimezone(UTC) == now

    @pytest.mark.parametrize(
        ("text", "now", "clock"),
        [
            ("mañana", "2026-10-31 01:30", "01:30"),
            ("tomorrow", "2026-10-31 01:30", "01:30"),
            ("en 1 día", "2026-10-31 01:30", "01:30"),
            ("in a day", "2026-10-31 01:30", "01:30"),
            ("mañana 1:30 am", "2026-10-31 01:30", "01:30"),
            ("2026-11-01 1:30", "2026-10-31 01:30", "01:30"),
            # A time that comes again today is not past.
            ("sunday 1:15", "2026-11-01 01:30", "01:15"),
        ],
    )
    def test_a_time_that_comes_twice_has_two_readings(
        self, text: str, now: str, clock: str
    ) -> None:
        with pytest.raises(BadParameterError) as raised:
            read_time(text, at(now, "America/New_York"), NEW_YORK)
        assert raised.value.accepted == (f"2026-11-01 {clock}-04:00", f"2026-11-01 {clock}-05:00")

    @pytest.mark.parametrize(
        ("text", "now", "zone"),
        [
            ("mañana", "2026-03-07 02:30", "America/New_York"),
            ("tomorrow", "2026-03-07 02:30", "America/New_York"),
            ("2026-03-08 02:30", "2026-03-07 02:30", "America/New_York"),
            # Two hours are skipped.
            ("2026-03-29 1:30", "2026-03-28 12:00", "Antarctica/Troll"),
            ("2026-03-29 2:30", "2026-03-28 12:00", "Antarctica/Troll"),
        ],
    )
    def test_a_time_that_never_comes_has_none(self, text: str, now: str, zone: str) -> None:
        advice = r"the clock skips that time\. Write a later time"
        with pytest.raises(BadParameterError, match=advice):
            read_time(text, at(now, zone), ZoneInfo(zone))

    @pytest.mark.parametrize("line", TWICE)
    def test_each_reading_is_printed_so_that_it_can_be_read(self, line: str) -> None:
        when = datetime.fromisoformat(line).astimezone(NEW_YORK)
        for printed in (
            Voice("es", NEW_YORK).asked_moment(when),
            ShortForms("en").moment_in_short(when),
            format_minute(when),
        ):
            again = read_time(printed, when, NEW_YORK)
            assert again.isoformat() == when.isoformat(), printed

    @pytest.mark.parametrize(
        ("text", "now", "zone", "meant"),
        [
            ("en 1 día", "2026-10-31 12:00", "America/New_York", "2026-11-01T12:00:00-05:00"),
            ("en 24 horas", "2026-10-31 12:00", "America/New_York", "2026-11-01T11:00:00-05:00"),
            # On that day, the clock skips the time that it shows now.
            ("mañana 3:30", "2026-03-07 02:30", "America/New_York", "2026-03-08T03:30:00-04:00"),
            # It comes after two hours that are skipped.
            (
                "2026-03-29 3:30",
                "2026-03-28 12:00",
                "Antarctica/Troll",
                "2026-03-29T03:30:00+02:00",
            ),
        ],
        ids=["a day later", "24 hours later", "the next day", "after two hours"],
    )
    def test_a_time_that_comes_once_is_that_instant(
        self, text: str, now: str, zone: str, meant: str
    ) -> None:
        found = read_time(text, at(now, zone), ZoneInfo(zone))
        assert (found.isoformat(), found.tzinfo) == (meant, ZoneInfo(zone))


class TestWhatIsSaid:
    """The command says on the standard error how it understood the time."""

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["recommend", "queja", "--when", "lunes 8am"], "Hora entendida, 'lunes 8am': el lunes 30 de noviembre de 2026 a las 8:00 a. m.\n"),
            (["channels", "--when", "lunes 8am", "--lang", "en"], "Time understood, 'lunes 8am': Monday 30 November 2026 at 8:00 a.m.\n"),
            (["week", "--when", "lunes 8am", "--lang", "en"], "Time understood, 'lunes 8am': Monday 30 November 2026 at 8:00 a.m.\n"),
            # An end of a range in numbers needs no words.
            (["timeline", "queja", "--from", "lunes", "--to", "2026-12-01"], "Hora entendida, 'lunes': el lunes 30 de noviembre de 2026 a las 12:00 a. m.\n"),
            (["timeline", "queja", "--from", "2026-11-30"], ""),
            # JSON says the time itself.
            (["channels", "--when", "lunes 8am", "--json"], ""),
            (["timeline", "queja", "--from", "lunes", "--json"], ""),
        ],
        ids=" ".join,
    )  # fmt: skip
    def test_in_the_language_of_the_words(self, run: Run, words: list[str], said: str) -> None:
        assert run(*words).err == said

    @pytest.mark.parametrize(
        ("start", "end", "understood"),
        [
            ("martes", "viernes", "martes 24 de noviembre|viernes 27 de noviembre"),
            ("viernes", "lunes", "viernes 27 de noviembre|lunes 30 de noviembre"),
            ("lunes", "martes", "lunes 30 de noviembre|martes 1 de diciembre"),
            ("2026-12-18", "lunes", "viernes 18 de diciembre|lunes 21 de diciembre"),
            ("lunes", "en 3 días", "lunes 30 de noviembre|jueves 3 de diciembre"),
            ("martes 10:00", "martes", "martes 24 de noviembre|martes 1 de diciembre"),
            # What is later than the start counts from now.
            ("ayer", "pasado mañana 0:00", "lunes 23 de noviembre|jueves 26 de noviembre"),
            ("mañana", "en 3 días", "miércoles 25 de noviembre|viernes 27 de noviembre"),
            ("2026-11-02", "viernes", "lunes 2 de noviembre|viernes 27 de noviembre"),
        ],
    )
    def test_the_end_of_a_range_follows_its_start(
        self, run: Run, start: str, end: str, understood: str
    ) -> None:
        said = run("timeline", "queja", "--from", start, "--to", end).err
        first, last = understood.split("|")
        assert start.startswith("2026") or f"'{start}': el {first} de 2026 a las " in said
        assert f"'{end}': el {last} de 2026 a las " in said

    def test_a_range_may_end_at_a_time_of_the_next_day(self, run: Run) -> None:
        said = run("timeline", "queja", "--from", "22:00", "--to", "6:00").err
        assert "'6:00': el miércoles 25 de noviembre de 2026 a las 6:00 a. m." in said

    def test_of_a_range_also_if_it_is_empty(self, run: Run) -> None:
        said = run("timeline", "queja", "--from", "lunes", "--to", "ayer 0:00").refusal
        assert "de '2026-11-30T00:00:00-05:00' a '2026-11-23T00:00:00-05:00' está vacío" in said
        assert "'ayer 0:00': el lunes 23" in said

    @pytest.mark.parametrize("end", ["15:00", "lunes 3 p. m.", "en 5 horas", "3pm"])
    def test_an_outage_ends_after_the_time_that_is_asked_about(self, run: Run, end: str) -> None:
        asked = "recommend", "queja", "P3", "--when", "lunes 10am", "--unavailable", f"pqrs={end}"
        code, out, said = run(*asked)
        assert (code, out.partition("\n")[0]) == (0, "(601) 7457495")
        assert said == (
            "Hora entendida, 'lunes 10am': el lunes 30 de noviembre de 2026 a las 10:00 a. m.\n"
            f"Hora entendida, '{end}': el lunes 30 de noviembre de 2026 a las 3:00 p. m.\n"
        )
        start = run("timeline", "queja", "--from", "2026-11-30", "--unavailable", "pqrs=15:00")
        assert "'15:00': el lunes 30 de noviembre de 2026 a las 3:00 p. m." in start.err

    @pytest.mark.parametrize(
        ("when", "end", "understood"),
        [
            ("22:00", "6:00", "el miércoles 25 de noviembre de 2026 a las 6:00 a. m."),
            ("22:00", "medianoche", "el miércoles 25 de noviembre de 2026 a las 12:00 a. m."),
            ("22:00", "23:00", "el martes 24 de noviembre de 2026 a las 11:00 p. m."),
            ("lunes 10am", "9:00", "el martes 1 de diciembre de 2026 a las 9:00 a. m."),
            ("22:00", "martes", "el martes 1 de diciembre de 2026 a las 12:00 a. m."),
        ],
    )
    def test_an_outage_that_ends_at_a_time_of_day_is_not_over(
        self, run: Run, when: str, end: str, understood: str
    ) -> None:
        asked = "recommend", "queja", "P3", "--when", when, "--unavailable", f"pqrs={end}"
        assert run(*asked).err.endswith(f"\nHora entendida, '{end}': {understood}\n")

    @pytest.mark.parametrize(
        ("when", "end"), [("22:00", "hoy 6:00"), ("22:00", "2026-11-24 6:00"), ("ahora", "hoy")]
    )
    def test_an_outage_is_told_that_is_over(self, run: Run, when: str, end: str) -> None:
        """An end with its date may be past, and some people mean by `hoy` the whole day."""
        asked = "recommend", "queja", "P3", "--when", when, "--unavailable", f"pqrs={end}"
        _, understood, over = run(*asked).err.splitlines()
        assert understood.startswith(f"Hora entendida, '{end}': el martes 24 de noviembre de 2026")
        assert over.startswith(f"'{end}' no es posterior a la hora consultada, así que el canal")

    def test_an_outage_that_ends_tomorrow_holds_tonight(self, run: Run) -> None:
        night = at("2026-11-24 22:00")
        asked = "recommend", "incidente", "P3", "--unavailable", "Línea Gratuita Nacional=6:00"
        code, out, said = run(*asked, now=night)
        assert (code, "(601) 7457495" in out.partition("\n")[0]) == (0, False)
        assert said == (
            "Hora entendida, '6:00': el miércoles 25 de noviembre de 2026 a las 6:00 a. m.\n"
        )


FIRST_DAY, LAST_DAY = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, tzinfo=UTC)


class TestEndsOfTime:
    """Python counts the days of the years 1 to 9999; the clock may show one of the last."""

    @pytest.mark.parametrize(
        ("text", "now", "zone"),
        [
            ("mañana 8am", LAST_DAY, BOGOTA),
            ("pasado mañana", LAST_DAY, BOGOTA),
            ("lunes 8am", LAST_DAY, BOGOTA),
            ("hoy", FIRST_DAY, BOGOTA),
            ("8am", LAST_DAY, ZoneInfo("Asia/Tokyo")),
            ("0001-01-01T00:00Z", TUESDAY, BOGOTA),
            ("9999-12-31T23:59Z", TUESDAY, ZoneInfo("Asia/Tokyo")),
            ("0001-01-01", TUESDAY, ZoneInfo("Asia/Tokyo")),
        ],
    )
    def test_a_day_beyond_them_is_outside_the_supported_range(
        self, text: str, now: datetime, zone: ZoneInfo
    ) -> None:
        with pytest.raises(OutOfRangeError, match=f"^'{text}' is outside"):
            read_time(text, now, zone, midnight_by_default=True)

    @pytest.mark.parametrize(
        "arguments",
        [
            (),
            ("recommend", *COMPLAINT),
            ("recommend", *COMPLAINT, "--when", "mañana 8am"),
            ("recommend", *COMPLAINT, "--unavailable", "chat=mañana 8am"),
            ("timeline", *COMPLAINT),
            ("timeline", *COMPLAINT, "--to", "2026-12-24"),
            ("timeline", *COMPLAINT, "--from", "0000-01-01 8am"),
            ("verify",),
        ],
        ids=" ".join,
    )
    def test_each_command_says_what_is_wrong(self, run: Run, arguments: tuple[str, ...]) -> None:
        said = run(*arguments, "--lang", "en", now=LAST_DAY).refusal
        assert said.count("\n") == 1
        assert "datetime" not in said


def test_are_compared_as_instants(run: Run, write: Write) -> None:
    path = write(
        ("America/Bogota", "America/New_York"), text=f'holiday_calendar = "CO"\n{SHIPPED_TOML}'
    )
    # The clock shows the second of these times before the first.
    ends = ("2026-11-01 1:15 (UTC-05:00)", "2026-11-01 1:45 (UTC-04:00)")
    asked = "timeline", *COMPLAINT, "--from", ends[0], "--to", ends[1], "--directory", path
    assert "a '2026-11-01T01:45:00-04:00' está vacío" in run(*asked).refusal


@pytest.mark.parametrize(
    "arguments",
    [
        ("recommend", "incident", "1", "--when", "1984-01-01 00:00"),
        ("timeline", "incident", "1", "--from", "2199-12-31", "--to", "2200-01-01"),
    ],
)
def test_may_be_the_ends_of_the_supported_range(run: Run, arguments: tuple[str, ...]) -> None:
    assert "(57) 318 717 49 37" in run(*arguments).out
