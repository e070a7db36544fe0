"""What a command says if nobody answers a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.answer.short_forms import kinds_in_short
from ccb_support.words.command_phrases import NO_CHANNEL

from .call import FOUND
from .escalation_command import level_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.answer.recommendation import NoChannelError

    from .call import Call


def say_nobody(call: Call, error: NoChannelError) -> Iterator[str]:
    """Say that nobody serves the request, and yield the levels of escalation."""
    from ccb_support.model.request_kinds import RequestKind  # noqa: PLC0415 - somebody answers, as a rule

    request = kinds_in_short([RequestKind.of(*call.request())], call.language)
    call.complain(NO_CHANNEL.fill(request=request))
    call.exit_code = FOUND
    # A reader of JSON expects an answer.
    if not call.as_json:
        yield from level_lines(call, error.escalation)
