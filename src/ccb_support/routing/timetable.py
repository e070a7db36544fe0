"""Answers as a table of spans, for callers who ask about many requests at once.

A database, a frame or a cluster finds the answer of each of its rows by a join on time. Requests
that the same channels serve share one class of spans, critical ones apart, so that many years stay
small.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from typing import cast

from pydantic import AwareDatetime

from ccb_support.answer.recommendation import Reason
from ccb_support.answer.short_forms import ShortForms
from ccb_support.clock.instants import Moment, seconds_of, utc_at
from ccb_support.clock.intervals import Interval
from ccb_support.errors import NoChannelError, NotRequestsError
from ccb_support.model.directory import Directory
from ccb_support.model.records import Timed, build
from ccb_support.model.requests import (
    RequestKind,
    every_kind,
    group_requests,
    joined_vocabularies,
    parse_request,
)
from ccb_support.model.vocabulary import Medium, Priorities, RequestTypes

from .engine import Engine, Part
from .outages import Outages
from .rule import Request, RoutingDecision
from .timetable_sql import Dialect, SqlTimetable, write_join, write_tables

__all__ = [
    "Timetable",
    "TimetableRequest",
    "TimetableSpan",
]


class TimetableRequest(RequestKind, frozen=True):
    """A kind of request, and the class of spans that has its answers.

    Attributes:
        request_type: the id of the type of the request.
        priority: the number of its priority.
        class_key: the class: a number from 0 up.
    """

    class_key: int


class TimetableSpan(Timed, frozen=True):
    """A span of time, and the answer that the requests of a class get over all of it.

    All its instants are in UTC.

    Attributes:
        class_key: the class.
        valid_from: the first instant of the answer's whole span. If the span begins before the
            supported range, it is the start of that range.
        valid_until: the end of the span, excluded. If the span ends after the supported range, it
            is the end of that range.
        channel: the id of the channel to use; `None` if no channel serves such a request, now or
            later.
        number: the contact's whole number, as a person dials and presses it; `None` if the contact
            is not a telephone.
        contact: what to show to a person: the number or the address; `None` if there is no answer.
        uri: the contact's URI; `None` if there is no answer.
        open_now: whether the channel is open.
        opens_at: when it opens; `None` if it is open.
        reason: why this channel; `None` if there is no answer.
        error: the code of the error that `recommend` raises; `None` if there is an answer.
        directory_version: the version of the directory that is in force.
    """

    class_key: int
    valid_from: AwareDatetime
    valid_until: AwareDatetime
    channel: str | None
    number: str | None
    contact: str | None
    uri: str | None
    open_now: bool
    opens_at: AwareDatetime | None
    reason: Reason | None
    error: str | None
    directory_version: str


class Timetable(Timed, frozen=True):
    """All answers over a range of time, as rows.

    The spans of a class follow each other without a gap, from at or before `start` to at or after
    `end`. The only gaps are the times of editions that do not know its requests. Spans are whole,
    as `recommend` gives them: the first may begin before the range, and the last may end after it.
    No bound is missing, so that a join on time needs no special case.

    Attributes:
        start: the first instant of the range, in UTC.
        end: the instant at which the range ends, excluded, in UTC.
        time_zone: the IANA name of the directory's zone.
        directory_version: the version of the directory; of several editions in the range, all
            their versions, in order.
        request_types: the request types of the directory, whose words `to_sql` reads; of several
            editions, each as the first one in the range has it.
        priorities: its priorities, in the same way.
        requests: the requests, by type and then by priority, each with its class.
        spans: the spans, by class and then by time.
    """

    start: AwareDatetime
    end: AwareDatetime
    time_zone: str
    directory_version: str
    request_types: RequestTypes
    priorities: Priorities
    requests: tuple[TimetableRequest, ...]
    spans: tuple[TimetableSpan, ...]

    def to_sql(
        self,
        dialect: Dialect,
        *,
        table: str = "tickets",
        request_type: str = "request_type",
        priority: str = "priority",
        when: str = "when",
        written: Iterable[Sequence[object]] | None = None,
        prefix: str = "",
    ) -> SqlTimetable:
        """Return statements that make tables of a database, and a query that joins them to yours.

        Run `tables` one after the other, in one transaction, and then `join`, or make a view of it.
        Each of your rows comes back once, with what a `TimetableSpan` has except its class.
        `directory_version` is missing if several editions answer and none answers the row. `error`
        is the code of the error that `recommend` raises. It is `out_of_range` also outside this
        timetable, and where the edition in force does not know the request, although another does.
        It is `missing` if the row has no request type or no priority, and `not_in_timetable` if
        `written` does not have the request, or this timetable does not.

        Args:
            dialect: `sqlite`, in which instants are integers (microseconds since 1970 in UTC), or
                `postgresql`, in which they are `timestamptz`.
            table: the name of your table; a dot separates the schema from the table.
            request_type: the name of its column of request types.
            priority: the name of its column of priorities.
            when: the name of its column of instants.
            written: what people wrote, as pairs of a request type and a priority: the rows of
                `SELECT DISTINCT request_type || '', priority || '' FROM tickets`. If left out,
                the ids and numbers of all requests: `complaint` with `P3`, and with `3`. A priority
                `3.0`, from a column of floats, is `3`.
            prefix: the prefix of the names of the added columns.

        Raises:
            UnknownDialectError: `dialect` is not a dialect.
            NotRequestsError: `written` is not a collection of pairs, or a type or a priority is not
                text, an integer or missing.
        """
        classes = {(each.request_type, each.priority): each.class_key for each in self.requests}
        usual = (
            (each.request_type, word)
            for each in self.requests
            for word in (f"P{each.priority}", f"{each.priority}")
        )
        pairs = usual if written is None else _pairs(written)
        spans = (tuple(dict(each).values()) for each in self.spans)
        is_one = len({each.directory_version for each in self.spans}) <= 1
        return SqlTimetable(
            tables=tuple(write_tables(dialect, self, classes, spans, pairs)),
            join=write_join(
                table,
                (request_type, priority, when),
                self.directory_version if is_one else None,
                prefix,
            ),
        )


def tabulate(
    engine: Engine,
    requests: object,
    span: Interval[Moment],
    prefer: Medium | None,
    outages: Outages,
) -> Timetable:
    """Return who answers requests over a range of time, as a table.

    The requests are pairs that a caller names; every request for `None`.

    Raises:
        NotRequestsError: `requests` is not a collection of pairs.
        UnknownRequestTypeError: a request type of them means none, or could mean several.
        UnknownPriorityError: a priority of them means none, or could mean several.
    """
    editions, bounds = engine.editions, seconds_of(span)
    # The words of other editions come last, because no row of the table is of their time.
    in_order = sorted(editions.in_order, key=lambda each: not each.span.overlaps(bounds))
    directories = [each.directory for each in in_order]
    words = joined_vocabularies(directories)
    kinds = every_kind(words)
    if requests is not None:
        named = {parse_request(words, *pair) for pair in _pairs(requests)}
        kinds = tuple(each for each in kinds if (each.request_type, each.priority) in named)
    classes: dict[RequestKind, int] = {}
    spans: list[TimetableSpan] = []
    groups = group_requests(kinds, editions.channels, directories)
    for class_key, group in enumerate(groups):
        classes |= dict.fromkeys(group, class_key)
        # A whole group gets the same answers, so one of its requests is enough.
        request = Request(group[0].request_type, group[0].priority, prefer)
        parts = engine.parts(request, outages, span)
        # An edition that does not know the request has no answer to it.
        known = (each for each in parts if each.decisions.knows_request)
        spans += _spans(class_key, known)
    # Right by construction, as answers are.
    return build(
        Timetable,
        {
            "start": utc_at(span.start),
            "end": utc_at(span.end),
            "time_zone": directories[0].time_zone,
            "directory_version": editions.versions(bounds),
            "request_types": words.request_types,
            "priorities": words.priorities,
            "requests": tuple(
                build(TimetableRequest, {**dict(kind), "class_key": classes[kind]})
                for kind in kinds
            ),
            "spans": tuple(spans),
        },
    )


def _pairs(requests: object) -> Iterator[tuple[object, object]]:
    if not isinstance(requests, Iterable) or isinstance(requests, str | bytes):
        raise NotRequestsError(requests)
    given = cast("Iterable[object]", requests)
    for pair in given:
        # The rows of many databases are sequences, but not tuples.
        is_row = isinstance(pair, Sequence) and not isinstance(pair, str | bytes)
        row = cast("Sequence[object]", pair)
        if not is_row or len(row) != 2:  # noqa: PLR2004 - a request type and a priority
            raise NotRequestsError(given)
        yield row[0], row[1]


def _spans(class_key: int, parts: Iterator[Part]) -> Iterator[TimetableSpan]:
    """Yield the spans of a class over parts of the range, in order."""
    for decisions, phase, seconds in parts:
        form = cache(partial(_form, class_key, decisions.edition.directory))
        first, last = map(utc_at, phase.span)
        spans = [*decisions.spans(seconds)]
        until = datetime.fromtimestamp(spans[0].start, UTC)
        for span in spans:
            fields = form(span.decision).copy()
            # A span starts where the one before it ends.
            since, until = until, datetime.fromtimestamp(span.end, UTC)
            fields["valid_from"], fields["valid_until"] = max(since, first), min(until, last)
            if span.decision and not span.decision.open_now:
                fields["opens_at"] = datetime.fromtimestamp(span.opens_at, UTC)
            yield build(TimetableSpan, fields)


def _form(
    class_key: int, directory: Directory, decision: RoutingDecision | None
) -> dict[str, object]:
    """Return the fields of the spans with one decision. The instants have no value yet."""
    known: dict[str, object] = {
        **dict.fromkeys(TimetableSpan.model_fields),
        "class_key": class_key,
        "directory_version": directory.version,
    }
    if decision is None:
        return {**known, "open_now": False, "error": NoChannelError.code}
    return {
        **known,
        **ShortForms(directory.language).contact_columns(decision.channel, decision.contact),
        "open_now": decision.open_now,
        "reason": decision.reason,
    }
