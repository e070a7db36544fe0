"""The difference of two directories: which requests change, when, from what to what."""

import copy
import json
import pickle
from collections.abc import Sequence
from itertools import product
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest

from ccb_support import (
    BOGOTA,
    Channel,
    Directory,
    EscalationLevel,
    Router,
    colombian_holidays,
    diff,
)
from ccb_support.comparison import (
    Answer,
    Change,
    ContactsEdit,
    Difference,
    HoursEdit,
    HoursSpan,
    LevelEdit,
    Nobody,
)
from ccb_support.comparison.file_edits import find_level_edits, vocabularies_of
from ccb_support.comparison.report import find_others
from ccb_support.model import RequestKind, RequestTypeEntry
from ccb_support.model.requests import sort_kinds
from ccb_support.model.vocabulary import RequestTypes
from tests.builders import (
    PQRS,
    SHIPPED,
    at,
    changed,
    channel,
    directory,
    mail,
    phone,
    season,
    shipped,
    special_day,
    weekly_hours,
)
from tests.comparison.christmas import HALF_DAY, NIGHT, compare, shipped_with
from tests.editions import VERSION_LINE, edition


class TestNothingIsFound:
    """If both directories answer alike over the whole range, the difference is empty."""

    @pytest.mark.parametrize(
        ("what", "old", "new"),
        [
            ("the version", VERSION_LINE, 'version = "2027.1"'),
            ("the day of the check", "as_of = 2026-11-24", "as_of = 2026-12-01"),
            ("the row of the source", "rows = [6]", "rows = [7]"),
            ("a level's row", "level = 2\nrows = [2]", "level = 2\nrows = [9]"),
            (
                "the zone's name alone",
                '"America/Bogota"',
                '"America/Lima"\nholiday_calendar = "CO"',
            ),
            (
                "the spans of the same hours",
                'opens = "07:00", closes = "17:00" },',
                (
                    'opens = "07:00", closes = "12:00" },\n  { days = ["monday", "tuesday", '
                    '"wednesday", "thursday", "friday"], opens = "12:00", closes = "17:00" },'
                ),
            ),
        ],
    )
    def test_when_it_changes_no_answer(self, what: str, old: str, new: str) -> None:
        assert compare(SHIPPED, shipped_with(old, new)).is_empty, what

    @pytest.mark.parametrize(
        ("day", "hours"),
        [
            ("2026-12-26", "closed"),  # a Saturday
            ("2026-12-25", "closed"),  # a holiday
            ("2026-12-24", "07:00-17:00"),  # as usual
            ("2026-12-28", "closed"),  # the day after the range
        ],
    )
    def test_of_a_special_day_that_changes_no_hours(self, day: str, hours: str) -> None:
        special = special_day(day, hours, channels=["pqrs"])
        assert compare(SHIPPED, shipped(special_days=[special])).is_empty


LEVELS = SHIPPED.escalation


class TestWhatIsFound:
    """Each change has its requests, its span, and the answers before and after."""

    def test_requests_that_change_alike_share_a_change(self) -> None:
        # Requests of priority 1 have one more alternative, the mobile line, so theirs differ.
        difference = compare(SHIPPED, shipped(special_days=[HALF_DAY]))
        changes = [
            (each.start.hour, [(kind.request_type, kind.priority) for kind in each.requests])
            for each in difference.changes
        ]
        critical, others = ([*product(PQRS, priorities)] for priorities in ([1], [2, 3, 4, 5]))
        assert changes == [(7, critical), (7, others), (12, critical), (12, others)]

    @pytest.mark.parametrize("hours", ["", "always"])
    def test_requests_come_by_type_and_then_by_priority(self, hours: str) -> None:
        # One more channel for P3 sets those requests apart from their neighbours.
        extra = channel("extra", hours, priorities=[3], contacts=[mail("extra")])
        pqrs, *others = SHIPPED.channels
        not_planning = changed(pqrs, priorities=[1, 2, 3, 4])
        old = shipped(channels=[not_planning, *others, extra])
        difference = compare(old, changed(old, special_days=[HALF_DAY]))
        for change in difference.changes:
            assert change.requests == sort_kinds(change.requests, SHIPPED)

    def test_changes_that_start_together_come_by_their_first_request(self) -> None:
        phones = [
            channel("inner", request_types=["petition", "claim"], priorities=[3]),
            channel("outer", request_types=["incident", "appeal"], priorities=[3]),
        ]
        mails = [changed(each, contacts=[mail(each.id)]) for each in phones]
        changes = compare(directory(*phones), directory(*mails)).changes
        assert [[each.request_type for each in change.requests] for change in changes] == [
            ["incident", "appeal"],
            ["petition", "claim"],
        ]

    def test_its_instants_are_in_the_zone_of_the_new_directory(self) -> None:
        lima = shipped(time_zone="America/Lima", holiday_calendar="CO", special_days=[HALF_DAY])
        difference = compare(SHIPPED, lima)
        change = difference.changes[0]
        moments = [difference.start, difference.end, change.start, change.end]
        assert {str(moment.tzinfo) for moment in moments} == {"America/Lima"}
        assert difference.time_zone == "America/Lima"
        assert difference.start == at("2026-12-21")
        # An answer says what its directory says, so its times are in the zone of that one.
        assert isinstance(change.old, Answer)
        closes_at = change.old.closes_at
        assert closes_at is not None
        assert (closes_at, closes_at.tzinfo) == (at("2026-12-24T17:00"), BOGOTA)

    def test_it_is_clipped_to_the_range(self) -> None:
        start, end = at("2026-12-24T13:00:00.000001"), at("2026-12-24T16:59:58.5")
        changes = diff(shipped(special_days=[HALF_DAY]), SHIPPED, start, end).changes
        found = {(each.start, each.end, each.model_dump()["new"]["closes_at"]) for each in changes}
        seconds = at("2026-12-24T13:00:00"), at("2026-12-24T16:59:59")
        assert found == {(*seconds, at("2026-12-24T17:00"))}

    def test_it_goes_on_over_the_edge_of_an_edition_that_changes_nothing(self) -> None:
        new = shipped_with("+573187174937", "+573001112233")
        editions = [SHIPPED, edition("2026-12-24", SHIPPED)]
        assert compare(editions, new).changes == compare(SHIPPED, new).changes

    def test_a_request_that_no_edition_knows_yet_has_no_answers(self) -> None:
        """Both later editions know one more request, and the new one has another telephone."""
        day = "2026-12-24"

        def desk(number: int, *known: str) -> Directory:
            line = channel(contacts=[phone(number)], request_types=known if number else ())
            requests = [{"id": each, "name": {"es": each}} for each in known]
            return changed(directory(), channels=[line], request_types=requests)

        first, both = desk(3, "petition"), desk(1, "petition", "praise")
        old, new = ([first, edition(day, desk(each, "petition", "praise"))] for each in (1, 2))
        # An edition that drops it is compared with the one that is in force then.
        shorter = [both, edition("2026-12-26", desk(0, "petition"))]
        changes = [
            change
            for pair in ((old, new), (both, shorter), (shorter, both))
            for change in compare(*pair).changes
        ]
        assert {(each.start, kind.request_type) for each in changes for kind in each.requests} == {
            (at(day), "petition"),
            (at(day), "praise"),
            (at("2026-12-26"), "petition"),
        }
        assert diff(old, new, at("2026-12-01"), at(day)).is_empty
        dropped = compare(old, first).removed
        assert compare(both, shorter).removed == compare(shorter, both).added == dropped != ()

    def test_a_calendar_is_compared_through_routers(self) -> None:
        before_the_law = {
            day: holidays
            for day, holidays in colombian_holidays(2026).items()
            if all(each.law == "Ley 51 de 1983" for each in holidays)
        }
        difference = diff(
            Router(SHIPPED, holidays=before_the_law),
            SHIPPED,
            at("2026-07-01"),
            at("2026-08-01"),
        )
        assert difference.explain("en").splitlines() == [
            (
                "The PQRS line is no longer open from 7:00 a.m. until 5:00 p.m.: "
                "Monday 13 July 2026; 5 request types, 10 hours"
            ),
            "  In its place: the priority 1 mobile line and the national toll-free line",
        ]

    def test_escalation_levels_are_compared_once(self) -> None:
        new = shipped_with('["1104", "1108", "1102"]', '["1108", "1104", "1102"]')
        difference = compare(SHIPPED, new)
        _, before, _ = SHIPPED.escalation
        _, after, _ = new.escalation
        edit = LevelEdit(
            level=2,
            old_contacts=before.contacts,
            new_contacts=after.contacts,
            old_hours=before.hours,
            new_hours=after.hours,
        )
        assert (difference.changes, difference.escalation) == ((), (edit,))

    @pytest.mark.parametrize(
        ("old", "new", "levels"),
        [
            pytest.param(LEVELS, [*LEVELS[:2], changed(LEVELS[2], hours="always")], (3,), id="hours"),
            pytest.param(LEVELS, [*LEVELS[:2], changed(LEVELS[2], level=4)], (3, 4), id="number"),
            pytest.param(LEVELS, [LEVELS[0], changed(LEVELS[1], contacts=[mail()]), LEVELS[2]], (2,), id="contacts"),
            pytest.param([changed(LEVELS[0], level=each) for each in (1, 8, 16)], [], (1, 8, 16), id="in order"),
            *(
                pytest.param(
                    [changed(LEVELS[0], hours=weekly_hours(old))],
                    [changed(LEVELS[0], hours=weekly_hours(new))],
                    (LEVELS[0].level,),
                    id=f"{old}, {new}",
                )
                for old, new in (
                    ("Mo-Fr 08:00-17:00", "Mo-Fr 08:00-16:00"),
                    ("Sa[1] 08:00-12:00", "Sa[last] 08:00-12:00"),
                    ("Sa[1] 08:00-12:00", "Sa 08:00-12:00"),
                )
            ),
        ],
    )  # fmt: skip
    def test_a_level_counts_by_number_contacts_and_hours(
        self,
        old: Sequence[EscalationLevel],
        new: Sequence[EscalationLevel],
        levels: tuple[int, ...],
    ) -> None:
        before, after = (changed(SHIPPED, escalation=each) for each in (old, new))
        assert tuple(each.level for each in find_level_edits(before, after)) == levels


class TestEdits:
    """A difference also has what the owner changed, as records."""

    def test_hours_that_only_one_directory_has(self) -> None:
        difference = compare(SHIPPED, shipped_with('"17:00"', '"16:00"'))
        days = [at(f"2026-12-{day}") for day in range(21, 25)]
        edit = HoursEdit(
            channel="pqrs",
            is_open=False,
            edge="closes",
            spans=tuple(
                HoursSpan(start=each.replace(hour=16), end=each.replace(hour=17)) for each in days
            ),
        )
        assert difference.hours == (edit,)
        assert (difference.contacts, difference.routed_alike) == ((), True)

    @pytest.mark.parametrize(
        ("directories", "moved", "edge"),
        [
            pytest.param(
                [
                    directory(
                        channel("day", "Sa 07:00-08:00"),
                        seasons=[season(f"{day}/2026-12-25", "Mo-Su 00:00-24:00")],
                    )
                    for day in ("2026-12-22", "2026-12-24")
                ],
                "day",
                None,
                id="what moves by days is not said by the time of day",
            ),
            # Until 17:00, the answers show the second channel only behind the first.
            pytest.param(
                [
                    directory(
                        channel("day", "Mo-Su 07:00-17:00"),
                        channel("night", f"Mo-Su {opens}-23:00"),
                    )
                    for opens in ("17:00", "18:00")
                ],
                "night",
                "opens",
                id="a later channel opens at another time too",
            ),
        ],
    )
    def test_hours_that_move(
        self, directories: list[Directory], moved: str, edge: str | None
    ) -> None:
        (edit,) = compare(*directories).hours
        assert (edit.channel, edit.is_open, edit.edge) == (moved, False, edge)

    def test_whole_days_before_or_after_others_move_no_edge(self) -> None:
        # Clocks of New York went forward on a Sunday, and go back on another.
        zone = "America/New_York"
        desks = [
            directory(channel("desk", f"{days} 00:00-24:00"), channel("rest"), time_zone=zone)
            for days in ("Mo-Fr", "Tu-Fr", "Mo-Sa", "Mo-Fr,Su")
        ]
        year = at("2026-01-08", zone), at("2026-12-24", zone)
        for other in desks[1:]:
            (edit,) = diff(desks[0], other, *year).hours
            assert (edit.edge, len(edit.spans)) == (None, 50)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            # The new desk opens at 8:00, but not instead of 9:00: the old one opens at 7:00 too.
            ("Mo-Su 07:00-08:00; Mo-Su 09:00-17:00", "Mo-Su 08:00-17:00"),
            ("Mo-Su 08:00-12:00; Mo-Su 13:00-17:00", "Mo-Su 08:00-13:00"),
            ("Mo-Su 20:00-22:00; Mo-Su 23:30-06:00", "Mo-Su 22:00-06:00"),
            ("Sa[1] 07:00-08:00; Sa[last] 07:00-08:00; Sa 09:00-17:00", "Sa 08:00-17:00"),
        ],
    )
    def test_hours_that_touch_hours_of_the_other_directory_move_no_edge(
        self, old: str, new: str
    ) -> None:
        for pair in ((old, new), (new, old)):
            before, after = (directory(channel("desk", each), channel("rest")) for each in pair)
            edits = compare(before, after).hours
            assert [(each.channel, each.edge) for each in edits] == [("desk", None)] * 2
            assert {each.is_open for each in edits} == {True, False}

    @pytest.mark.parametrize(
        ("closes", "backups", "others"),
        [
            # At noon the answers change once more within the same hours.
            pytest.param(
                "08:00",
                [channel("morning", "Mo-Su 07:00-12:00"), channel("evening")],
                ("morning", "evening"),
                id="one takes over from another",
            ),
            pytest.param(
                "16:00",
                [channel("tuesday", "Tu 00:00-24:00"), channel("rest")],
                ("rest", "tuesday"),
                id="another on another day",
            ),
            pytest.param(
                "16:00", [channel("tuesday", "Tu 00:00-24:00")], (None, "tuesday"), id="on one day"
            ),
            pytest.param("16:00", [], (None,), id="nobody"),
        ],
    )
    def test_hours_of_seven_days_are_one_edit_with_all_who_answer_instead(
        self, closes: str, backups: Sequence[Channel], others: tuple[str | None, ...]
    ) -> None:
        old, new = (
            directory(channel("desk", f"Mo-Su 07:00-{end}"), *backups) for end in ("17:00", closes)
        )
        difference = compare(old, new)
        (edit,) = difference.hours
        first = edit.spans[0]
        assert (first.start, first.end) == (at(f"2026-12-21 {closes}"), at("2026-12-21 17:00"))
        assert len(edit.spans) == 7
        assert {*find_others(edit, difference.changes)} == {*others}

    def test_contacts(self) -> None:
        new = shipped_with("certicamararesponde@", "pqrs@")
        difference = compare(SHIPPED, new)
        before, after = (each.channel("pqrs").contacts for each in (SHIPPED, new))
        edit = ContactsEdit(channel="pqrs", old=before, new=after)
        assert (difference.hours, difference.contacts) == ((), (edit,))

    @pytest.mark.parametrize(
        ("closes", "number", "counts"),
        [("12:00", 2, (1, 0)), ("13:00", 1, (0, 1)), ("13:00", 2, (1, 1))],
    )
    def test_a_channel_that_no_answer_has_changes_too(
        self, closes: str, number: int, counts: tuple[int, int]
    ) -> None:
        old, new = (
            directory(
                channel("desk"),
                channel("idle", f"Mo-Fr 08:00-{end}", request_types=(), contacts=[phone(each)]),
            )
            for end, each in (("12:00", 1), (closes, number))
        )
        difference = compare(old, new)
        assert (difference.changes, difference.is_empty) == ((), False)
        assert (len(difference.contacts), len(difference.hours)) == counts

    def test_it_has_all_channels(self) -> None:
        old, new = directory(channel("a"), channel("b")), directory(channel("b"), channel("c"))
        assert {each.id for each in compare(old, new).channels} == {"a", "b", "c"}
        assert not compare(old, new).routed_alike

    @pytest.mark.parametrize(
        ("key", "ids"), [("request_types", ("complaint", "praise")), ("priorities", (1, 2))]
    )
    def test_a_channel_is_routed_alike_if_it_serves_the_same_and_stays_as_reserved(
        self, key: str, ids: tuple[Any, ...]
    ) -> None:
        def desk(known: int, *served: object) -> Directory:
            entries = [{"id": each, "name": {"es": f"palabra {each}"}} for each in ids[:known]]
            line: dict[str, Any] = {key: served}
            return changed(directory(), **{key: entries}, channels=[channel(**line)])

        one, other = ids
        assert compare(desk(1, one), desk(2, one, other)).routed_alike
        assert not compare(desk(1, one), desk(2, one)).routed_alike
        assert not compare(desk(2, one), desk(2, other)).routed_alike


def test_a_range_may_end_with_the_supported_years() -> None:
    new, end = shipped_with('"17:00"', '"18:00"'), at("2200-01-01")
    (change, *_) = diff(SHIPPED, new, at("2199-12-31T17:30"), end).changes
    assert change.end == at("2199-12-31T18:00")
    # In Tokyo, these years end before.
    with pytest.raises(ValueError, match="is outside the supported range"):
        diff(directory(time_zone="Asia/Tokyo"), SHIPPED, at("2199-12-31"), end)


class TestTheRecord:
    """A difference is a value: hashable, copied, pickled, in and out of JSON."""

    DIFFERENCE = compare(
        SHIPPED,
        changed(shipped_with('"1104", ', ""), special_days=[HALF_DAY], closures=[NIGHT]),
    )

    def test_writes_nobody_as_a_word(self) -> None:
        change = self.DIFFERENCE.changes[0].model_copy(update={"new": Nobody.NOBODY})
        document = change.model_dump_json()
        assert json.loads(document)["new"] == "nobody"
        assert Change.model_validate_json(document) == change

    def test_comes_back_from_json_a_copy_and_a_pickle(self) -> None:
        for same in (
            Difference.model_validate_json(self.DIFFERENCE.model_dump_json()),
            copy.deepcopy(self.DIFFERENCE),
            pickle.loads(pickle.dumps(self.DIFFERENCE)),  # noqa: S301 - the test pickled it
        ):
            assert same == self.DIFFERENCE
            assert hash(same) == hash(self.DIFFERENCE)
            assert str(same) == self.DIFFERENCE.explain()


def test_hundreds_of_kinds_of_request_are_not_compared_with_each_other() -> None:
    entries = [RequestTypeEntry(id=f"t{n}", name=SHIPPED.name) for n in range(100)]
    large: Any = SimpleNamespace(request_types=RequestTypes(entries), priorities=SHIPPED.priorities)
    original = RequestKind.__eq__
    with patch.object(RequestKind, "__eq__", autospec=True, side_effect=original) as equal:
        found = vocabularies_of([large], [large])
    assert (found["added"], found["removed"]) == ((), ())
    assert equal.call_count <= 2_000
