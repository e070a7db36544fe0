"""What is found about channels: which are of no use, and which share a contact."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, assert_never

from ccb_support.clock.instants import instant_of
from ccb_support.model.contacts import Contact, Email, Phone, Web

from .codes import FindingCode
from .findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ccb_support.model.channels import Channel
    from ccb_support.model.directory import Directory

    from .request_groups import Case, CaseAnswer
    from .scope import Scope


def findings_about_channels(scope: Scope, cases: Sequence[Case]) -> Iterator[Finding]:
    """Yield the findings about channels."""
    for channel in scope.directory.channels:
        yield from _of_channel(scope, cases, channel)
    yield from _shared_contacts(scope.directory)


def _of_channel(scope: Scope, cases: Sequence[Case], channel: Channel) -> Iterator[Finding]:
    serves_nothing = not (channel.request_types and channel.priorities)
    if serves_nothing:
        yield Finding(code=FindingCode.SERVES_NOTHING, channels=(channel.id,))
    if _is_never_open(scope, channel):
        yield Finding(
            code=FindingCode.NEVER_OPEN,
            channels=(channel.id,),
            counterexample=scope.example(scope.bounds),
        )
    elif not serves_nothing:
        yield from _shadowed(scope, cases, channel)


def _is_never_open(scope: Scope, channel: Channel) -> bool:
    status = scope.router.status(channel.id, scope.start)
    if status.open_now:
        return False
    return status.opens_at is None or instant_of(status.opens_at) >= scope.bounds.end


def _shadowed(scope: Scope, cases: Sequence[Case], channel: Channel) -> Iterator[Finding]:
    """Yield a finding where the channel, which is open at some time, is not the answer then."""
    if any(_answers(channel, case.course) for case in cases):
        return
    shadows = [
        (span, case.kinds[0], answer.channel)
        for case in cases
        for answer, spans in case.course.items()
        if answer and channel.id in answer.open_channels
        for span in spans
    ]
    preferred = any(
        _answers(channel, preferring.values())
        for case in cases
        for preferring in case.preferring.values()
    )
    code = FindingCode.ANSWER_BY_PREFERENCE_ONLY if preferred else FindingCode.NEVER_THE_ANSWER
    span, kind, _ = min(shadows, key=lambda shadow: shadow[0].start)
    yield Finding(
        code=code,
        channels=(channel.id,),
        instead=scope.in_order({answering for _, _, answering in shadows}),
        counterexample=scope.example(span, kind),
    )


def _answers(channel: Channel, answers: Iterable[CaseAnswer | None]) -> bool:
    return any(answer is not None and answer.channel == channel.id for answer in answers)


def _shared_contacts(directory: Directory) -> Iterator[Finding]:
    found: defaultdict[object, dict[str, Contact]] = defaultdict(dict)
    for channel in directory.channels:
        for contact in channel.contacts:
            found[_reaching(contact)].setdefault(channel.id, contact)
    for sharing in found.values():
        if len(sharing) > 1:
            yield Finding(
                code=FindingCode.SHARED_CONTACT,
                channels=tuple(sharing),
                contact=next(iter(sharing.values())),
            )


def _reaching(contact: Contact) -> object:
    """Return the same for two contacts that reach the same."""
    match contact:
        case Phone():
            return contact.uris, contact.menu_option
        case Email():
            # Capitals make no difference to where mail goes.
            return contact.address.casefold()
        case Web():
            return contact.url
        case _ as never:
            assert_never(never)
