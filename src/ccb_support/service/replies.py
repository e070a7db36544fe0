"""The replies of each address: the question that it asks, and what the answer is in HTTP."""

import gzip
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import formatdate
from functools import lru_cache
from hashlib import blake2b
from http import HTTPStatus
from typing import Annotated, Any, Literal, NamedTuple, Self, TypeAlias
from urllib.parse import quote

from pydantic import BaseModel, Field, PlainValidator, WithJsonSchema

from ccb_support import Directory, EscalationLevel, Recommendation, __version__
from ccb_support import questions as ask
from ccb_support.answer import TraceEntry
from ccb_support.live import EditCode, EditWarning
from ccb_support.model import LocalizedText
from ccb_support.questions import answers
from ccb_support.questions.answers import Record, as_line, json_of
from ccb_support.questions.arguments import LanguageTag, wrong
from ccb_support.words import Language, Phrase
from ccb_support.words import errors as error_phrases
from ccb_support.words import services as phrases

VERSION_HEADER = "Ccb-Directory-Version"
"""The header of every reply that says which directory it is made from."""

LEAST_TO_COMPRESS = 1_000
"""The shortest body, in bytes, of which a client gets a smaller form if it can read one."""

SAFE = b"x-content-type-options", b"nosniff"
"""The header of every reply by which no browser takes JSON for a page."""

_LONGEST = 365 * 86_400
"""For how many seconds caches may keep a reply at most. No date has a year after 9999."""

_MARGIN = 2
"""How many seconds before its end caches let go of a reply.

`Expires` is a whole second, to the end of which nginx keeps the reply. A browser counts from the
`Date` of the server, which may be a second late too.
"""


def in_header(version: str) -> str:
    """Return a directory's version as the value of a header, which holds ASCII only."""
    return quote(version, safe=" !#$&'()*+,-./:;<=>?@[]^_`{|}~")


class Reply(NamedTuple):
    """A successful reply: a body in JSON, and when it is the right one.

    Attributes:
        body: the body.
        tag: its entity tag, with its quotes.
        headers: the headers, except the tag and those that depend on the time.
        made: when the reply was made, in seconds since 1970-01-01T00:00Z.
        until: when it ends, in the same way.
        status: the HTTP status.
        answer: whom it recommends, if that is the question.
    """

    body: bytes
    tag: bytes
    headers: list[tuple[bytes, bytes]]
    made: float
    until: float
    status: int = 200
    answer: Recommendation | None = None

    @classmethod
    def of(
        cls,
        body: BaseModel | Mapping[str, object],
        desk: ask.Desk,
        ends: Iterable[datetime | None] = (),
        language: Language | None = None,
    ) -> Self:
        """Make a reply that is right until the first of `ends`, or until the edition ends.

        Pass `language` if the body has words, and all of them are in one language.
        """
        content = json_of(body)
        tag = b'"%s"' % blake2b(content, digest_size=16).hexdigest().encode()
        headers = [
            # ASGI writes names in small letters.
            (VERSION_HEADER.lower().encode(), in_header(desk.directory.version).encode()),
            (b"vary", b"accept-encoding"),
            SAFE,
        ]
        if language:
            headers.append((b"content-language", language.encode()))
        # Its header names the edition in force, so no reply outlives the edition.
        until = min(each.timestamp() for each in (desk.ends_at, *ends) if each)
        return cls(content, tag, headers, desk.now.timestamp(), until)

    def in_gzip(self) -> Self:
        """Return the same with a smaller body, unless it is short. It has another tag, too."""
        if len(self.body) < LEAST_TO_COMPRESS:
            return self
        return self._replace(
            # Without a time in it, the body is the same each time.
            body=gzip.compress(self.body, mtime=0),
            tag=self.tag[:-1] + b'-gzip"',
            headers=[*self.headers, (b"content-encoding", b"gzip")],
        )

    def holds_at(self, time: float) -> bool:
        """Return whether the reply is the right one: a clock may also go back."""
        return self.made <= time < self.until

    def caching_headers(self, time: float, max_age: int) -> list[tuple[bytes, bytes]]:
        """Return the headers that say until when caches may keep the reply.

        The end is an instant. A cache such as nginx sends a stored `max-age` again with a new
        `Date`, so its clients would keep the reply for too long.
        """
        end = int(min(time + min(max_age, _LONGEST), self.until - _MARGIN))
        if end <= time:
            return [(b"cache-control", b"no-cache")]
        return [(b"expires", _http_date(end)), (b"cache-control", b"must-revalidate")]

    def is_named_by(self, if_none_match: bytes) -> bool:
        """Return whether a client that sends this `If-None-Match` has this body already.

        The comparison is the weak one, so a `W/` in front of a tag does not count. `*` names
        every body. A failure is said again each time: to a balancer, 304 would be a worker that is
        ready.
        """
        is_named = if_none_match == b"*" or self.tag in if_none_match
        return is_named and self.status == HTTPStatus.OK


@lru_cache(100)  # it takes longer than all else of a kept reply
def _http_date(time: int) -> bytes:
    return formatdate(time, usegmt=True).encode()


HealthCode: TypeAlias = Literal[
    "old_directory", "holidays_unverified", "calendar_ends", "begins_later", EditCode
]


class HealthWarning(Record, frozen=True):
    """Something that a person should look at. The service answers all the same."""

    code: Annotated[HealthCode, Field(description="What a person should look at.")]
    message: LocalizedText


class Health(Record, frozen=True):
    """Which worker answers, by which directory, and how old that is."""

    worker: Annotated[int, Field(description="The id of the process that replies.")]
    ready: Annotated[bool, Field(description="Whether `/readyz` has the status 200.")]
    library_version: str
    directory_version: str
    as_of: Annotated[
        date, Field(description="The day on which the directory was compared with its source.")
    ]
    verified_through: Annotated[
        date | None,
        Field(description="The day through which the holidays were checked."),
    ]
    warnings: tuple[HealthWarning, ...]


class Problem(Record, frozen=True):
    """A problem by RFC 9457. `code` says which problem it is."""

    type: Annotated[
        str, Field(description="Always `about:blank`: `code` says more than an address could.")
    ] = "about:blank"
    title: Annotated[str, Field(description="The phrase of the HTTP status.")]
    status: Annotated[int, Field(description="The HTTP status.")]
    detail: Annotated[str, Field(description="What is wrong, and what to write instead.")]
    code: Annotated[str, Field(description="What is wrong, for programs. It never changes.")]
    accepted: Annotated[
        tuple[str, ...], Field(description="The accepted values, if there is a list of them.")
    ] = ()


class NoChannelProblem(Problem, frozen=True):
    """No available channel serves the request, now or later."""

    trace: Annotated[
        tuple[TraceEntry, ...], Field(description="What the router found about every channel.")
    ]
    escalation: Annotated[
        tuple[EscalationLevel, ...], Field(description="The levels to turn to instead, in order.")
    ]


DATED, TODAY = WORDS = ("dated", "today")
"""The choices of the parameter `words`."""

MOST_ANSWERS = 100
"""Answers of one page of a timeline. An answer of the shipped directory has 5 kB."""

MOST_ENTRIES = 10_000
"""Channels of all answers of a page. Each answer names every channel, in about 600 bytes.

While a worker makes a page, nobody else gets a reply from it.
"""


def _read_words(value: object) -> object:
    if value in WORDS:
        return value
    raise wrong(error_phrases.NOT_A_CHOICE, accepted=WORDS)


class _Recommend(ask.Recommend, frozen=True):
    """Whom to contact for a request, why, what else there is, and until when that holds."""

    language: Annotated[
        LanguageTag | None,
        Field(description="The language of the words: a tag such as `es`, `es-CO` or `en`."),
    ] = None
    words: Annotated[
        str,
        PlainValidator(_read_words),
        WithJsonSchema({"type": "string", "enum": [*WORDS]}),
        Field(
            description="With `dated`, the words give dates, and stay true. With `today`, they say "
            "today and tomorrow, for somebody who reads them at once."
        ),
    ] = DATED


class _Directory(ask.Question, frozen=True):
    """The whole directory that answers."""


class _Health(ask.Question, frozen=True):
    """Which directory answers, and what a person should look at."""


class _Ready(ask.Question, frozen=True):
    """The same as the health, with the status 503 while a warning counts as a failure."""


def _recommend(asked: _Recommend, desk: ask.Desk, *_more: object) -> Reply:
    answer = asked.answer(desk)
    language = asked.language or answer.language
    read_at = (asked.at or desk.now) if asked.words == TODAY else None
    advice = answers.Advice.of(answer, language, at=read_at)
    # Nothing that happens changes what holds at a given instant. Otherwise, words that say today
    # are out of date at midnight.
    ends = () if asked.at else (answer.valid_until, desk.next_midnight() if read_at else None)
    return Reply.of(advice, desk, ends, language)._replace(answer=answer)


def _timeline(asked: ask.Timeline, desk: ask.Desk, *_more: object) -> Reply:
    most = min(MOST_ANSWERS, MOST_ENTRIES // len(desk.directory.channels))
    return Reply.of(answers.TimelinePage.of(asked.answer(desk), most), desk)


def _channels(asked: ask.Channels, desk: ask.Desk, *_more: object) -> Reply:
    states = asked.answer(desk)
    ends = () if asked.at else (each.valid_until for each in states.channels)
    return Reply.of(states, desk, ends)


def _directory(_asked: _Directory, desk: ask.Desk, *_more: object) -> Reply:
    return Reply.of(desk.directory, desk)


_LONG_AGO = datetime.min.replace(tzinfo=UTC)
"""Since when a check is too old: for longer than anybody waits."""


def _health_of(
    desk: ask.Desk, warning: EditWarning | None, unready: Mapping[HealthCode, float]
) -> Health:
    ages = zip(phrases.OLD_CHECKS.items(), desk.past_checks(), strict=True)
    warnings: list[tuple[HealthCode, Phrase, datetime]] = [
        (code, phrase.fill(day=day), _LONG_AGO) for (code, phrase), day in ages if day
    ]
    if warning:
        warnings.append(warning)
    failing = [
        code
        for code, _, since in warnings
        if code in unready and desk.now - since >= timedelta(seconds=unready[code])
    ]
    return Health(
        worker=os.getpid(),
        ready=not failing,
        library_version=__version__,
        directory_version=desk.directory.version,
        as_of=desk.directory.as_of,
        verified_through=desk.verified_through(),
        # A version may be almost as long as a line.
        warnings=tuple(
            HealthWarning(code=code, message=LocalizedText(es=as_line(es), en=as_line(en)))
            for code, (es, en), _ in warnings
        ),
    )


def _health(
    _asked: _Health,
    desk: ask.Desk,
    warning: EditWarning | None,
    unready: Mapping[HealthCode, float],
) -> Reply:
    # Nobody may keep it.
    return Reply.of(_health_of(desk, warning, unready), desk, [desk.now])


def _ready(
    _asked: _Ready, desk: ask.Desk, warning: EditWarning | None, unready: Mapping[HealthCode, float]
) -> Reply:
    health = _health_of(desk, warning, unready)
    return Reply.of(health, desk, [desk.now])._replace(status=200 if health.ready else 503)


def _reply_to(asked: ask.OpenTime | ask.Escalation, desk: ask.Desk, *_more: object) -> Reply:
    return Reply.of(asked.answer(desk), desk)


class Endpoint(NamedTuple):
    """One address of the service.

    Attributes:
        name: its name, for programs.
        path: where it is. A name in braces is that of a parameter, one of `of_path`.
        question: what a request asks there.
        reply: what replies to it. Besides the question and the desk, it takes the warning of the
            last edit, and the warnings that count as a failure, each with the seconds that it may
            last.
        body: the record that describes the body.
    """

    name: str
    path: str
    question: type[ask.Question]
    reply: Callable[[Any, ask.Desk, EditWarning | None, Mapping[HealthCode, float]], Reply]
    body: type[BaseModel]
    of_path: tuple[str, ...] = ()


ENDPOINTS = (
    Endpoint("recommend", "/recommend", _Recommend, _recommend, answers.Advice),
    Endpoint("timeline", "/timeline", ask.Timeline, _timeline, answers.TimelinePage),
    Endpoint("channels", "/channels", ask.Channels, _channels, answers.ChannelStates),
    Endpoint(
        "channel",
        "/channels/{channel}",
        ask.Channels,
        _channels,
        answers.ChannelStates,
        ("channel",),
    ),
    Endpoint("open_time", "/open-time", ask.OpenTime, _reply_to, answers.OpenTime),
    Endpoint("escalation", "/escalation", ask.Escalation, _reply_to, answers.Escalation),
    Endpoint("directory", "/directory", _Directory, _directory, Directory),
    Endpoint("health", "/health", _Health, _health, Health),
    Endpoint("live", "/livez", _Health, _health, Health),
    Endpoint("ready", "/readyz", _Ready, _ready, Health),
)
