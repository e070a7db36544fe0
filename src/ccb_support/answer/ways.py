"""The contacts to offer beside the words of an answer, as links or buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ccb_support.model.vocabulary import Medium
from ccb_support.words import answer_phrases
from ccb_support.words.sentences import capitalize

from .short_forms import contact_in_short

if TYPE_CHECKING:
    from ccb_support.model.contacts import Contact
    from ccb_support.model.text import Name
    from ccb_support.words.languages import Language

    from .spoken_answer import SpokenAnswer


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


def ways_beside(answer: SpokenAnswer, text: str, language: Language) -> list[Way]:
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
