"""The words of every answer of the shipped directory over two years, and of drawn directories."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import product
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import (
    BOGOTA,
    Channel,
    Contact,
    Medium,
    NoChannelError,
    Priority,
    Reason,
    Recommendation,
    RequestType,
    Router,
    Verdict,
    default_directory,
    recommend,
    timeline,
)
from ccb_support.model.requests import RequestKind, every_kind, group_requests
from ccb_support.testing.oracle_hours import MICROSECOND
from ccb_support.testing.strategies import cases, directories
from ccb_support.words import LANGUAGES, Language
from ccb_support.words.answers import MONTHS, WEEKDAYS
from tests.builders import at

START, END = at("2026-01-01"), at("2028-01-01")
DESK, LINE = map(default_directory().channel, ("pqrs", "p1_mobile"))
GROUPS = group_requests(every_kind(default_directory()), default_directory().channels)
PREFERENCES = (Medium.PHONE, Medium.EMAIL, Medium.CHAT, Medium.WHATSAPP)
OUTAGES = (
    (),
    ("pqrs",),
    ("pqrs", "p1_mobile"),
    ("national_line",),
    ("p1_mobile",),
    ("p1_mobile", "national_line"),
    ("p1_mobile", "national_line", "email", "chat"),
)

WISHES = [(None, down) for down in OUTAGES] + [
    (prefer, down) for prefer in PREFERENCES for down in (*OUTAGES[:2], ("p1_mobile",))
]

ENGLISH = "|".join([*Reason, *Verdict, *RequestType, *Medium, "open", "holiday"])
CODES = {
    "es": re.compile(rf"_|\bpqrs\b|\b({ENGLISH.replace('|chat', '')})\b"),
    "en": re.compile(r"_|\bpqrs\b"),
}
"""What no text may hold: ids, codes of a program, and English words in a Spanish text."""

DATE = {
    "es": re.compile(
        rf"({'|'.join(each.es for each in WEEKDAYS)}) (\d+) de "
        rf"({'|'.join(each.es for each in MONTHS)})(?: de (\d{{4}}))?"
    ),
    "en": re.compile(
        rf"({'|'.join(each.en for each in WEEKDAYS)}) (\d+) "
        rf"({'|'.join(each.en for each in MONTHS)})(?: (\d{{4}}))?"
    ),
}
NEAR_DAYS = {"es": ("hoy", "mañana"), "en": ("today", "tomorrow")}
TOMORROW = {"es": re.compile(r"\bmañana (\w+)"), "en": re.compile(r"\btomorrow, (\w+),")}


class Reading(NamedTuple):
    """An answer that somebody reads in a language, at an instant or at no known one.

    The words are about `when`, if it is given.
    """

    answer: Recommendation
    language: Language
    at: datetime | None
    when: datetime | None = None

    @property
    def today(self) -> date | None:
        return self.at and self.at.astimezone(BOGOTA).date()

    @property
    def first_day(self) -> date | None:
        """The first day on which anybody reads it, or None if it always held."""
        since = self.when or self.at or self.answer.valid_from
        return since and since.astimezone(BOGOTA).date()

    def summary(self) -> str:
        return self.answer.summary(self.language, when=self.when, at=self.at)

    def explain(self) -> str:
        return self.answer.explain(self.language, when=self.when, at=self.at)

    def why(self) -> str:
        return self.answer.why(self.language, when=self.when, at=self.at)

    def shows(self, contact: Contact, text: str) -> bool:
        return contact.display(self.language) in text

    def dates_in(self, text: str) -> Iterator[tuple[date, bool]]:
        """Yield each date of a text, whose weekday must be right, and whether it has its year."""
        names = [each.in_language(self.language) for each in WEEKDAYS]
        months = [each.in_language(self.language) for each in MONTHS]
        first_year = re.search(r"\b20\d\d\b", text) or ["0"]
        known = [self.today.year if self.today else int(first_year[0])]
        for weekday, day, month, year in DATE[self.language].findall(text):
            # A year may be said once.
            known += [int(year)] if year else []
            # After December, January is next year's.
            years = [int(year)] if year else [*known, known[-1] + 1]
            dates = [date(each, months.index(month) + 1, int(day)) for each in years]
            found = [each for each in dates if names[each.weekday()] == weekday]
            assert found, text
            yield found[0], bool(year)


def what_decides(answer: Recommendation) -> tuple[object, ...]:
    """Return what the explanation of an answer comes from, except its request's type."""
    other = answer.alternatives[0].id if answer.alternatives else None
    critical = answer.priority == Priority.CRITICAL
    line = critical and LINE in answer.alternatives
    ignored = None if answer.prefer == answer.contact.medium else answer.prefer
    down = next((each.channel for each in answer.trace if each.verdict is Verdict.UNAVAILABLE), "")
    span = answer.valid_from, answer.valid_until
    return answer.contact, span, answer.reason, other, line, critical, ignored, down


def answers_of(kind: RequestKind) -> Iterator[Recommendation]:
    """Yield the answers of a request over two years, for each preference and outage."""
    for prefer, down in WISHES:
        try:
            yield from timeline(
                kind.request_type, kind.priority, START, END, prefer=prefer, unavailable=down
            )
        except NoChannelError:
            continue


@cache
def different_answers() -> list[Recommendation]:
    """Return an answer for each different text: requests that are served alike share theirs."""
    found: dict[tuple[object, ...], Recommendation] = {}
    for group in GROUPS:
        for answer in answers_of(group[0]):
            found.setdefault(what_decides(answer), answer)
    return list(found.values())


def moments_of(answer: Recommendation) -> Iterator[datetime | None]:
    """Yield instants at which somebody reads an answer: none known, the first, some, the last."""
    yield None
    first, end = answer.valid_from or START, answer.valid_until or END
    yield from (first, first + (end - first) / 2, end - MICROSECOND)


@cache
def readings() -> list[tuple[Reading, str]]:
    """Return every different reading over two years, with what the reader reads."""
    found = [
        Reading(answer, LANGUAGES[number // 4 % 2], moment)
        for number, answer in enumerate(different_answers())
        for place, moment in enumerate(moments_of(answer))
        # Neighbours differ little: eight in a row have each moment in each language.
        if (number + place) % 4 == 0
    ]
    return [(each, each.explain()) for each in found]


def check_form(reading: Reading, text: str) -> None:
    """Check that words are short, whole sentences for people, on one line, with the whole number."""
    summary = reading.summary()
    assert text.startswith(summary)
    assert len(summary) <= 160, summary
    assert len(text) <= 320, text
    assert text.isprintable()
    assert text[0].isupper()
    assert text.endswith(".")
    wrong = r"[{}]|\.\.|  | [.,:;]|\bya\b|\ba el\b|atienden? hasta hoy"
    assert not re.search(wrong, text), text
    plain = re.sub(r"\S+@\S+|http\S+", "", text)
    assert not CODES[reading.language].search(plain), text
    assert reading.shows(reading.answer.contact, summary)
    for weekday in TOMORROW[reading.language].findall(text):
        assert reading.today is not None
        tomorrow = reading.today + timedelta(days=1)
        assert WEEKDAYS[tomorrow.weekday()].in_language(reading.language) == weekday


class TestTwoYears:
    """Every answer of the shipped directory over two years, read at several moments."""

    def test_there_are_many(self) -> None:
        assert {each.answer.reason for each, _ in readings()} == {*Reason}
        assert len({text for _, text in readings()}) > 4_000

    def test_a_better_desk_that_is_closed_has_its_number_and_its_opening(self) -> None:
        waiting = [
            text
            for reading, text in readings()
            if reading.answer.reason in (Reason.FALLBACK, Reason.PRIORITY)
            and reading.answer.trace[0].opens_at
        ]
        number = re.compile(r"\b7:00 a\. ?m\.: \(601\) 7442727 (opción|option) 3")
        assert len(waiting) > 5_000
        assert [text for text in waiting if not number.search(text)] == []

    def test_dates_are_right_and_to_come(self) -> None:
        for reading, text in readings():
            for found, _ in reading.dates_in(text):
                assert reading.first_day is None or found >= reading.first_day, text

    def test_a_year_is_said_if_the_reader_needs_it(self) -> None:
        for reading, text in readings():
            dates = [*reading.dates_in(text)]
            if reading.today:
                assert all(said is (day.year != reading.today.year) for day, said in dates), text
            else:
                assert all(said for _, said in dates[:1]), text
                assert not re.search(r"\b(hoy|mañana|today|tomorrow)\b", text), text

    def test_the_change_that_the_reader_waits_for_is_said(self) -> None:
        for reading, text in readings():
            change = reading.answer.opens_at or reading.answer.closes_at
            if change:
                local = change.astimezone(BOGOTA)
                assert f" {(local.hour - 1) % 12 + 1}:{local:%M} " in text, text
                ahead = local.date() - reading.today if reading.today else None
                if ahead is not None and ahead < timedelta(days=2):
                    assert NEAR_DAYS[reading.language][ahead.days] in text
                else:
                    assert local.date() in {day for day, _ in reading.dates_in(text)}

    def test_a_holiday_that_keeps_the_desk_closed_is_named(self) -> None:
        for reading, text in readings():
            desk = reading.answer.trace[0]
            if desk.verdict is Verdict.CLOSED and reading.answer.reason is not Reason.PREFERRED:
                for cause in desk.because:
                    is_over = reading.first_day is not None and cause.date < reading.first_day
                    assert (cause.name.in_language(reading.language) in text) is not is_over, text

    def test_a_critical_request_has_the_number_of_its_line(self) -> None:
        critical = [
            text
            for reading, text in readings()
            if reading.answer.priority == Priority.CRITICAL and LINE in reading.answer.alternatives
        ]
        assert len(critical) > 1_000
        assert [text for text in critical if LINE.contacts[0].display() not in text] == []


DISTANCES = [
    timedelta(days=days, minutes=minutes)
    for days, minutes in (
        (-400, 0), (-8, 0), (-1, 0), (0, -90), (0, 0), (0, 90), (1, 0), (40, 0),
    )
]  # fmt: skip
"""How long after the time that the words are about somebody reads them."""
NO_IMPERATIVE = re.compile(r"(?!(Llame|Escriba|Entre|Call|Write|Go|Ahora|Right now)\b)")


@cache
def readings_of_other_times() -> list[tuple[Reading, timedelta, str]]:
    """Return every answer, about a time in its span and read at a distance from it.

    Sixteen answers in a row, which differ little, have all eight in each language.
    """
    drawn = Random(31)  # noqa: S311 - a repeatable draw
    found: list[tuple[Reading, timedelta, str]] = []
    for number, answer in enumerate(different_answers()):
        first, end = answer.valid_from or START, answer.valid_until or END
        when = first + (end - first) * drawn.random()
        distance, language = DISTANCES[number % 8], LANGUAGES[number // 8 % 2]
        reading = Reading(answer, language, when + distance, when)
        found.append((reading, distance, reading.explain()))
    return found


def beginning(reading: Reading) -> str:
    """Return the day with which the words about another time begin."""
    assert reading.when
    day = reading.when.astimezone(BOGOTA).date()
    weekday = WEEKDAYS[day.weekday()].in_language(reading.language)
    month = MONTHS[day.month - 1].in_language(reading.language)
    is_known = reading.today and day.year == reading.today.year
    year = "" if is_known else f"{' de' if reading.language == 'es' else ''} {day.year}"
    far = {
        "es": f"El {weekday} {day.day} de {month}{year} a",
        "en": f"On {weekday} {day.day} {month}{year} at",
    }
    near = {
        0: {"es": "Hoy a", "en": "Today at"},
        1: {"es": f"Mañana {weekday} a", "en": f"Tomorrow, {weekday}, at"},
    }
    ahead = (day - reading.today).days if reading.today else -1
    return near.get(ahead, far)[reading.language]


class TestOtherTimes:
    """Every answer over two years, about a time that is not the time at which it is read."""

    def test_they_begin_with_the_time_unless_somebody_acts_now(self) -> None:
        for reading, distance, text in readings_of_other_times():
            if distance:
                assert text.startswith(beginning(reading)), (beginning(reading), text)
            else:
                assert text == reading._replace(when=None).explain()

    def test_only_words_about_the_past_are_in_the_past(self) -> None:
        past = re.compile(r"correspondía|no atendían|the right way was|nobody took")
        for _, distance, text in readings_of_other_times():
            assert bool(past.search(text)) is (distance > timedelta()), text
            assert distance == timedelta() or NO_IMPERATIVE.match(text), text

    def test_days_are_right_and_not_before_the_time_that_they_are_about(self) -> None:
        for reading, _, text in readings_of_other_times():
            assert reading.today
            assert reading.first_day
            for day, has_year in reading.dates_in(text):
                assert reading.first_day <= day, text
                assert day.toordinal() <= reading.first_day.toordinal() + 731, text
                years = str(day.year), f"diciembre de {day.year - 1}", f"December {day.year - 1}"
                is_known = day.year == reading.today.year or any(each in text for each in years)
                assert has_year or is_known, text
            tomorrow = reading.today + timedelta(days=1)
            near = {*re.findall(r"\b(hoy|mañana|today|tomorrow)\b", text.casefold())}
            assert not near or reading.first_day <= tomorrow, text
            assert near.isdisjoint({"hoy", "today"}) or reading.first_day <= reading.today, text

    def test_a_mailbox_that_is_attended_later_is_named(self) -> None:
        """Ruling 5. Two holidays in a row, far from the reader, leave no room for it."""
        waiting = [
            text
            for (answer, *_), _, text in readings_of_other_times()
            if answer.reason is Reason.FALLBACK
            and answer.priority != Priority.CRITICAL
            and answer.trace[0].opens_at
        ]
        assert len(waiting) > 1_000
        assert [text for text in waiting if DESK.contacts[1].display() not in text] == []

    def test_without_a_reader_they_begin_with_the_year(self) -> None:
        for reading, _, _ in readings_of_other_times()[::7]:
            alone = reading._replace(at=None)
            text = alone.explain()
            assert text.startswith(beginning(alone)), text
            assert len(text) <= 320, text
            assert not re.search(r"\b(hoy|mañana|today|tomorrow)\b", text), text

    def test_the_trace_begins_with_the_time_too(self) -> None:
        for reading, distance, _ in readings_of_other_times()[::11]:
            assert not distance or reading.why().startswith(beginning(reading))


def test_they_are_short_sentences_on_one_line() -> None:
    for reading, text in readings():
        check_form(reading, text)
    for reading, _, text in readings_of_other_times():
        check_form(reading, text)


@pytest.mark.parametrize("days", [0, -500, 500])
def test_a_long_text_about_a_later_year(days: int) -> None:
    """It says in short that its holidays were not checked, and keeps the mailbox.

    Holidays with long names leave no room for the mailbox if nobody can write now.
    """
    texts = [
        answer.explain(language, when=since, at=since + timedelta(days=days))
        for answer in timeline("queja", 3, END, at("2030-07-03"), prefer="whatsapp")
        if answer.trace[0].because and (since := answer.valid_from)
        for language in LANGUAGES
    ]
    without = [text for text in texts if DESK.contacts[1].display() not in text]
    assert len(texts) > 50
    assert len(without) < (len(texts) / 3 if days else 1)
    assert [text for text in texts if not re.search(" Festivos | Holidays ", text)] == []
    assert [text for text in texts if len(text) > 320] == []


def test_the_brief_form_has_less_than_400_bytes() -> None:
    for answer, language in product(different_answers()[::3], LANGUAGES):
        brief = answer.brief(language)
        assert len(json.dumps(brief, ensure_ascii=False).encode()) < 400
        assert [*brief] == ["channel", "number", "uri", "until", "summary", "version"]
        assert brief["summary"] == answer.summary(language)
        assert brief["until"] == (answer.valid_until and answer.valid_until.isoformat())


def test_the_brief_form_says_what_the_summary_says_at_that_time() -> None:
    answer, noon = recommend("queja", 3, at("2026-07-10 10:00")), at("2026-07-10 12:00")
    for times in ({}, {"at": noon}, {"when": noon}, {"when": noon, "at": END}):
        assert answer.brief("es", **times)["summary"] == answer.summary("es", **times), times
    assert len({answer.summary("es"), answer.summary("es", at=noon)}) == 2


@pytest.mark.parametrize("group", GROUPS, ids=["incidents, P1", "incidents", "PQRS, P1", "PQRS"])
def test_the_words_of_a_week_with_a_holiday(group: tuple[RequestKind, ...]) -> None:
    """Requests that the same channels serve are answered in the same words, except of their type."""
    week = at("2026-07-09"), at("2026-07-16")
    first, *others = (
        [answer.explain(language) for answer in answers for language in LANGUAGES]
        for answers in ([*timeline(each.request_type, each.priority, *week)] for each in group)
    )
    assert all(other == first for other in others)


def test_why_has_a_sentence_for_each_channel() -> None:
    times = [reading for reading, _, _ in readings_of_other_times()[::11]]
    for reading in (*(reading for reading, _ in readings()[:: len(GROUPS)]), *times):
        for line, entry in zip(reading.why().split("\n"), reading.answer.trace, strict=True):
            assert line.isprintable()
            assert line[0].isupper()
            assert line.endswith(".")
            assert not re.search(r"[{}_]|\.\.|  |\bpqrs\b|\bya\b", line)
            assert entry.name.in_language(reading.language).casefold() in line.casefold()


@given(st.data())
def test_the_words_of_other_directories(data: st.DataObject) -> None:
    """The words of any directory are whole sentences of visible text, at every instant."""
    router = Router(data.draw(directories()))
    case = data.draw(cases(router.directory))
    try:
        answer = router.recommend(
            case.request_type,
            case.priority,
            case.when,
            prefer=case.prefer,
            unavailable=case.unavailable,
        )
    except NoChannelError:
        return
    assert str(answer) == answer.summary() == answer.summary(router.directory.language)
    again = Recommendation.model_validate_json(answer.model_dump_json())
    for language, moment in product(LANGUAGES, (None, case.when)):
        reading = Reading(answer, language, moment)
        text, lines = reading.explain(), reading.why().split("\n")
        assert text.startswith(reading.summary())
        assert len(lines) == len(answer.trace)
        for words in (text, *lines):
            assert words.isprintable()
            assert words.endswith(".")
            assert not re.search(r"[{}]|\.\.|  ", words)
        assert reading.shows(answer.contact, text)
        read_again = reading._replace(answer=again)
        assert (read_again.explain(), read_again.why()) == (text, reading.why())


def test_a_channel_is_shown_by_its_name() -> None:
    channel: Channel = recommend("queja", 3, at("2026-11-24T09:30")).channel
    assert str(channel) == f"{channel}" == str(channel.name) == "línea de PQRS"
    assert str(default_directory().escalation[1]) == default_directory().escalation[1].name.es
