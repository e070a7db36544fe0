"""What the tools answer is what the library says: in words, and in full."""

import json
from datetime import datetime
from typing import Any

import pytest
from mcp_types import TextContent

from ccb_support import (
    Directory,
    EscalationLevel,
    Recommendation,
    Router,
    default_directory,
    escalation,
    recommend,
    timeline,
)
from ccb_support.live import Source
from ccb_support.mcp.tools import MOST_BYTES, MOST_PERIODS
from ccb_support.model import LocalizedText
from tests.builders import (
    OFFICE,
    at,
    changed,
    channel,
    chat,
    closure,
    directory,
    ends_on,
    mail,
    special_day,
)
from tests.editions import NEW, NEW_TOML, edition
from tests.mcp.calls import CLAIM, FRIDAY_EVENING, MORNING, call, error, record, words

WHEN = datetime.fromisoformat(MORNING)
LONG = LocalizedText(es="Ñ" * 500, en="Ñ" * 500)
LONG_ADDRESS = directory(channel(contacts=[chat("a" * 1_900)]))
NEARLY = LocalizedText(es="Ñ" * 96, en="Ñ" * 96)
WIDE = LocalizedText(es="Ñ" * 80, en="Ñ" * 80)
VERY_WIDE = LocalizedText(es="Ñ" * 200, en="Ñ" * 200)
DESK = directory(channel("desk", OFFICE))
CLOSED_ON_HOLIDAYS = channel("desk", OFFICE, holidays="closed")
HOLIDAYS_OF_ANOTHER = [
    directory(CLOSED_ON_HOLIDAYS),
    edition("2027-01-01", directory(channel("desk"), changed(CLOSED_ON_HOLIDAYS, id="other"))),
]
"""Editions in which holidays change first what one channel does, and then what another does."""
UNCHECKED_FIRST = [directory(CLOSED_ON_HOLIDAYS), edition("2029-06-01", DESK)]
"""Editions of which only the first one depends on holidays, also of years that nobody checked."""
AROUND_JUNE = {"start": "2029-05-31T18:00:00-05:00", "end": "2029-07-01T00:00:00-05:00"}
UNCHECKED = "\nLos festivos se revisaron hasta el 2027-12-31."
RANGE = {"start": "2026-07-10T12:00:00-05:00", "end": "2026-07-15T00:00:00-05:00"}
OWN_WORDS = directory(
    channel("desk", OFFICE, name=NEARLY, request_types=("claim",)),
    channel("spare", name=NEARLY, request_types=("claim", "complaint")),
)
OTHER_WORDS = edition(
    "2026-07-13",
    OWN_WORDS,
    request_types=[
        {"id": "claim", "name": {"es": "protesta"}},
        {"id": "complaint", "name": {"es": "queja"}, "spellings": ["reclamo"]},
    ],
)
"""An edition in which a word for a claim means a complaint."""
LATER = {"start": RANGE["start"], "end": "2030-01-01T09:00:00-05:00"}
SPAN = {"channel": "pqrs", "start": "2026-07-10T16:00:00-05:00"}
EDITIONS = [default_directory(), NEW]
NEW_YEARS_EVE = "2026-12-31T00:00:00-05:00"
NEW_YEAR = "2027-01-01T00:00:00-05:00"
AFTER_NEW_YEAR = "2027-01-02T00:00:00-05:00"
INCIDENT = {"request_type": "incident", "priority": 1}


def moved_on(*days: str) -> Source:
    """Return a directory that is closed on some days."""
    return directory(channel(), special_days=[special_day(each) for each in days])


WEEK = [f"2026-07-{day:02}" for day in range(10, 17)]


@pytest.mark.parametrize(
    ("tool", "arguments", "source", "said"),
    [
        (
            "recommend", CLAIM | {"when": MORNING}, None,
            (f"{recommend('claim', 2, WHEN).explain('es', when=WHEN, at=FRIDAY_EVENING)}\n"
            "Canal: pqrs. Enlace: tel:+576017442727. Vale hasta: 2026-11-24T17:00:00-05:00."),
        ),
        # An address is never cut.
        ("recommend", CLAIM | {"language": "en"}, LONG_ADDRESS, "… and 2 more: ask again with full=true"),
        ("timeline", CLAIM | RANGE, LONG_ADDRESS, "… y 1 más: pregunte otra vez con full=true"),
        ("timeline", INCIDENT | RANGE, None, "… / …: línea móvil de prioridad 1, (57) 318 717 49 37"),
        (
            "channel_status", {"channel": "pqrs", "when": MORNING, "language": "en"}, None,
            "pqrs: open, closes 2026-11-24T17:00:00-05:00. PQRS line, (601) 7442727 option 3",
        ),
        (
            "channel_status", {"channel": "pqrs", "when": "2026-07-10T09:30:00-05:00"}, None,
            "pqrs: atendía, cerró 2026-07-10T17:00:00-05:00. línea de PQRS, (601) 7442727 opción 3",
        ),
        (
            "channel_status", {}, None,
            ("pqrs: no atiende, abre 2026-07-14T07:00:00-05:00, Virgen de Chiquinquirá (2026-07-13). "
            "línea de PQRS, (601) 7442727 opción 3\n"
            "p1_mobile: atiende. línea móvil de prioridad 1, (57) 318 717 49 37\n"
            "national_line: atiende. Línea Gratuita Nacional, (601) 7457495\n"
            "email: atiende. correo de soporte, soporte.ccb@certicamara.com\n"
            "chat: atiende. chat en línea, http://idealab.certicamara.com/CertiChat/chat.php"),
        ),
        (
            "open_time", SPAN | {"end": "2026-07-14T21:00:30.25Z"}, None,
            ("pqrs: 10 h 0 min 30.25 s de atención, "
            "desde 2026-07-10T16:00:00-05:00 hasta 2026-07-14T16:00:30.250000-05:00"),
        ),
        (
            "open_time", SPAN | {"duration": "PT4H", "language": "en"}, None,
            ("pqrs: 4 h 0 min 0 s of open time, "
            "from 2026-07-10T16:00:00-05:00 to 2026-07-14T10:00:00-05:00"),
        ),
        # The number of now is dead when the channel opens.
        ("channel_status", {"channel": "pqrs", "when": "2026-12-31T18:00:00-05:00"},
         [default_directory(), Directory.from_toml(NEW_TOML.replace("7442727", "9990000"))],
         ("pqrs: no atiende, abre 2027-01-04T07:00:00-05:00, Año Nuevo (2027-01-01). "
          "línea de PQRS, (601) 9990000 opción 3")),
        (
            "holidays", {"year": 2026}, default_directory().model_copy(update={"holiday_calendar": ()}),
            "2026: ningún festivo",
        ),
        (
            "holidays", {"year": 2026}, Router(DESK, holidays={at("2026-05-04 00:00").date()}),
            "2026-05-04: festivo",
        ),
        ("escalation", {}, DESK, "El directorio no tiene niveles de escalamiento"),
    ],
)  # fmt: skip
def test_an_answer(tool: str, arguments: dict[str, Any], source: Source | None, said: str) -> None:
    assert words(call(tool, arguments, source)) == said


@pytest.mark.parametrize(
    ("tool", "arguments", "source", "said"),
    [
        ("recommend", INCIDENT, None, "La respuesta no cambia."),
        (
            "timeline", CLAIM | {"end": RANGE["end"], "language": "en"}, None,
            "2026-07-10T17:00:00-05:00 / 2026-07-14T07:00:00-05:00: national",
        ),
        ("timeline", CLAIM | RANGE, DESK, ", (601) 5550123 (no atiende)\n"),
        ("channel_status", {}, moved_on("2026-07-09/2026-07-13"), ", Mudanza (2026-07-09 - 2026-07-13). "),
        # Five causes have their names.
        ("channel_status", {}, moved_on(*WEEK), "Mudanza (2026-07-14) y 2 más. "),
        ("channel_status", {"language": "en"}, moved_on(*WEEK), "Move (2026-07-14) and 2 more. "),
        (
            "channel_status", {},
            directory(channel(), closures=[closure("2026-07-10 17:00", "2026-07-10 20:00")]),
            ", Mudanza (2026-07-10)",
        ),
        # A channel that never closes needs no reason.
        ("channel_status", {}, directory(channel("desk", "Mo-Su 00:00-24:00", holidays="00:00-24:00")), "desk: atiende. Canal desk"),
        (
            # The holiday of 13 July is over by the time that is asked about.
            "channel_status", {"when": "2026-07-15T08:00:00-05:00"},
            directory(
                channel("desk", "Mo-Su 00:00-24:00", holidays="00:00-24:00"),
                closures=[closure("2026-07-21 08:00", "2026-07-21 10:00")],
            ),
            ", cierra 2026-07-21T08:00:00-05:00, Día de la Independencia (2026-07-20). ",
        ),
        ("escalation", {}, None, "1. grupo de soporte técnico (24 horas): (601) 7457495, soporte.ccb@certicamara.com\n"),
        ("escalation", {}, None, "\n2. supervisor de soporte (horario no indicado): (601) 745 2141 extensiones 1104, "),
        ("escalation", {"language": "en"}, None, "\n2. support supervisor (hours not stated): (601) 745 2141 extensions 1104, "),
        ("holidays", {"year": 2030, "language": "en"}, None, "2030-07-01: Sacred Heart, Saint Peter and Saint Paul\n"),
        # What nobody checked is said of each tool that speaks of it, as on the command line.
        ("holidays", {"year": 2028}, None, UNCHECKED),
        ("channel_status", {"when": "2031-01-10T18:00:00-05:00"}, None, UNCHECKED),
        ("channel_status", {"when": "2027-12-31T18:00:00-05:00"}, None, UNCHECKED),
        ("timeline", CLAIM | {"start": "2027-12-31T18:00:00-05:00", "end": "2029-01-01T00:00:00-05:00"}, None, f"{UNCHECKED}\n… sigue: pregunte otra vez con start=2028-"),
        ("timeline", CLAIM | LATER | {"unavailable": ["pqrs"]}, None, UNCHECKED),
        ("open_time", SPAN | {"duration": "P365D"}, None, UNCHECKED),
        (
            "open_time", {"channel": "desk"} | LATER,
            [DESK, edition("2027-01-01", HOLIDAYS_OF_ANOTHER[0])], UNCHECKED,
        ),
        ("holidays", {"year": 2029}, UNCHECKED_FIRST, UNCHECKED),
        ("channel_status", {"when": AROUND_JUNE["start"]}, UNCHECKED_FIRST, UNCHECKED),
        ("timeline", CLAIM | AROUND_JUNE, UNCHECKED_FIRST, UNCHECKED),
        ("open_time", {"channel": "desk"} | AROUND_JUNE, UNCHECKED_FIRST, UNCHECKED),
    ],
)  # fmt: skip
def test_a_part_of_an_answer(
    tool: str, arguments: dict[str, Any], source: Source | None, said: str
) -> None:
    assert said in words(call(tool, arguments, source))


@pytest.mark.parametrize(
    ("tool", "arguments", "source"),
    [
        ("timeline", INCIDENT | LATER, None),
        # The first page ends long before.
        ("timeline", CLAIM | LATER, None),
        ("channel_status", {"channel": "chat", "when": LATER["end"]}, None),
        ("open_time", {"channel": "chat"} | LATER, None),
        # The last edition does not have the channel.
        ("open_time", {"channel": "desk"} | LATER, [DESK, edition("2027-01-01", directory())]),
        ("channel_status", {"channel": "desk", "when": LATER["end"]}, HOLIDAYS_OF_ANOTHER),
        # It changed something before, at another time.
        ("channel_status", {"when": AROUND_JUNE["end"]}, UNCHECKED_FIRST),
        ("holidays", {"year": 2030}, UNCHECKED_FIRST),
    ],
)
def test_holidays_that_change_nothing_are_not_mentioned(
    tool: str, arguments: dict[str, Any], source: Source | None
) -> None:
    assert UNCHECKED not in words(call(tool, arguments, source))


class TestRecommend:
    """`recommend` says whom to contact, and until when that holds."""

    def test_heeds_what_is_preferred_and_what_is_down(self) -> None:
        wishes = {"when": MORNING, "prefer": "chat", "unavailable": ["chat", f"pqrs={MORNING}"]}
        answer = record(call("recommend", CLAIM | wishes | {"full": True}))
        down = {"chat": None, "pqrs": WHEN}
        expected = recommend("claim", 2, WHEN, prefer="chat", unavailable=down)
        assert Recommendation.model_validate(answer) == expected

    def test_gives_everything_if_asked(self) -> None:
        result = call("recommend", CLAIM | {"full": True, "language": "en"})
        answer = recommend("claim", 2, FRIDAY_EVENING)
        values: Any = result.structured_content
        assert datetime.fromisoformat(values["valid_until"]) == answer.valid_until
        text, written = (each.text for each in result.content if isinstance(each, TextContent))
        assert answer.why("en", at=FRIDAY_EVENING) in text
        assert json.loads(written) == record(result)
        assert Recommendation.model_validate(record(result)) == answer
        long = record(call("recommend", CLAIM | {"full": True}, LONG_ADDRESS))
        assert long["uri"].endswith("a")

    def test_shows_the_contact_in_the_language_of_the_words(self) -> None:
        result = call("recommend", CLAIM | {"when": MORNING, "language": "en"})
        shown: Any = result.structured_content
        assert shown["display"] == "(601) 7442727 option 3"

    @pytest.mark.parametrize("now", [FRIDAY_EVENING, WHEN])
    def test_says_less_in_place_of_more_than_1_kb(self, now: datetime) -> None:
        long = directory(
            channel("desk", OFFICE, name=LONG), channel("spare", name=LONG, contacts=[mail()])
        )
        assert len(words(call("recommend", CLAIM, long, now)).encode()) <= MOST_BYTES

    @pytest.mark.parametrize("tool", ["recommend", "timeline"])
    def test_says_in_a_line_whom_to_turn_to_if_no_channel_is_left(self, tool: str) -> None:
        down = {"unavailable": [*default_directory().channel_ids], "language": "en"}
        until = {"end": MORNING} if tool == "timeline" else {}
        line = error(call(tool, CLAIM | down | until))
        assert line.endswith(" Turn to the escalation levels")

    def test_counts_the_levels_that_are_too_long(self) -> None:
        fields = {"name": LONG, "contacts": [mail()], "hours": "not_stated", "rows": []}
        levels = tuple(EscalationLevel.model_validate({"level": each, **fields}) for each in (1, 2))
        long = directory(channel()).model_copy(update={"escalation": levels})
        assert "… and 2 more: ask again" in words(call("escalation", {"language": "en"}, long))


class TestTimeline:
    """`timeline` gives pages, each as long as fits."""

    def test_lists_the_answers(self) -> None:
        everything = record(call("timeline", CLAIM | RANGE | {"full": True}))
        answers = list(timeline("claim", 2, *map(datetime.fromisoformat, RANGE.values())))
        fields = {"valid_from", "valid_until", "contact", "uri", "open_now", "reason"}
        assert everything["next"] is None
        assert everything["periods"] == [
            {"channel": each.channel.id} | each.model_dump(mode="json", include=fields)
            for each in answers
        ]
        lines = words(call("timeline", CLAIM | RANGE)).splitlines()
        assert lines[1] == (
            "2026-07-10T17:00:00-05:00 / 2026-07-14T07:00:00-05:00: "
            "Línea Gratuita Nacional, (601) 7457495"
        )
        assert len(lines) == len(answers)

    @pytest.mark.parametrize(
        ("desk", "end", "full", "most"),
        [
            (default_directory(), "2026-11-01T00:00:00-05:00", True, MOST_PERIODS),
            (default_directory(), "2026-11-01T00:00:00-05:00", False, 8),
            # With the line that says where to go on, the last period would not fit.
            (directory(channel("desk", OFFICE, name=NEARLY), channel("spare", name=NEARLY)), RANGE["end"], False, 3),
            (directory(channel("desk", OFFICE, name=WIDE), channel("spare", name=WIDE)), RANGE["end"], False, 3),
            (directory(channel("desk", OFFICE, name=VERY_WIDE), channel("spare", name=VERY_WIDE)), RANGE["end"], False, 1),
            ([OWN_WORDS, OTHER_WORDS], RANGE["end"], False, 3),
        ],
        ids=["everything", "in brief", "what just has room", "what has room", "one", "a word with two meanings"],
    )  # fmt: skip
    def test_goes_on_where_it_left_off(
        self, desk: Directory | list[Directory], end: str, most: int, *, full: bool
    ) -> None:
        """Asked again as its last line says, it gives every answer, and none twice."""
        asked: dict[str, Any] = {"request_type": "reclamo", "priority": "P2"}
        asked |= {"start": RANGE["start"], "end": end, "full": full}
        bounds = [datetime.fromisoformat(asked[each]) for each in ("start", "end")]
        answers = Router(desk).timeline("claim", 2, *bounds)
        starts: list[str] = []
        sizes: list[int] = []
        following = " "
        while following:
            result = call("timeline", asked, desk)
            text, _, following = words(result).partition("\n… sigue: pregunte otra vez con ")
            assert full or len(words(result).encode()) <= MOST_BYTES
            found = [line.partition(" / ")[0] for line in text.splitlines()]
            starts += found
            sizes.append(len(found))
            values: Any = result.structured_content
            asked |= dict(each.split("=") for each in following.split(", ") if each)
            assert values["next"] == (asked["start"] if following else None)
        assert starts == [each.valid_from and each.valid_from.isoformat() for each in answers]
        assert {*sizes[:-1]} == {most}

    @pytest.mark.parametrize("full", [True, False])
    def test_ends_where_nobody_answers_any_more(self, *, full: bool) -> None:
        closed = directory(channel("desk", OFFICE), closures=[ends_on("2026-07-15")])
        *lines, last = words(call("timeline", CLAIM | RANGE | {"full": full}, closed)).splitlines()
        assert len(lines) == 5
        assert last == (
            "… sigue: pregunte otra vez con start=2026-07-14T17:00:00-05:00, request_type=claim, "
            "priority=2"
        )
        following = {"start": "2026-07-14T17:00:00-05:00", "end": RANGE["end"]}
        line = error(call("timeline", CLAIM | following, closed))
        assert line == ("No available channel serves 'claim' (P2, high), now or later")


class TestOtherTools:
    """The other tools list what the library says."""

    def test_counts_the_channels_that_do_not_fit(self) -> None:
        many = directory(*(channel(f"desk{each}") for each in range(50)))
        text = words(call("channel_status", {"language": "en"}, many))
        assert len(text.encode()) <= MOST_BYTES
        shown, _, more = text.rpartition("\n… and ")
        longest = max(map(len, shown.splitlines()))
        assert len(shown) + longest > MOST_BYTES - 100, "another channel would fit"
        assert more == f"{50 - len(shown.splitlines())} more: ask again with full=true"
        assert len(record(call("channel_status", {"full": True}, many))["channels"]) == 50

    def test_open_time_levels_and_holidays_in_full(self) -> None:
        assert record(call("open_time", SPAN | {"duration": "PT4H", "full": True})) == {
            "directory_version": default_directory().version,
            **SPAN,
            "end": "2026-07-14T10:00:00-05:00",
            "seconds": 14_400,
        }
        levels = record(call("escalation", {"full": True}))["levels"]
        assert tuple(map(EscalationLevel.model_validate, levels)) == escalation()
        (first, *_) = record(call("holidays", {"year": 2030, "full": True}))["holidays"]
        assert (first["date"], first["names"][0]["es"]) == ("2030-01-01", "Año Nuevo")

    def test_open_time_counts_from_now(self) -> None:
        """A model does not know what time it is."""
        asked = {"channel": "pqrs", "duration": "PT4H"}
        said = words(call("open_time", asked, now=at("2026-07-10 16:00")))
        assert said == words(call("open_time", asked | SPAN))

    @pytest.mark.parametrize(
        ("tool", "arguments", "versions"),
        [
            ("recommend", CLAIM | {"when": NEW_YEAR}, [NEW]),
            ("timeline", CLAIM | {"start": NEW_YEAR, "end": AFTER_NEW_YEAR}, [NEW]),
            ("channel_status", {"when": NEW_YEAR}, [NEW]),
            ("open_time", SPAN | {"start": NEW_YEAR, "duration": "PT4H"}, [NEW]),
            ("timeline", CLAIM | {"start": NEW_YEARS_EVE, "end": AFTER_NEW_YEAR}, EDITIONS),
            ("open_time", SPAN | {"start": NEW_YEARS_EVE, "end": AFTER_NEW_YEAR}, EDITIONS),
        ],
    )
    def test_name_every_edition_that_answers(
        self, tool: str, arguments: dict[str, Any], versions: list[Directory]
    ) -> None:
        values: Any = call(tool, arguments, EDITIONS).structured_content
        assert values["directory_version"] == ", ".join(each.version for each in versions)

    def test_holidays_are_those_of_the_edition_of_each_day(self) -> None:
        def listing(*days: str) -> dict[str, Any]:
            return {"holiday_calendar": [{"date": each, "name": "A"} for each in days]}

        first = changed(DESK, **listing("2027-02-01", "2027-09-01", "12-25"))
        second = edition("2027-07-01", DESK, **listing("2027-03-01", "2027-08-01"))
        result = call("holidays", {"year": 2027, "full": True}, [first, second])
        found = [each["date"] for each in record(result)["holidays"]]
        assert found == ["2027-02-01", "2027-08-01"]
        assert record(result)["directory_version"] == f"{first.version}, 2027-07-01"
        later = call("holidays", {"year": 2028, "full": True}, [first, second])
        assert record(later)["directory_version"] == second.version
        assert words(later) == "2028: ningún festivo"

    def test_holidays_of_this_year_in_the_zone_of_the_directory(self) -> None:
        lines = words(call("holidays", now=at("2027-01-01 00:00", "UTC"))).splitlines()
        assert len(lines) == 19
        assert lines[10] == "2026-07-13: Virgen de Chiquinquirá"
