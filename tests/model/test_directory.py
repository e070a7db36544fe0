"""The directory file: what ships, what may stand in one, and everything that is wrong with one."""

from __future__ import annotations

import inspect
from datetime import date, datetime
from importlib.resources import files
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import (
    AlwaysOpen,
    Channel,
    Closure,
    Contact,
    Directory,
    DirectoryError,
    EscalationLevel,
    Fault,
    Medium,
    NotStated,
    Priority,
    RequestType,
    SpecialDay,
    WeeklyHours,
    default_directory,
)
from ccb_support.clock.intervals import Interval
from tests.model.small_directory import SMALL, closure, faults, special_day

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED_TEXT = files("ccb_support").joinpath("directory.toml").read_text("utf-8")
SHIPPED = default_directory()
CHANNELS = {channel.id: channel for channel in SHIPPED.channels}
LEVELS = {level.level: level for level in SHIPPED.escalation}

EVERY_TYPE = tuple(RequestType)
EVERY_PRIORITY = tuple(Priority)
PQRS_TYPES = (
    RequestType.PETITION,
    RequestType.COMPLAINT,
    RequestType.CLAIM,
    RequestType.SUGGESTION,
    RequestType.APPEAL,
)


class TestShippedChannels:
    """The shipped directory says what the source's table of channels says, row by row."""

    def test_the_channels_stand_in_order_of_preference(self) -> None:
        assert SHIPPED.channel_ids == ("pqrs", "p1_mobile", "national_line", "email", "chat")

    @pytest.mark.parametrize(
        ("channel", "rows", "request_types", "priorities"),
        [
            ("national_line", (1,), EVERY_TYPE, EVERY_PRIORITY),
            ("p1_mobile", (2,), EVERY_TYPE, (Priority.CRITICAL,)),
            ("email", (3,), EVERY_TYPE, EVERY_PRIORITY),
            ("chat", (4, 5), EVERY_TYPE, EVERY_PRIORITY),
            ("pqrs", (6,), PQRS_TYPES, EVERY_PRIORITY),
        ],
    )
    def test_what_each_serves_and_where_that_is_printed(
        self,
        channel: str,
        rows: tuple[int, ...],
        request_types: tuple[RequestType, ...],
        priorities: tuple[Priority, ...],
    ) -> None:
        assert CHANNELS[channel].rows == rows
        assert CHANNELS[channel].request_types == request_types
        assert CHANNELS[channel].priorities == priorities

    @pytest.mark.parametrize("channel", ["national_line", "p1_mobile", "email", "chat"])
    def test_all_but_one_are_attended_24_hours_7_days(self, channel: str) -> None:
        assert CHANNELS[channel].hours is AlwaysOpen.ALWAYS
        assert CHANNELS[channel].holidays == "open"

    def test_pqrs_is_attended_monday_to_friday_from_7_to_5_but_not_on_holidays(self) -> None:
        hours = CHANNELS["pqrs"].hours
        assert isinstance(hours, WeeklyHours)
        (span,) = hours.root
        assert span.days == ("monday", "tuesday", "wednesday", "thursday", "friday")
        assert str(span) == "07:00-17:00"
        assert CHANNELS["pqrs"].holidays == "closed"

    @pytest.mark.parametrize(
        ("channel", "contacts"),
        [
            ("national_line", [("(601) 7457495", "tel:+576017457495")]),
            ("p1_mobile", [("(57) 318 717 49 37", "tel:+573187174937")]),
            ("email", [("soporte.ccb@certicamara.com", "mailto:soporte.ccb@certicamara.com")]),
            (
                "chat",
                [
                    (
                        "http://idealab.certicamara.com/CertiChat/chat.php",
                        "http://idealab.certicamara.com/CertiChat/chat.php",
                    )
                ],
            ),
            (
                "pqrs",
                [
                    ("(601) 7442727 opción 3", "tel:+576017442727"),
                    (
                        "certicamararesponde@certicamara.com",
                        "mailto:certicamararesponde@certicamara.com",
                    ),
                ],
            ),
        ],
    )
    def test_how_each_is_reached(self, channel: str, contacts: list[tuple[str, str]]) -> None:
        assert shown(CHANNELS[channel].contacts) == contacts


class TestShippedEscalation:
    """The shipped directory says what the source's table of escalation levels says."""

    @pytest.mark.parametrize(
        ("level", "name", "hours", "contacts"),
        [
            (
                1,
                "Grupo de soporte técnico",
                AlwaysOpen.ALWAYS,
                [
                    ("(601) 7457495", "tel:+576017457495"),
                    ("soporte.ccb@certicamara.com", "mailto:soporte.ccb@certicamara.com"),
                ],
            ),
            (
                2,
                "Supervisor de soporte",
                NotStated.NOT_STATED,
                [
                    (
                        "(601) 745 2141 extensiones 1104, 1108, 1102",
                        (
                            "tel:+576017452141;ext=1104 tel:+576017452141;ext=1108 "
                            "tel:+576017452141;ext=1102"
                        ),
                    ),
                    (
                        "supervisor.mesadeayuda@certicamara.com",
                        "mailto:supervisor.mesadeayuda@certicamara.com",
                    ),
                ],
            ),
            (
                3,
                "Coordinador de soporte",
                NotStated.NOT_STATED,
                [
                    ("(601) 745 2141 extensión 1101", "tel:+576017452141;ext=1101"),
                    (
                        "coordinador.mesadeayuda@certicamara.com",
                        "mailto:coordinador.mesadeayuda@certicamara.com",
                    ),
                ],
            ),
        ],
    )
    def test_each_level(
        self, level: int, name: str, hours: object, contacts: list[tuple[str, str]]
    ) -> None:
        assert LEVELS[level].name.es == name
        assert LEVELS[level].hours is hours
        assert shown(LEVELS[level].contacts) == contacts
        assert LEVELS[level].rows == (level,)

    def test_there_are_three(self) -> None:
        assert [level.level for level in SHIPPED.escalation] == [1, 2, 3]


def shown(contacts: tuple[Contact, ...]) -> list[tuple[str, str]]:
    return [(contact.display("es"), " ".join(contact.uris)) for contact in contacts]


class TestShippedDirectory:
    """The shipped directory is Bogotá's, announces no exception, and is loaded once."""

    def test_its_zone_is_a_zone_and_no_offset(self) -> None:
        assert SHIPPED.time_zone == SHIPPED.zone.key == "America/Bogota"

    def test_its_version_is_the_day_on_which_it_was_compared_with_its_source(self) -> None:
        assert SHIPPED.version == f"{SHIPPED.as_of:%Y.%m.%d}"

    def test_it_announces_no_exception(self) -> None:
        assert (SHIPPED.special_days, SHIPPED.closures) == ((), ())

    def test_it_is_loaded_once(self) -> None:
        assert default_directory() is SHIPPED

    def test_the_exceptions_that_it_gives_as_examples_can_be_used(self) -> None:
        _, examples = SHIPPED_TEXT.split("# --- Exceptions.")
        lines = [line.removeprefix("# ") for line in examples.splitlines()[2:]]
        directory = Directory.from_toml("\n".join([SHIPPED_TEXT, *lines]))
        assert [day.name.en for day in directory.special_days] == ["Christmas Eve"]
        assert [closure.name.en for closure in directory.closures] == ["Chat maintenance"]


class TestChannel:
    """What can be asked of a channel."""

    @pytest.mark.parametrize(
        ("channel", "by_priority", "by_request_type"),
        [("pqrs", False, True), ("p1_mobile", True, False), ("national_line", False, False)],
    )
    def test_it_is_reserved_where_there_is_something_that_it_does_not_serve(
        self,
        channel: str,
        by_priority: bool,  # noqa: FBT001 - a column of the table
        by_request_type: bool,  # noqa: FBT001 - a column of the table
    ) -> None:
        assert CHANNELS[channel].is_reserved_by_priority is by_priority
        assert CHANNELS[channel].is_reserved_by_request_type is by_request_type
        assert CHANNELS[channel].is_reserved is (by_priority or by_request_type)

    @pytest.mark.parametrize(
        ("channel", "request_type", "priority", "served"),
        [
            ("pqrs", RequestType.CLAIM, Priority.LOW, True),
            ("pqrs", RequestType.INCIDENT, Priority.LOW, False),
            ("p1_mobile", RequestType.CLAIM, Priority.CRITICAL, True),
            ("p1_mobile", RequestType.CLAIM, Priority.HIGH, False),
            ("chat", RequestType.INCIDENT, Priority.PLANNING, True),
        ],
    )
    def test_it_serves_what_is_among_its_types_and_its_priorities(
        self,
        channel: str,
        request_type: RequestType,
        priority: Priority,
        served: bool,  # noqa: FBT001 - a column of the table
    ) -> None:
        assert CHANNELS[channel].serves(request_type, priority) is served

    def test_its_contact_by_a_medium_is_the_first_of_that_medium(self) -> None:
        assert CHANNELS["pqrs"].contact_by(Medium.EMAIL) == CHANNELS["pqrs"].contacts[1]
        assert CHANNELS["pqrs"].contact_by(Medium.CHAT) is None

    @pytest.mark.parametrize("holidays", ["open", "closed"])
    def test_it_is_always_open_unless_it_closes_on_holidays(self, holidays: str) -> None:
        text = SMALL.replace('holidays = "open"', f'holidays = "{holidays}"')
        desk, chat = Directory.from_toml(text).channels
        assert chat.is_always_open is (holidays == "open")
        assert not desk.is_always_open

    def test_what_it_serves_may_be_spelled_and_repeated_and_comes_in_one_order(self) -> None:
        spelled = SMALL.replace(
            '["incidente", "Quejas"]', '["complaint", "queja", "Incidencias"]'
        ).replace('[3, "P1"]', '["crítica", 1, "media"]')
        assert Directory.from_toml(spelled).channels == Directory.from_toml(SMALL).channels

    def test_it_may_serve_nothing(self) -> None:
        text = SMALL.replace('["incidente", "Quejas"]', "[]")
        assert Directory.from_toml(text).channels[1].request_types == ()


class TestSpecialDays:
    """A special day replaces the hours of one day, or of several in a row."""

    def test_it_is_one_day_for_all_channels_unless_more_is_said(self) -> None:
        (day,) = Directory.from_toml(SMALL + special_day()).special_days
        assert (day.date, day.through, day.last_date) == (date(2026, 12, 24), None, day.date)
        assert day.concerns("desk")
        assert day.concerns("chat")

    def test_it_may_concern_some_channels_and_last_for_days(self) -> None:
        text = SMALL + special_day(through="2026-12-31", channels='["chat"]')
        (day,) = Directory.from_toml(text).special_days
        assert day.last_date == date(2026, 12, 31)
        assert [day.concerns(channel) for channel in ("desk", "chat")] == [False, True]

    def test_it_may_last_from_the_first_date_to_the_last(self) -> None:
        text = SMALL + special_day(date="0001-01-01", through="9999-12-31")
        (day,) = Directory.from_toml(text).special_days
        assert (day.date, day.last_date) == (date.min, date.max)

    @pytest.mark.parametrize(
        "second",
        [
            special_day(channels='["chat"]'),
            special_day(date="2026-12-25"),
            special_day(date="2026-12-20", through="2026-12-23"),
        ],
        ids=["another channel", "the day after", "the days before"],
    )
    def test_two_are_allowed_on_different_days_or_channels(self, second: str) -> None:
        text = SMALL + special_day(channels='["desk"]') + second
        assert len(Directory.from_toml(text).special_days) == 2

    @pytest.mark.parametrize(
        "second",
        [
            special_day(channels='["chat", "desk"]'),
            special_day(channels='"all"'),
            special_day(date="2026-12-20", through="2026-12-24"),
            special_day(date="2026-12-01", through="2026-12-31", channels='["desk"]'),
        ],
        ids=["the same day", "all channels", "a last day", "days around"],
    )
    def test_two_for_one_channel_and_date_are_refused(self, second: str) -> None:
        told = faults(SMALL + special_day(channels='["desk"]') + second)
        assert told == {
            "special_days[1]": "shares 2026-12-24 and a channel with special_days[0]: "
            "one day has one set of hours, so keep one of the two"
        }

    def test_each_that_coincides_is_told_at_the_later_of_the_two(self) -> None:
        text = SMALL + special_day() + special_day(date="2026-12-28") + special_day()
        assert list(faults(text)) == ["special_days[2]"]


class TestClosures:
    """A closure subtracts a span of time."""

    def test_it_lasts_from_its_first_minute_to_before_its_last(self) -> None:
        (closed,) = Directory.from_toml(SMALL + closure()).closures
        assert closed.wall == Interval(1796508000, 1796508000 + 6 * 3600)
        assert closed.last_date == date(2026, 12, 6)

    def test_one_that_ends_at_midnight_has_the_day_before_for_its_last(self) -> None:
        (closed,) = Directory.from_toml(SMALL + closure(ends="2026-12-07T00:00:00")).closures
        assert closed.last_date == date(2026, 12, 6)

    def test_a_date_is_its_midnight(self) -> None:
        text = SMALL + closure(starts="2026-12-05", ends="2026-12-06")
        (closed,) = Directory.from_toml(text).closures
        assert (closed.starts, closed.ends) == (datetime(2026, 12, 5), datetime(2026, 12, 6))  # noqa: DTZ001 - wall-clock times

    def test_several_may_overlap(self) -> None:
        assert len(Directory.from_toml(SMALL + closure() + closure()).closures) == 2


class TestFaults:
    """Everything that is wrong is told at once: each fault with its path and the way out."""

    @pytest.mark.parametrize(
        ("found", "replacement", "path", "message"),
        [
            ("format = 1", "format = 2", "format", "must be 1, the only format"),
            ("format = 1", "format = true", "format", "must be 1, the only format"),
            ("format = 1", "format = 1.0", "format", "must be 1, the only format"),
            ("format = 1", "", "format", "is missing: add it"),
            (
                "format = 1",
                "format = 1\nfromat = 1",
                "fromat",
                "is no known key: remove it, or correct its spelling",
            ),
            ("as_of = 2026-11-24", "as_of = 2026", "as_of", "must be a date"),
            ("as_of = 2026-11-24", 'as_of = "86400"', "as_of", "must be a date"),
            ("as_of = 2026-11-24", 'as_of = "2026-13-01"', "as_of", "valid date"),
            ("America/Bogota", "Bogota", "time_zone", "must be an IANA time zone"),
            ("America/Bogota", "America", "time_zone", "must be an IANA time zone"),
            ("America/Bogota", "America/Narnia", "time_zone", "(got 'America/Narnia')"),
            ("America/Bogota", "../../etc/passwd", "time_zone", "must be an IANA time zone"),
            ("America/Bogota", "localtime", "time_zone", "must be an IANA time zone"),
            ("America/Bogota", "A" * 5000, "time_zone", "must be an IANA time zone"),
            ('version = "1"', 'version = ""', "version", "at least 1 character"),
            ('version = "1"', "version = 1", "version", "must be text: put it in quotes (got 1)"),
            ('version = "1"', r'version = "\u001b[2J"', "version", "visible text"),
            ('version = "1"', r'version = "a\nb"', "version", "one line of visible text"),
            ('version = "1"', r'version = "\u202E1"', "version", "visible text"),
            ('id = "chat"', 'id = "Chat"', "channels[1].id", "an id of lower-case letters"),
            ('id = "chat"', 'id = "desk"', "channels[1].id", "is the id of channels[0] too"),
            ('["incidente", "Quejas"]', '"todo"', "channels[1].request_types", "must be a list"),
            (
                '["incidente", "Quejas"]',
                '["incidente", "PQRS"]',
                "channels[1].request_types[1]",
                "'PQRS' could be more than one request type. Use one of: petition",
            ),
            (
                '[3, "P1"]',
                "[3, true]",
                "channels[1].priorities[1]",
                "True is no priority. Use one of: P1 (critical)",
            ),
            ('[3, "P1"]', "[3.0]", "channels[1].priorities[0]", "3.0 is no priority"),
            ('holidays = "open"', "holidays = true", "channels[1].holidays", "'open' or 'closed'"),
            ('hours = "always"', 'hours = "never"', "channels[1].hours", 'must be "always", or'),
            (
                'hours = "always"',
                'hours = "not_stated"',
                "channels[1].hours",
                'must be "always", or a list of spans, which is empty where it never opens',
            ),
            (
                'hours = "not_stated"',
                'hours = "closed"',
                "escalation[0].hours",
                'must be "always", "not_stated", or a list of spans',
            ),
            ('"07:00"', '"17:00"', "channels[0].hours[0]", "for a whole day write 00:00 and 24:00"),
            ('"07:00"', '"07:00:30"', "channels[0].hours[0].opens", "must be a whole minute"),
            ('"17:00"', '"5 p.m."', "channels[0].hours[0].closes", "must be a whole minute"),
            ('["monday"]', '["lunes"]', "channels[0].hours[0].days[0]", "'monday', 'tuesday'"),
            ('["monday"]', "[]", "channels[0].hours[0].days", "must have at least one entry"),
            (
                '[{ days = ["monday"], opens',
                ('[{ days = ["monday"], opens = "16:00", closes = "18:00" }, '
                '{ days = ["monday"], opens'),
                "channels[0].hours",
                "monday 16:00-18:00 overlaps monday 07:00-17:00: join them, or shorten one",
            ),
            ('medium = "chat"', 'medium = "fax"', "channels[1].contacts[0]", "must have a medium"),
            ('medium = "chat", ', "", "channels[1].contacts[0]", "phone, email or chat"),
            ("https://example.org/chat", "javascript:alert(1)", "channels[1].contacts[0].url",
             "must be an http or https address"),
            ("desk@example.org", "desk", "channels[0].contacts[0].address", "an e-mail address"),
            ("+576017452141", "7452141", "escalation[0].contacts[0].e164", "international form"),
            ("level = 1", "level = 0", "escalation[0].level", "greater than or equal to 1"),
            ("level = 1", "level = true", "escalation[0].level", "valid integer (got True)"),
            ("level = 1", "level = 1\nrows = ['1']", "escalation[0].rows[0]", "valid integer"),
            ("", special_day(date="20261224"), "special_days[0].date", "must be a date"),
            ("", special_day(hours='"always"'), "special_days[0].hours", "must be a list"),
            ("", special_day(through="2026-12-23"), "special_days[0]", "put the earlier day in"),
            ("", special_day(channels="[]"), "special_days[0].channels", "at least one entry"),
            ("", special_day(channels='"desk"'), "special_days[0].channels", 'must be "all", or a list'),
            (
                "",
                special_day(channels='["desk", "fax"]'),
                "special_days[0].channels[1]",
                "unknown channel: use one of desk, chat (got 'fax')",
            ),
            ("", closure(channels='["fax"]'), "closures[0].channels[0]", "use one of desk, chat"),
            ("", closure(ends="2026-12-05T22:00:00"), "closures[0]", "put the earlier time in"),
            ("", closure(ends="2026-12-05T22:00:30"), "closures[0].ends", "must be a whole minute"),
            ("", closure(starts="2026-12-05T22:00:00Z"), "closures[0].starts", "timezone"),
            ("", closure(starts="1764000000"), "closures[0].starts", "must be a local date and time"),
            (
                "level = 1",
                ('level = 1\nname = { es = "a", en = "b" }\nhours = "always"\n'
                'contacts = [{ medium = "email", address = "a@example.org" }]\n'
                "[[escalation]]\nlevel = 1"),
                "escalation[1].level",
                "does not come after level 1: list the levels in order, each once",
            ),
        ],
    )  # fmt: skip
    def test_one_fault(self, found: str, replacement: str, path: str, message: str) -> None:
        assert found in SMALL
        text = SMALL.replace(found, replacement, 1) if found else SMALL + replacement
        told = faults(text)
        assert list(told) == [path]
        assert message in told[path]

    def test_the_text_that_these_faults_are_put_into_has_none(self) -> None:
        assert Directory.from_toml(SMALL).channel_ids == ("desk", "chat")

    def test_all_of_them_at_once(self) -> None:
        text = SMALL
        for sound, unsound in (
            ('version = "1"', ""),
            ("America/Bogota", "Bogota"),
            ('id = "chat"', 'id = "desk"'),
            ('"Quejas"', '"PQRS"'),
            ('"17:00"', '"5 p.m."'),
            ("+576017452141", "7452141"),
        ):
            text = text.replace(sound, unsound, 1)
        text += (
            special_day(channels='["fax"]') + special_day(channels='["fax"]') + closure(ends="1")
        )
        assert set(faults(text)) == {
            "version",
            "time_zone",
            "channels[0].hours[0].closes",
            "channels[1].id",
            "channels[1].request_types[1]",
            "escalation[0].contacts[0].e164",
            "special_days[0].channels[0]",
            "special_days[1].channels[0]",
            "special_days[1]",
            "closures[0].ends",
        }

    def test_everything_that_an_empty_file_lacks(self) -> None:
        told = faults("")
        assert list(told) == ["format", "version", "as_of", "name", "time_zone", "channels"]
        assert set(told.values()) == {"is missing: add it"}

    @pytest.mark.parametrize("content", ["channels = 5", 'channels = "x"', "channels = [5]"])
    def test_channels_that_are_none(self, content: str) -> None:
        assert any(path.startswith("channels") for path in faults(content))

    def test_a_directory_needs_a_channel(self) -> None:
        assert faults(f"channels = []\n{SMALL.partition('[[channels]]')[0]}") == {
            "channels": "must have at least one entry"
        }

    @pytest.mark.parametrize(
        ("medium", "wanted"), [("phone", "printed"), ("email", "address"), ("chat", "url")]
    )
    def test_regression_a_contact_with_its_medium_for_a_key_is_told_by_the_right_path(
        self, medium: str, wanted: str
    ) -> None:
        contact = f'{{ medium = "{medium}", {medium} = "x" }}'
        told = faults(SMALL.replace('{ medium = "email", address = "desk@example.org" }', contact))
        assert told.pop("channels[0].contacts[0].e164", "") in ("", "is missing: add it")
        assert told == {
            f"channels[0].contacts[0].{wanted}": "is missing: add it",
            f"channels[0].contacts[0].{medium}": "is no known key: remove it, or correct its "
            "spelling",
        }

    def test_the_faults_of_one_that_was_built_in_python_are_told_too(self) -> None:
        content = {**dict(Directory.from_toml(SMALL)), "version": "1"}
        content["channels"] = (*content["channels"], content["channels"][0])
        with pytest.raises(ValueError, match=r"is the id of channels\[0\] too"):
            Directory.model_validate(content)


class TestHostileText:
    """Whatever the text, it is a directory or a `DirectoryError`."""

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("x = " + "[" * 100_000 + "]" * 100_000, id="lists in lists"),
            pytest.param("x = " + "{ x = " * 100_000 + "1" + "}" * 100_000, id="tables in tables"),
            pytest.param("x = " + "9" * 100_000, id="a number without end"),
            pytest.param('x = "', id="a text without end"),
            pytest.param("\0", id="a null"),
            pytest.param('"\ud800" = 1', id="half a character"),
            pytest.param("format = 1\nformat = 1", id="a key twice"),
            pytest.param("<html>", id="another language"),
            pytest.param(".".join("x" * 4_000) + " = 1", id="tables in tables by dots"),
            pytest.param("name." + ".".join("x" * 4_000) + " = 1", id="a name of tables"),
            pytest.param("[[channels]]\nhours." + ".".join("x" * 4_000) + " = 1", id="hours"),
        ],
    )
    def test_text_that_is_no_directory(self, text: str) -> None:
        with pytest.raises(DirectoryError, match="fault"):
            Directory.from_toml(text)

    @pytest.mark.parametrize(
        ("found", "path"),
        [
            ("format = 1", "format"),
            ('version = "1"', "version"),
            ("as_of = 2026-11-24", "as_of"),
            ('holidays = "open"', "channels[1].holidays"),
            ('hours = "always"', "channels[1].hours"),
            ("level = 1", "escalation[0].level"),
        ],
    )
    def test_regression_a_number_that_python_does_not_write_out(
        self, found: str, path: str
    ) -> None:
        key, _, _ = found.partition(" = ")
        assert list(faults(SMALL.replace(found, f"{key} = 0x{'f' * 9000}", 1))) == [path]

    def test_regression_a_row_that_python_does_not_write_out(self) -> None:
        told = faults(SMALL.replace("level = 1", f"level = 1\nrows = [1, 0x{'f' * 9000}]"))
        assert told["escalation[0].rows[1]"].startswith("must be a smaller number")

    @given(st.text())
    def test_text_of_any_kind(self, text: str) -> None:
        with pytest.raises(DirectoryError, match="fault"):
            Directory.from_toml(text)

    @given(
        st.sampled_from(SMALL.split()),
        st.sampled_from(
            ["[]", "{}", "0", "-1", "1e999", "nan", "true", '""', "2026-12-24", "07:00", "=", "#"]
        ),
    )
    def test_a_directory_with_one_word_changed(self, word: str, other: str) -> None:
        try:
            read = Directory.from_toml(SMALL.replace(word, other, 1))
        except DirectoryError as error:
            assert error.faults  # noqa: PT017 - either outcome is right
        else:
            assert isinstance(read, Directory)

    def test_a_message_spells_out_the_first_faults_and_counts_the_rest(self) -> None:
        text = SMALL + "".join(f"\nkey{number} = 1" for number in range(60))
        with pytest.raises(DirectoryError, match=r"has 60 faults(?s:.*)and 10 more$") as caught:
            Directory.from_toml(text)
        assert len(caught.value.faults) == 60


class TestFiles:
    """A directory is read from a file in UTF-8."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
    @pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
    def test_with_or_without_a_mark_and_with_any_line_ends(
        self, tmp_path: Path, encoding: str, newline: str
    ) -> None:
        path = tmp_path / "directory.toml"
        path.write_text(SHIPPED_TEXT, encoding=encoding, newline=newline)
        assert Directory.from_file(path) == Directory.from_file(str(path)) == SHIPPED

    def test_another_encoding_is_refused_with_the_way_out(self, tmp_path: Path) -> None:
        path = tmp_path / "directory.toml"
        path.write_text(SHIPPED_TEXT, encoding="latin-1")
        with pytest.raises(DirectoryError, match="is no UTF-8 text: save it as UTF-8") as caught:
            Directory.from_file(path)
        assert [fault.path for fault in caught.value.faults] == [""]

    def test_a_file_that_is_not_there_is_an_error_of_the_system(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            Directory.from_file(tmp_path / "directory.toml")


class TestRecords:
    """A directory and its parts come back from JSON as what they were."""

    @pytest.mark.parametrize(
        "text",
        [SHIPPED_TEXT, SMALL + special_day(through="2026-12-31", channels='["chat"]') + closure()],
        ids=["shipped", "small"],
    )
    def test_a_directory(self, text: str) -> None:
        directory = Directory.from_toml(text)
        assert Directory.model_validate_json(directory.model_dump_json()) == directory
        assert Directory.model_validate(directory) == directory
        assert hash(Directory.from_toml(text)) == hash(directory)

    @pytest.mark.parametrize("record", [Channel, EscalationLevel, SpecialDay, Closure, Directory])
    def test_every_key_that_it_has_is_explained(self, record: type[Channel]) -> None:
        for key in record.model_fields:
            assert f"\n    {key}: " in (inspect.getdoc(record) or "")

    def test_a_fault_is_a_path_and_a_message(self) -> None:
        assert Fault("a", "b") == ("a", "b")


def test_what_is_no_text_and_no_path_is_told() -> None:
    with pytest.raises(DirectoryError, match="5 is no text"):
        Directory.from_toml(cast("str", 5))
    with pytest.raises(DirectoryError, match="can't be the path of a file"):
        Directory.from_file("\0")
