"""Findings about channels and their records.

Which channels nobody is sent to, and which share a contact; doubtful numbers and long spans.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import cast

from pydantic import RootModel

from ccb_support.clock.instants import DAY, HOUR
from ccb_support.clock.intervals import Interval
from ccb_support.model.channels import Channel
from ccb_support.model.contacts import Contact, Phone, WhatsApp
from ccb_support.model.faults import KeyPath
from ccb_support.model.hours import OpeningSpan
from ccb_support.model.records import Record

from .findings import Finding, FindingCode
from .scope import GroupAnswers, Scope

_MORNING = Interval(4 * HOUR, 12 * HOUR)
"""When a desk that works by day opens."""

_EARLY = Interval(DAY + 1, DAY + 6 * HOUR + 1)
"""When a desk that opens in the morning hardly ever closes: until 6 a.m. of the next day."""

_COUNTRY_CODE = re.compile(r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[0-9]{3}")
"""The country code of a number without its plus. By ITU-T E.164, no code begins another."""


def check_channels(scope: Scope, groups: Sequence[GroupAnswers]) -> Iterator[Finding]:
    """Yield the findings about channels."""
    for channel in scope.directory.channels:
        yield from _check_channel(scope, groups, channel)
    yield from _find_shared_contacts(scope)


def _check_channel(
    scope: Scope, groups: Sequence[GroupAnswers], channel: Channel
) -> Iterator[Finding]:
    if not (channel.request_types and channel.priorities):
        yield scope.finding(
            FindingCode.SERVES_NOTHING, *scope.channel_path(channel.id), channels=(channel.id,)
        )
        return
    state = scope.edition.hours[channel.id].state(scope.bounds.start)
    if not state.is_open and state.end >= scope.bounds.end:
        yield scope.finding(
            FindingCode.NEVER_OPEN,
            *scope.channel_path(channel.id, "hours"),
            channels=(channel.id,),
            counterexample=scope.example(scope.bounds),
        )
    else:
        yield from _check_shadows(scope, groups, channel)


def _check_shadows(
    scope: Scope, groups: Sequence[GroupAnswers], channel: Channel
) -> Iterator[Finding]:
    """Yield a finding if this channel opens, but another is always the answer then."""
    if any(answer.channel == channel.id for group in groups for answer in group.spans):
        return
    shadows = [
        (spans[0], group.kinds[0], answer.channel)
        for group in groups
        for answer, spans in group.spans.items()
        if channel.id in answer.open_channels
    ]
    is_preferred = any(channel.id in group.preferred for group in groups)
    code = FindingCode.ANSWER_BY_PREFERENCE_ONLY if is_preferred else FindingCode.NEVER_THE_ANSWER
    span, kind, _ = min(shadows, key=lambda shadow: shadow[0].start)
    answering = {each for _, _, each in shadows}
    yield scope.finding(
        code,
        *scope.channel_path(channel.id),
        channels=(channel.id,),
        instead=tuple(each for each in scope.edition.channels if each in answering),
        counterexample=scope.example(span, kind),
    )


def _find_shared_contacts(scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each contact of several channels, at the place of the second."""
    # By target, and by the id of each channel that has such a contact: the place of the contact.
    found: defaultdict[object, dict[str, int]] = defaultdict(dict)
    for channel in scope.directory.channels:
        for index, contact in enumerate(channel.contacts):
            found[_target(contact)].setdefault(channel.id, index)
    for sharing in found.values():
        if len(sharing) > 1:
            first, second, *_ = sharing
            yield scope.finding(
                FindingCode.SHARED_CONTACT,
                *scope.channel_path(second, "contacts", sharing[second]),
                channels=tuple(sharing),
                contact=scope.edition.channels[first].contacts[sharing[first]],
            )


def _target(contact: Contact) -> object:
    """Return what a contact reaches. Two contacts that reach the same have equal targets."""
    return (contact.uris, contact.menu_option) if isinstance(contact, Phone) else contact.uris


def check_records(scope: Scope) -> Iterator[Finding]:
    """Yield the findings about each span of hours and number that the directory states."""
    for path, record in _records_in(scope.directory, ()):
        if isinstance(record, OpeningSpan):
            yield from _check_span(scope, path, record)
        elif isinstance(record, Phone | WhatsApp):
            yield from _check_number(scope, path, record)


def _records_in(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, Record]]:
    """Yield each record that a value of a directory is or holds, with its path."""
    if isinstance(value, Record):
        yield path, value
        for key, inner in value:
            yield from _records_in(inner, (*path, key))
    elif isinstance(value, RootModel):
        yield from _records_in(cast("RootModel[object]", value).root, path)
    elif isinstance(value, tuple):
        for index, inner in enumerate(cast("tuple[object, ...]", value)):
            yield from _records_in(inner, (*path, index))


def _check_span(scope: Scope, path: KeyPath, span: OpeningSpan) -> Iterator[Finding]:
    """Yield a finding if a span takes 5 p.m. for 5 a.m., as it seems."""
    opens, closes = span.seconds
    if opens in _MORNING and closes in _EARLY:
        hour, minute = span.closes.split(":")
        yield scope.finding(
            FindingCode.LONG_SPAN,
            *path,
            "closes",
            span=OpeningSpan(opens=span.opens, closes=span.closes),
            replacement=f'closes = "{int(hour) + 12}:{minute}"',
        )


def _check_number(scope: Scope, path: KeyPath, contact: Phone | WhatsApp) -> Iterator[Finding]:
    """Yield a finding if people read one number, and machines dial another."""
    key = "e164" if contact.e164 else "short_code"
    meant = read_printed(contact)
    if meant != contact.dialled:
        yield scope.finding(
            FindingCode.WRONG_NUMBER if meant else FindingCode.DOUBTFUL_NUMBER,
            *path,
            key,
            contact=contact,
            replacement=f'{key} = "{meant}"' if meant else None,
        )


def read_printed(contact: Phone | WhatsApp) -> str | None:
    """Return the number that the printed text means, or None if that is not certain.

    It is the number that machines dial if the text shows that number, or the end of it.
    """
    if contact.e164:
        return _read_international(contact.printed, contact.e164)
    keys = re.sub(r"[^0-9*#]", "", contact.printed)
    return keys if len(keys) == len(contact.dialled) else None


def _read_international(printed: str, e164: str) -> str | None:
    whole = e164.removeprefix("+")
    code = _COUNTRY_CODE.findall(whole)[0]
    national = whole.removeprefix(code)
    # As in +44 (0)20, the zero is for callers within the country.
    digits = re.sub(r"\D", "", printed.replace("(0)", ""))
    plain = digits.lstrip("0")
    # (601) 7457495 does not begin with 60, the code of Malaysia: a code is a whole group.
    if len(plain) == len(whole) and not re.match(rf"[^+\d]*0*{code}\d+\D+\d", printed):
        plain = plain.removeprefix(code)
    if national.endswith(digits):
        return e164
    return f"+{code}{plain}" if len(plain) == len(national) else None
