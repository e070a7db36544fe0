"""An answer in words: in one sentence, and in a few, as a good agent would say them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from ccb_support.clock.instants import EPOCH
from ccb_support.model.channels import Channel
from ccb_support.model.contacts import Contact
from ccb_support.model.text import ArticledName, Name
from ccb_support.model.vocabulary import CRITICAL, Medium
from ccb_support.words import Language, Phrases, as_sentence, capitalize
from ccb_support.words import answers as answer_phrases

from .recommendation import Reader, Reason, Recommendation, TraceEntry, Verdict
from .short_forms import ShortForms
from .speech import Brevity, Speech

_OPEN = {Verdict.RECOMMENDED, Verdict.ALTERNATIVE}
_REPLACING = {Reason.FALLBACK, Reason.PRIORITY}
"""Why an answer replaces a better channel."""

_NEVER = datetime.max.replace(tzinfo=UTC)

_LONGEST = 320
"""How many characters an explanation has at most, if its names and addresses allow it."""

_MOST_KEPT = 1_000
"""How many explanations are kept.

Many people ask on one day for the same answer, and a year of days has about 800 for one request.
"""


@lru_cache(maxsize=_MOST_KEPT)
def explain(answer: Recommendation, reader: Reader) -> str:
    """Return the least brief text that has at most `_LONGEST` characters, or else the briefest.

    A critical request always hears of the open line that is reserved for it.
    """
    for brevity in range(Brevity.BRIEFEST):
        text = Explanation(answer, reader).text(brevity)
        if len(text) <= _LONGEST:
            return text
    return Explanation(answer, reader).text(Brevity.BRIEFEST)


class Explanation(Speech):
    """The sentences about one answer. A sentence that is not needed is an empty text."""

    def text(self, brevity: int) -> str:
        """Return what to do, why, and what else there is, without what a brief text leaves out.

        Ask each object once: it remembers which years it has said.
        """
        # A summary is the same at every brevity.
        answer, sentences = self.answer, [self.summary()]
        self.brevity = brevity
        desk = self._better_desk() if answer.open_now else _own_entry(answer)
        back, contact, mailbox = None, answer.contact, ""
        if desk:
            if answer.open_now:
                contact = _number_first(desk.contacts_at_opening)
                sentences.append(as_sentence(self._opening(desk, contact)))
            else:
                # The summary says when it opens. Another channel may be back before.
                back = _first_to_wait_for([desk, *answer.trace])
            mailbox = self._mailbox(desk, contact)
            sentences += [as_sentence(self.causes(desk)), mailbox]
        if back and back is not desk:
            sentences.append(as_sentence(self.unavailable(back)))
        if brevity < Brevity.WITHOUT_PREFERENCE:
            sentences.append(self._preference(desk, back))
        other_way = self._critical_line()
        # The mailbox of a better channel is another way already.
        if not other_way and not mailbox and brevity < Brevity.WITHOUT_OTHER_WAY:
            other_way = self._other_way()
        sentences += [other_way, as_sentence(self.checked_through())]
        return " ".join(filter(None, sentences))

    def summary(self) -> str:
        """Return whom to contact, how, and until when they attend, or who opens next."""
        answer, beginning = self.answer, self.beginning()
        if not answer.open_now:
            words = self._nobody(beginning)
        elif self.is_past:
            words = self._reach(answer_phrases.TO_DO, answer.channel, answer.contact)
            words = self.say(answer_phrases.WAS_RIGHT, moment=beginning, words=f"{words}.")
        else:
            words = self._reach(answer_phrases.DO, answer.channel, answer.contact)
            words = ", ".join(filter(None, [beginning, words]))
            attended = self.attended()
            words += f" ({attended})." if attended else "."
        return capitalize(words)

    def _better_desk(self) -> TraceEntry | None:
        """Return the channel to wait for, if a better one is closed or down."""
        if self.answer.reason not in _REPLACING:
            return None
        better = takewhile(lambda each: each.channel != self.answer.channel.id, self.answer.trace)
        # The trace does not say which channels are reserved. One that is down may be as general as
        # the answer, but a critical request waits for its own line.
        return _first_to_wait_for(better, counts_outages=self.answer.priority == CRITICAL)

    def _nobody(self, beginning: str) -> str:
        """Return that no channel is open, and which one opens next."""
        # Two whole dates would be too long.
        self.brevity = Brevity.YEARS_ONCE
        # Without a present, people may read the words later, as in a ticket.
        phrase = (
            answer_phrases.NOBODY_THEN[self.is_past]
            if beginning
            else answer_phrases.NOBODY[self.knows_today]
        )
        opening = self._opening(_own_entry(self.answer), self.answer.contact)
        return self.say(phrase, moment=beginning, opening=opening)

    def _reach(self, do: Phrases[str], channel: Channel, contact: Contact) -> str:
        """Return how to reach a channel by one of its contacts."""
        name, verb = channel.name, self.say(do[contact.medium])
        shown = contact.shown_in(self.language)
        if isinstance(name, ArticledName):
            return f"{verb} {self.name(name, answer_phrases.TO_THE)}: {shown}"
        return f"{self.say(answer_phrases.TO_NAME, do=verb, channel=self.say(name))}, {shown}"

    def _opening(self, desk: TraceEntry, contact: Contact) -> str:
        return self.opening(
            desk, answer_phrases.OPENS, answer_phrases.STAYS_CLOSED, self.contact(contact)
        )

    def _mailbox(self, desk: TraceEntry, contact: Contact) -> str:
        """Return that people can write to the closed channel already."""
        # People write now, perhaps before another edition begins.
        mailboxes = [
            each
            for each in desk.contacts
            if each.medium is Medium.EMAIL and each in desk.contacts_at_opening
        ]
        # Nobody should wait for years until somebody reads a message.
        is_read = desk.opens_at is not None and not self._is_far(desk.opens_at)
        if not is_read or contact.medium is Medium.EMAIL or not mailboxes:
            return ""
        # People write to the desk before it opens, unless they have their own line.
        is_fallback = self.answer.reason is Reason.FALLBACK and self.answer.priority != CRITICAL
        # If the words are about another time, the shortest text leaves it out.
        is_needed = is_fallback and (self._about is None or self.brevity < Brevity.BRIEFEST)
        if self.brevity >= Brevity.WITHOUT_MAILBOX and not is_needed:
            return ""
        phrase = answer_phrases.MAILBOX[self.brevity >= Brevity.NAMES_ONLY, self.is_past]
        return self.say(phrase, address=mailboxes[0].address)

    def _preference(self, *said: TraceEntry | None) -> str:
        """Return why the caller gets another medium than the preferred one.

        The words have spoken of the channels `said`.
        """
        answer, medium = self.answer, self.answer.prefer
        if medium is None or medium is answer.contact.medium:
            return ""
        # A closed channel has the contacts of its opening: a later edition may write others.
        serving = [
            each
            for each in answer.trace
            if each.verdict is not Verdict.NOT_SERVED
            and any(contact.medium is medium for contact in each.contacts_at_opening)
        ]
        if not serving:
            return self.say_then(answer_phrases.NO_SUCH_MEDIUM, medium=medium.label(self.language))
        if answer.open_now and any(each.verdict in _OPEN for each in serving):
            reserved = answer.channel if answer.reason is Reason.PRIORITY else self._reserved_line()
            if reserved is None:
                phrase = answer_phrases.TELEPHONE_FIRST
            elif len(reserved.priorities) > 1 or reserved.contacts[0].medium is not Medium.PHONE:
                phrase = answer_phrases.RESERVED_FIRST
            else:
                phrase = answer_phrases.OWN_LINE
            return self.say(phrase[self.is_past], priority=self.priority())
        if any(each in serving for each in said):
            return ""
        return as_sentence(
            self.opening(
                _first_to_wait_for(serving) or serving[0],
                answer_phrases.CLOSED,
                answer_phrases.CLOSED_WITHOUT_END,
            )
        )

    def _other_way(self) -> str:
        """Return another contact of the open channel, or else another channel."""
        answer, others = self.answer, self.answer.alternatives
        for contact in answer.channel.contacts:
            if answer.open_now and contact != answer.contact:
                return self.say(
                    answer_phrases.OTHER_CONTACT[contact.medium],
                    can=self.say(answer_phrases.CAN[self.is_past]),
                    do=self.say(answer_phrases.TO_DO[contact.medium]),
                    contact=contact.shown_in(self.language),
                )
        return self._other_channel(others[0], others[0].contacts[0]) if others else ""

    def _critical_line(self) -> str:
        """Return the open line that is reserved for a critical request, if it is not the answer."""
        line = self._reserved_line() if self.answer.priority == CRITICAL else None
        return self._other_channel(line, _number_first(line.contacts)) if line else ""

    def _reserved_line(self) -> Channel | None:
        """Return the first alternative that is reserved for fewer priorities than the answer."""
        # An answer does not say how many there are. Its channel serves all, or is reserved itself.
        most = len(self.answer.channel.priorities)
        return next(
            (each for each in self.answer.alternatives if len(each.priorities) < most), None
        )

    def _other_channel(self, channel: Channel, contact: Contact) -> str:
        can = self.say(answer_phrases.CAN[self.is_past])
        return f"{can} {self._reach(answer_phrases.TO_DO, channel, contact)}."


def _number_first(contacts: tuple[Contact, ...]) -> Contact:
    """Return the first telephone, or else the first contact."""
    return next((each for each in contacts if each.medium is Medium.PHONE), contacts[0])


def _own_entry(answer: Recommendation) -> TraceEntry:
    """Return what the router found about the channel of an answer, which is closed."""
    for entry in answer.trace:
        if (entry.channel, entry.opens_at) == (answer.channel.id, answer.opens_at):
            return entry
    # Only a later edition has the channel, or lets it serve the request.
    return TraceEntry(
        channel=answer.channel.id,
        name=answer.channel.name,
        contacts=(),
        verdict=Verdict.RECOMMENDED,
        opens_at=answer.opens_at,
        because=(),
        unavailable_until=None,
        opens_with=answer.channel.contacts,
    )


def _first_to_wait_for(
    entries: Iterable[TraceEntry], *, counts_outages: bool = True
) -> TraceEntry | None:
    """Return the channel that opens or is back first; if nobody knows when, the first.

    Unless it `counts_outages`, any channel that opens comes before those that are down.
    """
    waited_for = (
        each
        for each in entries
        if each.verdict is Verdict.UNAVAILABLE or (each.opens_at and each.contacts_at_opening)
    )
    return min(
        waited_for,
        key=lambda each: (
            (each.opens_at or (counts_outages and each.unavailable_until) or _NEVER) - EPOCH
        ),
        default=None,
    )


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
        name, medium = capitalize(self.name.in_language(language)), self.contact.medium
        if self.is_closed:
            name = answer_phrases.CLOSED_NOW.in_language(language, channel=name)
        if medium not in (Medium.CHAT, Medium.WEB_FORM):
            return f"{name}: {ShortForms(language).contact(self.contact)}"
        # Nobody reads the address of a page, and the name of a chat may say what it is.
        word = medium.label(language)
        return name if word in name.lower() else f"{name}: {word}"


def ways_beside(answer: Recommendation, text: str, language: Language) -> list[Way]:
    """Return the contacts to offer beside the words of an answer, the best first.

    These are the contacts that the words name, then the others of the channel, then the first
    contact of each other open channel.
    """

    def is_named(contact: Contact) -> bool:
        return contact.shown_in(language) in text

    channel = answer.channel
    own = (
        Way(channel.name, each, not answer.open_now) for each in (answer.contact, *channel.contacts)
    )
    others = (
        Way(other.name, each)
        for other in answer.alternatives
        for each in (*filter(is_named, other.contacts), other.contacts[0])
    )
    # Words name a closed channel only if it is one to wait for. A short code of another one may be
    # a part of a number that they name.
    rest = (
        Way(entry.name, each, is_closed=True)
        for entry in answer.trace
        if entry.opens_at
        for each in filter(is_named, (*entry.contacts, *entry.contacts_at_opening))
    )
    ways: dict[Contact, Way] = {}
    for way in (*own, *others, *rest):
        ways.setdefault(way.contact, way)
    return sorted(ways.values(), key=lambda way: not is_named(way.contact))
