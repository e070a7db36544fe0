"""Several editions of a directory, each for its own time."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ccb_support import (
    Directory,
    DirectoryError,
    Medium,
    NoChannelError,
    OutOfRangeError,
    Reason,
    Recommendation,
    Router,
    default_directory,
    verify,
)
from ccb_support.errors import (
    NotAChannelDirectoryError,
    SeveralEditionsError,
    UnknownChannelError,
    UnknownPriorityError,
    UnknownRequestTypeError,
)
from ccb_support.testing import Oracle
from ccb_support.testing.oracle_hours import MICROSECOND
from tests.builders import (
    at,
    changed,
    channel,
    chat,
    closure,
    directory,
    ends_on,
    mail,
    phone,
    season,
    special_day,
)
from tests.editions import NEW, SHIPPED, WITH_OWN_WORDS, edition
from tests.systems import THOROUGH

EDGE = at("2027-01-01")
INCIDENT = "incident", 3
OFFICE = "Mo-Fr 08:00-17:00"


def two(old: Directory, new: Directory, day: str = "2027-01-01") -> Router:
    """Return a router over a directory, and another one from a day on."""
    return Router([edition(day, new), old])


class TestTheEditionInForce:
    ROUTER = Router([NEW, default_directory()])

    def test_is_known(self) -> None:
        assert self.ROUTER.editions == (default_directory(), NEW)
        assert self.ROUTER.edition_at(EDGE) is self.ROUTER.editions[1]
        assert self.ROUTER.escalation(EDGE) == NEW.escalation

    def test_is_needed_by_some_questions(self) -> None:
        with pytest.raises(SeveralEditionsError, match=r"edition_at\(when\)"):
            _ = self.ROUTER.directory
        with pytest.raises(SeveralEditionsError, match=f"{SHIPPED.version}, 2027.01.01"):
            _ = self.ROUTER.holidays
        with pytest.raises(ValueError, match=r"escalation\(when\)"):
            self.ROUTER.escalation()

    @pytest.mark.parametrize(
        "ask",
        [
            lambda: Router(NEW).recommend("incident", 1, EDGE - MICROSECOND),
            lambda: verify(NEW, EDGE - MICROSECOND, EDGE),
        ],
        ids=["recommend", "verify"],
    )
    def test_closes_all_time_before_the_first(self, ask: Callable[[], object]) -> None:
        assert Router(NEW).recommend("incident", 1, EDGE).valid_from is None
        with pytest.raises(
            OutOfRangeError, match=r"from 2027-01-01 to 2199,.* holds from 2027-01-01"
        ):
            ask()

    def test_holds_with_given_holidays(self) -> None:
        open_day = date(2027, 1, 5)
        old = directory(channel(hours=OFFICE, holidays="closed"), channel("line"))
        router = Router([old, edition("2027-01-01", old)], holidays={open_day})
        assert not router.status("desk", at("2027-01-05 09:00")).open_now
        assert router.status("desk", at("2027-01-01 09:00")).open_now


class TestWhatDoesNotFit:
    @pytest.mark.parametrize(
        ("editions", "fault"),
        [
            ([NEW, changed(NEW, version="x")], "[1], effective: holds from 2027-01-01 on, as [0]"),
            ([directory(), changed(directory(), version="x")], "[1], effective: is missing, and in [0] too"),
            ([directory(), edition("2027-01-02", directory(), version="1")], "[1], version: is the version of"),
            ([directory(), edition("2027-01-01", directory(time_zone="America/Lima"))],
             "[1], time_zone: is not America/Bogota"),
            # The zone skips a day.
            ([edition(f"2011-12-{day}", directory(time_zone="Pacific/Apia")) for day in (30, 31)],
             "[1], effective: holds from 2011-12-31 on, as [0]"),
        ],
    )  # fmt: skip
    def test_is_a_fault(self, editions: Sequence[Directory], fault: str) -> None:
        with pytest.raises(DirectoryError) as caught:
            Router(editions)
        assert [str(each)[: len(fault)] for each in caught.value.faults] == [fault]

    @pytest.mark.parametrize("wrong", [[], (), [NEW, None], "text", None])
    def test_is_no_directory(self, wrong: Any) -> None:  # noqa: ANN401 - a caller may ignore the types
        with pytest.raises(NotAChannelDirectoryError):
            Router(wrong)

    def test_is_a_calendar_without_the_year_of_the_edge(self) -> None:
        pytest.importorskip("holidays")
        office = channel(hours=OFFICE, holidays="closed")
        first = directory(office, holiday_calendar="SV")
        late = edition("2190-01-01", directory(office))
        assert Router(first).engine.clock.years.last < 2190
        with pytest.raises(
            DirectoryError, match="in which the edition of 2190-01-01 begins"
        ) as caught:
            Router([first, late])
        assert [each.path for each in caught.value.faults] == ["holiday_calendar"]
        last = Router(first).engine.clock.years.last
        at_once = Router([first, edition(f"{last + 1}-01-01", directory(office))])
        assert at_once.engine.clock.years.last > last

    @pytest.mark.parametrize("before", [[], [directory()]])
    def test_is_an_edition_after_the_years_of_its_calendar(self, before: list[Directory]) -> None:
        pytest.importorskip("holidays")
        office = directory(channel(hours=OFFICE, holidays="closed"), holiday_calendar="JP")
        assert Router([*before, edition("2099-12-31", office)]).engine.clock.years.last == 2099
        with pytest.raises(DirectoryError, match="the edition of 2100-01-01 begins"):
            Router([*before, edition("2100-01-01", office)])


class TestOneChannelAcrossEditions:
    def test_looks_across_the_edge(self) -> None:
        old, new = (
            directory(channel(hours="Mo-Su 08:00-24:00")),
            directory(channel(hours="Mo-Su 00:00-06:00")),
        )
        router = two(old, new)
        status = router.status("desk", at("2026-12-31 20:00"))
        assert (status.closes_at, status.valid_until) == (at("2027-01-01 06:00"), EDGE)
        late = router.status("desk", at("2027-01-01 03:00"))
        assert (late.closes_at, late.valid_from) == (at("2027-01-01 06:00"), EDGE)
        answer = router.recommend(*INCIDENT, at("2026-12-31 20:00"))
        assert (answer.closes_at, answer.valid_until) == (at("2027-01-01 06:00"), EDGE)
        span = at("2026-12-31 20:00"), at("2027-01-01 09:00")
        assert router.open_spans("desk", *span) == [(span[0], at("2027-01-01 06:00"))]
        assert router.open_time("desk", *span) == timedelta(hours=10)
        assert router.add_open_time("desk", span[0], timedelta(hours=10)) == at("2027-01-01 06:00")

    def test_is_closed_while_an_edition_does_not_have_it(self) -> None:
        old, new = (
            directory(channel("line")),
            directory(channel("line"), channel("chat", contacts=[mail()])),
        )
        last = edition("2027-02-01", directory(channel("line")))
        router = Router([old, edition("2027-01-01", new), last])
        assert router.status("chat", at("2026-12-31")).opens_at == EDGE
        assert router.status("chat", EDGE).closes_at == at("2027-02-01")
        gone = router.status("chat", at("2027-02-02"))
        assert (gone.open_now, gone.opens_at, gone.channel) == (False, None, new.channel("chat"))
        alone = router.recommend(*INCIDENT, EDGE, unavailable=["line"])
        assert (alone.channel.id, alone.closes_at) == ("chat", at("2027-02-01"))
        assert router.recommend(*INCIDENT, at("2026-12-31"), unavailable=["chat"]).open_now
        with pytest.raises(UnknownChannelError, match="line, chat"):
            router.status("mail", EDGE)

    def test_names_the_nearest_that_wrote_it_and_an_earlier_one_first(self) -> None:
        named = [
            directory(channel("line"), channel("chat", contacts=[phone(number)]))
            for number in (1, 2)
        ]
        between = directory(channel("line"))
        days = ("2027-01-01", "2027-02-01", "2027-03-01", "2027-04-01")
        every = [named[0], between, named[1], between]
        router = Router([edition(*each) for each in zip(days, every, strict=True)])
        found = [router.status("chat", at(day)).channel for day in ("2027-02-10", "2027-04-10")]
        assert found == [each.channel("chat") for each in named]
        alone = Router([edition("2027-01-01", between), edition("2027-02-01", named[1])])
        assert alone.status("chat", at("2027-01-10")).channel == named[1].channel("chat")

    NIGHT, DAY = directory(channel(hours="Mo-Su 22:00-06:00")), directory(channel(hours=OFFICE))

    @pytest.mark.parametrize(
        ("old", "new", "before_and_at_the_edge"),
        [
            pytest.param(NIGHT, DAY, [True, False], id="no night after it"),
            # The new hours of the day before reach over the edge, although nobody saw them begin.
            pytest.param(DAY, NIGHT, [False, True], id="a night that nobody saw begin"),
        ],
    )
    def test_has_the_night_of_its_own_edition(
        self, old: Directory, new: Directory, before_and_at_the_edge: list[bool]
    ) -> None:
        router = two(old, new)
        states = [router.status("desk", when) for when in (EDGE - MICROSECOND, EDGE)]
        assert [each.open_now for each in states] == before_and_at_the_edge

    ALWAYS = directory()
    CLOSED_EVE, CLOSED_NEW_YEAR = (
        directory(special_days=[special_day(day)]) for day in ("2026-12-31", "2027-01-01")
    )
    CLOSED_BEFORE, CLOSED_AFTER = (
        directory(seasons=[season(days)])
        for days in ("2026-12-15/2026-12-31", "2027-01-01/2027-01-15")
    )
    WITHOUT_A_NIGHT = directory(
        channel(hours="Mo-Su 20:00-06:00; Mo-Su 06:00-14:00"),
        special_days=[special_day("2026-12-31")],
    )
    CLOSED_NIGHT = directory(
        channel(hours=OFFICE),
        special_days=[special_day("2026-12-31", "20:00-06:00")],
        closures=[closure("2027-01-01 00:00", "2027-01-02 00:00")],
    )
    FLOODED = directory(
        channel(hours="Mo 00:00-24:00"),
        seasons=[season("2026-12-15/2027-01-15", "always")],
        closures=[closure("2026-12-20 00:00", "2027-01-09 00:00")],
    )

    @pytest.mark.parametrize(
        ("old", "new", "when", "named"),
        [
            # An entry of days on which its edition does not hold has no part in a run.
            (CLOSED_NEW_YEAR, ALWAYS, "2027-01-10", []),
            (CLOSED_AFTER, ALWAYS, "2027-01-10", []),
            (ALWAYS, CLOSED_EVE, "2027-01-10", []),
            (ALWAYS, CLOSED_BEFORE, "2027-01-10", []),
            # What ends a run, or lets it begin, may be of the other edition.
            (ALWAYS, CLOSED_NEW_YEAR, "2026-12-20", ["2027-01-01"]),
            (ALWAYS, CLOSED_AFTER, "2026-12-20", ["2027-01-01"]),
            (CLOSED_EVE, ALWAYS, "2027-01-10", ["2026-12-31"]),
            (CLOSED_BEFORE, ALWAYS, "2027-01-10", ["2026-12-15"]),
            # After the edge, a night that began before it is one of the new edition.
            (directory(channel(hours="")), WITHOUT_A_NIGHT, "2027-01-01 03:00", ["2026-12-31"]),
            (directory(channel(hours="")), WITHOUT_A_NIGHT, "2027-01-01 08:00", ["2026-12-31"]),
            (ALWAYS, CLOSED_NIGHT, "2026-12-20", []),
            # Hours that a closure takes, and a season gives, join no run.
            (FLOODED, ALWAYS, "2027-01-10", []),
            (ALWAYS, FLOODED, "2026-12-20", []),
        ],
    )
    def test_names_only_what_its_edition_does_in_its_own_time(
        self, old: Directory, new: Directory, when: str, named: list[str]
    ) -> None:
        """Regression: an edition named entries of days before and after its time."""
        asked = *INCIDENT, at(when)
        answer = two(old, new).recommend(*asked)
        assert [f"{each.date}" for each in answer.trace[0].because] == named
        assert answer == Oracle([old, edition("2027-01-01", new)]).recommend(*asked)

    def test_says_how_far_its_own_holidays_were_checked(self) -> None:
        open_on_holidays, closed = (
            directory(channel(hours=OFFICE, holidays=each)) for each in ("open", "closed")
        )
        answer = two(open_on_holidays, closed, "2028-01-08").recommend(
            *INCIDENT, at("2028-01-07 18:00")
        )
        assert [each.name.en for each in answer.trace[0].because] == ["Epiphany"]
        assert answer.verified_through is None

    @pytest.mark.parametrize("new", [CLOSED_EVE, CLOSED_BEFORE])
    def test_names_nothing_before_the_first_edition(self, new: Directory) -> None:
        first = edition("2027-01-01", new)
        answer = Router(first).recommend(*INCIDENT, at("2027-01-10"))
        assert answer.trace[0].because == ()
        assert answer == Oracle(first).recommend(*INCIDENT, at("2027-01-10"))

    def test_names_a_yearly_entry_once_if_it_never_opens_again(self) -> None:
        office = channel(hours="Mo-Su 08:00-17:00")
        shut = directory(
            office, special_days=[special_day("12-24")], closures=[ends_on("2026-12-01")]
        )
        because = two(shut, shut).status("desk", at("2026-12-20")).because
        assert [each.kind for each in because] == ["closure", "special_day"]

    @pytest.mark.parametrize(
        ("closed_until", "kinds"),
        [
            ("2026-12-16 00:00", ["season", "closure"]),
            pytest.param(
                "2200-01-01 00:00", ["closure", "season", "closure"], marks=THOROUGH, id="for good"
            ),
        ],
    )
    def test_names_once_what_both_editions_say(self, closed_until: str, kinds: list[str]) -> None:
        """Regression: if it is not for the same channels, the oracle named it twice."""
        old, new = (
            directory(
                channel(hours="Mo-Su 08:00-17:00"),
                channel("line"),
                seasons=[season("12-20/01-10", "Mo-Su 08:00-12:00", channels=channels)],
                closures=[
                    closure("2026-12-15 00:00", closed_until, channels=["desk"]),
                    closure("2026-12-30 20:00", "2027-01-02 12:00", channels=channels),
                ],
            )
            for channels in (["desk"], ["desk", "line"])
        )
        asked = *INCIDENT, at("2027-01-01 12:00")
        answer = two(old, new).recommend(*asked, prefer=Medium.CHAT)
        assert [each.kind for each in answer.trace[0].because] == kinds
        oracle = Oracle([old, edition("2027-01-01", new)])
        assert answer == oracle.recommend(*asked, prefer=Medium.CHAT)

    @pytest.mark.parametrize(("served", "number"), [("incident", "(601) 5550199"), ("claim", "")])
    def test_opens_with_the_contacts_of_the_edition_in_which_it_serves(
        self, served: str, number: str
    ) -> None:
        old = directory(channel("desk", hours=""), channel("line"))
        desk = channel("desk", request_types=[served], contacts=[phone(99)])
        later = changed(old, channels=[desk, *old.channels[1:]])
        asked = *INCIDENT, at("2026-12-31 12:00")
        answer = two(old, later).recommend(*asked)
        assert "".join(str(each.number) for each in answer.trace[0].opens_with or ()) == number
        assert answer == Oracle([old, edition("2027-01-01", later)]).recommend(*asked)

    def test_may_close_at_an_edge_whose_midnight_the_zone_skips(self) -> None:
        """Regression: the oracle looked for a change only at times that a file has."""
        old, new = (
            directory(channel(hours=hours), time_zone="Africa/Casablanca")
            for hours in ("always", "")
        )
        router, oracle = two(old, new, "1984-03-16"), Oracle([old, edition("1984-03-16", new)])
        edge = datetime(1984, 3, 16, tzinfo=UTC)
        assert router.status("desk", edge - MICROSECOND).closes_at == edge
        assert oracle.next_change("desk", edge - MICROSECOND) == edge


class TestWhatOpensLater:
    """Nobody hears of a number that is dead when the channel opens."""

    OLD = directory(
        channel("desk", OFFICE, request_types=["claim"], contacts=[phone(1), mail("old")]),
        channel("line"),
    )
    NEW = directory(
        channel("desk", OFFICE, request_types=["claim"], contacts=[phone(2), mail("new")]),
        channel("line"),
    )
    THEN = at("2026-12-31 20:00")

    def ask(
        self, new: Directory, when: datetime = THEN, prefer: Medium | None = None
    ) -> Recommendation:
        return two(self.OLD, new).recommend("claim", 3, when, prefer=prefer)

    def test_words_have_the_contacts_of_then(self) -> None:
        answer = self.ask(self.NEW)
        assert answer.trace[0].contacts == self.OLD.channels[0].contacts
        assert answer.trace[0].opens_with == self.NEW.channels[0].contacts
        contacts = "(601) 5550101", "old@example.org", "(601) 5550102", "new@example.org"
        words = answer.explain(at=self.THEN)
        assert [each for each in contacts if each in words] == ["(601) 5550102"]
        assert contacts[0] not in answer.why()

    def test_a_mailbox_is_offered_if_people_can_write_now_and_it_is_read_then(self) -> None:
        """The desk has a chat then too, so nobody hears that nobody has one."""
        contacts = [phone(2), mail("new"), mail("old"), chat()]
        desk = changed(self.NEW.channels[0], contacts=contacts)
        answer = self.ask(
            changed(self.NEW, channels=[desk, self.NEW.channels[1]]), prefer=Medium.CHAT
        )
        assert answer.explain(at=self.THEN).endswith(
            "escribir a old@example.org (lo atienden al abrir)."
        )

    def test_is_nothing_new_within_the_edition(self) -> None:
        answer = self.ask(self.NEW, at("2026-12-30 20:00"))
        assert answer.trace[0].opens_with is None
        assert "(601) 5550101" in answer.explain()

    def test_is_not_named_if_it_does_not_serve_the_request_then(self) -> None:
        other = directory(channel("desk", OFFICE, request_types=["incident"]), channel("line"))
        answer = self.ask(other)
        assert answer.trace[0].opens_with == ()
        assert answer.trace[0].opens_at == at("2027-01-01 08:00")
        assert "abre" not in answer.explain(at=self.THEN)
        assert "abre" not in answer.why()

    def test_buttons_have_what_the_words_name(self) -> None:
        from ccb_support.questions.answers import ways_beside  # noqa: PLC0415 - a part of it

        answer = self.ask(self.NEW)
        ways = ways_beside(answer, answer.explain(), "es")
        assert self.NEW.channels[0].contacts[0] in [each.contact for each in ways]


class TestNobodyIsOpen:
    def ask(
        self,
        old: Directory,
        new: Directory,
        unavailable: Mapping[str, datetime | None] | None = None,
    ) -> Recommendation:
        router = two(old, new)
        return router.recommend(*INCIDENT, at("2026-12-31 20:00"), unavailable=unavailable or {})

    def test_the_channel_may_be_of_the_next_edition(self) -> None:
        answer = self.ask(
            directory(channel("old", OFFICE)),
            directory(
                channel("new", "Mo-Su 06:00-07:00", contacts=[phone(7), mail()]),
                channel("old", OFFICE),
            ),
        )
        assert (answer.channel.id, answer.reason) == ("new", Reason.OPENS_NEXT)
        assert (answer.opens_at, answer.valid_until) == (at("2027-01-01 06:00"), EDGE)
        assert [each.channel for each in answer.trace] == ["old"]
        assert "(601) 5550107" in answer.explain()
        assert "desk@example.org" not in answer.explain()

    def test_it_is_the_old_channel_with_the_new_number(self) -> None:
        old, new = (directory(channel("line", OFFICE, contacts=[phone(each)])) for each in (1, 2))
        answer = self.ask(old, new)
        assert answer.number == "(601) 5550102"
        assert answer.trace[0].verdict == "recommended"
        assert "(601) 5550101" not in answer.explain() + answer.why()

    def test_it_must_serve_the_request_then(self) -> None:
        quits = channel("quits", "Mo-Su 06:00-07:00", request_types=["claim"])
        old = directory(channel("quits", "Mo-Su 06:00-07:00"), channel("late", OFFICE))
        answer = self.ask(old, directory(quits, channel("late", OFFICE)))
        assert (answer.channel.id, answer.opens_at) == ("late", at("2027-01-01 08:00"))
        assert answer.trace[0].opens_with == ()

    def test_it_may_begin_to_serve_at_the_edge(self) -> None:
        always = channel("line", request_types=["claim"])
        old, new = directory(always, channel("late", OFFICE)), directory(channel("line"))
        answer = self.ask(old, new)
        assert (answer.channel.id, answer.opens_at) == ("line", EDGE)
        assert "opens today at midnight" in answer.summary("en", at=at("2026-12-31 20:00"))
        once = directory(channel("line", "Mo-Su 00:30-01:00", request_types=["claim"]))
        again = edition("2027-01-03", directory(channel("line")))
        later = Router([directory(channel("line", "")), edition("2027-01-01", once), again])
        said = later.recommend(*INCIDENT, at("2026-12-31 20:00"))
        assert "opens Saturday 2 January 2027 at midnight" in said.summary("en")
        back = {"line": at("2027-01-02")}
        down = self.ask(old, directory(channel("line"), channel("late", OFFICE)), unavailable=back)
        assert down.channel.id == "late"
        assert [each.unavailable_until for each in down.trace] == [None, None]

    def test_it_may_be_after_several_edges(self) -> None:
        shut = directory(channel("shut", ""))
        days = edition("2027-01-01", shut), edition("2027-02-01", directory(channel("line")))
        router = Router([shut, *days])
        answer = router.recommend(*INCIDENT, at("2026-12-31"))
        assert (answer.channel.id, answer.opens_at) == ("line", at("2027-02-01"))
        assert answer.valid_until == EDGE
        table = router.timetable(at("2026-12-30"), at("2027-02-02"), requests=[INCIDENT])
        assert [each.opens_at for each in table.spans] == [at("2027-02-01")] * 2 + [None]
        assert [each.directory_version for each in table.spans] == ["1", "2027-01-01", "2027-02-01"]

    def test_there_may_be_none(self) -> None:
        shut = directory(channel("shut", ""))
        quits = directory(channel("shut", request_types=["claim"]))
        with pytest.raises(NoChannelError) as caught:
            self.ask(shut, quits)
        assert caught.value.trace[0].opens_with == ()
        with pytest.raises(NoChannelError):
            two(directory(channel("shut", OFFICE)), shut).recommend(
                *INCIDENT, at("2026-12-31 20:00")
            )


class TestEdges:
    @pytest.mark.parametrize(
        ("zone", "day", "edge"),
        [
            # Its clock went from midnight to one.
            ("America/Santiago", "2023-09-03", "2023-09-03T04:00+00:00"),
            # The island skipped the day.
            ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00+00:00"),
            ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00+00:00"),
            # Its midnight came twice.
            ("America/Havana", "2025-11-02", "2025-11-02T04:00+00:00"),
            ("America/Bogota", "2027-01-01", "2027-01-01T05:00+00:00"),
        ],
    )
    def test_is_the_first_instant_of_the_day(self, zone: str, day: str, edge: str) -> None:
        old = directory(channel(), time_zone=zone)
        router = two(old, old, day)
        instant = datetime.fromisoformat(edge)
        assert router.recommend(*INCIDENT, instant).directory_version == day
        assert router.recommend(*INCIDENT, instant - MICROSECOND).directory_version == "1"

    def test_an_outage_runs_over_it(self) -> None:
        router = two(directory(channel(), channel("line")), directory(channel(), channel("line")))
        back = at("2027-01-02")
        answers = [
            *router.timeline(
                *INCIDENT, at("2026-12-31"), at("2027-01-03"), unavailable={"desk": back}
            )
        ]
        assert [(each.channel.id, each.valid_until) for each in answers] == [
            ("line", EDGE),
            ("line", back),
            ("desk", None),
        ]

    @pytest.mark.parametrize("day", ["2026-12-20", "2027-01-10"])
    def test_the_end_of_an_outage_counts_under_any_edition(self, day: str) -> None:
        line = channel("line")
        claims = directory(line, channel("desk", request_types=["claim"]))
        both, back = directory(line, channel("desk")), at(f"{day} 10:00")
        editions = (claims, both) if day < "2027" else (both, claims)
        asked, outage = (*INCIDENT, at(f"{day} 09:00")), {"desk": back}
        assert two(*editions).recommend(*asked, unavailable=outage).valid_until == back
        alone = Router(claims).recommend(*asked, unavailable=outage)
        assert alone.valid_until is None


class TestWords:
    """Each edition reads its own words."""

    OLD, NEW = WITH_OWN_WORDS
    ROUTER = two(OLD, NEW)
    WITH_A_THIRD, AND_BACK = (
        Router([old, edition("2027-01-01", new), edition("2028-01-01", last)])
        for old, new, last in ((OLD, NEW, NEW), (OLD, NEW, changed(OLD, version="again")))
    )

    @pytest.mark.parametrize(
        ("router", "word", "when", "hint"),
        [
            (ROUTER, "denuncia", EDGE - MICROSECOND, "It is known from 2027-01-01 on"),
            (ROUTER, "gone", EDGE, "It was known before 2027-01-01"),
            (ROUTER, "falla", EDGE, "It was known before 2027-01-01"),
            (WITH_A_THIRD, "gone", at("2028-06-01"), "It was known before 2027-01-01"),
            # What is known before and again is not said to be new.
            (AND_BACK, "gone", EDGE, "It is known from 2028-01-01 on"),
        ],
    )
    def test_of_another_edition_say_when(
        self, router: Router, word: str, when: datetime, hint: str
    ) -> None:
        with pytest.raises(UnknownRequestTypeError, match=hint):
            router.recommend(word, 3, when)

    def test_for_a_priority_too(self) -> None:
        desk = directory(channel(priorities=[1]))
        fewer = changed(desk, priorities=[{"id": 1, "name": {"es": "roja"}}])
        with pytest.raises(UnknownPriorityError, match="It was known before 2027-01-01"):
            two(directory(channel()), fewer).recommend("incident", 5, EDGE)

    def test_in_each_other_s_place_are_so_also_if_another_edition_knows_one(self) -> None:
        named_p3 = {"id": "p3", "name": {"es": "P3"}}
        later = changed(self.NEW, request_types=[*self.NEW.request_types, named_p3])
        with pytest.raises(UnknownRequestTypeError, match="in each other's place"):
            two(self.OLD, later).recommend("P3", "incident", EDGE - MICROSECOND)

    def test_of_no_edition_say_nothing_of_it(self) -> None:
        with pytest.raises(UnknownRequestTypeError) as caught:
            self.ROUTER.recommend("nada", 3, EDGE)
        assert "edition" not in str(caught.value)

    @pytest.mark.parametrize("router", [ROUTER, AND_BACK])
    def test_of_a_timeline_are_read_at_its_start(self, router: Router) -> None:
        timeline = router.timeline("gone", 3, at("2026-12-31"), at("2027-01-02"))
        assert next(timeline).request_type == "gone"
        with pytest.raises(NoChannelError, match="from 2027-01-01 on does not know 'gone'"):
            next(timeline)

    def test_of_a_timetable_are_those_of_every_edition(self) -> None:
        days = at("2026-12-31"), at("2027-01-02")
        table = self.ROUTER.timetable(*days)
        types = dict.fromkeys(each.request_type for each in table.requests)
        assert [*types] == ["incident", "gone", "denuncia"]
        gone, new, both = (
            self.ROUTER.timetable(*days, requests=[(each, 3)]).spans
            for each in ("gone", "denuncia", "incident")
        )
        assert [each.valid_until for each in gone] == [EDGE]
        assert [each.valid_from for each in new] == [EDGE]
        assert len(both) == 2

    MOVED = two(
        changed(OLD, request_types=[*OLD.request_types, {"id": "other", "name": {"es": "daño"}}]),
        NEW,
    )

    @pytest.mark.parametrize(
        ("router", "start", "word", "meant"),
        [
            (ROUTER, "2026-12-31", "falla", "incident"),
            (ROUTER, "2027-01-01", "daño", "incident"),
            (MOVED, "2026-12-31", "daño", "other"),
            (MOVED, "2027-01-01", "daño", "incident"),
        ],
    )
    def test_of_a_timetable_mean_what_they_do_in_the_first_edition_of_its_range(
        self, router: Router, start: str, word: str, meant: str
    ) -> None:
        asked = router.timetable(at(start), at("2027-01-02"), requests=[(word, 3)])
        assert [each.request_type for each in asked.requests] == [meant]
        whole = router.timetable(at(start), at("2027-01-02"))
        classes = {(each.request_type, each.priority): each.class_key for each in whole.requests}
        sql = whole.to_sql("sqlite", written=[(word, "3")])
        assert f"('{word}', '3', {classes[meant, 3]}, NULL)" in "".join(sql.tables)
