"""Findings about channels: which nobody is sent to, and which share a contact."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ccb_support.model.contacts import Email, Phone

from .codes import FindingCode
from .findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ccb_support.model.channels import Channel
    from ccb_support.model.contacts import Contact

    from .group_answers import GroupAnswers
    from .scope import Scope


def check_channels(scope: Scope, groups: Sequence[GroupAnswers]) -> Iterator[Finding]:
    """Yield the findings about channels."""
    for channel in scope.directory.channels:
        yield from _check(scope, groups, channel)
    yield from _find_shared_contacts(scope)


def _check(scope: Scope, groups: Sequence[GroupAnswers], channel: Channel) -> Iterator[Finding]:
    serves_nothing = not (channel.request_types and channel.priorities)
    if serves_nothing:
        missing = "priorities" if channel.request_types else "request_types"
        yield Finding(
            code=FindingCode.SERVES_NOTHING,
            **scope.channel_place(channel.id, missing),
            channels=(channel.id,),
        )
    state = scope.hours(channel).state(scope.bounds.start)
    if not state.is_open and state.end >= scope.bounds.end:
        yield Finding(
            code=FindingCode.NEVER_OPEN,
            **scope.channel_place(channel.id, "hours"),
            channels=(channel.id,),
            counterexample=scope.example(scope.bounds),
        )
    elif not serves_nothing:
        yield from _check_shadows(scope, groups, channel)


def _check_shadows(
    scope: Scope, groups: Sequence[GroupAnswers], channel: Channel
) -> Iterator[Finding]:
    """Yield a finding if another channel answers whenever this one, which opens, is open."""
    if any(answer.channel == channel.id for group in groups for answer in group.spans):
        return
    shadows = [
        (span, group.kinds[0], answer.channel)
        for group in groups
        for answer, spans in group.spans.items()
        if channel.id in answer.open_channels
        for span in spans
    ]
    is_preferred = any(
        answer.channel == channel.id
        for group in groups
        for answers in group.preferring.values()
        for answer in answers.values()
    )
    code = FindingCode.ANSWER_BY_PREFERENCE_ONLY if is_preferred else FindingCode.NEVER_THE_ANSWER
    span, kind, _ = min(shadows, key=lambda shadow: shadow[0].start)
    yield Finding(
        code=code,
        **scope.channel_place(channel.id),
        channels=(channel.id,),
        instead=scope.in_order({answering for _, _, answering in shadows}),
        counterexample=scope.example(span, kind),
    )


def _find_shared_contacts(scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each contact of several channels, at the place of the second."""
    found: defaultdict[object, dict[str, tuple[int, Contact]]] = defaultdict(dict)
    for channel in scope.directory.channels:
        for index, contact in enumerate(channel.contacts):
            found[_target(contact)].setdefault(channel.id, (index, contact))
    for sharing in found.values():
        if len(sharing) > 1:
            (_, contact), (second, _), *_ = sharing.values()
            yield Finding(
                code=FindingCode.SHARED_CONTACT,
                **scope.channel_place([*sharing][1], "contacts", second),
                channels=tuple(sharing),
                contact=contact,
            )


def _target(contact: Contact) -> object:
    """Return what a contact reaches. Two contacts that reach the same have equal targets."""
    if isinstance(contact, Phone):
        return contact.uris, contact.menu_option
    # Capitals make no difference to where mail goes.
    return contact.address.casefold() if isinstance(contact, Email) else contact.uri
