"""Channels, escalation levels, and the kinds of request that they serve."""

import pytest

from ccb_support import Contact, Directory, Medium, Priority, RequestType
from ccb_support.model import AlwaysOpen, NotStated, RequestKind
from ccb_support.model.requests import every_kind, group_requests, sort_kinds
from tests.builders import OFFICE, PQRS, SHIPPED, SHIPPED_TOML, channel, weekly_hours
from tests.model.small_directory import SMALL

CHANNELS = {channel.id: channel for channel in SHIPPED.channels}

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
        ("channel", "rows", "served", "hours", "holidays", "contacts"),
        [
            (
                "national_line",
                (1,),
                (EVERY_TYPE, EVERY_PRIORITY),
                "always",
                "open",
                [("(601) 7457495", "tel:+576017457495")],
            ),
            (
                "p1_mobile",
                (2,),
                (EVERY_TYPE, (Priority.CRITICAL,)),
                "always",
                "open",
                [("(57) 318 717 49 37", "tel:+573187174937")],
            ),
            (
                "email",
                (3,),
                (EVERY_TYPE, EVERY_PRIORITY),
                "always",
                "open",
                [("soporte.ccb@certicamara.com", "mailto:soporte.ccb@certicamara.com")],
            ),
            ("chat", (4, 5), (EVERY_TYPE, EVERY_PRIORITY), "always", "open", [(CHAT, CHAT)]),
            (
                "pqrs",
                (6,),
                (PQRS, EVERY_PRIORITY),
                OFFICE,
                "closed",
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
    def test_each_channel(
        self,
        channel: str,
        rows: tuple[int, ...],
        served: tuple[tuple[str, ...], tuple[Priority, ...]],
        hours: str,
        holidays: str,
        contacts: list[tuple[str, str]],
    ) -> None:
        found = CHANNELS[channel]
        assert found.rows == rows
        assert (found.request_types, found.priorities) == served
        assert (found.hours, found.holidays) == (weekly_hours(hours), holidays)
        assert describe(found.contacts) == contacts

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
        found = SHIPPED.escalation[level - 1]
        assert (found.level, found.name.es, found.rows) == (level, name, (level,))
        assert found.hours is hours
        assert describe(found.contacts) == contacts

    def test_level_1_has_the_number_of_the_national_line(self) -> None:
        line = CHANNELS["national_line"]
        assert line.name.es == "Línea Gratuita Nacional"
        assert SHIPPED.escalation[0].contacts[0] == line.contacts[0]


class TestChannel:
    """What a channel says about itself."""

    @pytest.mark.parametrize(
        ("channel", "by_priority", "by_request_type"),
        [("pqrs", False, True), ("p1_mobile", True, False), ("national_line", False, False)],
    )
    def test_it_is_reserved_if_it_does_not_serve_everything(
        self, channel: str, *, by_priority: bool, by_request_type: bool
    ) -> None:
        found = CHANNELS[channel]
        assert (
            SHIPPED.is_reserved_by_priority(found),
            SHIPPED.is_reserved_by_request_type(found),
            SHIPPED.is_reserved(found),
        ) == (by_priority, by_request_type, by_priority or by_request_type)

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
        pqrs = CHANNELS["pqrs"]
        found = [*map(pqrs.contact_by, (Medium.EMAIL, Medium.PHONE, Medium.CHAT))]
        assert found == [pqrs.contacts[1], pqrs.contacts[0], None]

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


def test_there_is_a_kind_for_each_type_and_priority_in_this_order() -> None:
    kinds = [RequestKind(request_type=each, priority=n) for each in RequestType for n in Priority]
    assert [*every_kind(SHIPPED)] == kinds
    assert [*sort_kinds(reversed(kinds), SHIPPED)] == kinds


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
