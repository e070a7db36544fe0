"""What the tools answer is what the library says: in words, and in full."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import pytest
from mcp_types import TextContent

from ccb_support import (
    EscalationLevel,
    Recommendation,
    Router,
    default_directory,
    escalation,
    recommend,
    timeline,
)
from ccb_support.mcp.words import MOST_BYTES, MOST_PERIODS
from ccb_support.model import LocalizedText
from tests.builders import OFFICE, at, channel, chat, closure, directory, ends_on, mail, special_day
from tests.mcp.calls import CLAIM, FRIDAY_EVENING, MORNING, call, error, record, words

if TYPE_CHECKING:
    from ccb_support.words.languages import Language

WHEN = datetime.fromisoformat(MORNING)
LONG = LocalizedText(es="Ñ" * 500, en="Ñ" * 500)


def is_brief(text: str) -> bool:
    return len(text.encode()) <= MOST_BYTES


class TestRecommend:
    """`recommend` says whom to contact, and until when that holds."""

    @pytest.mark.parametrize("now", [FRIDAY_EVENING, WHEN])
    @pytest.mark.parametrize("language", ["es", "en"])
    def test_is_about_now(self, language: Language, now: datetime) -> None:
        text = words(call("recommend", CLAIM | {"language": language}, now=now))
        answer = recommend("claim", 2, now)
        assert text.splitlines()[0] == answer.explain(language, at=now)

    def test_is_about_another_instant(self) -> None:
        text = words(call("recommend", CLAIM | {"when": MORNING}))
        assert text == (
            f"{recommend('claim', 2, WHEN).explain('es')}\n"
            "Canal: pqrs. Enlace: tel:+576017442727. Vale hasta: 2026-11-24T17:00:00-05:00."
        )

    def test_says_that_an_answer_does_not_change(self) -> None:
        text = words(call("recommend", {"request_type": "incident", "priority": 1}))
        assert text.endswith("La respuesta no cambia.")

    def test_heeds_what_is_preferred_and_what_is_down(self) -> None:
        wishes = {"when": MORNING, "prefer": "chat", "unavailable": ["chat", f"pqrs={MORNING}"]}
        answer = record(call("recommend", CLAIM | wishes | {"full": True}))
        assert answer["channel"]["id"] == "pqrs"
        assert answer["trace"][-1]["verdict"] == "unavailable"

    def test_gives_everything_if_asked(self) -> None:
        result = call("recommend", CLAIM | {"full": True, "language": "en"})
        answer = recommend("claim", 2, FRIDAY_EVENING)
        text, written = (each.text for each in result.content if isinstance(each, TextContent))
        assert answer.why("en", at=FRIDAY_EVENING) in text
        assert json.loads(written) == record(result)
        assert Recommendation.model_validate(record(result)) == answer

    def test_says_less_in_place_of_more_than_1_kb(self) -> None:
        long = directory(
            channel("desk", OFFICE, name=LONG), channel("spare", name=LONG, contacts=[mail()])
        )
        for now in (FRIDAY_EVENING, WHEN):
            assert is_brief(words(call("recommend", CLAIM, long, now)))

    def test_never_cuts_an_address(self) -> None:
        long = directory(channel(contacts=[chat("a" * 1_900)]))
        text = words(call("recommend", CLAIM | {"language": "en"}, long))
        assert text == "The answer is long: ask again with full=true"
        assert record(call("recommend", CLAIM | {"full": True}, long))["uri"].endswith("a")

    @pytest.mark.parametrize("tool", ["recommend", "timeline"])
    def test_says_in_a_line_whom_to_turn_to_if_no_channel_is_left(self, tool: str) -> None:
        down = {"unavailable": [*default_directory().channel_ids], "language": "en"}
        until = {"end": MORNING} if tool == "timeline" else {}
        line = error(call(tool, CLAIM | down | until))
        assert "\n" not in line
        assert "; 2. support supervisor (hours not stated): (601) 745 2141 extensions 1104" in line

    def test_leads_to_the_levels_if_they_are_too_long(self) -> None:
        levels = [
            EscalationLevel.model_validate(
                {
                    "level": each,
                    "name": LONG,
                    "contacts": [mail()],
                    "hours": "not_stated",
                    "rows": [],
                }
            )
            for each in (1, 2)
        ]
        nobody = directory(channel(request_types=["incident"]))
        long = nobody.model_copy(update={"escalation": tuple(levels)})
        line = error(call("recommend", CLAIM, long))
        assert line.endswith("The tool escalation says whom to turn to")
        assert "… and 2 more: ask again" in words(call("escalation", {"language": "en"}, long))


class TestTimeline:
    """`timeline` gives pages, each as long as fits."""

    RANGE: Final = {"start": "2026-07-10T12:00:00-05:00", "end": "2026-07-15T00:00:00-05:00"}

    def test_lists_the_answers(self) -> None:
        periods = record(call("timeline", CLAIM | self.RANGE | {"full": True}))["periods"]
        answers = list(timeline("claim", 2, *map(datetime.fromisoformat, self.RANGE.values())))
        fields = {"valid_from", "valid_until", "contact", "uri", "open_now", "reason"}
        assert periods == [
            {"channel": each.channel.id} | each.model_dump(mode="json", include=fields)
            for each in answers
        ]
        lines = words(call("timeline", CLAIM | self.RANGE)).splitlines()
        assert lines[1] == (
            "2026-07-10T17:00:00-05:00 / 2026-07-14T07:00:00-05:00: "
            "Línea Gratuita Nacional, (601) 7457495"
        )
        assert len(lines) == len(answers)

    def test_starts_now(self) -> None:
        text = words(call("timeline", CLAIM | {"end": self.RANGE["end"], "language": "en"}))
        assert text.startswith("2026-07-10T17:00:00-05:00 / 2026-07-14T07:00:00-05:00: national")

    def test_says_what_never_changes(self) -> None:
        incident = {"request_type": "incident", "priority": 1}
        text = words(call("timeline", incident | self.RANGE))
        assert text == "… / …: línea móvil de prioridad 1, (57) 318 717 49 37"

    def test_says_that_nobody_attends(self) -> None:
        text = words(call("timeline", CLAIM | self.RANGE, directory(channel("desk", OFFICE))))
        assert ", (601) 5550123 (cerrado)\n" in text

    @pytest.mark.parametrize("full", [True, False])
    def test_goes_on_where_it_left_off(self, *, full: bool) -> None:
        """Asked again from where it left off, it gives every answer, and none twice."""
        end = "2026-11-01T00:00:00-05:00"
        start: str | None = self.RANGE["start"]
        lines: list[str] = []
        pages = 0
        while start is not None:
            result = call("timeline", CLAIM | {"start": start, "end": end, "full": full})
            content = result.content[0]
            assert isinstance(content, TextContent)
            assert full or is_brief(content.text)
            found, _, start = content.text.partition("\n… sigue en start=")
            start = start or None
            lines += found.splitlines()
            pages += 1
        first, last = map(datetime.fromisoformat, [self.RANGE["start"], end])
        answers = list(timeline("claim", 2, first, last))
        starts = [each.valid_from for each in answers]
        assert [datetime.fromisoformat(line.partition(" / ")[0]) for line in lines] == starts
        assert len(answers) > 2 * MOST_PERIODS
        assert pages == (-(-len(answers) // MOST_PERIODS) if full else 17)

    @pytest.mark.parametrize("full", [True, False])
    def test_ends_where_nobody_answers_any_more(self, *, full: bool) -> None:
        closed = directory(channel("desk", OFFICE), closures=[ends_on("2026-07-15")])
        content = call("timeline", CLAIM | self.RANGE | {"full": full}, closed).content[0]
        assert isinstance(content, TextContent)
        *lines, last = content.text.splitlines()
        assert len(lines) == 5
        assert last == "… sigue en start=2026-07-14T17:00:00-05:00"
        following = {"start": "2026-07-14T17:00:00-05:00", "end": self.RANGE["end"]}
        line = error(call("timeline", CLAIM | following, closed))
        assert line == (
            "No available channel serves 'claim', P2, now or later. "
            "See the trace for the reasons, and turn to the escalation levels"
        )

    def test_never_cuts_an_address(self) -> None:
        long = directory(channel(contacts=[chat("a" * 1_900)]))
        text = words(call("timeline", CLAIM | self.RANGE, long))
        assert text == "La respuesta es larga: pregunte otra vez con full=true"


class TestChannelStatus:
    """`channel_status` says what each channel does."""

    def test_of_all_channels(self) -> None:
        lines = words(call("channel_status")).splitlines()
        assert [line.partition(":")[0] for line in lines] == [*default_directory().channel_ids]
        assert lines[0] == (
            "pqrs: cerrado, abre 2026-07-14T07:00:00-05:00 (Virgen de Chiquinquirá: 2026-07-13). "
            "línea de PQRS, (601) 7442727 opción 3"
        )
        assert lines[2] == "national_line: abierto. Línea Gratuita Nacional, (601) 7457495"

    def test_of_one_channel_then(self) -> None:
        asked = {"channel": "pqrs", "when": MORNING, "language": "en"}
        assert words(call("channel_status", asked)) == (
            "pqrs: open, closes 2026-11-24T17:00:00-05:00. PQRS line, (601) 7442727 option 3"
        )
        (found,) = record(call("channel_status", asked | {"full": True}))["channels"]
        status = Router(default_directory()).status("pqrs", WHEN)
        assert found == status.model_dump(mode="json")

    @pytest.mark.parametrize(("language", "rest"), [("es", "2 más"), ("en", "2 more")])
    def test_names_five_causes_and_counts_the_rest(self, language: Language, rest: str) -> None:
        days = [f"2026-07-{day:02}" for day in range(10, 17)]
        closed = directory(channel(), special_days=[special_day(each) for each in days])
        asked = {"language": language, "channel": "desk"}
        name = {"es": "Mudanza", "en": "Move"}[language]
        named = ", ".join(f"{name}: {each}" for each in days[:5])
        assert f" ({named}, {rest}). " in words(call("channel_status", asked, closed))
        (found,) = record(call("channel_status", asked | {"full": True}, closed))["channels"]
        assert len(found["because"]) == 7

    def test_a_cause_of_several_days_has_its_first_and_its_last(self) -> None:
        closed = directory(channel(), special_days=[special_day("2026-07-09/2026-07-13")])
        assert "(Mudanza: 2026-07-09 - 2026-07-13). " in words(call("channel_status", {}, closed))

    def test_of_many_channels_counts_those_that_do_not_fit(self) -> None:
        many = directory(*(channel(f"desk{each}") for each in range(50)))
        text = words(call("channel_status", {"language": "en"}, many))
        assert is_brief(text)
        shown, _, more = text.rpartition("\n… and ")
        assert more == f"{50 - len(shown.splitlines())} more: ask again with full=true"
        assert len(record(call("channel_status", {"full": True}, many))["channels"]) == 50


class TestOpenTime:
    """`open_time` counts open time, in either direction."""

    START: Final = {"channel": "pqrs", "start": "2026-07-10T16:00:00-05:00"}

    def test_from_start_to_end(self) -> None:
        text = words(call("open_time", self.START | {"end": "2026-07-14T21:00:30.25Z"}))
        assert text == (
            "pqrs: 10 h 0 min de atención, "
            "desde 2026-07-10T16:00:00-05:00 hasta 2026-07-14T16:00:30.250000-05:00"
        ).replace("10 h 0 min", "10 h 0 min 30.25 s")

    def test_until_so_much_has_passed(self) -> None:
        asked = self.START | {"duration": "PT4H", "language": "en"}
        assert words(call("open_time", asked)) == (
            "pqrs: 4 h 0 min of open time, "
            "from 2026-07-10T16:00:00-05:00 to 2026-07-14T10:00:00-05:00"
        )
        assert record(call("open_time", asked | {"full": True})) == {
            "directory_version": default_directory().version,
            **self.START,
            "end": "2026-07-14T10:00:00-05:00",
            "seconds": 14_400,
        }


class TestEscalation:
    """`escalation` lists every level."""

    @pytest.mark.parametrize(
        ("language", "second"),
        [
            (
                "es",
                "2. supervisor de soporte (horario no indicado): (601) 745 2141 extensiones 1104, ",
            ),
            ("en", "2. support supervisor (hours not stated): (601) 745 2141 extensions 1104, "),
        ],
    )
    def test_lists_the_levels(self, language: str, second: str) -> None:
        arguments = {"language": language}
        assert words(call("escalation", arguments)).splitlines()[1].startswith(second)
        levels = record(call("escalation", {"full": True}))["levels"]
        assert tuple(map(EscalationLevel.model_validate, levels)) == escalation()


class TestHolidays:
    """`holidays` lists the holidays of the directory's own calendar."""

    def test_of_this_year_in_the_zone_of_the_directory(self) -> None:
        lines = words(call("holidays", now=at("2027-01-01 00:00", "UTC"))).splitlines()
        assert len(lines) == 19
        assert lines[10] == "2026-07-13: Virgen de Chiquinquirá"

    def test_of_another_year(self) -> None:
        arguments: dict[str, Any] = {"year": 2030, "language": "en"}
        text = words(call("holidays", arguments))
        assert "2030-07-01: Sacred Heart, Saint Peter and Saint Paul\n" in text
        found = record(call("holidays", arguments | {"full": True}))["holidays"]
        assert found[0]["date"] == "2030-01-01"
        assert found[0]["names"][0]["es"] == "Año Nuevo"

    def test_of_a_directory_without_holidays(self) -> None:
        none = default_directory().model_copy(update={"holiday_calendar": ()})
        assert words(call("holidays", {"year": 2026}, none)) == "2026: ningún festivo"

    def test_of_a_router_with_its_own(self) -> None:
        own = Router(directory(channel()), holidays={at("2026-05-04 00:00").date()})
        assert words(call("holidays", {"year": 2026}, own)) == "2026-05-04: festivo"


def test_a_special_case_is_named_with_its_date() -> None:
    moved = directory(channel(), closures=[closure("2026-07-10 17:00", "2026-07-10 20:00")])
    text = words(call("channel_status", {}, moved))
    assert "(Mudanza: 2026-07-10)" in text
