"""What all answers with one decision have in common, and by what they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from ccb_support.answer.reasons import Verdict
    from ccb_support.answer.trace import TraceEntry
    from ccb_support.clock.instants import Instant
    from ccb_support.model.channels import Channel
    from ccb_support.schedule.channel_states import ChannelHours


class SaidState(NamedTuple):
    """What answers with one decision say of a state of some hours.

    Attributes:
        start: since when the hours are in that state.
        end: until when.
        ends_at: the end as callers receive it; `None` if it is that of the supported range.
        entries: the entries of the trace that say it, each with its place.
    """

    start: Instant
    end: Instant
    ends_at: datetime | None
    entries: list[tuple[int, TraceEntry]]


class ChangingHours:
    """Hours of which the answers with one decision say different things.

    Args:
        hours: the hours.
        is_open: whether they are open, as they are during all these answers.

    Attributes:
        channels: the channels whose entries in the trace differ: place, channel and verdict.
        end_field: the field of an answer that has the end of their state; empty if none has.
        last: what the last answer said. Its neighbours often say the same.
    """

    __slots__ = "channels", "end_field", "hours", "is_open", "last"

    def __init__(self, hours: ChannelHours, *, is_open: bool) -> None:
        self.hours = hours
        self.is_open = is_open
        self.channels: list[tuple[int, Channel, Verdict]] = []
        self.end_field = ""
        self.last: SaidState | None = None


class AnswerForm(NamedTuple):
    """What all answers with one decision have in common, and by what they differ.

    Attributes:
        fields: the fields of such an answer, in order; those that differ have no value yet.
        entries: the trace; entries that differ have no value yet.
        changing: the hours by which fields and entries differ.
        end_field: the field that, as `valid_until`, has the end of the answer; empty if none has.
    """

    fields: dict[str, object]
    entries: list[TraceEntry | None]
    changing: list[ChangingHours]
    end_field: str
