"""The law-checker at work: every wrong router is rejected."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any, TypeAlias, cast

import pytest
from pydantic import create_model

from ccb_support import Reason, Recommendation, Router, default_directory
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.testing import Case, Law, LawViolationError, Recommender, check_laws
from ccb_support.testing.oracle_hours import DAY, MICROSECOND, MINUTE
from tests.builders import changed, closure, phone, season, shipped, special_day, weekly_hours
from tests.testing.broken_routers import altering, answer_to, answering

Outages: TypeAlias = Mapping[str, datetime | None]
"""Channels that are down, each with the time at which it is back, if somebody knows."""

HALF_DAY = special_day("2026-12-24", "07:00-12:00", channels=["pqrs"])
MOVE = closure("2026-11-25 10:00", "2026-11-26 10:00", channels=["pqrs"])
EACH_SATURDAY, SOME_SATURDAYS = (
    season("2026-07-06/2026-07-17", f"Mo-Fr 07:00-17:00; {each} 08:00-12:00", channels=["pqrs"])
    for each in ("Sa", "Sa[1,3]")
)
TYPES, PRIORITIES = ("incident", "petition"), (1, 2)
DIRECTORY = shipped(
    request_types=[{"id": each, "name": each} for each in TYPES],
    priorities=[{"id": each, "name": f"urgencia {each}"} for each in PRIORITIES],
    channels=[
        changed(
            each,
            request_types=[name for name in each.request_types if name in TYPES],
            priorities=[number for number in each.priorities if number in PRIORITIES],
        )
        for each in default_directory().channels
    ],
    special_days=[HALF_DAY],
    closures=[MOVE],
    seasons=[SOME_SATURDAYS],
)
"""The shipped directory with few kinds of requests, one of each group that is served alike."""

RIGHT = Router(DIRECTORY)

# A program may write such a record from the JSON Schema.
ANOTHER_CLASS = cast("Any", create_model)("A", **dict.fromkeys(Recommendation.model_fields, Any))


JULY = date(2026, 7, 10), date(2026, 7, 13)
"""A Friday, a weekend and a holiday."""

CHANGED_DAYS: Mapping[str, tuple[date, date]] = {
    "special day forgotten": (date(2026, 12, 24), date(2026, 12, 24)),
    "closure forgotten": (date(2026, 11, 25), date(2026, 11, 26)),
    "closure that opens": (date(2026, 11, 25), date(2026, 11, 26)),
}
"""The days on which some routers are wrong: a check begins with the days that it is given."""


def check(recommend: Recommender, first: date, last: date) -> None:
    check_laws(recommend, DIRECTORY, first=first, last=last)


def test_the_right_router_is_accepted() -> None:
    check(RIGHT.recommend, *JULY)


right = partial(answer_to, RIGHT.recommend)
wrong = partial(altering, right=RIGHT.recommend)


def inclusive_closing(case: Case) -> Recommendation:
    answer = right(case)
    if answer.valid_from != case.when:
        return answer
    return right(replace(case, when=case.when - MICROSECOND))


class OneHolidayMore:
    def __contains__(self, day: object) -> bool:
        return day == date(2026, 7, 10) or day in COLOMBIA


def preference_over_everything(case: Case) -> Recommendation:
    answer = right(replace(case, prefer=None))
    for channel in (answer.channel, *answer.alternatives):
        contact = channel.contact_by(case.prefer) if case.prefer else None
        if contact:
            change = {"channel": channel, "contact": contact, "reason": Reason.PREFERRED}
            return answer.model_copy(update=change)
    return answer


def next_boundary_for_next_opening(answer: Recommendation, when: datetime) -> dict[str, object]:
    tomorrow = (when.astimezone(DIRECTORY.zone) + DAY).replace(hour=7, minute=0)
    trace = [
        entry.model_copy(update={"opens_at": entry.opens_at and tomorrow}) for entry in answer.trace
    ]
    return {"trace": tuple(trace)}


def zone_of_the_caller(_: Recommendation, when: datetime) -> dict[str, object]:
    return {"directory_version": str(when.utcoffset())} if when.utcoffset() else {}


def ignoring_what_is_down(case: Case) -> Recommendation:
    answer = right(replace(case, unavailable=()))
    return answer if answer.channel.id in case.unavailable else right(case)


def keeping_for_a_minute() -> Recommender:
    """Return a router that keeps what it says until the next minute."""
    kept: dict[str, Recommendation] = {}

    def keep(case: Case) -> Recommendation:
        key = repr(replace(case, when=case.when.replace(second=0, microsecond=0)))
        return kept.get(key) or kept.setdefault(key, right(case))

    return answering(keep)


def altering_outages(alter: Callable[[Case], Collection[str] | Outages]) -> Recommender:
    """Return a router that takes other channels for unavailable than it is told."""
    return answering(lambda case: right(replace(case, unavailable=cast("Any", alter(case)))))


def altering_ends(
    alter: Callable[[Outages, datetime], Collection[str] | Outages],
) -> Recommender:
    """Return a router that understands outages with ends in its own way."""

    def change(case: Case) -> Collection[str] | Outages:
        down = case.unavailable
        return alter(down, case.when) if isinstance(down, Mapping) else down

    return altering_outages(change)


def with_other_entries(**changes: object) -> Recommender:
    """Return a router whose trace has other values."""
    return wrong(lambda a, _: {"trace": tuple(each.model_copy(update=changes) for each in a.trace)})


def with_a_wrong_telephone(answer: Recommendation, _: datetime) -> dict[str, object]:
    contacts = (phone(7),)
    alternatives = [each.model_copy(update={"contacts": contacts}) for each in answer.alternatives]
    return {"alternatives": tuple(alternatives)}


def failing(case: Case) -> Recommendation:
    return {"petition": right}[case.request_type](case)


def answering_with_a_dict(case: Case) -> Recommendation:
    return cast("Recommendation", right(case).model_dump())


OPENING = special_day("2026-11-25/2026-11-26", "00:00-24:00", channels=["pqrs"])

WRONG_ROUTERS: list[tuple[str, Recommender]] = [
    # what is wrong, the router
    ("inclusive closing", answering(inclusive_closing)),
    ("holiday forgotten", Router(DIRECTORY, holidays=()).recommend),
    ("fixed UTC-5", Router(changed(DIRECTORY, time_zone="Etc/GMT+5", holiday_calendar="CO")).recommend),
    ("a holiday too many", Router(DIRECTORY, holidays=OneHolidayMore()).recommend),
    ("special day forgotten", Router(changed(DIRECTORY, special_days=[])).recommend),
    ("weeks of the month forgotten", Router(changed(DIRECTORY, seasons=[EACH_SATURDAY])).recommend),
    ("closure forgotten", Router(changed(DIRECTORY, closures=[])).recommend),
    ("closure that opens", Router(changed(DIRECTORY, special_days=[HALF_DAY, OPENING], closures=[])).recommend),
    ("preference over P1", answering(preference_over_everything)),
    ("next boundary for next opening", wrong(next_boundary_for_next_opening)),
    ("stale span", wrong(lambda a, _: {"valid_until": a.valid_until and a.valid_until + DAY})),
    ("span too short", wrong(lambda _, when: {"valid_until": when + MINUTE})),
    ("valid_from = when", wrong(lambda _, when: {"valid_from": when})),
    ("wrong reason", wrong(lambda _, __: {"reason": Reason.GENERAL})),
    ("an alternative missing", wrong(lambda a, _: {"alternatives": a.alternatives[1:]})),
    ("a trace that leaves out a channel", wrong(lambda a, _: {"trace": a.trace[1:]})),
    ("a trace in another order", wrong(lambda a, _: {"trace": a.trace[::-1]})),
    ("a channel that is twice in the trace", wrong(lambda a, _: {"trace": (*a.trace, a.trace[0])})),
    ("alternatives in another order", wrong(lambda a, _: {"alternatives": a.alternatives[::-1]})),
    ("closes_at always None", wrong(lambda _, __: {"closes_at": None})),
    ("closes_at of a channel that never closes", wrong(lambda a, when: {"closes_at": a.closes_at or when + MINUTE})),
    ("opens_at of an open channel", wrong(lambda a, _: {"opens_at": a.valid_until})),
    ("said to be closed", wrong(lambda _, __: {"open_now": False})),
    ("the caller's zone matters", wrong(zone_of_the_caller)),
    ("a float priority accepted", answering(lambda case: right(replace(case, priority=int(case.priority))))),
    ("what is down is recommended", answering(ignoring_what_is_down)),
    ("nobody to call", altering_outages(lambda case: {*case.unavailable, "pqrs", "p1_mobile", "national_line"})),
    ("outages without an end", altering_ends(lambda outages, _: [*outages])),
    ("outages that are over", altering_ends(lambda outages, _: [each for each, end in outages.items() if end is None])),
    ("spans that go on after an outage", altering_ends(lambda outages, when: [each for each, end in outages.items() if end is None or when < end])),
    ("because emptied", with_other_entries(because=())),
    ("wrong time zone", wrong(lambda _, __: {"time_zone": "America/Lima"})),
    ("alternatives with a wrong telephone", wrong(with_a_wrong_telephone)),
    ("wrong contacts in the trace", with_other_entries(contacts=(phone(7),))),
    ("other contacts in the channel", wrong(lambda a, _: {"channel": a.channel.model_copy(update={"contacts": (phone(7),)})})),
    ("other hours in the channel", wrong(lambda a, _: {"channel": a.channel.model_copy(update={"hours": weekly_hours("Mo 08:00-09:00")})})),
    ("only the first channel that is down", altering_outages(lambda case: [*case.unavailable][:1])),
    ("only the last channel that is down", altering_outages(lambda case: [*case.unavailable][-1:])),
    ("what is down is ignored with a preference", altering_outages(lambda case: () if case.prefer else case.unavailable)),
    ("a raw error", answering(failing)),
    ("a dict", answering(answering_with_a_dict)),
    ("a record of another class", answering(lambda case: ANOTHER_CLASS.model_construct(**dict(right(case))))),
    ("an answer kept for a minute", keeping_for_a_minute()),
    ("a long outage taken for a slip", altering_ends(lambda outages, when: {each: end for each, end in outages.items() if end is None or end - when < 3 * DAY})),
    ("an end that still belongs to its outage", altering_ends(lambda outages, _: {each: end and end + MICROSECOND for each, end in outages.items()})),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "recommend"), WRONG_ROUTERS)
def test_a_wrong_router_is_rejected(wrong: str, recommend: Recommender) -> None:
    with pytest.raises(LawViolationError) as caught:
        check(recommend, *CHANGED_DAYS.get(wrong, JULY))
    assert caught.value.law is (Law.INPUT if wrong.endswith(" accepted") else Law.RULE)
    assert f"[{caught.value.law}]" in str(caught.value)
