"""Channels, escalation levels, and the kinds of request that they serve."""

import pytest

from ccb_support import Contact, Directory, Medium, Priority, RequestType, default_directory
from ccb_support.model import AlwaysOpen, NotStated, RequestKind, WeeklyHours
from ccb_support.model.requests import every_kind, group_requests, sort_kinds
from tests.builders import PQRS, SHIPPED_TOML, channel
from tests.model.small_directory import SMALL

SHIPPED = default_directory()
CHANNELS = {channel.id: channel for channel in SHIPPED.channels}
LEVELS = {level.level: level for level in SHIPPED.escalation}

CHAT = "http://idealab.certicamara.com/CertiChat/chat.php"

EVERY_TYPE = tuple(RequestType)
EVERY_PRIORITY = tuple(Priority)


def describe(contacts: tuple[Contact, ...]) -> list[tuple[str, str]]:
    """Return how people read each contact in Spanish, and its URIs."""
    return [(contact.display("es"), " ".join(contact.uris)) for contact in contacts]


class TestShippedChannels:
    """The shipped directory says what the source's table of channels says, row by row."""

    def test_the_channels_are_in_order_of_preference(self) -> None:
        assert SHIPPED.channel_ids == ("pqrs", "p1_mobile", "national_line", "email", "chat")

    @pytest.mark.parametrize(
        ("channel", "rows", "request_types", "priorities"),
        [
            ("national_line", (1,), EVERY_TYPE, EVERY_PRIORITY),
            ("p1_mobile", (2,), EVERY_TYPE, (Priority.CRITICAL,)),
            ("email", (3,), EVERY_TYPE, EVERY_PRIORITY),
            ("chat", (4, 5), EVERY_TYPE, EVERY_PRIORITY),
            ("pqrs", (6,), PQRS, EVERY_PRIORITY),
        ],
    )
    def test_what_each_serves_and_where_that_is_printed(
        self,
        channel: str,
        rows: tuple[int, ...],
        request_types: tuple[str, ...],
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
            ("chat", [(CHAT, CHAT)]),
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
        assert describe(CHANNELS[channel].contacts) == contacts

    def test_the_file_says_what_pqrs_are_about(self) -> None:
        (line,) = (each for each in SHIPPED_TOML.splitlines() if '"petition", "complaint"' in each)
        assert '"respecto al servicio" de Certicámara' in line


class TestShippedEscalation:
    """The shipped directory says what the source's table of escalation levels says."""

    @pytest.mark.parametrize(
        ("level", "name", "hours", "contacts"),
        [
            (
                1,
                "grupo de soporte técnico",
                AlwaysOpen.ALWAYS,
                [
                    ("(601) 7457495", "tel:+576017457495"),
                    ("soporte.ccb@certicamara.com", "mailto:soporte.ccb@certicamara.com"),
                ],
            ),
            (
                2,
                "supervisor de soporte",
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
                "coordinador de soporte",
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
        assert describe(LEVELS[level].contacts) == contacts
        assert LEVELS[level].rows == (level,)

    def test_level_1_has_the_number_of_the_national_line(self) -> None:
        assert [level.level for level in SHIPPED.escalation] == [1, 2, 3]
        line = CHANNELS["national_line"]
        assert line.name.es == "Línea Gratuita Nacional"
        assert LEVELS[1].contacts[0] == line.contacts[0]


class TestChannel:
    """What a channel says about itself."""

    @pytest.mark.parametrize(
        ("channel", "by_priority", "by_request_type"),
        [("pqrs", False, True), ("p1_mobile", True, False), ("national_line", False, False)],
    )
    def test_it_is_reserved_if_it_does_not_serve_everything(
        self, channel: str, *, by_priority: bool, by_request_type: bool
    ) -> None:
        assert SHIPPED.is_reserved_by_priority(CHANNELS[channel]) is by_priority
        assert SHIPPED.is_reserved_by_request_type(CHANNELS[channel]) is by_request_type
        assert SHIPPED.is_reserved(CHANNELS[channel]) is (by_priority or by_request_type)

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
    def test_it_serves_its_types_at_its_priorities(
        self, channel: str, request_type: RequestType, priority: Priority, *, served: bool
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

    def test_its_types_and_priorities_may_be_spelled_repeated_and_unsorted(self) -> None:
        spelled = SMALL.replace(
            '["incidente", "Quejas"]', '["complaint", "queja", "Incidencias"]'
        ).replace('[3, "P1"]', '["crítica", 1, "media"]')
        assert Directory.from_toml(spelled).channels == Directory.from_toml(SMALL).channels

    def test_it_may_serve_nothing(self) -> None:
        text = SMALL.replace('["incidente", "Quejas"]', "[]")
        assert Directory.from_toml(text).channels[1].request_types == ()


def test_there_is_a_kind_for_each_type_and_priority() -> None:
    kinds = every_kind(SHIPPED)
    assert len(kinds) == len(set(kinds)) == len(RequestType) * len(Priority)
    assert kinds[0] == RequestKind(request_type="incident", priority=1)


def test_kinds_are_sorted_by_type_and_then_by_priority() -> None:
    assert sort_kinds(reversed(every_kind(SHIPPED)), SHIPPED) == every_kind(SHIPPED)


class TestGroups:
    """A group has the kinds that get the same answers."""

    def test_of_the_shipped_directory(self) -> None:
        groups = {
            tuple(
                channel.id
                for channel in SHIPPED.channels
                if channel.serves(first.request_type, first.priority)
            ): 1 + len(others)
            for first, *others in group_requests(every_kind(SHIPPED), SHIPPED.channels)
        }
        assert groups == {
            ("p1_mobile", "national_line", "email", "chat"): 3,
            ("national_line", "email", "chat"): 12,
            ("pqrs", "p1_mobile", "national_line", "email", "chat"): 5,
            ("pqrs", "national_line", "email", "chat"): 20,
        }

    def test_a_critical_request_is_not_in_a_group_with_others(self) -> None:
        groups = group_requests(every_kind(SHIPPED), [channel()])
        assert [{kind.priority for kind in group} for group in groups] == [{1}, {2, 3, 4, 5}]
