"""`advise` gives the same to programs, also if people edit the directory's file meanwhile."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from django.utils import translation

from ccb_support import (
    DirectoryError,
    Medium,
    NaiveDatetimeError,
    NoChannelError,
    OutOfRangeError,
    RequestType,
    UnknownLanguageError,
    UnknownRequestTypeError,
    default_directory,
    recommend,
)
from ccb_support.django import Advice, SettingsError, UnmappedError, advise, desk
from ccb_support.django.desk import SETTLING_SECONDS, current
from tests.builders import SHIPPED_TOML, at
from tests.cli.calls import PQRS_TOML
from tests.editions import NEW_TOML, write_next
from tests.live.edits import mistake, save, with_version

if TYPE_CHECKING:
    from pathlib import Path


EVENING = at("2026-11-24 18:00")


class TestAdvise:
    """The advice is what the library recommends, with words and buttons."""

    def test_has_the_whole_answer(self) -> None:
        advice = advise("quejas", 3, at=EVENING, language="en")
        answer = recommend("complaint", 3, EVENING)
        assert [button.medium for button in advice.buttons] == [
            Medium.PHONE, Medium.PHONE, Medium.EMAIL, Medium.EMAIL, Medium.CHAT,
        ]  # fmt: skip
        assert advice == Advice(
            answer=answer,
            text=answer.explain("en", at=EVENING),
            buttons=advice.buttons,
            until="This holds until tomorrow, Wednesday, at 7:00 a.m.",
            ends_at=at("2026-11-25 00:00"),
            seconds=6 * 3600,
            language="en",
        )

    def test_ends_with_the_answer_or_at_midnight(self) -> None:
        assert advise("quejas", 3, at=at("2026-11-25 00:00")).ends_at == at("2026-11-25 07:00")

    @pytest.mark.parametrize(("spoken", "language"), [("en-us", "en"), (None, "es")])
    def test_speaks_the_language_of_django(self, spoken: str | None, language: str) -> None:
        with translation.override(spoken):
            assert advise("quejas", 3, at=EVENING).language == language

    def test_offers_only_a_few_buttons(self, path: Path) -> None:
        path.write_text(SHIPPED_TOML + MORE_LINES, "utf-8")
        advice = advise("fallas", 1, at=EVENING)
        assert len(advice.answer.alternatives) == 5
        assert len(advice.buttons) == 5

    @pytest.mark.parametrize("language", ["es", "en"])
    @pytest.mark.parametrize("queue", ["quejas", "fallas"])
    @pytest.mark.parametrize("time", ["2026-11-24 10:00", "2026-11-24 18:00", "2026-12-08 10:00"])
    @pytest.mark.parametrize("priority", [1, 2, 3])
    def test_offers_each_contact_that_the_words_name(
        self, time: str, queue: str, language: str, priority: int
    ) -> None:
        advice = advise(queue, priority, at=at(time), language=language)
        for channel in default_directory().channels:
            for contact in channel.contacts:
                shown = contact.display(language)
                if shown in advice.text:
                    (label,) = (each.label for each in advice.buttons if shown in each.label)
                    assert label.lower().startswith(str(channel.name.in_language(language)).lower())

    @pytest.mark.parametrize(
        ("settings", "asked", "error", "words"),
        [
            ({}, {"at": datetime(2026, 11, 24)}, NaiveDatetimeError, "offset"),  # noqa: DTZ001 - that is the point
            # It quotes the time for people.
            ({}, {"at": at("2200-01-01 00:00")}, OutOfRangeError, r"^'2200-01-01T00:00:00-05:00' is"),
            ({}, {"language": "de"}, UnknownLanguageError, "'de'"),
            ({"PRIORITIES": 7}, {}, SettingsError, "CCB_SUPPORT_PRIORITIES is 7"),
            ({"REQUEST_TYPES": {"quejas": "qeuja"}}, {}, UnknownRequestTypeError, "Did you mean 'queja'"),
        ],
    )  # fmt: skip
    def test_rejects_what_is_wrong(
        self, settings: dict[str, object], asked: dict[str, Any], error: type[Exception], words: str
    ) -> None:
        wrong = override_settings(**{f"CCB_SUPPORT_{each}": settings[each] for each in settings})
        given: dict[str, Any] = {"at": EVENING, **asked}
        with wrong, pytest.raises(error, match=words):
            advise("quejas", 3, **given)

    def test_names_a_missing_entry(self) -> None:
        with pytest.raises(
            UnmappedError, match="CCB_SUPPORT_REQUEST_TYPES has no entry for 'otros'"
        ) as caught:
            advise("otros", 3, at=EVENING)
        error = caught.value
        assert isinstance(error, LookupError)
        assert (error.code, error.setting, error.accepted) == (
            "unmapped", "CCB_SUPPORT_REQUEST_TYPES", tuple(RequestType),
        )  # fmt: skip
        assert error.message("es").startswith(
            "CCB_SUPPORT_REQUEST_TYPES no tiene una entrada para 'otros'"
        )


def test_a_wrong_setting_is_an_error_of_django() -> None:
    assert issubclass(SettingsError, ImproperlyConfigured)
    assert SettingsError.code == "bad_setting"


MORE_LINES = "".join(
    f"""
[[channels]]
id = "line_{number}"
name = "Line {number}"
request_types = "all"
priorities = "all"
holidays = "open"
hours = "always"
contacts = [{{ medium = "phone", printed = "(212) 555-010{number}", e164 = "+1212555010{number}" }}]
"""
    for number in range(2)
)


def test_a_desk_that_is_closed_has_its_buttons(path: Path) -> None:
    path.write_text(PQRS_TOML, "utf-8")
    advice = advise("quejas", 3, at=EVENING, language="en")
    assert [button.label for button in advice.buttons] == [
        "PQRS line (closed now): (601) 7442727 option 3",
        "PQRS line (closed now): certicamararesponde@certicamara.com",
    ]
    assert not advice.answer.open_now


def test_a_request_that_no_channel_takes_has_no_advice(path: Path) -> None:
    path.write_text(PQRS_TOML, "utf-8")
    with pytest.raises(NoChannelError):
        advise("fallas", 3, at=EVENING)


def test_there_is_one_clock_which_a_setting_names() -> None:
    assert desk.now().utcoffset() == timedelta()
    with override_settings(CCB_SUPPORT_NOW=None):
        assert desk.now().utcoffset() == timedelta()
    with override_settings(CCB_SUPPORT_NOW=lambda: EVENING):
        assert advise("quejas", 3) == advise("quejas", 3, at=EVENING)


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Wait for nothing, and return how often and how long the app would have waited."""
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    return waits


def version() -> str:
    return current().router.directory.version


def test_without_a_file_the_shipped_directory_answers() -> None:
    assert current().router.directory is default_directory()
    assert current() is current()


class TestEdit:
    """Each reader has the last edit without faults."""

    def test_is_live_for_the_first_reader(
        self, path: Path, waits: list[float], caplog: pytest.LogCaptureFixture
    ) -> None:
        before = current()
        save(path, SHIPPED_TOML)
        assert current() is before
        assert waits == []
        save(path, with_version("2"))
        assert version() == "2"
        assert waits == [SETTLING_SECONDS]
        save(path, mistake())
        assert [version(), version()] == ["2", "2"]
        assert caplog.text.count("is refused") == 1

    def test_is_looked_at_by_one_thread_at_a_time(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Another thread answers from the old directory meanwhile, and does not wait."""
        before = version()
        seen: list[str] = []

        def ask_in_another_thread(_seconds: float) -> None:
            other = Thread(target=lambda: seen.append(version()))
            other.start()
            other.join()

        monkeypatch.setattr(time, "sleep", ask_in_another_thread)
        save(path, with_version("2"))
        assert version() == "2"
        assert seen == [before]

    def test_that_drops_something_waits(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        seconds = iter([0.0, 0.0, 0.0, 0.5, 5.0])
        monkeypatch.setattr("ccb_support.live.monotonic", lambda: next(seconds))
        before = version()
        save(path, with_version("2").partition("[[escalation]]")[0])
        assert [version() for _ in range(3)] == [before, before, "2"]

    def test_that_dropped_something_long_ago_does_not_wait(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nobody has asked meanwhile, and nobody is writing the file any more."""
        version()
        save(path, with_version("2").partition("[[escalation]]")[0])
        hours_later = time.time() + 9_000
        monkeypatch.setattr("ccb_support.live.time", lambda: hours_later)
        assert version() == "2"


def test_a_file_that_is_not_a_directory_is_read_again_each_time(path: Path) -> None:
    path.write_text(mistake(), "utf-8")
    for _ in range(2):
        with pytest.raises(DirectoryError, match="no_such_line"):
            current()
    path.unlink()
    with pytest.raises(OSError, match=r"directory\.toml"):
        current()
    path.write_text(with_version("2"), "utf-8")
    assert version() == "2"


def test_a_request_is_read_by_the_edition_that_answers(folder: Path) -> None:
    word = 'spellings = ["incidencia"'
    assert word in NEW_TOML
    write_next(folder, NEW_TOML.replace(word, f'{word}, "pana"'))
    with override_settings(CCB_SUPPORT_DIRECTORY=folder, CCB_SUPPORT_REQUEST_TYPES=None):
        assert advise("pana", 1, at=at("2027-01-01")).answer.request_type == "incident"
        with pytest.raises(UnknownRequestTypeError, match="It is known from 2027-01-01 on"):
            advise("pana", 1, at=at("2026-12-31 23:59"))
