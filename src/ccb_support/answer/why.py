"""The trace of an answer in words: a sentence for each channel."""

from collections.abc import Iterator
from typing import assert_never

from ccb_support.words import answers as answer_phrases
from ccb_support.words import as_sentence

from .recommendation import Reader, Reason, Recommendation, TraceEntry, Verdict
from .speech import Speech


def explain_trace(answer: Recommendation, reader: Reader) -> Iterator[str]:
    """Yield why each channel is the answer or not, in the order of the directory.

    The first line begins with the time that the words are about, unless that is the present. It
    ends with how far the holidays were checked, if any line has a later day.
    """
    sentences = _Reasoning(answer, reader)
    moment = sentences.beginning()
    # This makes all sentences, so the check of holidays below knows their latest day. A program's
    # tests may make an answer without a trace.
    first, *others = [*map(sentences.about, answer.trace)] or [""]
    first = ", ".join(filter(None, [moment, first]))
    first = "; ".join(filter(None, [first, sentences.checked_through()]))
    yield from map(as_sentence, [first, *others])


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
            case Verdict.RECOMMENDED if self.answer.open_now:
                return self._use(entry)
            case Verdict.RECOMMENDED | Verdict.CLOSED | Verdict.UNAVAILABLE:
                is_next = entry.verdict is Verdict.RECOMMENDED
                opens = answer_phrases.OPENS_FIRST if is_next else answer_phrases.CLOSED
                words = self.opening(entry, opens, answer_phrases.CLOSED_WITHOUT_END)
                return self._because(entry, words)
            case Verdict.ALTERNATIVE:
                return self.say_about(
                    entry.name,
                    answer_phrases.ALTERNATIVE,
                    contact=self.contact(entry.contacts[0]),
                )
            case _ as never:
                assert_never(never)

    def _use(self, entry: TraceEntry) -> str:
        phrase = answer_phrases.REASON[self.answer.reason]
        if self.answer.reason is Reason.PRIORITY and len(self.answer.channel.priorities) > 1:
            phrase = answer_phrases.RESERVED_FOR_SEVERAL
        reason = self.say_then(phrase, requests=self.requests(), priority=self.priority())
        words = self.say_then(answer_phrases.USE, channel=self.name(entry.name), reason=reason)
        return "; ".join(
            filter(None, [words, self._because(entry, self.attended(answer_phrases.OPEN_ALWAYS))])
        )

    def _because(self, entry: TraceEntry, words: str) -> str:
        """Return what is said about the hours of a channel, and why they are not the usual ones.

        They explain when the channel opens or closes. If the words do not say that, the causes
        would seem to explain the answer. A later edition may not have the channel for the request.
        """
        if words and entry.contacts_at_opening and (causes := self.causes(entry)):
            words += self.say(answer_phrases.BECAUSE, causes=causes)
        return words
