"""`advise` gives the same to programs, and the app says what it needs."""

from __future__ import annotations

import importlib
import subprocess
import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from django.utils import translation

from ccb_support import (
    Medium,
    NaiveDatetimeError,
    Priority,
    RequestType,
    UnknownLanguageError,
    UnknownRequestTypeError,
    default_directory,
    recommend,
)
from ccb_support.django import SettingsError, UnmappedError, advise, desk
from ccb_support.errors import MissingExtraError
from tests.builders import SHIPPED_TOML, at
from tests.forgetting import forget_modules

if TYPE_CHECKING:
    from pathlib import Path

EVENING = at("2026-11-24 18:00")


class TestAdvise:
    """The advice is what the library recommends, with words and buttons."""

    def test_has_the_whole_answer(self) -> None:
        advice = advise("quejas", 3, at=EVENING, language="en")
        answer = recommend("complaint", 3, EVENING)
        assert advice.answer == answer
        assert advice.text == answer.explain("en", at=EVENING)
        assert (advice.request_type, advice.priority) == (RequestType.COMPLAINT, Priority.MEDIUM)
        assert advice.valid_until == answer.valid_until
        assert advice.until == "This holds until tomorrow, Wednesday, at 7:00 a.m."
        assert [button.medium for button in advice.buttons] == [
            Medium.PHONE, Medium.PHONE, Medium.EMAIL, Medium.EMAIL, Medium.CHAT,
        ]  # fmt: skip
        assert (advice.language, advice.time_zone) == ("en", "America/Bogota")

    def test_ends_at_midnight_at_the_latest(self) -> None:
        advice = advise("quejas", 3, at=EVENING)
        assert (advice.ends_at, advice.seconds) == (at("2026-11-25 00:00"), 6 * 3600)
        assert advise("quejas", 3, at=at("2026-11-25 00:00")).ends_at == at("2026-11-25 07:00")

    def test_speaks_the_language_of_django(self) -> None:
        with translation.override("en-us"):
            assert advise("quejas", 3, at=EVENING).language == "en"
        with translation.override(None):
            assert advise("quejas", 3, at=EVENING).language == "es"

    def test_offers_only_a_few_buttons(self, tmp_path: Path) -> None:
        path = tmp_path / "directory.toml"
        path.write_text(SHIPPED_TOML + MORE_LINES, "utf-8")
        with override_settings(CCB_SUPPORT_DIRECTORY=path):
            advice = advise("fallas", 1, at=EVENING)
        assert advice.answer is not None
        assert len(advice.answer.alternatives) == 5
        assert len(advice.buttons) == 5

    @pytest.mark.parametrize("language", ["es", "en"])
    @pytest.mark.parametrize("queue", ["quejas", "fallas"])
    @pytest.mark.parametrize("time", ["2026-11-24 10:00", "2026-11-24 18:00", "2026-12-08 10:00"])
    def test_offers_each_contact_that_the_words_name(
        self, time: str, queue: str, language: str
    ) -> None:
        for priority in (1, 2, 3):
            advice = advise(queue, priority, at=at(time), language=language)
            for channel in default_directory().channels:
                for contact in channel.contacts:
                    shown = contact.display(language)
                    if shown in advice.text:
                        (label,) = (each.label for each in advice.buttons if shown in each.label)
                        assert label.lower().startswith(
                            str(channel.name.in_language(language)).lower()
                        )

    def test_rejects_what_the_library_rejects(self) -> None:
        with pytest.raises(NaiveDatetimeError):
            advise("quejas", 3, at=datetime(2026, 11, 24))  # noqa: DTZ001 - that is the point
        with pytest.raises(UnknownLanguageError):
            advise("quejas", 3, at=EVENING, language="de")

    def test_names_a_missing_entry(self) -> None:
        with pytest.raises(
            UnmappedError, match="CCB_SUPPORT_REQUEST_TYPES has no entry for 'otros'"
        ) as caught:
            advise("otros", 3, at=EVENING)
        assert isinstance(caught.value, LookupError)
        assert caught.value.code == "unmapped"
        assert caught.value.setting == "CCB_SUPPORT_REQUEST_TYPES"
        assert caught.value.accepted == tuple(RequestType)
        assert caught.value.message("es").startswith("CCB_SUPPORT_REQUEST_TYPES no tiene 'otros'")

    def test_names_a_wrong_setting(self) -> None:
        with override_settings(CCB_SUPPORT_PRIORITIES=7), pytest.raises(SettingsError) as caught:
            advise("quejas", 3, at=EVENING)
        assert isinstance(caught.value, ImproperlyConfigured)
        assert caught.value.code == "bad_setting"

    def test_names_a_wrong_entry(self) -> None:
        wrong = override_settings(CCB_SUPPORT_REQUEST_TYPES={"quejas": "qeuja"})
        with wrong, pytest.raises(UnknownRequestTypeError, match="Did you mean 'queja'"):
            advise("quejas", 3, at=EVENING)


ONLY_COMPLAINTS = SHIPPED_TOML.partition('[[channels]]\nid = "p1_mobile"')[0]
LEVEL = """
[[escalation]]
level = 1
name = { es = "Supervisor", en = "supervisor" }
hours = "not_stated"
contacts = [
  { medium = "phone", printed = "(212) 555-0100", e164 = "+12125550100" },
  { medium = "email", address = "supervisor@example.org" },
]
"""


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


class TestNobody:
    """If no channel takes a request, the advice says so, and whom to turn to."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "directory.toml"
        path.write_text(ONLY_COMPLAINTS + LEVEL, "utf-8")
        return path

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("es", "Ningún canal atiende esta solicitud, ni ahora ni después. Acuda a Supervisor: (212) 555-0100, supervisor@example.org."),
            ("en", "No channel takes this request, now or later. Turn to supervisor: (212) 555-0100, supervisor@example.org."),
        ],
    )  # fmt: skip
    def test_leads_on(self, path: Path, language: str, text: str) -> None:
        with override_settings(CCB_SUPPORT_DIRECTORY=path):
            advice = advise("fallas", 3, at=EVENING, language=language)
        assert advice.text == text
        assert [button.uri for button in advice.buttons] == [
            "tel:+12125550100", "mailto:supervisor@example.org",
        ]  # fmt: skip
        assert (advice.answer, advice.until, advice.valid_until) == (None, "", None)
        assert advice.ends_at - EVENING == timedelta(seconds=advice.seconds) == timedelta(hours=6)

    def test_says_that_a_desk_is_closed(self, path: Path) -> None:
        with override_settings(CCB_SUPPORT_DIRECTORY=path):
            advice = advise("quejas", 3, at=EVENING, language="en")
        assert advice.answer is not None
        assert not advice.answer.open_now
        assert [button.label for button in advice.buttons] == [
            "PQRS line (closed now): (601) 7442727 option 3",
            "PQRS line (closed now): certicamararesponde@certicamara.com",
        ]

    def test_offers_every_contact_of_escalation(self, tmp_path: Path) -> None:
        path = tmp_path / "directory.toml"
        second = LEVEL.replace("level = 1", "level = 2").replace("555-0100", "555-0101")
        third = LEVEL.replace("level = 1", "level = 3").replace("supervisor@", "boss@")
        path.write_text(ONLY_COMPLAINTS + LEVEL + second + third, "utf-8")
        with override_settings(CCB_SUPPORT_DIRECTORY=path):
            advice = advise("fallas", 3, at=EVENING, language="en")
        assert [button.label for button in advice.buttons] == [
            "Supervisor: (212) 555-0100",
            "Supervisor: supervisor@example.org",
            "Supervisor: (212) 555-0101",
            "Supervisor: supervisor@example.org",
            "Supervisor: (212) 555-0100",
            "Supervisor: boss@example.org",
        ]


class TestClock:
    """There is one clock, which a test can set."""

    def test_is_a_setting(self) -> None:
        with override_settings(CCB_SUPPORT_NOW=lambda: EVENING):
            assert advise("quejas", 3) == advise("quejas", 3, at=EVENING)

    def test_may_be_named(self) -> None:
        with override_settings(CCB_SUPPORT_NOW="django.utils.timezone.now"):
            assert advise("fallas", 1).answer

    def test_is_that_of_the_machine_otherwise(self) -> None:
        assert desk.now().utcoffset() == timedelta()


class TestImport:
    """The room needs Django, and says how to install it; nobody else needs it."""

    @staticmethod
    def error_without(module: str, monkeypatch: pytest.MonkeyPatch) -> ModuleNotFoundError:
        parts = ("ccb_support.django", "ccb_support.django.advice", "ccb_support.django.desk")
        forget_modules(monkeypatch, parts)
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(ModuleNotFoundError) as caught:
            importlib.import_module("ccb_support.django")
        return caught.value

    def test_without_django(self, monkeypatch: pytest.MonkeyPatch) -> None:
        error = self.error_without("django.conf", monkeypatch)
        assert isinstance(error, MissingExtraError)
        assert "python -m pip install 'django>=5.2'" in str(error)

    def test_without_anything_else(self, monkeypatch: pytest.MonkeyPatch) -> None:
        error = self.error_without("ccb_support.questions.answers", monkeypatch)
        assert not isinstance(error, MissingExtraError)
        assert error.name == "ccb_support.questions.answers"

    def test_nobody_else_needs_it(self) -> None:
        code = (
            "import sys, ccb_support.cli, ccb_support.service; "
            "assert not {'ccb_support.django', 'django'} & set(sys.modules)"
        )
        subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - the test's own code
