"""What a router is asked, what it refuses, and what it answers."""

import re
from datetime import datetime, timedelta
from typing import Any, cast
from unittest.mock import MagicMock

import pytest

from ccb_support import (
    BOGOTA,
    Channel,
    Medium,
    NoChannelError,
    OutOfRangeError,
    Reason,
    RequestType,
    Router,
    UnknownChannelError,
    UnknownRequestTypeError,
    Verdict,
    default_directory,
    recommend,
    timeline,
)
from ccb_support.errors import NotACollectionError
from ccb_support.testing.oracle_hours import MICROSECOND
from tests.builders import (
    CLOSING,
    NOON,
    PQRS,
    at,
    changed,
    channel,
    chat,
    directory,
    form,
    mail,
    phone,
    whatsapp,
)
from tests.systems import THOROUGH

FIRST = datetime(1984, 1, 1, tzinfo=BOGOTA)
END = datetime(2200, 1, 1, tzinfo=BOGOTA)


def test_if_nothing_is_open_the_one_that_opens_soonest_is_the_answer() -> None:
    router = Router(directory(channel("late", "Mo 09:00-10:00"), channel("soon", "Mo 08:00-09:30")))
    answer = router.recommend("incident", 3, at("2026-11-28 12:00"))
    assert (answer.channel.id, answer.reason) == ("soon", Reason.OPENS_NEXT)
    assert (answer.open_now, answer.alternatives, answer.closes_at) == (False, (), None)
    assert answer.opens_at == answer.valid_until == at("2026-11-30 08:00")
    assert [(entry.verdict, entry.opens_at) for entry in answer.trace] == [
        (Verdict.CLOSED, at("2026-11-30 09:00")),
        (Verdict.RECOMMENDED, at("2026-11-30 08:00")),
    ]


class TestNobody:
    """If no available channel serves the request, now or later, an error says why."""

    @pytest.mark.parametrize("request_type", RequestType)
    def test_everything_is_down(self, request_type: RequestType) -> None:
        down = default_directory().channel_ids
        with pytest.raises(NoChannelError) as caught:
            recommend(request_type, 1, NOON, unavailable=down)
        verdicts = {entry.verdict for entry in caught.value.trace}
        not_served = set[Verdict]() if request_type in PQRS else {Verdict.NOT_SERVED}
        assert verdicts == {Verdict.UNAVAILABLE} | not_served
        assert [level.level for level in caught.value.escalation] == [1, 2, 3]
        assert str(caught.value).endswith(
            " until one that is down is back. Turn to the escalation levels"
        )

    def test_a_channel_is_back_at_a_known_time(self) -> None:
        back = {"email": NOON + timedelta(hours=2), "chat": NOON + timedelta(hours=1)}
        with pytest.raises(NoChannelError) as caught:
            recommend(
                "incident",
                3,
                NOON,
                unavailable=dict.fromkeys(default_directory().channel_ids) | back,
            )
        assert caught.value.message("es") == (
            "Ningún canal disponible recibe incidentes (P3, media) mientras no vuelva uno de los "
            "que no están disponibles (se espera uno el 2026-11-24 13:00). Comuníquese con los "
            "niveles de escalamiento"
        )

    def test_the_first_that_is_back_in_an_hour_that_comes_twice(self) -> None:
        desk = directory(channel("desk"), channel("line"), time_zone="America/New_York")
        first = at("2026-11-01 01:50", "America/New_York")
        back = {"line": first.replace(hour=1, minute=10, fold=1), "desk": first}
        with pytest.raises(NoChannelError, match=r"one is expected at 2026-11-01 01:50"):
            Router(desk).recommend("claim", 3, first - timedelta(hours=1), unavailable=back)

    @pytest.mark.parametrize(
        ("down", "words"),
        [([], ", now or later"), (["desk"], " until one that is down is back")],
    )
    def test_there_are_no_levels(self, down: list[str], words: str) -> None:
        router = Router(directory(channel("desk", "Mo 08:00-09:00" if down else "")))
        with pytest.raises(NoChannelError) as caught:
            router.recommend("incident", 3, NOON, unavailable=down)
        assert str(caught.value) == f"No available channel serves 'incident' (P3, medium){words}"


GENERAL = channel("general", "Tu 08:00-17:00")
RESERVED = channel("reserved", "Mo 08:00-17:00", request_types=["claim"])
CLAIMS = channel("claims", request_types=["claim"], contacts=[chat()])
CLAIMS_OF_ONE_PRIORITY = channel("both", request_types=["claim"], priorities=[3])


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        ([RESERVED, GENERAL], Reason.FALLBACK),
        ([GENERAL, RESERVED], Reason.GENERAL),
        ([GENERAL, CLAIMS], Reason.PREFERRED),
        ([CLAIMS, GENERAL], Reason.DEDICATED),
        ([RESERVED, CLAIMS], Reason.DEDICATED),
        # A line for the priority is open, so the preference for a chat is ignored.
        ([RESERVED, CLAIMS_OF_ONE_PRIORITY, CLAIMS], Reason.PRIORITY),
    ],
)
def test_the_reason_is_the_first_that_applies(order: list[Channel], reason: Reason) -> None:
    """A desk that answers in place of a reserved one is a fallback only if the reserved one comes first."""
    router = Router(directory(*order))
    assert router.recommend("claim", 3, NOON, prefer="chat").reason == reason


class EqualToAll:
    """What only equals an id, which it is not."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__: Any = "chat".__hash__


class TestUnavailable:
    """`unavailable` takes a collection of known ids, and nothing else."""

    @pytest.mark.parametrize(
        "ids", [["chat"], ("chat",), {"chat"}, frozenset({"chat"}), {"chat": None}]
    )
    def test_any_collection(self, ids: list[str]) -> None:
        answer = recommend("incident", 4, NOON, unavailable=ids)
        assert [each.id for each in answer.alternatives] == ["email"]

    @pytest.mark.parametrize(
        "ids",
        ["chat", "", b"cha", None, 5, iter(["chat"])],
        ids=["a word", "no word", "bytes", "nothing", "a number", "an iterator"],
    )
    def test_no_collection(self, ids: object) -> None:
        with pytest.raises(NotACollectionError, match=re.escape(repr(ids))):
            recommend("incident", 4, NOON, unavailable=cast("list[str]", ids))

    @pytest.mark.parametrize(
        "unknown", ["fax", "", 5, None, ["chat"], pytest.param(EqualToAll(), id="equal to all")]
    )
    def test_unknown_ids(self, unknown: object) -> None:
        # Only one of them says that it is such an id.
        assert unknown != "chat" or isinstance(unknown, EqualToAll)
        with pytest.raises(UnknownChannelError, match=re.escape(repr(unknown))) as caught:
            recommend("incident", 4, NOON, unavailable=cast("list[str]", [unknown]))
        assert caught.value.accepted == default_directory().channel_ids


class TestPreferForACriticalRequest:
    """While a telephone is open, only a preference for it counts; with an own line open, none does."""

    LINE = channel("line", "Tu 08:00-17:00", contacts=[phone(1), mail("line")])
    WRITING = channel("writing", contacts=[chat(), mail(), whatsapp(), form()])
    ROUTER = Router(directory(WRITING, LINE))

    @pytest.mark.parametrize("medium", [each for each in Medium if each is not Medium.PHONE])
    def test_nobody_writes_while_a_telephone_is_open(self, medium: Medium) -> None:
        answer = self.ROUTER.recommend("incident", 1, NOON, prefer=medium)
        assert (answer.contact, answer.reason) == (chat(), Reason.GENERAL)
        assert self.ROUTER.recommend("incident", 2, NOON, prefer=medium).contact.medium == medium

    def test_a_telephone_may_be_preferred(self) -> None:
        answer = self.ROUTER.recommend("incident", 1, NOON, prefer="phone")
        assert (answer.channel.id, answer.reason) == ("line", Reason.PREFERRED)

    @pytest.mark.parametrize(("when", "down"), [(at("2026-11-24 20:00"), ()), (NOON, ("line",))])
    def test_without_an_open_telephone_the_preference_counts(
        self, when: datetime, down: tuple[str, ...]
    ) -> None:
        answer = self.ROUTER.recommend("incident", 1, when, prefer="email", unavailable=down)
        assert answer.contact == mail()

    def test_a_telephone_of_another_request_does_not_count(self) -> None:
        router = Router(directory(self.WRITING, changed(self.LINE, request_types=["claim"])))
        assert router.recommend("incident", 1, NOON, prefer="email").contact == mail()

    def test_a_line_for_few_priorities_counts_wherever_the_list_has_it(self) -> None:
        router = Router(directory(self.WRITING, changed(self.LINE, priorities=[2])))
        assert router.recommend("incident", 2, NOON, prefer="email").contact == chat()


def test_a_status_holds_from_the_last_change_to_the_next() -> None:
    status = Router(default_directory()).status("pqrs", NOON)
    assert (status.valid_from, status.valid_until) == (at("2026-11-24 07:00"), CLOSING)


@THOROUGH
def test_a_calendar_in_which_every_day_is_a_holiday_closes_for_good() -> None:
    every_day = MagicMock()
    every_day.__contains__.return_value = True
    status = Router(default_directory(), holidays=every_day).status("pqrs", NOON)
    assert not status.open_now
    assert status.opens_at is status.valid_from is status.valid_until is None


class TestTimeline:
    """`timeline` ends before its end, which may be 2200-01-01."""

    @pytest.mark.parametrize(
        ("end", "channels"),
        [
            pytest.param(NOON + MICROSECOND, ["pqrs"], id="a microsecond is a range"),
            pytest.param(CLOSING, ["pqrs"], id="the end itself is left out"),
            pytest.param(CLOSING + MICROSECOND, ["pqrs", "national_line"], id="but not more"),
        ],
    )
    def test_its_end_is_exact(self, end: datetime, channels: list[str]) -> None:
        answers = timeline("complaint", 3, NOON, end)
        assert [answer.channel.id for answer in answers] == channels

    def test_the_end_of_the_range(self) -> None:
        (last,) = timeline("complaint", 3, END - timedelta(hours=1), END)
        assert last.valid_until is None
        with pytest.raises(OutOfRangeError):
            timeline("complaint", 3, NOON, END + MICROSECOND)

    def test_it_recognises_swapped_arguments(self) -> None:
        way_out = "'complaint' is the request type, and 3 is the priority$"
        with pytest.raises(UnknownRequestTypeError, match=way_out):
            timeline(cast("str", 3), "complaint", NOON, END)
