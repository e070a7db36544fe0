"""Asks the library anything, at random, and checks that it keeps its promise.

    python -m tools.fuzz.run --inputs 1000000 --seed 1

For every input there is a right answer or a documented error that quotes it: never another
exception, and never a wait without end. One seed gives the same inputs every time. The figures go
to the output; the exit code is 1 if anything else happened.

The run draws an instant first, and then disguises it: in a zone, or as a class of datetimes. So it
knows the right answer without the library. Whether the PQRS desk is open follows from the weekday,
the hour and the holiday on Colombia's clock.
"""

from __future__ import annotations

import argparse
import faulthandler
import sys
import time
import traceback
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice, pairwise
from operator import contains
from random import Random
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel, ValidationError

import ccb_support
from ccb_support import (
    BOGOTA,
    CcbSupportError,
    Channel,
    Chat,
    Directory,
    DirectoryError,
    Email,
    Medium,
    NoChannelError,
    Phone,
    Priority,
    RequestType,
    Router,
    WebForm,
    WhatsApp,
    default_directory,
)
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.calendars.colombia import HOLIDAYS as RULES
from ccb_support.model import SpecialDay, WeeklyHours
from ccb_support.model.vocabulary import MEDIA
from tests.builders import PQRS
from tests.hostile import shown
from tools.fuzz.drawing import (
    END,
    FIRST,
    MICROSECOND,
    NUMBERS,
    TEXTS,
    Disguise,
    anything,
    disguise,
    instant,
    misspelling,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ANSWER = "an answer"
PATIENCE = 60.0
"""If a thousand inputs take more seconds than this, the run shows where it hangs, and ends."""

STDERR = 2
"""The process's error output, which shows that even if a test replaces Python's."""

NOON = datetime(2026, 7, 10, 12, tzinfo=UTC)

HOLIDAYS = {day for year in range(1984, 2200) for day in ccb_support.colombian_holidays(year)}


def outcome(call: Callable[[], object], *inputs: object) -> str:
    """Return what came of a call: an answer, or the name of a documented error.

    Raises:
        AssertionError: the error does not say what it should, or quotes none of `inputs`.
    """
    try:
        call()
    except CcbSupportError as error:
        caught = error
    else:
        return ANSWER
    assert says_what_it_should(caught, inputs), str(caught)
    return type(caught).__name__


def says_what_it_should(error: CcbSupportError, inputs: Iterable[object]) -> bool:
    """Return whether an error says what it promises to say."""
    if isinstance(error, NoChannelError):
        return bool(error.trace)
    if isinstance(error, DirectoryError):
        return bool(error.faults)
    return any(shown(each) in str(error) for each in inputs)


def desk_is_open(truth: datetime) -> bool:
    """Return whether the PQRS desk is attended, from what is printed in its table."""
    local = truth.astimezone(BOGOTA)
    return 7 <= local.hour < 17 and local.weekday() < 5 and local.date() not in HOLIDAYS


def is_supported(asked: Disguise) -> bool:
    """Return whether there is an answer at an instant."""
    return asked.truth is not None and FIRST <= asked.truth < END


def instants(random: Random) -> str:
    asked, request_type = disguise(random), random.choice(tuple(RequestType))
    priority = random.choice(tuple(Priority))

    def call() -> None:
        answer = ccb_support.recommend(request_type, priority, asked.when)
        assert asked.truth is not None
        expected = "p1_mobile" if priority == 1 else "national_line"
        if request_type in PQRS and desk_is_open(asked.truth):
            expected = "pqrs"
        assert answer.channel.id == expected
        assert answer.holds_at(asked.when)

    found = outcome(call, asked.when)
    assert (found == ANSWER) == is_supported(asked), found
    return found


def requests(random: Random) -> str:
    request_type = random.choice((anything(random), random.choice(tuple(RequestType))))
    priority = random.choice((anything(random), random.randrange(1, 6), Priority.LOW))
    prefer = random.choice((None, anything(random), random.choice(tuple(Medium))))
    ids = [*default_directory().channel_ids, "fax", None]
    unavailable: Any = random.choice(
        (
            (),
            [*default_directory().channel_ids],
            anything(random),
            random.choices(ids, k=random.randrange(3)),
            {"pqrs": random.choice((anything(random), disguise(random).when, None))},
        )
    )
    if random.random() < 0.5:  # a plain question has a shorter way to its answer
        prefer, unavailable = None, ()
    when = random.choice((FIRST, END - MICROSECOND, NOON))
    inputs = request_type, priority, prefer, unavailable

    def call() -> None:
        answer = ccb_support.recommend(
            request_type, priority, when, prefer=prefer, unavailable=unavailable
        )
        if not isinstance(unavailable, dict):
            assert answer.channel.id not in map(str.__str__, unavailable)

    return outcome(call, *inputs, *_members(unavailable))


def _members(value: object) -> list[object]:
    inner = [*cast("dict[object, object]", value).values()] if isinstance(value, dict) else []
    return [*value, *inner] if isinstance(value, list | tuple | dict) else []


def _members_of_members(value: object) -> list[object]:
    return [inner for each in _members(value) for inner in (each, *_members(each))]


WORDS: tuple[tuple[int, str], ...] = (
    *(
        (0, word)
        for each in RequestType
        for word in default_directory().request_types.by_id[each].words
    ),
    *((1, word) for each in Priority for word in default_directory().priorities.by_id[each].words),
    *((2, word) for each in Medium for word in MEDIA.by_id[each].words),
)
"""The words for request types, priorities and media, each with its place among the arguments."""


def spellings(random: Random) -> str:
    place, word = random.choice(WORDS)
    inputs: list[Any] = [RequestType.INCIDENT, Priority.LOW, Medium.PHONE]
    inputs[place] = misspelling(random, word)

    def call() -> None:
        assert ccb_support.recommend(inputs[0], inputs[1], FIRST, prefer=inputs[2]).holds_at(FIRST)

    return outcome(call, inputs[place])


def timelines(random: Random) -> str:
    start, end = disguise(random), disguise(random)

    def call() -> None:
        answers = list(islice(ccb_support.timeline("claim", 3, start.when, end.when), 3))
        assert answers[0].holds_at(start.when)
        assert all(one.valid_until == other.valid_from for one, other in pairwise(answers))

    return outcome(call, start.when, end.when)


def tables(random: Random) -> str:
    start = random.choice((FIRST, NOON, END - timedelta(days=3)))
    end = start + timedelta(hours=random.randrange(-2, 72))
    pairs = [("claim", 3), (anything(random), 2), ("queja", anything(random)), ("claim",), "ab"]
    wanted: Any = random.choice((None, anything(random), random.choices(pairs, k=2), pairs[:1]))

    def call() -> None:
        table = ccb_support.timetable(start, end, requests=wanted)
        classes = {each.class_key for each in table.spans}
        assert all(each.class_key in classes for each in table.requests)
        assert all(
            one.valid_until == other.valid_from or one.class_key < other.class_key
            for one, other in pairwise(table.spans)
        )

    return outcome(call, start, end, wanted, *_members_of_members(wanted))


def statements(random: Random) -> str:
    table = ccb_support.timetable(FIRST, FIRST + timedelta(hours=9), requests=[("claim", 3)])
    dialect: Any = random.choice(("sqlite", "postgresql", anything(random)))
    words = "queja", "P3", 3, None, anything(random)
    pair = random.choice(words), random.choice(words)
    written: Any = random.choice(([pair], pair, anything(random)))

    def call() -> None:
        sql = table.to_sql(dialect, written=written)
        assert all(each.startswith(("DROP", "CREATE", "INSERT")) for each in sql.tables)

    return outcome(call, dialect, written, *_members_of_members(written))


def explanations(random: Random) -> str:
    answer = ccb_support.recommend(random.choice(PQRS), 2, FIRST + timedelta(random.randrange(9)))
    language: Any = random.choice(("es", "en", anything(random)))
    at = random.choice((None, disguise(random).when, anything(random), answer.valid_until, FIRST))

    def call() -> None:
        assert answer.explain(language, at=at).isprintable()

    return outcome(call, language, at)


def statuses(random: Random) -> str:
    asked = disguise(random)
    channel_id: Any = random.choice(("pqrs", "chat", anything(random)))

    def call() -> None:
        status = SHIPPED.status(channel_id, asked.when)
        assert asked.truth is not None
        assert status.open_now is (channel_id == "chat" or desk_is_open(asked.truth))

    return outcome(call, channel_id, asked.when)


SHIPPED = Router(default_directory())


def years(random: Random) -> str:
    year = random.choice((anything(random), random.randrange(1900, 2300)))

    def call() -> None:
        assert 16 <= len(ccb_support.colombian_holidays(year)) <= len(RULES)

    return outcome(call, year)


def days(random: Random) -> str:
    day = random.choice((anything(random), disguise(random).when, instant(random).date()))
    inputs = [day, day.year] if isinstance(day, date) else [day]
    return outcome(partial(contains, COLOMBIA, day), *inputs)


def calendars(random: Random) -> str:
    holidays: Any = random.choice(
        (
            [random.choice(NUMBERS)],
            random.choice((*NUMBERS, *TEXTS, SMALL, len)),
            {date(2026, 11, 24): anything(random)},
        )
    )

    def call() -> None:
        router = Router(default_directory(), holidays=holidays)
        assert router.recommend("claim", 3, datetime(2026, 11, 24, 12, tzinfo=BOGOTA)).trace

    return outcome(call, holidays)


def routers(random: Random) -> str:
    directory = random.choice((anything(random), default_directory()))

    def call() -> None:
        assert Router(directory).status("chat", NOON).open_now

    return outcome(call, directory)


VALID: dict[type[BaseModel], dict[str, object]] = {
    Phone: {"printed": "1", "e164": "+576015550100", "extensions": ["7"], "menu_option": "3"},
    Email: {"address": "desk@example.org"},
    WhatsApp: {"printed": "1", "e164": "+573005550100"},
    Chat: {"url": "https://example.org/chat"},
    WebForm: {"url": "https://example.org/form"},
    SpecialDay: {
        "name": {"es": "Mudanza", "en": "Move"}, "channels": ["desk"], "date": "2026-12-24",
        "through": "2026-12-26", "hours": [{"opens": "08:00", "closes": "12:00"}],
    },
    Channel: {
        "id": "desk", "name": {"es": "Mesa", "en": "desk"}, "request_types": "all",
        "priorities": ["P1", 2], "hours": "always", "holidays": "open", "rows": [1],
        "contacts": [{"medium": "email", "address": "desk@example.org"}],
    },
}  # fmt: skip


def records(random: Random) -> str:
    """Validate a record, or anything in place of one of its fields, or in place of the whole."""
    record, valid = random.choice(list(VALID.items()))
    content: Any = valid | {random.choice(list(valid)): anything(random)}
    if random.random() < 0.1:
        record, content = random.choice((Directory, WeeklyHours, record)), anything(random)
    elif random.random() < 0.1:
        content = valid
    try:
        record.model_validate(content)
    except ValidationError as error:
        return type(error).__name__
    return ANSWER


SMALL = """\
format = 2
version = "1"
as_of = 2026-11-24
name = { es = "Mesa", en = "Desk" }
time_zone = "America/Bogota"
[[channels]]
id = "desk"
name = { es = "Mesa", en = "desk" }
request_types = "all"
priorities = [1, "P2"]
holidays = "closed"
contacts = [{ medium = "phone", printed = "1", e164 = "+576015550100" }]
hours = [{ days = ["monday", "friday"], opens = 07:00:00, closes = "17:00" }]
[[special_days]]
name = { es = "Mudanza", en = "Move" }
channels = ["desk"]
date = 2026-12-24
hours = "closed"
[[closures]]
name = { es = "Corte", en = "Outage" }
starts = 2026-12-05T22:00:00
ends = 2026-12-06T04:00:00
"""
JUNK = (
    "", "[", "]", "{", "}", "=", "#", "\n", '"', "'", "0", "-1", "nan", "inf", "1e999", "true", '""',
    "9" * 5000, f"0x{'f' * 5000}", "[" * 200 + "]" * 200, "[" * 5000, "a." * 90 + "a", "a." * 5000,
    '"javascript:alert(1)"', '"\x1b[2J"', '"\\u0000"', '"\\ud800"', "\ud800", "\0", "24:00",
    "2026-02-30", "0001-01-01", "9999-12-31", '"all"', '"always"', '"not_stated"', '"desk"',
)  # fmt: skip
TOKENS = SMALL.split(" ")


def files(random: Random) -> str:
    """Read a directory's text with some of its words replaced."""
    tokens: list[str] = [*TOKENS]
    for _ in range(random.randrange(3)):
        tokens[random.randrange(len(tokens))] = random.choice(
            (text(random), *random.choices(JUNK, k=5))
        )

    def call() -> None:
        router = Router(Directory.from_toml(" ".join(tokens)))
        for channel in router.directory.channels:
            router.status(channel.id, datetime(2026, 12, 24, 12, tzinfo=BOGOTA))

    return outcome(call)


KINDS: dict[Callable[[Random], str], int] = {
    instants: 289,
    requests: 200,
    spellings: 150,
    timelines: 100,
    explanations: 60,
    statuses: 60,
    days: 48,
    records: 45,
    years: 30,
    tables: 10,
    statements: 10,
    files: 4,
    calendars: 2,
    routers: 2,
}
"""Of a thousand inputs, how many are of each kind."""


class Tally:
    """How often each outcome came of the inputs of one kind, and how long that took."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.seconds = 0.0

    def __str__(self) -> str:
        total = self.outcomes.total()
        outcomes = ", ".join(f"{name} {count:,}" for name, count in self.outcomes.most_common())
        return f"{total:,} ({total / self.seconds:,.0f} a second): {outcomes}"


def run(inputs: int, seed: int) -> dict[str, Tally]:
    """Return the outcomes of so many inputs, by their kinds.

    Raises:
        Exception: the library broke its promise.
    """
    tallies = {kind.__name__: Tally() for kind in KINDS}
    for start in range(0, inputs, 1000):
        random = Random(f"{seed}/{start}")  # noqa: S311 - no secret
        faulthandler.dump_traceback_later(PATIENCE, exit=True, file=STDERR)
        batch = [kind for kind, share in KINDS.items() for _ in range(share)]
        for kind in random.sample(batch, min(1000, inputs - start)):
            tally, begun = tallies[kind.__name__], time.process_time()
            try:
                tally.outcomes[kind(random)] += 1
            except Exception as error:
                error.add_note(f"In {kind.__name__}, with --seed {seed}, after {start:,} inputs")
                raise
            tally.seconds += time.process_time() - begun
    return tallies


def report(tallies: dict[str, Tally]) -> str:
    """Return the figures of a run."""
    seconds = sum(tally.seconds for tally in tallies.values())
    outcomes = sum((tally.outcomes for tally in tallies.values()), Counter[str]())
    total, answers = outcomes.total(), outcomes.pop(ANSWER)
    lines = [f"{name}: {tally}" for name, tally in tallies.items()]
    lines.append(f"{total:,} inputs in {seconds:,.0f} s, {total / seconds:,.0f} a second")
    lines.append(f"{answers:,} answers, {total - answers:,} documented errors, nothing else")
    lines += [f"  {name} {count:,}" for name, count in sorted(outcomes.items())]
    return "\n".join(lines)


def main() -> int:
    """Run as the command line says, print the figures, and return the exit code."""
    parser = argparse.ArgumentParser(description="Ask the library anything, at random.")
    parser.add_argument("--inputs", type=int, default=1_000_000, help="how many inputs")
    parser.add_argument("--seed", type=int, default=1, help="which inputs")
    arguments = parser.parse_args()
    try:
        tallies = run(arguments.inputs, arguments.seed)
    except Exception:  # noqa: BLE001 - any broken promise
        traceback.print_exc()
        return 1
    finally:
        faulthandler.cancel_dump_traceback_later()
    sys.stdout.write(f"{report(tallies)}\n")
    return 0


sys.exit(main())
