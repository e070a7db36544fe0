"""What an answer says in words. The golden file is read by people: a change of words shows there."""

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ccb_support import (
    BOGOTA,
    Channel,
    Contact,
    Medium,
    Recommendation,
    Router,
    colombian_holidays,
    default_directory,
    recommend,
)
from ccb_support.answer.explanation import Way, ways_beside
from ccb_support.model import ArticledName, LocalizedText
from ccb_support.words import LANGUAGES, Language
from tests.builders import (
    EVENING,
    MORNING,
    at,
    changed,
    channel,
    chat,
    closure,
    directory,
    form,
    mail,
    phone,
    season,
    shipped,
    short_code,
    special_day,
    weekly_hours,
    whatsapp,
)
from tests.editions import edition

GOLDEN = Path(__file__).parents[1] / "golden" / "explanations.md"


CHRISTMAS_EVE = special_day(
    "2026-12-24",
    "07:00-12:00",
    channels=["pqrs"],
    name=LocalizedText(es="Víspera de Navidad", en="Christmas Eve"),
)
MOVE = special_day(
    "2026-12-28/2026-12-30", channels=["pqrs"], name=LocalizedText(es="Mudanza", en="move")
)
POWER_CUT = closure(
    "2026-12-05T22:00", "2026-12-06T01:00", name=LocalizedText(es="Corte de luz", en="power cut")
)
CHANGED_HOURS = Router(shipped(special_days=[CHRISTMAS_EVE, MOVE], closures=[POWER_CUT]))

DESK, LINE, CHAT = map(default_directory().channel, ("pqrs", "national_line", "chat"))
SECOND_DESK = changed(DESK, id="second", name=LocalizedText(es="Segunda mesa", en="Second desk"))
LATE = changed(DESK, id="late", hours=weekly_hours("Mo-Fr 09:00-17:00"), contacts=[phone(9)])
CHAT_BY_DAY = changed(CHAT, hours=weekly_hours("Sa 00:30-13:00"))
TWO_DESKS = Router(shipped(channels=[DESK, SECOND_DESK, LINE, CHAT_BY_DAY]))
"""Two desks that open at one instant, and a chat by day that closes at one o'clock."""

ONLY_DESK = Router(shipped(channels=[DESK]))
LINES = changed(DESK, name=ArticledName(es="líneas de PQRS", en="PQRS lines", es_article="las"))
ONLY_LINES = Router(shipped(channels=[LINES, LINE]))
WITHOUT_ARTICLES = Router(
    directory(
        channel(
            "desk", "Mo-Fr 07:00-17:00", request_types=["complaint"], contacts=[form(), phone(1)]
        ),
        channel("line", contacts=[whatsapp()]),
    )
)

APPOINTMENTS = Router(
    changed(
        directory(channel(hours="Mo-Fr 08:00-17:00", request_types=["incident"])),
        request_types=[{"id": "incident", "name": {"es": "cita", "en": "appointment"}}],
    )
)
SHUT_DESK = Router(shipped(channels=[changed(DESK, hours=weekly_hours("")), LINE]))
UNNAMED_HOLIDAY = Router(default_directory(), holidays=frozenset({date(2026, 11, 24)}))

SITUATIONS: dict[str, tuple[Recommendation, str | None]] = {
    "PQRS line open": (recommend("queja", 3, at("2026-11-24T09:30")), "2026-11-24T09:30"),
    "PQRS line closed for the night": (
        recommend("queja", 3, at("2026-11-24T18:00")),
        "2026-11-24T18:00",
    ),
    "the same, read after midnight": (
        recommend("queja", 3, at("2026-11-24T18:00")),
        "2026-11-25T01:00",
    ),
    "before a holiday": (recommend("reclamo", 2, at("2026-07-10T18:00")), "2026-07-10T18:00"),
    "before a holiday, read at no known instant": (
        recommend("reclamo", 2, at("2026-07-10T18:00")),
        None,
    ),
    "on a holiday": (recommend("reclamo", 2, at("2026-07-10T18:00")), "2026-07-13T09:00"),
    "after a holiday": (recommend("reclamo", 2, at("2026-07-10T18:00")), "2026-07-14T06:00"),
    "before Holy Week, read at no known instant": (
        recommend("queja", 2, at("2026-04-01T18:00")),
        None,
    ),
    "critical petition on a Saturday": (recommend("petición", 1, at("2026-11-28T11:00")), None),
    "incident": (recommend("incidente", 4, at("2026-11-28T11:00")), None),
    "critical incident": (recommend("incidente", 1, at("2026-11-28T11:00")), None),
    "critical incident, mobile line down": (
        recommend("incidente", 1, at("2026-11-28T11:00"), unavailable=["p1_mobile"]),
        None,
    ),
    "critical incident, mobile line down, chat preferred": (
        recommend("incidente", 1, at("2026-11-28T11:00"), prefer="chat", unavailable=["p1_mobile"]),
        None,
    ),
    "critical complaint, PQRS line open": (
        recommend("queja", 1, at("2026-11-24T09:30")),
        "2026-11-24T09:30",
    ),
    "incident, chat preferred": (
        recommend("incidente", 4, at("2026-11-28T11:00"), prefer="chat"),
        None,
    ),
    "incident, web form preferred": (
        recommend("incidente", 4, at("2026-11-28T11:00"), prefer="web_form"),
        None,
    ),
    "complaint, mailbox preferred": (
        recommend("queja", 3, at("2026-11-24T09:30"), prefer="correo"),
        None,
    ),
    "half day": (CHANGED_HOURS.recommend("queja", 3, at("2026-12-24T09:00")), "2026-12-24T09:00"),
    "after a half day, a holiday and a move follow": (
        CHANGED_HOURS.recommend("queja", 3, at("2026-12-24T12:00")),
        None,
    ),
    "the same, read during the move": (
        CHANGED_HOURS.recommend("queja", 3, at("2026-12-24T12:00")),
        "2026-12-29T08:00",
    ),
    "everything closed by a power cut": (
        CHANGED_HOURS.recommend("incidente", 4, at("2026-12-05T22:00")),
        "2026-12-05T22:00",
    ),
    "two desks open at one instant": (
        TWO_DESKS.recommend("queja", 3, at("2026-11-28T18:00")),
        None,
    ),
    "a desk closed and a line down": (
        recommend("petición", 1, at("2026-11-24T20:00"), unavailable=["p1_mobile"]),
        None,
    ),
    "two desks down": (
        TWO_DESKS.recommend("queja", 3, at("2026-11-28T00:30"), unavailable=["pqrs", "second"]),
        None,
    ),
    "at one o'clock the chat closes": (
        TWO_DESKS.recommend("incidente", 3, at("2026-11-28T12:00"), prefer="chat"),
        "2026-11-28T12:00",
    ),
    "an hour later the preferred chat is closed": (
        TWO_DESKS.recommend("incidente", 3, at("2026-11-28T14:00"), prefer="chat"),
        "2026-11-28T14:00",
    ),
    "the only desk is closed": (
        ONLY_DESK.recommend("queja", 3, at("2026-11-28T12:00")),
        "2026-11-28T12:00",
    ),
    "several lines with one name": (
        ONLY_LINES.recommend("queja", 3, at("2026-11-28T12:00")),
        "2026-11-28T12:00",
    ),
    "names without articles, a form": (
        WITHOUT_ARTICLES.recommend("queja", 3, at("2026-11-27T12:00")),
        "2026-11-27T12:00",
    ),
    "names without articles, the form is closed": (
        WITHOUT_ARTICLES.recommend("queja", 3, at("2026-11-28T12:00")),
        "2026-11-28T12:00",
    ),
    "names without articles, nobody": (
        WITHOUT_ARTICLES.recommend("queja", 3, at("2026-11-28T12:00"), unavailable=["line"]),
        "2026-11-28T12:00",
    ),
    "a request type without a plural, nobody": (
        APPOINTMENTS.recommend("cita", 3, at("2026-11-28T10:00")),
        "2026-11-28T10:00",
    ),
    "a desk that never opens again is not one to wait for": (
        SHUT_DESK.recommend("queja", 3, at("2026-11-24T18:00")),
        "2026-11-24T18:00",
    ),
    "two holidays on one Monday are said once": (
        recommend("queja", 3, at("2030-06-28T18:00")),
        "2030-06-28T18:00",
    ),
    "a holiday without a name is said once": (
        UNNAMED_HOLIDAY.recommend("queja", 3, at("2026-11-24T12:00")),
        "2026-11-24T12:00",
    ),
}
"""Answers, each with the time at which it is read."""


def golden_text() -> str:
    """Return the golden file as it should be."""
    lines = ["# What the answers say", ""]
    for situation, (answer, read_at) in SITUATIONS.items():
        when = at(read_at) if read_at else None
        lines += [f"## {situation}", ""]
        for language in LANGUAGES:
            lines += [f"{answer.explain(language, at=when)}", ""]
            lines += [f"- {line}" for line in answer.why(language, at=when).splitlines()]
            lines += [""]
    return "\n".join(lines)


def test_the_words_are_those_of_the_golden_file() -> None:
    assert golden_text() == GOLDEN.read_text("utf-8"), (
        "If it is right, run .venv/bin/python -m tests.golden.write explanations.md"
    )


@pytest.mark.parametrize(
    ("closes", "attended"),
    [
        (None, ""),
        ("2028-11-24", " (atienden hasta el jueves 23 de noviembre de 2028 a la medianoche)"),
        # More than two years from now.
        ("2028-11-25", ""),
        ("2028-12-01", ""),
        ("2040-01-01", ""),
    ],
)
def test_an_end_that_helps_nobody_is_not_said(closes: str | None, attended: str) -> None:
    line = changed(LINE, hours=weekly_hours("Mo-Su 00:00-24:00"))
    closures = [closure(f"{closes} 00:00", f"{closes} 12:00")] if closes else []
    router, today = Router(shipped(channels=[line], closures=closures)), at("2026-11-24")
    assert router.recommend("incidente", 4, today).summary(at=today) == (
        f"Llame a la Línea Gratuita Nacional: (601) 7457495{attended}."
    )


@pytest.mark.parametrize(
    "channels",
    [
        [LATE, DESK, LINE],
        [DESK, LATE, LINE],
        # A worse desk is not waited for.
        [DESK, LINE, changed(LATE, hours=weekly_hours("Mo-Fr 06:00-17:00"))],
    ],
)
def test_the_desk_that_opens_first_is_the_one_to_wait_for(channels: list[Channel]) -> None:
    answer = Router(shipped(channels=channels)).recommend("queja", 3, at("2026-11-24T18:00"))
    assert "(601) 7442727 opción 3" in answer.explain()
    assert "5550109" not in answer.explain()


@pytest.mark.parametrize(
    ("contacts", "words"),
    [
        (
            [mail(), phone(1)],
            ": (601) 5550101. También puede escribir a desk@example.org (lo atienden al abrir).",
        ),
        ([mail()], ": desk@example.org."),
        ([whatsapp(), chat()], ": WhatsApp 300 5550100."),
    ],
)
def test_the_contacts_of_a_desk_that_is_closed(contacts: list[Contact], words: str) -> None:
    """The whole number of a desk comes first, and its mailbox is another way."""
    router = Router(shipped(channels=[changed(DESK, contacts=contacts), LINE]))
    said = router.recommend("queja", 3, EVENING).explain(at=EVENING)
    assert said.partition("7:00 a. m.")[2] == words


class TestCriticalLine:
    """A critical request that another channel answers hears of the open line that is its own."""

    @pytest.mark.parametrize(("priority", "down"), [(2, ()), (1, ("p1_mobile",))])
    def test_near_miss(self, priority: int, down: tuple[str, ...]) -> None:
        answer = recommend("queja", priority, MORNING, unavailable=down)
        assert "318" not in answer.explain()

    def test_if_it_is_down_a_holiday_is_said_rather_than_the_mailbox(self) -> None:
        friday = at("2026-07-10T18:00")
        answer = recommend("queja", 1, friday, unavailable=["p1_mobile"])
        said = answer.explain("es", when=friday)
        assert said.endswith(" El lunes 13 de julio es festivo (Virgen de Chiquinquirá).")

    @pytest.mark.parametrize(
        ("priority", "others", "end"),
        [
            (
                1,
                [channel("critical", priorities=[1], contacts=[mail(), phone(7)])],
                ", (601) 5550107.",
            ),
            (
                3,
                [channel("north", priorities=[2, 3, 4, 5]), LINE],
                "escribir a certicamararesponde@certicamara.com.",
            ),
        ],
        ids=["its telephone comes first", "others hear first of a contact of their channel"],
    )
    def test_is_said_last_and_only_to_whom_it_serves(
        self, priority: int, others: list[Channel], end: str
    ) -> None:
        router = Router(shipped(channels=[DESK, *others]))
        assert router.recommend("queja", priority, MORNING).explain().endswith(end)

    @pytest.mark.parametrize(("letters", "mailbox"), [(0, True), (80, False), (300, False)])
    def test_it_stays_beside_a_closed_desk_and_in_a_long_text(
        self, letters: int, *, mailbox: bool
    ) -> None:
        line = changed(LINE, name=LocalizedText(es="L" * (1 + letters), en="Line"))
        critical = channel("critical", priorities=[1], contacts=[phone(7)])
        router = Router(shipped(channels=[DESK, line, critical]))
        words = router.recommend("queja", 1, EVENING).explain()
        assert ("(lo atienden al abrir)" in words) is mailbox
        assert words.endswith(", (601) 5550107.")


MEDIA: dict[Medium, Contact] = {
    Medium.PHONE: phone(1), Medium.WHATSAPP: whatsapp(), Medium.EMAIL: mail(),
    Medium.CHAT: chat(), Medium.WEB_FORM: form(),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("medium", Medium)
@pytest.mark.parametrize("name", [LINE.name, LocalizedText(es="Mesa", en="Desk")])
class TestOtherWays:
    """Every medium is offered in its own words, whether the name of its channel has an article."""

    def test_another_contact_of_the_channel(
        self, medium: Medium, language: Language, name: LocalizedText
    ) -> None:
        first = MEDIA[Medium.CHAT if medium is Medium.PHONE else Medium.PHONE]
        router = Router(directory(channel(contacts=[first, MEDIA[medium]], name=name)))
        answer = router.recommend("queja", 3, at("2026-11-24"))
        assert MEDIA[medium].display(language) not in answer.summary(language)
        assert MEDIA[medium].display(language) in answer.explain(language)
        preferred = router.recommend("queja", 3, at("2026-11-24"), prefer=medium)
        assert MEDIA[medium].display(language) in preferred.summary(language)
        assert first.display(language) in preferred.explain(language)

    def test_another_channel(self, medium: Medium, language: Language, name: LocalizedText) -> None:
        other = channel("other", contacts=[MEDIA[medium]], name=name)
        answer = Router(directory(channel(), other)).recommend("queja", 3, at("2026-11-24"))
        words = answer.explain(language).removeprefix(answer.summary(language))
        assert name.in_language(language) in words
        assert MEDIA[medium].display(language) in words


class TestLength:
    """What is too long gets shorter: the other way goes, repeated years, the mailbox, causes."""

    @pytest.mark.parametrize(
        ("letters", "kept"),
        [
            (0, ("(lo atienden al abrir)", "13 de julio de 2026", "14 de julio de 2026")),
            (20, ("(lo atienden al abrir)", "14 de julio de 2026")),
            (140, ("14 de julio de 2026",)),
            (278, ("14 de julio de 2026",)),
        ],
    )
    def test_mailbox_and_years(self, letters: int, kept: tuple[str, ...]) -> None:
        line = changed(LINE, name=LocalizedText(es="L" * (22 + letters), en="Line"))
        router = Router(shipped(channels=[DESK, line]))
        answer = router.recommend("queja", 3, at("2026-07-10T18:00"))
        words = answer.explain()
        optional = ("(lo atienden al abrir)", "13 de julio de 2026", "14 de julio de 2026")
        assert tuple(each for each in optional if each in words) == kept
        assert (len(words) <= 320) is (letters < 140)
        assert "certicamararesponde@certicamara.com" in words
        # Words about another time may lose the mailbox.
        about = answer.explain("es", when=at("2026-07-10T18:00"))
        assert ("certicamararesponde@certicamara.com" in about) is (letters < 140)

    @pytest.mark.parametrize(("letters", "kept"), [(0, True), (200, False)])
    def test_the_mailbox_of_the_desk_that_opens_first(self, letters: int, *, kept: bool) -> None:
        """Nobody else takes the request meanwhile, so the words lead to the desk anyway."""
        desk = changed(DESK, name=LocalizedText(es="D" * (1 + letters), en="Desk"))
        answer = Router(shipped(channels=[desk])).recommend("queja", 3, at("2026-07-10T18:00"))
        assert ("certicamararesponde@certicamara.com" in answer.explain("es")) is kept

    @pytest.mark.parametrize(
        ("letters", "kept"),
        [
            (0, ("También puede escribir a", "tiene su propia línea")),
            (60, ("tiene su propia línea",)),
            (150, ()),
        ],
    )
    def test_a_mailbox_that_is_one_way_too_many_goes_before_the_preference(
        self, letters: int, kept: tuple[str, ...]
    ) -> None:
        line = changed(LINE, priorities=[1], name=LocalizedText(es="L" * (1 + letters), en="Line"))
        router = Router(shipped(channels=[DESK, line, CHAT]))
        words = router.recommend("queja", 1, at("2026-11-24T18:00"), prefer="chat").explain()
        optional = ("También puede escribir a", "tiene su propia línea")
        assert tuple(each for each in optional if each in words) == kept
        assert len(words) <= 320

    def test_a_short_mailbox_leaves_room_for_the_preference(self) -> None:
        when, down = at("2026-11-28T11:00"), ["national_line", "chat"]
        words = recommend("queja", 3, when, prefer="chat", unavailable=down).explain(when=when)
        assert words.endswith(
            "Correo: certicamararesponde@certicamara.com (lo leen al abrir). "
            "El chat en línea no está disponible."
        )

    def test_another_way(self) -> None:
        line = changed(LINE, name=LocalizedText(es="L" * 300, en="Line"))
        answer = Router(shipped(channels=[line, CHAT])).recommend("incidente", 3, at("2026-07-10"))
        assert answer.explain("es") == answer.summary("es")
        assert answer.explain("en") != answer.summary("en")

    def test_many_causes_are_counted(self) -> None:
        days = [special_day(f"2026-12-{day}", channels=["pqrs"]) for day in range(14, 25)]
        answer = Router(shipped(special_days=days)).recommend("queja", 3, at("2026-12-12T12:00"))
        reason, *_ = answer.why("es").splitlines()
        assert reason.count("(Mudanza)") == 5
        assert reason.endswith(" y 5 más.")
        assert "Horario especial: Mudanza; festivo: Navidad. Correo: " in answer.explain("es")

    def test_three_holidays_and_a_long_address(self) -> None:
        """The chat's address leaves no room for the days of the holidays of Holy Week in 2160."""
        router = Router(shipped(channels=[DESK, CHAT]), holidays=dict(colombian_holidays(2160)))
        words = router.recommend("queja", 3, at("2160-03-20T12:00")).explain("es")
        assert "Festivo: Jueves Santo, Viernes Santo y Día de San José. Correo: " in words
        assert len(words) <= 320


def test_words_that_are_kept_tell_the_two_passes_of_an_hour_apart() -> None:
    """Python takes these two times for equal, and so would a memo by what was asked."""
    zone = ZoneInfo("America/New_York")
    router = Router(shipped(time_zone=zone.key, holiday_calendar="CO"))
    first_pass = datetime(2026, 11, 1, 1, 30, tzinfo=zone)
    second_pass = first_pass.replace(fold=1)
    answer = router.recommend("incidente", 4, first_pass)
    for when, offset in ((first_pass, "-04:00"), (second_pass, "-05:00")):
        assert f"1:30 a.m. (UTC{offset})" in answer.explain("en", when=when)
        earlier = first_pass.replace(hour=0)
        down = router.recommend("queja", 4, earlier, unavailable={"pqrs": when})
        assert f"1:30 a.m. (UTC{offset})" in down.explain("en")


BACK = {"pqrs": at("2026-11-25T00:00:30")}
SOON = at("2026-11-24T18:10")
OTHERS = dict.fromkeys(("p1_mobile", "national_line", "email", "chat"), SOON)
DESK_OPENS = "La línea de PQRS abre mañana miércoles a las 7:00 a. m.: (601) 7442727 opción 3."
WRITE_NOW = "También puede escribir a certicamararesponde@certicamara.com (lo atienden al abrir)."


class TestWhatTheCallerKnows:
    """The words say why another medium answers, and that a channel is down."""

    FORM = shipped(
        channels=[
            changed(DESK, contacts=[*DESK.contacts, form()]),
            *default_directory().channels[1:],
        ]
    )

    def test_a_better_desk_with_the_medium_needs_no_other_reason(self) -> None:
        answer = Router(self.FORM).recommend("queja", 3, EVENING, prefer="formulario web")
        plain = Router(self.FORM).recommend("queja", 3, EVENING)
        assert answer.explain("es", at=EVENING) == plain.explain("es", at=EVENING)

    @pytest.mark.parametrize(
        ("answer", "unsaid"),
        [
            # Nobody waits for a desk that the answer does not replace.
            pytest.param(
                recommend("queja", 3, EVENING, prefer="chat"),
                "abre",
                id="the caller chose the chat",
            ),
            pytest.param(
                Router(directory(channel("day", "Mo-Fr 07:00-17:00"), channel("line"))).recommend(
                    "queja", 3, EVENING
                ),
                "abre",
                id="two lines that take everything are as good",
            ),
            pytest.param(
                ONLY_DESK.recommend("queja", 3, EVENING, prefer="correo"),
                "preferido",
                id="a closed desk with the medium does not come before the preference",
            ),
        ],
    )
    def test_what_does_not_help_is_not_said(self, answer: Recommendation, unsaid: str) -> None:
        assert unsaid not in answer.explain("es", at=EVENING)

    @pytest.mark.parametrize(("when", "down"), [(EVENING, ["pqrs"]), (MORNING, [])])
    def test_a_critical_request_needs_one_even_if_the_better_desk_has_the_medium(
        self, when: datetime, down: list[str]
    ) -> None:
        answer = recommend("queja", 1, when, prefer="correo", unavailable=down)
        assert "tiene su propia línea" in answer.explain("es", at=when)

    @pytest.mark.parametrize(
        ("back", "words"),
        [
            (None, "El chat en línea no está disponible."),
            (
                at("2026-11-24 20:00"),
                "El chat en línea no está disponible hoy hasta las 8:00 p. m.",
            ),
            (
                at("2026-11-24 20:00") + timedelta(seconds=59),
                "El chat en línea no está disponible hoy hasta las 8:01 p. m.",
            ),
            (
                at("2026-11-24 23:59") + timedelta(seconds=30),
                "El chat en línea no está disponible hoy hasta la medianoche.",
            ),
            (at("2040-01-01"), "El chat en línea no está disponible."),
        ],
    )
    def test_the_preferred_medium_is_down(self, back: datetime | None, words: str) -> None:
        answer = recommend("incidente", 3, EVENING, prefer="chat", unavailable={"chat": back})
        assert words in answer.explain("es", at=EVENING)

    @pytest.mark.parametrize(
        ("down", "words"),
        [
            ([], "Canal late: no atiende; abre hoy a las 8:00 p. m."),
            (["late"], "Canal early: no atiende; abre mañana miércoles a las 7:00 a. m."),
            (["early"], "Canal late: no atiende; abre hoy a las 8:00 p. m."),
            (["early", "late"], "Canal early: no está disponible."),
        ],
    )
    def test_regression_of_several_channels_with_the_medium_it_is_the_first_to_open(
        self, down: list[str], words: str
    ) -> None:
        early = channel("early", "Mo-Fr 07:00-17:00", contacts=[chat()])
        late = channel("late", "Mo-Su 20:00-22:00", contacts=[chat()])
        router = Router(directory(early, late, channel("line")))
        answer = router.recommend("queja", 3, EVENING, prefer="chat", unavailable=down)
        assert f" {words}" in answer.explain("es", at=EVENING)

    def test_a_channel_with_the_medium_that_never_opens_is_closed(self) -> None:
        router = Router(directory(channel("never", "", contacts=[chat()]), channel("line")))
        words = router.recommend("queja", 3, EVENING, prefer="chat").explain("es", at=EVENING)
        assert " Canal never: no atiende." in words

    def test_a_telephone_that_is_not_the_answer_is_not_said_to_be_first(self) -> None:
        desk = changed(DESK, contacts=DESK.contacts[::-1])
        router = Router(shipped(channels=[desk, *default_directory().channels[1:]]))
        answer = router.recommend("queja", 1, MORNING, prefer="chat", unavailable=["p1_mobile"])
        said = {
            "es": "Para la prioridad 1 (crítica), el medio preferido no cuenta mientras atiendan por teléfono.",
            "en": "For priority 1 (critical), the preferred medium does not count while a telephone is open.",
        }
        assert answer.explain("es").startswith("Escriba a la línea de PQRS: ")
        assert all(words in answer.explain(language) for language, words in said.items())

    @pytest.mark.parametrize("request_type", ["incidente", "queja"])
    @pytest.mark.parametrize(
        ("priority", "north", "named"),
        [
            (3, channel("north", priorities=[2, 3, 4, 5]), "3 (media)"),
            (1, channel("north", priorities=[1, 2]), "1 (crítica)"),
            (1, channel("north", priorities=[1], contacts=[form()]), "1 (crítica)"),
        ],
        ids=["several", "several, critical", "a form"],
    )
    def test_a_reserved_channel_is_an_own_line_if_it_is_a_telephone_of_that_priority_alone(
        self, request_type: str, priority: int, north: Channel, named: str
    ) -> None:
        """Another one counts more than a preference too, as the answer or as another way."""
        answer = Router(shipped(channels=[DESK, north, LINE, CHAT])).recommend(
            request_type, priority, MORNING, prefer="chat"
        )
        assert (
            f" Para la prioridad {named}, el medio preferido no cuenta mientras atienda un canal "
            "reservado para ciertas prioridades."
        ) in answer.explain("es", at=MORNING)
        said = f"es un canal reservado para ciertas prioridades, entre ellas la {named}"
        is_said = answer.channel == north and len(north.priorities) > 1
        assert (said in answer.why("es")) is is_said

    @pytest.mark.parametrize(
        ("answer", "spanish", "english"),
        [
            pytest.param(
                Router(
                    shipped(
                        channels=[
                            DESK,
                            changed(DESK, id="second", hours="always", holidays="open"),
                        ]
                    )
                ).recommend("queja", 3, EVENING),
                ": es un canal dedicado a quejas; ",
                ": a channel dedicated to complaints; ",
                id="regression: a dedicated channel is not said to be the only one",
            ),
            pytest.param(
                recommend("incidente", 4, MORNING, prefer="correo"),
                "es el primer canal en servicio para esta solicitud",
                "the first open channel for this request",
                id="a channel with the medium may be open for other requests",
            ),
            pytest.param(
                Router(
                    directory(channel("line", "Mo-Su 00:00-24:00", holidays="00:00-24:00"))
                ).recommend("incidente", 4, MORNING),
                "es el primer canal en servicio para todo tipo de solicitudes.",
                "the first open channel that takes every kind of request.",
                id="regression: a holiday is not why a channel is the answer",
            ),
            pytest.param(
                Router(
                    [
                        shipped(channels=[DESK, LINE]),
                        edition(
                            "2027-01-01",
                            shipped(channels=[changed(DESK, request_types=("complaint",)), LINE]),
                        ),
                    ]
                ).recommend("petición", 3, at("2026-12-31T18:00")),
                "La línea de PQRS no atiende.",
                "The PQRS line is closed.",
                id="regression: the holiday of tomorrow is not why a desk is closed in the evening",
            ),
        ],
    )
    def test_a_reason_claims_no_more_than_is_true(
        self, answer: Recommendation, spanish: str, english: str
    ) -> None:
        assert spanish in answer.why("es")
        assert english in answer.why("en")

    def test_a_channel_that_opens_first_does_not_open_at_the_time_asked_about(self) -> None:
        saturday = at("2026-11-28T12:00")
        answer = ONLY_DESK.recommend("queja", 3, saturday)
        assert answer.why("en", when=saturday, at=saturday.replace(day=24)) == (
            "On Saturday 28 November at noon, the PQRS line is closed, but opens first of those "
            "available: Monday 30 November at 7:00 a.m."
        )

    @pytest.mark.parametrize(
        ("priority", "down", "prefer", "said"),
        [
            (1, OTHERS, None, "La línea móvil de prioridad 1"),
            (3, OTHERS, None, "La Línea Gratuita Nacional"),
            (3, OTHERS, "chat", "La Línea Gratuita Nacional"),
            # A channel whose end is not known may be back later.
            (3, {**dict.fromkeys(OTHERS), "chat": SOON}, "chat", "El chat en línea"),
            (1, {"p1_mobile": SOON}, None, "La línea móvil de prioridad 1"),
        ],
    )
    def test_a_channel_that_is_back_before_another_opens_is_named(
        self, priority: int, down: dict[str, datetime | None], prefer: str | None, said: str
    ) -> None:
        answer = recommend("petición", priority, EVENING, prefer=prefer, unavailable=down)
        words = answer.explain("es", at=EVENING)
        assert words.count(f"{said} no está disponible hoy hasta las 6:10 p. m.") == 1
        assert len(words) <= 320

    @pytest.mark.parametrize(
        ("down", "said"),
        [
            ({"national_line": SOON}, f"{DESK_OPENS} {WRITE_NOW}"),
            ({"national_line": SOON, "email": SOON}, f"{DESK_OPENS} {WRITE_NOW}"),
            (
                {"pqrs": at("2026-11-24 19:00"), "national_line": SOON},
                "La línea de PQRS no está disponible hoy hasta las 7:00 p. m.",
            ),
        ],
    )
    def test_a_general_line_that_is_back_first_is_not_the_better_desk(
        self, down: dict[str, datetime | None], said: str
    ) -> None:
        answer = recommend("petición", 3, EVENING, unavailable=down)
        assert f"(24 horas). {said}" in answer.explain("es", at=EVENING)

    def test_a_channel_that_is_back_after_another_opens_is_not(self) -> None:
        down = dict.fromkeys(OTHERS, at("2026-11-25 08:00"))
        answer = recommend("petición", 1, EVENING, unavailable=down)
        assert "disponible" not in answer.explain("es", at=EVENING)
        assert "de los canales disponibles abre primero: mañana" in answer.why("es", at=EVENING)

    def test_who_answers_for_others_does_not_take_the_request(self) -> None:
        desk = channel("desk", "Mo-Fr 07:00-17:00")
        router = Router(directory(desk, channel("critical", priorities=[1])))
        saturday = at("2026-11-28 12:00")
        answer = router.recommend("queja", 3, saturday)
        words = answer.summary("es", when=saturday, at=at("2027-11-30 12:00"))
        assert words.startswith("El sábado 28 de noviembre de 2026 al mediodía no atendían; ")
        assert answer.summary("es", at=saturday).startswith("Ahora nadie recibe esta solicitud; ")
        # Nobody knows when people read this: perhaps next week, in a ticket.
        assert answer.summary("es").startswith("Nadie recibe esta solicitud; ")
        for read, said in (
            ("2026-11-27 12:00", "Tomorrow, Saturday, at noon nobody takes this request; "),
            ("2027-11-30 12:00", "On Saturday 28 November 2026 at noon nobody took this request; "),
        ):
            assert answer.summary("en", when=saturday, at=at(read)).startswith(said)

    def test_a_button_of_a_form_says_that_it_is_one(self) -> None:
        desk = self.FORM.channels[0]
        assert Way(desk.name, desk.contacts[-1]).label("es") == "Línea de PQRS: formulario web"

    def test_a_button_has_the_telephone_that_the_words_name(self) -> None:
        desk = channel("desk", request_types=["complaint"], contacts=[phone(1)])
        critical = channel("critical", priorities=[1], contacts=[mail("p1"), phone(2)])
        answer = Router(directory(desk, critical)).recommend("complaint", 1, EVENING)
        text = answer.explain("es")
        assert phone(2).shown_in("es") in text
        offered = [each.contact for each in ways_beside(answer, text, "es")]
        assert offered == [phone(1), phone(2), mail("p1")]

    @pytest.mark.parametrize("medium", [Medium.CHAT, Medium.WHATSAPP])
    def test_a_medium_may_serve_another_priority(self, medium: Medium) -> None:
        critical = channel("critical", priorities=[1], contacts=[chat()])
        answer = Router(directory(channel(), critical)).recommend(
            "queja", 3, EVENING, prefer=medium
        )
        said = f"Por {medium.label('es')} nadie recibe esta solicitud."
        assert said in answer.explain("es")

    def test_no_button_has_a_short_code_that_is_only_a_part_of_a_number(self) -> None:
        desk = channel(contacts=[phone(83)], request_types=["claim"])
        other = channel("other", contacts=[short_code("555")], request_types=["complaint"])
        answer = Router(directory(desk, other)).recommend("claim", 3, EVENING)
        assert [each.contact for each in ways_beside(answer, answer.explain(), "es")] == [phone(83)]


@pytest.mark.parametrize(
    ("when", "down", "read", "said"),
    [
        ("18:00", {}, "2026-11-25T08:00", "abría hoy a las 7:00 a. m."),
        ("18:00", {}, "2026-11-25T08:00", "También podía escribir a cer"),
        ("18:00", {}, "2026-11-24T20:00", "abría mañana miércoles a las 7:00 a. m."),
        ("10:00", BACK, "2026-11-25T16:00", "no estaba disponible hasta hoy a las 12:01 a. m."),
        ("18:00", {}, "2026-11-24T20:00", "También podía escribir a cer"),
        ("10:00", {}, "2026-11-24T16:00", "atendía hasta las 5"),
        ("10:00", {}, "2026-11-24T17:00", "atendía hasta las 5"),
        ("18:00", {}, "2026-11-24T20:00", "la línea de PQRS no atendía; abría mañana miércoles"),
        ("18:00", {}, "2026-11-25T08:00", "todo tipo de solicitudes; atendía las 24 horas."),
        # A moment after midnight is not midnight, which belongs to the day before.
        ("10:00", BACK, "2026-11-24T16:00", "no estaba disponible hasta mañana miércoles a las 12:01 a. m."),
        ("10:00", BACK, "2026-11-26T16:00", "no estaba disponible hasta el miércoles 25 de"),
    ],
)  # fmt: skip
def test_words_about_the_past(when: str, down: dict[str, datetime], read: str, said: str) -> None:
    """They are in the past, also about what comes after the reader's present."""
    asked = at(f"2026-11-24T{when}")
    answer = recommend("queja", 3, asked, unavailable=down)
    words = [say("es", when=asked, at=at(read)) for say in (answer.explain, answer.why)]
    assert said in " ".join(words)


class TestYears:
    """Words about another year say it once, and how far holidays were checked."""

    @pytest.mark.parametrize(
        ("when", "read", "said"),
        [
            ("2026-12-31T17:30", None, "abre el lunes 4 de enero a las 7:00 a. m."),
            ("2026-12-31T17:30", "2026-06-01T10:00", "abre el lunes 4 de enero de 2027 a las"),
            ("2026-07-10T18:00", "2026-07-20T10:00", "porque el lunes 13 de julio era festi"),
            ("2026-07-10T18:00", "2026-07-13T10:00", "porque hoy es festivo (Virgen de Chiqu"),
            ("2028-03-07T10:00", "2028-03-07T10:00", " Los festivos se revisaron hasta el 31 de"),
            ("2028-01-07T18:00", "2028-01-07T18:00", " Festivos dudosos."),
            ("2028-01-07T18:00", "2026-11-30T10:00", " Festivos dudosos."),
            ("2031-11-24T09:30", "2031-11-24T09:25", " Los festivos se revisaron hasta el 31 d"),
            # On the last checked day, the words speak of an opening on a later one.
            ("2027-12-31T18:00", "2027-12-31T18:00", " Festivos dudosos."),
            # The note in short leaves room for both names.
            ("2028-04-12T17:00", None, "Festivo: Jueves Santo y Viernes Santo."),
        ],
    )
    def test_of_dates(self, when: str, read: str | None, said: str) -> None:
        answer = recommend("queja", 3, at(when), prefer="whatsapp")
        read_at = at(read) if read else None
        explained, why = (
            say("es", when=at(when), at=read_at) for say in (answer.explain, answer.why)
        )
        assert said in (why if said.startswith("porque") else explained)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_leave_room_for_two_holidays_and_a_long_address(self, language: Language) -> None:
        mondays = [
            day
            for year in range(2028, 2200)
            for day, holidays in colombian_holidays(year).items()
            if len(holidays) > 1
        ]
        assert len(mondays) > 20
        for day in mondays:
            when = datetime.combine(day, time(12), BOGOTA) - timedelta(days=1)
            answer = recommend("queja", 3, when, unavailable=["national_line", "email"])
            assert answer.contact.medium is Medium.CHAT
            assert len(answer.explain(language)) <= 320

    @pytest.mark.parametrize("down", [[], ["pqrs"], {"pqrs": at("2031-11-24T12:00")}])
    @pytest.mark.parametrize("read", [None, "2026-11-24T09:30", "2031-11-24T09:30"])
    def test_a_later_day_without_an_opening(
        self, down: list[str] | dict[str, datetime], read: str | None
    ) -> None:
        """Whether PQRS is open then, and another way, depends on its holidays."""
        when, read_at = at("2031-11-24T09:30"), at(read) if read else None
        answer = recommend("queja", 3, when, prefer="chat", unavailable=down)
        for words in (answer.explain, answer.why):
            said = words("es", when=when, at=read_at)
            assert "los festivos se revisaron hasta el 31 de diciembre de 2027" in said.lower()

    def test_the_last_day_of_a_season_counts_too(self) -> None:
        winter = season("12-15/01-15", "Mo-Fr 07:00-12:00", channels=["pqrs"])
        when = at("2027-12-30T13:00")
        answer = Router(shipped(seasons=[winter])).recommend("queja", 3, when)
        assert "; holidays were checked through 31 December 2027." in answer.why("en", at=when)

    def test_a_reader_of_a_later_day_needs_no_word_about_the_past(self) -> None:
        answer = recommend("queja", 3, MORNING)
        for words in (answer.explain, answer.why):
            assert "revis" not in words("es", when=MORNING, at=at("2031-11-24T09:30"))

    def test_holidays_of_a_checked_year_need_no_word(self) -> None:
        for answer in ONLY_DESK.timeline("queja", 3, at("2027-01-01"), at("2027-12-31")):
            assert "revis" not in answer.explain("es") + answer.why("es")

    def test_a_cause_of_years_has_no_days(self) -> None:
        move = closure("2026-11-24 00:00", "2029-11-24 00:00", channels=["pqrs"])
        answer = Router(shipped(closures=[move])).recommend("queja", 3, at("2026-11-25"))
        assert answer.why("es").startswith("La línea de PQRS no atiende, porque hay un cierre (")
        # Nobody reads its mailbox for years.
        assert re.search(
            r"PQRS no atiende: \(601\) 7442727 opción 3\.(?!.*responde@)", answer.explain()
        )

    def test_a_cause_that_is_years_away_is_not_said(self) -> None:
        holidays = [date(2026, 12, 25), date(2029, 12, 25)]
        closed = closure("2026-11-24 00:00", "2030-11-24 00:00", channels=["pqrs"])
        router = Router(shipped(closures=[closed]), holidays=holidays)
        answer = router.recommend("queja", 3, at("2026-11-25"))
        assert [each.date.year for each in answer.trace[0].because] == [2026, 2026, 2029]
        reason, *_ = answer.why("es", at=at("2026-11-25")).splitlines()
        assert reason.count("es festivo") == 1


@pytest.mark.parametrize(
    ("read", "language", "said"),
    [
        ("2026-07-01 09:00", "es", "La línea de PQRS abre ese día a las 7:00 a. m.:"),
        ("2026-07-12 09:00", "es", "La línea de PQRS abría ese día a las 7:00 a. m.:"),
        ("2026-07-09 05:00", "es", "La línea de PQRS abre hoy a las 7:00 a. m.:"),
        ("2026-07-12 09:00", "en", "The PQRS line was to open that day at 7:00 a.m.:"),
        ("2026-07-09 05:00", "en", "The PQRS line opens today at 7:00 a.m.:"),
    ],
)
def test_the_day_that_the_words_are_about_is_named_once(
    read: str, language: Language, said: str
) -> None:
    asked = at("2026-07-09 06:00")
    assert said in recommend("queja", 3, asked).explain(language, when=asked, at=at(read))
