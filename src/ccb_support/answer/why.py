"""The trace of an answer in words: a sentence for each channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ccb_support.words import answers as answer_phrases
from ccb_support.words import as_sentence

from .recommendation import Verdict
from .speech import Speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .recommendation import Reader, Recommendation, TraceEntry


def explain_trace(answer: Recommendation, reader: Reader) -> Iterator[str]:
    """Yield why each channel is the answer or not, in the order of the directory."""
    sentences = _Reasoning(answer, reader)
    for entry in answer.trace:
        yield as_sentence(sentences.about(entry))


class _Reasoning(Speech):
    """The sentences about the channels of one answer."""

    def about(self, entry: TraceEntry) -> str:
        """Return what the router found about a channel."""
        match entry.verdict:
            case Verdict.NOT_SERVED:
                return self.say_about(
                    entry.name,
                    answer_phrases.NOT_SERVED,
                    requests=self.requests(),
                    priority=self.priority(),
                )
            case Verdict.UNAVAILABLE:
                return self.say_about(entry.name, answer_phrases.UNAVAILABLE)
            case Verdict.CLOSED | Verdict.RECOMMENDED as verdict if entry.opens_at:
                is_first = verdict is Verdict.RECOMMENDED
                phrases = answer_phrases.OPENS_FIRST if is_first else answer_phrases.CLOSED
                moment = self.moment(entry.opens_at)
                return self.say_about(entry.name, phrases, moment=moment) + self._because(entry)
            case Verdict.CLOSED:
                words = self.say_about(entry.name, answer_phrases.CLOSED_WITHOUT_END)
                return words + self._because(entry)
            case Verdict.RECOMMENDED:
                words = self.say_about(entry.name, answer_phrases.USE, reason=self._reason())
                attended = self.attended(answer_phrases.OPEN_ALWAYS, answer_phrases.OPEN_UNTIL)
                return words + attended + self._because(entry)
            case Verdict.ALTERNATIVE:
                contact = self.contact(entry.contacts[0])
                phrases = answer_phrases.ALTERNATIVE
                return self.say_about(entry.name, phrases, contact=contact)
            case _ as never:
                assert_never(never)

    def _reason(self) -> str:
        phrase = answer_phrases.REASON[self.answer.reason]
        return self.say(phrase, requests=self.requests(), priority=self.priority())

    def _because(self, entry: TraceEntry) -> str:
        causes = self.causes(entry)
        return self.say(answer_phrases.BECAUSE, causes=causes) if causes else ""
