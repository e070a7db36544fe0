"""The faults of a directory: each with its path and the way out, for any text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ccb_support import Directory, DirectoryError, Fault
from tests.builders import SHIPPED_TOML, channel, directory, line_with
from tests.model.small_directory import SMALL, closure, faults, missing, season, special_day

if TYPE_CHECKING:
    from pathlib import Path


class TestFaults:
    """Every fault is reported at once, with its path and the way out."""

    @pytest.mark.parametrize(
        ("found", "replacement", "path", "message"),
        [
            ("format = 2", "format = 3", "format", "must be 2, the only format"),
            ("format = 2", "format = 1", "format", "is the old format: write format = 2. A special day with `through` now leaves closed days closed: where it should open them too, add opens_closed_days = true to it"),
            ("format = 2", "format = true", "format", "must be 2, the only format"),
            ("format = 2", "format = 2.0", "format", "must be 2, the only format"),
            ("format = 2", "", "format", "is missing: add it"),
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
                "True is not a priority. Use one of: P1 (critical)",
            ),
            ('[3, "P1"]', "[3.0]", "channels[1].priorities[0]", "3.0 is not a priority"),
            ('holidays = "open"', "holidays = true", "channels[1].holidays", 'must be "open", "closed", or a list of spans'),
            ('hours = "always"', 'hours = "never"', "channels[1].hours", 'must be "always", or'),
            (
                'hours = "always"',
                'hours = "not_stated"',
                "channels[1].hours",
                'must be "always", or a list of spans; an empty list never opens',
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
            ('["monday"]', '["lunedi"]', "channels[0].hours[0].days[0]", "lunes a viernes"),
            ('["monday"]', "[]", "channels[0].hours[0].days", "must have at least one entry"),
            (
                '[{ days = ["monday"], opens',
                ('[{ days = ["monday"], opens = "16:00", closes = "18:00" }, '
                '{ days = ["monday"], opens'),
                "channels[0].hours",
                "Monday 16:00-18:00 overlaps Monday 07:00-17:00: join them, or shorten one",
            ),
            ('medium = "chat"', 'medium = "fax"', "channels[1].contacts[0]", "must have a medium"),
            ('medium = "chat", ', "", "channels[1].contacts[0]", "phone, whatsapp, email, chat or web_form"),
            ("https://example.org/chat", "javascript:alert(1)", "channels[1].contacts[0].url",
             "must be an http or https address"),
            ("desk@example.org", "desk", "channels[0].contacts[0].address", "an e-mail address"),
            ("+576017452141", "7452141", "escalation[0].contacts[0].e164", "international form"),
            ("level = 1", "level = 0", "escalation[0].level", "greater than or equal to 1"),
            ("level = 1", "level = true", "escalation[0].level", "valid integer (got true)"),
            ("level = 1", "level = 1\nrows = ['1']", "escalation[0].rows[0]", "valid integer"),
            ("", special_day(date="20261224"), "special_days[0].date", "must be a date"),
            ("", special_day(hours='"always"'), "special_days[0].hours", 'must be "closed", or a list'),
            ("", special_day(through="2026-12-23"), "special_days[0]", "put the earlier day in"),
            ("", special_day(channels="[]"), "special_days[0].channels", "at least one entry"),
            ("", special_day(channels='"desk"'), "special_days[0].channels", 'must be "all", or a list'),
            (
                "",
                special_day(channels='["desk", "fax"]'),
                "special_days[0].channels[1]",
                "unknown channel: use one of desk, chat (got 'fax')",
            ),
            ('{ medium = "chat", url = "https://example.org/chat" }', "5", "channels[1].contacts[0]",
             "must be a table: put its keys in { } (got 5)"),
            ("as_of = 2026-11-24", "as_of = 2026-11-24T05:00:00", "as_of",
             "must be a date without a time, such as 2026-12-24 (got 2026-11-24 05:00:00)"),
            ("format = 2", 'format = 2\n"name.fr" = 1', "'name.fr'", "unknown key"),
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
        reported = faults(text)
        assert list(reported) == [path]
        assert message in reported[path]

    def test_an_unknown_channel_is_advised_only_ids_that_are_valid(self) -> None:
        text = SMALL.replace('"desk"', '"The desk"') + closure(channels='["fax"]')
        path = "closures[0].channels[0]"
        assert faults(text)[path] == "unknown channel: use one of chat (got 'fax')"
        assert faults(text.replace('"chat"\n', '"The chat"\n'))[path] == (
            "unknown channel: add a channel with this id (got 'fax')"
        )

    def test_the_text_without_a_fault_is_a_directory(self) -> None:
        assert Directory.from_toml(SMALL).channel_ids == ("desk", "chat")

    def test_everything_that_an_empty_file_lacks(self) -> None:
        reported = faults("")
        assert list(reported) == ["format", "version", "as_of", "name", "time_zone", "channels"]
        assert reported == {key: missing(key) for key in reported}

    @pytest.mark.parametrize(
        ("channels", "path"), [("5", "channels"), ('"x"', "channels"), ("[5]", "channels[0]")]
    )
    def test_channels_of_another_type(self, channels: str, path: str) -> None:
        assert path in faults(f"channels = {channels}")

    def test_a_directory_needs_a_channel(self) -> None:
        assert faults(f"channels = []\n{SMALL.partition('[[channels]]')[0]}") == {
            "channels": "must have at least one entry"
        }

    @pytest.mark.parametrize(
        ("medium", "wanted"),
        [
            ("phone", ["printed"]),
            ("whatsapp", ["printed", "e164"]),
            ("email", ["address"]),
            ("chat", ["url"]),
            ("web_form", ["url"]),
        ],
    )
    def test_regression_a_contact_with_its_medium_for_a_key_is_reported_by_the_right_path(
        self, medium: str, wanted: list[str]
    ) -> None:
        contact = f'{{ medium = "{medium}", {medium} = "x" }}'
        reported = faults(
            SMALL.replace('{ medium = "email", address = "desk@example.org" }', contact)
        )
        assert reported.pop(f"channels[0].contacts[0].{medium}").startswith(
            f"unknown key: remove it, or use one of {wanted[0]}"
        )
        # A telephone also lacks a number for machines, which is a fault of the whole contact.
        reported.pop("channels[0].contacts[0]", None)
        assert reported == {f"channels[0].contacts[0].{key}": missing(key) for key in wanted}

    def test_the_faults_of_a_directory_built_in_python_are_reported_too(self) -> None:
        with pytest.raises(ValidationError, match=r"is the id of channels\[0\] too"):
            directory(channel("desk"), channel("desk"))


class TestMissingKeys:
    """The line that a fault shows can be pasted: it causes no other fault."""

    @pytest.mark.parametrize(
        "entry",
        [
            *(
                pytest.param(special_day(**{key: ""}), id=f"special day, {key}")
                for key in ("name", "date", "hours")
            ),
            *(
                pytest.param(season(**{key: ""}), id=f"season, {key}")
                for key in ("name", "from", "through", "hours")
            ),
            *(
                pytest.param(closure(**{key: ""}), id=f"closure, {key}")
                for key in ("name", "starts", "ends")
            ),
            pytest.param(
                season(**{"from": "2027-02-01", "through": ""}), id="the end of full dates"
            ),
            pytest.param(
                season(**{"from": "", "through": "2026-02-01"}), id="the start of full dates"
            ),
            pytest.param(closure(starts="", ends="2020-01-01T00:30:00"), id="a start long ago"),
            pytest.param(closure(starts="2030-12-24", ends=""), id="the end after a date"),
            pytest.param(closure(starts='"2030-12-24T10:00"', ends=""), id="the end after a text"),
            pytest.param(season(**{"from": '"2026-12-24"', "through": ""}), id="a date in quotes"),
            pytest.param(season(**{"from": "", "through": '"2026-12-24"'}), id="its start"),
            pytest.param(
                '\n[[escalation]]\nname = "x"\nhours = "always"\ncontacts = '
                '[{ medium = "email", address = "a@example.org" }]',
                id="the next level",
            ),
            pytest.param(
                special_day(date="", through='"12-31"'), id="the start of days of every year"
            ),
            pytest.param(
                closure(starts="2199-12-31T23:30:00", ends=""), id="a closure late in the range"
            ),
        ],
    )
    def test_an_example_mends_the_fault(self, entry: str) -> None:
        (message,) = faults(SMALL + entry).values()
        _, _, example = message.partition("is missing: add it, for example ")
        Directory.from_toml(f"{SMALL}{entry}\n{example}\n")

    def test_a_closure_that_starts_at_the_end_of_all_years(self) -> None:
        (message,) = faults(SMALL + closure(starts="9999-12-31T23:30:00", ends="")).values()
        assert message == missing("ends")


@pytest.mark.slow
class TestHostileText:
    """Any text gives a directory or a `DirectoryError`."""

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("x = " + "[" * 100_000 + "]" * 100_000, id="lists in lists"),
            pytest.param("x = " + "{ x = " * 100_000 + "1" + "}" * 100_000, id="tables in tables"),
            pytest.param("x = " + "9" * 100_000, id="a number without end"),
            pytest.param('x = "', id="a text without end"),
            pytest.param("\0", id="a null"),
            pytest.param('"\ud800" = 1', id="half a character"),
            pytest.param("format = 2\nformat = 2", id="a key twice"),
            pytest.param("<html>", id="another language"),
        ],
    )
    def test_text_that_is_not_a_directory(self, text: str) -> None:
        with pytest.raises(DirectoryError, match="fault"):
            Directory.from_toml(text)

    @pytest.mark.parametrize(
        ("found", "path"),
        [
            ("format = 2", "format"),
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
        reported = faults(SMALL.replace("level = 1", f"level = 1\nrows = [1, 0x{'f' * 9000}]"))
        assert reported["escalation[0].rows[1]"].startswith("must be a smaller number")

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
            outcome: object = Directory.from_toml(SMALL.replace(word, other, 1))
        except DirectoryError as error:
            outcome = error.faults
        assert outcome

    def test_a_message_spells_out_the_first_faults_and_counts_the_rest(self) -> None:
        text = SMALL + "".join(f"\nkey{number} = 1" for number in range(60))
        with pytest.raises(DirectoryError, match=r"has 60 faults(?s:.*)and 10 more$") as caught:
            Directory.from_toml(text)
        assert len(caught.value.faults) == 60


def edited(old: str, new: str) -> str:
    """Return the shipped file with one text in the place of another, which it has."""
    assert old in SHIPPED_TOML
    return SHIPPED_TOML.replace(old, new, 1)


def only_fault(text: str) -> Fault:
    with pytest.raises(DirectoryError) as caught:
        Directory.from_toml(text)
    (fault,) = caught.value.faults
    return fault


class TestFaultLines:
    """The line is that of the key, or of what it is missing in."""

    @pytest.mark.parametrize(
        ("old", "new", "path"),
        [
            ('"America/Bogota"', '"America/Bogotá" # HERE', "time_zone"),
            (', closes = "17:00" },', " }, # HERE", "channels[0].hours[0].closes"),
            ('closes = "17:00" },', 'closes = "5 p. m." }, # HERE', "channels[0].hours[0].closes"),
            ('holidays = "open"', 'holiday = "open" # HERE', "channels[1].holiday"),
            ('+573187174937" },', '3187174937" }, # HERE', "channels[1].contacts[0].e164"),
            ('id = "chat"', 'id = "email" # HERE', "channels[4].id"),
            ("level = 3", "level = 1 # HERE", "escalation[2].level"),
            ("[name]\n", '[name]\nfr = "Bureau" # HERE\n', "name.fr"),
        ],
    )
    def test_of_the_shipped_file(self, old: str, new: str, path: str) -> None:
        text = edited(old, new)
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(text)
        lines = {fault.path: fault.line for fault in caught.value.faults}
        assert lines[path] == line_with(text, "# HERE")

    def test_a_key_missing_from_the_whole_has_no_line(self) -> None:
        fault = only_fault(edited("as_of = 2026-11-24", ""))
        assert (fault.path, fault.line) == ("as_of", None)

    def test_a_text_that_is_not_toml_has_the_line_of_its_first_mistake(self) -> None:
        text = edited("as_of = 2026-11-24", "as_of = 24 de noviembre")
        fault = only_fault(text)
        assert (fault.path, fault.line) == ("", line_with(text, "24 de noviembre"))

    def test_a_text_that_ends_too_early_has_no_line(self) -> None:
        assert only_fault("name = [").line is None

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_of_a_file_with_any_ends_of_lines_and_a_mark_in_front(
        self, tmp_path: Path, end: str
    ) -> None:
        text = edited("America/Bogota", "America/Bogotá")
        path = tmp_path / "directory.toml"
        path.write_bytes(text.replace("\n", end).encode("utf-8-sig"))
        with pytest.raises(DirectoryError) as caught:
            Directory.from_file(path)
        (fault,) = caught.value.faults
        assert fault.line == line_with(text, "time_zone")
