"""`ccb-support recommend`: whom to contact, and why."""

import json
from datetime import timedelta
from itertools import count

import pytest

from ccb_support import NoChannelError, Recommendation, recommend
from ccb_support.cli import main
from ccb_support.words import Language
from tests.builders import at
from tests.cli.calls import (
    DAY,
    EVERY_CHANNEL_DOWN,
    PQRS_TOML,
    SHIPPED,
    TUESDAY,
    Run,
    Write,
)
from tests.model.small_directory import SMALL

CHAT = "http://idealab.certicamara.com/CertiChat/chat.php"
CLOSED_PQRS = "(601) 7442727 opción 3  (no atiende, abre "


def answer_in(printed: str) -> Recommendation:
    """Return the answer in a line of JSON."""
    return Recommendation.model_validate(json.loads(printed)["answer"])


class TestRecommend:
    """`recommend` says whom to contact, and why."""

    @pytest.mark.parametrize(
        ("language", "display"),
        [("es", "(601) 7442727 opción 3"), ("en", "(601) 7442727 option 3")],
    )
    def test_it_says_the_contact_and_explains(
        self, run: Run, language: Language, display: str
    ) -> None:
        answer = recommend("complaint", 3, TUESDAY)
        explained = answer.explain(language, at=TUESDAY)
        asked = "recommend", "queja", "P3", "--lang", language
        assert run(*asked).printed == f"{display}\n{explained}\n"
        assert run(*asked, "--uri").printed == f"{display}  tel:+576017442727\n{explained}\n"
        reasons = answer.why(language, at=TUESDAY)
        assert run(*asked, "--why").printed == f"{display}\n{explained}\n{reasons}\n"
        (line,) = run(*asked, "--json").printed.splitlines()
        assert json.loads(line) == {
            "answer": answer.model_dump(mode="json"),
            "words": {
                "display": display,
                "summary": answer.summary(language, at=TUESDAY),
                "explain": explained,
            },
        }

    @pytest.mark.parametrize(
        ("contact", "line"),
        [
            (
                'medium = "whatsapp", printed = "300 555 0130", e164 = "+573005550130"',
                "WhatsApp 300 555 0130  https://wa.me/573005550130",
            ),
            (
                'medium = "web_form", url = "https://example.org/form"',
                "formulario web https://example.org/form",
            ),
        ],
        ids=["WhatsApp", "form"],
    )
    def test_regression_the_first_line_has_the_medium_if_nobody_could_tell(
        self, run: Run, write: Write, contact: str, line: str
    ) -> None:
        phone = 'medium = "phone", printed = "(601) 7442727", e164 = "+576017442727", '
        path = write((f'{phone}menu_option = "3"', contact))
        out = run("recommend", "queja", "3", "--directory", path, "--uri").printed
        assert out.startswith(f"{line}\n")

    def test_the_reasons_are_those_of_the_time_that_was_asked_about(self, run: Run) -> None:
        saturday = at("2026-11-28 10:00")
        reasons = recommend("complaint", 3, saturday).why(when=saturday, at=TUESDAY)
        out = run("recommend", "queja", "P3", "--when", "sábado 10am", "--why").out
        assert out.endswith(f"\n{reasons}\n")

    @pytest.mark.parametrize(
        ("words", "line"),
        [
            (
                ["queja"],
                "Usted no escribió la prioridad: se toma P3, media.",
            ),
            (
                ["queja", "--lang", "en"],
                "You did not write the priority: it is P3, medium.",
            ),
        ],
        ids=["Spanish", "English"],
    )
    def test_without_a_priority_it_takes_p3_and_says_so(
        self, run: Run, words: list[str], line: str
    ) -> None:
        same = run("recommend", words[0], "P3", *words[1:]).out
        assert run("recommend", *words) == (0, f"{same}{line}\n", "")
        assert answer_in(run("recommend", words[0], "--json").out).priority == 3

    @pytest.mark.parametrize(
        ("when", "words"),
        [
            ("mañana 15:00", "Mañana miércoles a las 3:00 p. m., llame a la línea de PQRS: "),
            ("hoy", "(atienden hoy hasta las 5:00 p. m.)"),
            ("15:00", "Hoy a las 3:00 p. m., llame a la línea de PQRS: "),
        ],
    )  # fmt: skip
    def test_today_is_the_day_on_which_the_words_are_read(
        self, run: Run, when: str, words: str
    ) -> None:
        out = run("recommend", "queja", "P3", "--when", when).out
        assert words in out
        assert ("hoy" in out.casefold()) == ("hoy" in words.casefold())

    def test_on_a_narrow_terminal_no_line_is_too_long_and_the_number_is_whole(
        self, run: Run
    ) -> None:
        narrow, asked = {"COLUMNS": "40"}, ("recommend", "queja", "--when", "2026-11-24 18:00")
        lines = run(*asked, environment=narrow).out.splitlines()
        assert all(len(line) <= 40 for line in lines)
        assert any("(601) 7442727 opción 3" in line for line in lines)
        assert " ".join(lines) == " ".join(run(*asked).out.splitlines())
        # A contact whose text is its address is printed once.
        long = run("recommend", "incidente", "--prefer", "chat", "--uri", environment=narrow).out
        assert long.splitlines()[:3] == [CHAT, "Entre al chat en línea:", CHAT]
        english = run("recommend", "queja", "3", "--lang", "en", environment={"COLUMNS": "30"}).out
        assert any("(601) 7442727 option 3" in line for line in english.splitlines()[1:])

    @pytest.mark.parametrize("columns", range(30, 50))
    def test_at_any_width_each_number_is_on_one_line(self, run: Run, columns: int) -> None:
        asked = "recommend", "queja", "1", "--why", "--when", "2026-11-24 10:00"
        lines = run(*asked, environment={"COLUMNS": f"{columns}"}).out.splitlines()
        numbers = ["(601) 7442727 opción 3", "(57) 318 717 49 37", "(601) 7457495"]
        whole = [sum(number in line for line in lines) for number in numbers]
        assert whole == [" ".join(lines).count(number) for number in numbers] == [2, 2, 1]

    @pytest.mark.parametrize(
        ("when", "now", "columns", "start"),
        [
            # It is closed now, or it will be closed then.
            ("lunes 10am", "2026-11-24 18:00", "", f"{CLOSED_PQRS}mañana miércoles a las 7:00 a. m.)\n"),
            ("hoy 10am", "2026-11-24 18:00", "", f"{CLOSED_PQRS}mañana miércoles a las 7:00 a. m.)\n"),
            ("sábado 10am", "2026-11-24 18:00", "", f"{CLOSED_PQRS}el lunes 30 de noviembre a las 7:00 a. m.)\n"),
            ("sábado 10am", "2026-11-24 09:30", "", f"{CLOSED_PQRS}el lunes 30 de noviembre a las 7:00 a. m.)\n"),
            *(
                (when, "2026-11-24 18:00", "40", "(601) 7442727 opción 3\n(no atiende, abre ")
                for when in ("lunes 10am", "hoy 10am", "sábado 10am")
            ),
            # Without the time of a clock that is right, it is not known.
            ("2026-11-24 10am", "1970-01-01", "", "(601) 7442727 opción 3\n"),
            # Somebody answers again, from this minute on.
            ("2026-11-23 20:00", "2026-11-24 09:30", "", "(601) 7442727 opción 3\n"),
            ("2026-11-23 20:00", "2026-11-24 07:00", "", "(601) 7442727 opción 3\n"),
            # It was closed then, and still is.
            ("2026-11-23 20:00", "2026-11-24 06:59", "", f"{CLOSED_PQRS}hoy a las 7:00 a. m.)\n"),
        ],
    )  # fmt: skip
    def test_a_number_that_nobody_answers_says_when_it_opens(
        self, run: Run, pqrs_file: str, when: str, now: str, columns: str, start: str
    ) -> None:
        asked = "recommend", "queja", "3", "--directory", pqrs_file, "--when", when
        assert run(*asked, now=at(now), environment={"COLUMNS": columns}).out.startswith(start)

    def test_a_number_that_nobody_answers_any_more_has_no_opening(
        self, run: Run, write: Write
    ) -> None:
        closure = (
            '[[closures]]\nname = "cierre"\nchannels = ["pqrs"]\n'
            "starts = 2026-11-24T12:00:00\nends = 2199-12-31T18:00:00\n"
        )
        desk = write(text=f"{PQRS_TOML}\n{closure}")
        asked = "recommend", "queja", "3", "--directory", desk, "--when", "hoy 10am"
        night = run(*asked, now=at("2026-11-24 18:00")).out
        assert night.startswith("(601) 7442727 opción 3  (no atiende)\n")

    @pytest.mark.parametrize(
        ("when", "open_now"), [("2026-11-24T07:00", True), ("2026-11-24T07:00-05:00", False)]
    )
    def test_a_time_without_an_offset_is_the_wall_time_of_another_directory(
        self, run: Run, write: Write, *, when: str, open_now: bool
    ) -> None:
        path = write(("America/Bogota", "Asia/Tokyo"), text=f'holiday_calendar = "CO"\n{PQRS_TOML}')
        arguments = ["recommend", "queja", "3", "--json", "--directory", path, "--when", when]
        assert answer_in(run(*arguments).out).open_now is open_now

    @pytest.mark.parametrize(
        ("arguments", "start"),
        [
            (["--prefer", "correo", "--uri"], "soporte.ccb@certicamara.com  mailto:"),
            (["--unavailable", "national_line", "--unavailable", "email"], "http://idealab"),
        ],
    )
    def test_it_takes_preferences_and_channels_that_are_down(
        self, run: Run, arguments: list[str], start: str
    ) -> None:
        assert run("recommend", "incidente", "4", *arguments).out.startswith(start)

    @pytest.mark.parametrize(
        ("end", "back"),
        [
            ("2026-11-24T10:00", "2026-11-24 10:00"),
            ("2026-11-24T15:00Z", "2026-11-24 10:00"),
            ("2026-11-24 10:00", "2026-11-24 10:00"),
            # These are outside the supported range.
            ("1983-01-01", "1983-01-01 00:00"),
            ("2201-01-01", "2201-01-01 00:00"),
        ],
    )
    def test_it_takes_when_a_channel_is_back(self, run: Run, end: str, back: str) -> None:
        out = run("recommend", "queja", "3", "--json", "--unavailable", f"pqrs={end}").out
        right = recommend("complaint", 3, TUESDAY, unavailable={"pqrs": at(back)})
        assert answer_in(out) == right

    def test_if_nobody_can_be_recommended_it_lists_whom_to_turn_to(
        self, run: Run, pqrs_file: str
    ) -> None:
        never = "ccb-support: Ningún canal disponible recibe incidentes (P3, media), ni ahora ni después\n"
        assert run("recommend", "incidente", "3", "--directory", pqrs_file) == (1, "", never)
        result = run("recommend", "incidente", "3", *EVERY_CHANNEL_DOWN)
        # The first level has the number and the mailbox of channels that are down.
        levels = run("escalation").out.splitlines()
        marked = [f"{each} (no disponible)" for each in levels[:2]] + levels[2:]
        assert (result.code, result.out.splitlines()) == (1, marked)
        assert result.err.endswith(" disponibles. Comuníquese con los niveles de escalamiento\n")

    def test_if_nobody_can_be_recommended_its_json_says_why(self, run: Run) -> None:
        result = run("recommend", "incidente", "3", "--json", *EVERY_CHANNEL_DOWN)
        with pytest.raises(NoChannelError) as raised:
            recommend("incident", 3, TUESDAY, unavailable=SHIPPED.channel_ids)
        assert (result.code, result.out.count("\n")) == (1, 1)
        assert json.loads(result.out) == {
            "answer": None,
            "trace": [each.model_dump(mode="json") for each in raised.value.trace],
            "escalation": [each.model_dump(mode="json") for each in raised.value.escalation],
        }
        assert result.err == run("recommend", "incidente", "3", *EVERY_CHANNEL_DOWN).err


class TestUnavailable:
    """`--unavailable` takes a channel's id, or its name in either language."""

    @pytest.mark.parametrize(
        "name", ["línea de PQRS", "PQRS line", "Linea de pqrs", "PQRS-LINE", " pqrs line "]
    )
    @pytest.mark.parametrize("end", ["", "=2026-11-24 10:00", "=hoy 10am"])
    @pytest.mark.parametrize("more", [["recommend", "--json"], ["timeline", *DAY]])
    def test_a_name_is_the_channel(self, run: Run, name: str, end: str, more: list[str]) -> None:
        asked = more[0], "queja", "3", *more[1:], "--unavailable"
        by_id = run(*asked, f"pqrs{end}")
        assert run(*asked, f"{name}{end}") == by_id
        assert "(601) 7457495" in by_id.out

    def test_the_option_may_precede_the_command(self, run: Run) -> None:
        down = "--unavailable", "pqrs"
        assert run(*down, "recommend", "queja") == run("recommend", "queja", *down)

    def test_regression_each_value_that_the_error_lists_is_a_channel(self, run: Run) -> None:
        asked = "recommend", "queja", "--unavailable"
        _, _, values = run(*asked, "fax").refusal.strip().partition("valores: ")
        for value, channel_id in zip(values.split(", "), SHIPPED.channel_ids, strict=True):
            assert run(*asked, value) == run(*asked, channel_id)

    def test_an_id_comes_before_the_name_of_another_channel(self, run: Run, write: Write) -> None:
        path = write(('"Línea Gratuita Nacional"', '"pqrs"'))
        asked = "recommend", "queja", "3", "--json", "--directory", path, "--unavailable"
        assert answer_in(run(*asked, "pqrs").out).channel.id == "national_line"
        assert "'PQRS'" in run(*asked, "PQRS").refusal


def test_now_is_one_instant_however_long_a_call_takes(capsys: pytest.CaptureFixture[str]) -> None:
    """A clock that goes on between two looks gives a word of time no second meaning."""
    ticks = count()
    asked = "recommend", "queja", "P3", "--unavailable", "pqrs=mañana"
    code = main(asked, clock=lambda: TUESDAY + timedelta(seconds=next(ticks)), environment={})
    printed = capsys.readouterr()
    assert (code, printed.out.splitlines()[0]) == (0, "(601) 7457495"), printed.err


def test_an_outage_ends_at_the_minute_that_was_understood(run: Run) -> None:
    asked = "recommend", "queja", "P3", "--why", "--unavailable", "pqrs=en 10 minutos"
    said = run(*asked, now=TUESDAY + timedelta(seconds=50))
    assert "a las 9:40 a. m." in said.err
    assert "no está disponible hoy hasta las 9:40 a. m." in said.out


def test_two_meanings_differ_by_a_minute(run: Run) -> None:
    """A timeline from now begins with the minute, which gives a word of time no second meaning."""
    now = TUESDAY + timedelta(seconds=30)
    asked = "timeline", "queja", "P3", "--unavailable", "pqrs=mañana"
    assert "(601) 7457495" in run(*asked, now=now).out


OWN_WORDS = (
    SMALL.partition('[[channels]]\nid = "chat"')[0].replace('"Mesa"', '"La mesa"')
    + """
[[request_types]]
id = "opening"
name = "alta"
ambiguous = ["cambio"]

[[request_types]]
id = "closing"
name = "solicitud de baja"
ambiguous = ["cambio"]

[[request_types]]
id = "support"
name = "soporte"

[[priorities]]
id = 1
name = "incidente"

[[priorities]]
id = 2
name = "técnico"
"""
)


class TestWordsOfTheDirectory:
    """An error about the words of a request knows those of the directory that answers."""

    @pytest.fixture
    def own_words(self, write: Write) -> str:
        return write(text=OWN_WORDS)

    @pytest.mark.parametrize("question", ["alta incidente", "soporte técnico"])
    def test_a_right_question_has_an_answer(self, run: Run, own_words: str, question: str) -> None:
        asked = "recommend", *question.split(), "--directory", own_words
        assert "desk@example.org" in run(*asked).printed

    @pytest.mark.parametrize(
        ("words", "right"),
        [
            ("recommend solicitud de baja", 'Faltan comillas. Escriba: "solicitud de baja"'),
            ("recommend alta --unavailable la mesa", '--unavailable "la mesa"'),
            ("alta P1", "'alta' no se puede usar aquí. ¿Quiso escribir recommend alta?"),
            ("Cambio P1", "¿Quiso escribir recommend cambio?"),
        ],
    )
    def test_the_error_has_what_to_write(
        self, run: Run, own_words: str, words: str, right: str
    ) -> None:
        assert right in run(*words.split(), f"--directory={own_words}").refusal
        assert right not in run(*words.split()).err

    @pytest.mark.parametrize("command", ["recommend", "timeline"])
    def test_it_says_that_the_priority_came_first(self, run: Run, command: str) -> None:
        right = "'queja' es el tipo de solicitud, y 'P1', la prioridad\n"
        assert run(command, "P1", "queja").refusal.endswith(right)
