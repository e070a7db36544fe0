"""The rows of a timetable: which requests share their answers, and what these are over time."""

from __future__ import annotations

from pydantic import AwareDatetime

from ccb_support.answer.reasons import Reason
from ccb_support.model.records import Record, Timed
from ccb_support.model.requests import Priority, RequestType


class TimetableRequest(Record, frozen=True):
    """A kind of request, and the class of spans that has its answers.

    Attributes:
        request_type: the type of the request.
        priority: its priority.
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
