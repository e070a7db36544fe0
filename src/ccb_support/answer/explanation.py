"""An answer in words: in one sentence, and in a few, as a good agent would say them."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from ccb_support.clock.instants import in_utc
from ccb_support.model.text import ArticledName
from ccb_support.model.vocabulary import CRITICAL, Medium
from ccb_support.words import answers as answer_phrases
from ccb_support.words import as_sentence, capitalize

from .recommendation import Reason
from .short_forms import contact_in_short
from .speech import Speech

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from ccb_support.model.channels import Channel
    from ccb_support.model.contacts import Contact
    from ccb_support.model.text import Name
    from ccb_support.words import Language

    from .recommendation import Reader, Recommendation, TraceEntry

_LONGEST: Final = 320
"""How many characters an explanation has at most, if its names and addresses allow it."""


def summarize(answer: Recommendation, reader: Reader) -> str:
    """Return whom to contact, how, and until when they attend, in one sentence."""
    return _Explanation(answer, reader).summary()


def explain(answer: Recommendation, reader: Reader) -> str:
    """Return the summary, when a better channel opens, and at most one other way.

    A critical request always hears of the open line that is reserved for it.
    """
    text = ""
    for text in _ever_shorter(answer, reader):
        if len(text) <= _LONGEST:
            break
    return text


def _ever_shorter(answer: Recommendation, reader: Reader) -> Iterator[str]:
    """Yield the whole explanation, then explanations that leave out more and more."""
    words, desk = _Explanation(answer, reader), _desk_of(answer)
    core, mailbox, line = words.core(desk), words.mailbox(desk), words.critical_line()
    # The mailbox of a better channel is another way already.
    yield _paragraph(*core, mailbox, line or ("" if mailbox else words.other_way()))
    yield _paragraph(*core, mailbox, line)
    brief = _Explanation(answer, reader, years_once=True).core(desk)
    yield _paragraph(*brief, mailbox, line)
    yield _paragraph(*brief, line)
    # Three holidays in a row, and a long address: two gaps of two centuries need this.
    for most in (2, 1):
        fewer = _Explanation(answer, reader, years_once=True, most_causes=most)
        yield _paragraph(*fewer.core(desk), line)


def _paragraph(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


class _Desk(NamedTuple):
    """A closed channel that people may wait for, and how to reach it when it opens."""

    entry: TraceEntry
    opens_at: datetime
    contact: Contact


def _number_first(contacts: Sequence[Contact]) -> Contact:
    """Return the first telephone, or else the first contact."""
    for each in contacts:
        if each.medium is Medium.PHONE:
            return each
    return contacts[0]


def _desk_of(answer: Recommendation) -> _Desk | None:
    """Return the channel to wait for: the answer itself, or the better one that opens first."""
    if answer.opens_at:
        (own,) = (entry for entry in answer.trace if entry.channel == answer.channel.id)
        return _Desk(own, answer.opens_at, answer.contact)
    if answer.reason not in (Reason.FALLBACK, Reason.PRIORITY):
        return None
    found: _Desk | None = None
    for entry in takewhile(lambda entry: entry.channel != answer.channel.id, answer.trace):
        if entry.opens_at and (found is None or in_utc(entry.opens_at) < in_utc(found.opens_at)):
            found = _Desk(entry, entry.opens_at, _number_first(entry.contacts))
    return found


class _Explanation(Speech):
    """The sentences about one answer. A sentence that is not needed is an empty text."""

    def core(self, desk: _Desk | None) -> tuple[str, ...]:
        """Return what to do now, when a better channel opens, and why not before."""
        return self.summary(), self._opening(desk), self._causes(desk)

    def summary(self) -> str:
        """Return whom to contact, how, and until when they attend, or who opens next."""
        answer = self.answer
        if not answer.opens_at:
            return self._instruction()
        return self.say_about(
            answer.channel.name,
            answer_phrases.NOBODY,
            requests=self.requests(),
            moment=self.moment(answer.opens_at),
            contact=self.contact(answer.contact),
        )

    def _instruction(self) -> str:
        channel, contact = self.answer.channel, self.answer.contact
        shown = contact.shown_in(self.language)
        attended = self.attended(answer_phrases.ATTENDED_ALWAYS, answer_phrases.ATTENDED_UNTIL)
        if not isinstance(channel.name, ArticledName):
            words = self.say(answer_phrases.INSTRUCTION_WITHOUT_ARTICLE[contact.medium])
            return f"{words}: {self.say(channel.name)}, {shown}{attended}."
        # `in` looks at identity first, which is quick.
        if contact in channel.contacts[:1]:
            phrase = answer_phrases.INSTRUCTION[contact.medium]
            name = self.with_article(channel.name, answer_phrases.TO_THE)
        else:
            phrase = answer_phrases.INSTRUCTION_BY_OTHER_CONTACT[contact.medium]
            name = self.with_article(channel.name, answer_phrases.OF_THE)
        return f"{self.say(phrase, channel=name)}: {shown}{attended}."

    def _opening(self, desk: _Desk | None) -> str:
        """Return when the better channel opens. The summary says when the answer itself does."""
        if desk is None or self.answer.opens_at:
            return ""
        return capitalize(
            self.say_about(
                desk.entry.name,
                answer_phrases.OPENS,
                moment=self.moment(desk.opens_at),
                contact=self.contact(desk.contact),
            )
        )

    def _causes(self, desk: _Desk | None) -> str:
        causes = desk and self.causes(desk.entry)
        return as_sentence(causes) if causes else ""

    def mailbox(self, desk: _Desk | None) -> str:
        """Return that people can write to the closed channel already."""
        if desk is None or desk.contact.medium is Medium.EMAIL:
            return ""
        for contact in desk.entry.contacts:
            if contact.medium is Medium.EMAIL:
                return self.say(answer_phrases.MAILBOX, address=contact.address)
        return ""

    def other_way(self) -> str:
        """Return another contact of the open channel, or else another channel."""
        answer = self.answer
        contacts = answer.channel.contacts if answer.open_now else ()
        for contact in contacts:
            if contact != answer.contact:
                phrase = answer_phrases.OTHER_CONTACT[contact.medium]
                return self.say(phrase, contact=contact.shown_in(self.language))
        for channel in answer.alternatives[:1]:
            return self._other_channel(channel, channel.contacts[0])
        return ""

    def critical_line(self) -> str:
        """Return the open line that is reserved for a critical request, if it is not the answer."""
        answer = self.answer
        if answer.priority == CRITICAL:
            for channel in answer.alternatives:
                # An answer that is not reserved itself serves every priority.
                if len(channel.priorities) < len(answer.channel.priorities):
                    return self._other_channel(channel, _number_first(channel.contacts))
        return ""

    def _other_channel(self, channel: Channel, contact: Contact) -> str:
        if isinstance(channel.name, ArticledName):
            phrase = answer_phrases.OTHER_CHANNEL[contact.medium]
            name = self.with_article(channel.name, answer_phrases.TO_THE)
            return f"{self.say(phrase, channel=name)}: {contact.shown_in(self.language)}."
        phrase, name = answer_phrases.OTHER_CHANNEL_WITHOUT_ARTICLE, self.say(channel.name)
        return self.say(phrase, channel=name, contact=self.contact(contact))


class Way(NamedTuple):
    """A contact to offer, and whose it is.

    Attributes:
        name: the name of its channel, or of its level of escalation.
        contact: the contact.
        is_closed: whether the channel is closed now.
    """

    name: Name
    contact: Contact
    is_closed: bool = False

    def label(self, language: Language) -> str:
        """Return what a button shows, such as `PQRS line: (601) 7442727 option 3`."""
        name, contact = capitalize(self.name.in_language(language)), self.contact
        shown = contact_in_short(contact, language)
        if contact.medium in (Medium.CHAT, Medium.WEB_FORM):
            # Nobody reads the address of a page, and the name of a chat may say what it is.
            shown = contact.medium.label(language)
            if shown in name.lower():
                shown = ""
        if self.is_closed:
            name = answer_phrases.CLOSED_NOW.in_language(language, channel=name)
        return f"{name}: {shown}" if shown else name


def ways_beside(answer: Recommendation, text: str, language: Language) -> list[Way]:
    """Return the contacts to offer beside the words of an answer, the best first.

    These are the contacts that the words name, then the others of the channel, then the first
    contact of each other open channel.
    """
    channel = answer.channel
    own = (
        Way(channel.name, each, not answer.open_now) for each in (answer.contact, *channel.contacts)
    )
    others = (Way(each.name, each.contacts[0]) for each in answer.alternatives)
    rest = (
        Way(entry.name, each, entry.opens_at is not None)
        for entry in answer.trace
        for each in entry.contacts
        if each.shown_in(language) in text
    )
    ways: dict[Contact, Way] = {}
    for way in (*own, *others, *rest):
        ways.setdefault(way.contact, way)
    return sorted(ways.values(), key=lambda way: way.contact.shown_in(language) not in text)
