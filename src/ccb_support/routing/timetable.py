"""Answers as a table of spans, for those who ask about many requests at once.

A database, a frame or a cluster finds the answer of each of its rows by a join on time. Requests
that get the same answers at all times share one class of spans, so that many years stay small.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from pydantic import AwareDatetime

from ccb_support.answer.reasons import Reason
from ccb_support.answer.recommendation import NoChannelError
from ccb_support.clock.instants import datetime_of, in_utc
from ccb_support.errors import NotRequestsError
from ccb_support.model.records import Record, Timed
from ccb_support.model.request_kinds import RequestKind, kind_order
from ccb_support.model.requests import Priority, RequestType, parse_request
from ccb_support.model.untrusted import members_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from ccb_support.answer.recommendation import Recommendation
    from ccb_support.clock.intervals import Interval
    from ccb_support.model.directory import Directory

    from .rule import Request

    Outcomes = Callable[[Request], Iterable[tuple[Interval, Recommendation | None]]]
    """What a request gets over a range of time: whole spans in order, `None` for no answer."""


class TimetableRequest(Record, frozen=True):
    """A kind of request, and the class of spans in which its answers stand.

    Attributes:
        request_type: what is asked.
        priority: how urgently.
        class_key: the class: a number from 0 up.
    """

    request_type: RequestType
    priority: Priority
    class_key: int


class TimetableSpan(Timed, frozen=True):
    """A span of time, and the answer that the requests of a class get over all of it.

    All its instants are in UTC.

    Attributes:
        class_key: the class.
        valid_from: the first instant of the answer's whole span; where that has no beginning in the
            supported range, the start of the range.
        valid_until: the end of the span, excluded; where it has none in the supported range, the
            end of the range.
        channel: the id of the channel to use; `None` where no channel serves such a request, now or
            later.
        number: the contact's whole number, as a person dials and presses it; `None` if the contact
            is not a telephone.
        uri: the contact's URI; `None` where there is no answer.
        open_now: whether the channel is open.
        opens_at: where it is closed, when it opens.
        reason: why this channel; `None` where there is no answer.
        error: where there is no answer, the code of the error that `recommend` raises.
    """

    class_key: int
    valid_from: AwareDatetime
    valid_until: AwareDatetime
    channel: str | None
    number: str | None
    uri: str | None
    open_now: bool
    opens_at: AwareDatetime | None
    reason: Reason | None
    error: str | None


class Timetable(Timed, frozen=True):
    """All answers over a range of time, as rows.

    The spans of a class follow each other without a gap, from at or before `start` to at or after
    `end`. They are whole, as `recommend` gives them: the first may begin before the range, and the
    last may end after it. No bound is missing, so that a join on time needs no special case.

    Attributes:
        start: the first instant of the range, in UTC.
        end: the instant at which the range ends, excluded, in UTC.
        time_zone: the IANA name of the directory's zone.
        directory_version: the version of the directory that answered.
        requests: the requests, by type and then by priority, each with its class.
        spans: the spans, by class and then by time.
    """

    start: AwareDatetime
    end: AwareDatetime
    time_zone: str
    directory_version: str
    requests: tuple[TimetableRequest, ...]
    spans: tuple[TimetableSpan, ...]

    def of(
        self, request_type: RequestType | str, priority: Priority | int | str
    ) -> tuple[TimetableSpan, ...]:
        """Return the spans of one request, in order; none where the table leaves it out.

        Args:
            request_type: as for `ccb_support.recommend`.
            priority: as for `ccb_support.recommend`.

        Raises:
            UnknownRequestTypeError: `request_type` means no request type, or could mean several.
            UnknownPriorityError: `priority` means no priority, or could mean several.
        """
        wanted = kind_order(RequestKind.of(request_type, priority))
        keys = {each.class_key for each in self.requests if kind_order(each) == wanted}
        return tuple(each for each in self.spans if each.class_key in keys)


class _Row(NamedTuple):
    """A span without its class."""

    valid_from: datetime
    valid_until: datetime
    channel: str | None = None
    number: str | None = None
    uri: str | None = None
    open_now: bool = False
    opens_at: datetime | None = None
    reason: Reason | None = None
    error: str | None = None


def tabulated(
    directory: Directory,
    start: datetime,
    end: datetime,
    requests: Iterable[Request],
    outcomes: Outcomes,
) -> Timetable:
    """Return what `outcomes` tells of `requests`, as a table."""
    in_order = sorted(set(requests), key=kind_order)
    rows = _rows(directory, in_order, outcomes)
    keys = {each: key for key, each in enumerate(dict.fromkeys(rows.values()))}
    # Right by construction, as answers are.
    return Timetable.model_construct(
        start=in_utc(start),
        end=in_utc(end),
        time_zone=directory.time_zone,
        directory_version=directory.version,
        requests=tuple(
            TimetableRequest.model_construct(
                request_type=each.request_type, priority=each.priority, class_key=keys[rows[each]]
            )
            for each in in_order
        ),
        spans=tuple(
            TimetableSpan.model_construct(class_key=key, **row._asdict())
            for each, key in keys.items()
            for row in each
        ),
    )


def kinds_asked(requests: object) -> Iterator[tuple[RequestType, Priority]]:
    """Yield the kinds of request that a caller names; every kind for `None`."""
    if requests is None:
        yield from product(RequestType, Priority)
        return
    members = members_of(requests, Iterable)
    if members is None:
        raise NotRequestsError(requests)
    for each in members:
        match members_of(each, Sequence):
            case (request_type, priority):
                yield parse_request(request_type, priority)
            case _:
                raise NotRequestsError(requests)


def _rows(
    directory: Directory, requests: Iterable[Request], outcomes: Outcomes
) -> dict[Request, tuple[_Row, ...]]:
    """Return the rows of each request; those that the same channels serve are worked out once."""
    alike: defaultdict[tuple[bool, ...], list[Request]] = defaultdict(list)
    for request in requests:
        alike[tuple(map(request.is_served_by, directory.channels))].append(request)
    found: dict[Request, tuple[_Row, ...]] = {}
    for together in alike.values():
        rows = tuple(_row(*each) for each in outcomes(together[0]))
        found.update(dict.fromkeys(together, rows))
    return found


def _row(span: Interval, answer: Recommendation | None) -> _Row:
    bounds = datetime_of(span.start, UTC), datetime_of(span.end, UTC)
    if answer is None:
        return _Row(*bounds, error=NoChannelError.code)
    return _Row(
        *bounds,
        channel=answer.channel.id,
        number=answer.number,
        uri=answer.uri,
        open_now=answer.open_now,
        opens_at=answer.opens_at and answer.opens_at.astimezone(UTC),
        reason=answer.reason,
    )
