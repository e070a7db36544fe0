"""What a verification found, in words: a sentence a finding, and a report of them all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ccb_support.answer.short_forms import (
    day_in_short,
    kinds_in_short,
    list_in_short,
    moment_in_short,
)
from ccb_support.model.requests import Medium
from ccb_support.model.text import LocalizedText, as_line

from .codes import FindingCode, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ccb_support.model.request_kinds import RequestKind
    from ccb_support.schedule.causes import Cause
    from ccb_support.words.languages import Language

    from .findings import Report

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)

_LONGEST_NAME = 80
"""How many letters of a name a sentence quotes."""


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's words; what stands in braces is filled in.

    Attributes:
        sentences: by code, what a finding says.
        media: the media, as one prefers them.
        counts: by severity, how one finding and how several are counted.
        title: what was verified, and over which range.
        coverage: stands over the shares of time.
        share: a share of time, with what stands between its units and its hundredths.
        open_for: how long some channel is open.
    """

    sentences: Mapping[FindingCode, str]
    media: Mapping[Medium, str]
    counts: Mapping[Severity, tuple[str, str]]
    title: str
    coverage: str
    share: str
    open_for: str


_SPANISH = _Words(
    sentences={
        FindingCode.UNSERVED_REQUEST: "{requests}: ningún canal recibe estas solicitudes",
        FindingCode.NO_ANSWER: (
            "{requests}: no hay respuesta desde {start}; no hay canal abierto, ni vuelve a abrir "
            "ninguno"
        ),
        FindingCode.CRITICAL_WITHOUT_PHONE: (
            "{requests}: a nadie se puede llamar de {start} a {end}, el lapso más largo sin "
            "teléfono abierto"
        ),
        FindingCode.NO_OPEN_CHANNEL: (
            "{requests}: nadie atiende de {start} a {end}, el lapso más largo sin canal abierto"
        ),
        FindingCode.SERVES_NOTHING: (
            "El canal {channels} no recibe ninguna solicitud: le faltan tipos de solicitud o "
            "prioridades"
        ),
        FindingCode.NEVER_OPEN: "El canal {channels} no abre nunca de {start} a {end}",
        FindingCode.NEVER_THE_ANSWER: (
            "El canal {channels} nunca es la respuesta, ni para quien prefiere su medio: en su "
            "lugar lo es {instead}"
        ),
        FindingCode.SHARED_CONTACT: "Los canales {channels} tienen el mismo contacto: {contact}",
        FindingCode.EXCEPTION_WITHOUT_EFFECT: (
            "La excepción {entry} ({cause}) no cambia nada: sin ella los horarios son los mismos"
        ),
        FindingCode.ANSWER_BY_PREFERENCE_ONLY: (
            "El canal {channels} solo es la respuesta para quien prefiere su medio; para los demás "
            "la respuesta es {instead}"
        ),
        FindingCode.PREFERENCE_WITHOUT_EFFECT: (
            "{requests}: preferir {medium} nunca cambia la respuesta"
        ),
        FindingCode.DEDICATED_CHANNEL_CLOSED: (
            "{requests}: el canal dedicado ({channels}) no atiende de {start} a {end}, el lapso "
            "más largo; mientras tanto la respuesta es {instead}"
        ),
        FindingCode.PAST_EXCEPTION: (
            "La excepción {entry} ({cause}) termina antes del lapso verificado: ya se puede quitar"
        ),
        FindingCode.LATER_EXCEPTION: (
            "La excepción {entry} ({cause}) empieza después del lapso verificado: no se verificó"
        ),
        FindingCode.HOLIDAYS_UNVERIFIED: (
            "Las leyes de los festivos no están revisadas desde {start}: una ley nueva puede "
            "cambiar el horario de {channels}"
        ),
    },
    media={Medium.PHONE: "el teléfono", Medium.EMAIL: "el correo", Medium.CHAT: "el chat"},
    counts={
        Severity.ERROR: ("error", "errores"),
        Severity.WARNING: ("advertencia", "advertencias"),
        Severity.NOTE: ("nota", "notas"),
    },
    title="{name}, versión {version}, de {start} a {end}",
    coverage="Tiempo con algún canal abierto:",
    share="{units},{hundredths:02} %",
    open_for="{open} de {total}",
)

_ENGLISH = _Words(
    sentences={
        FindingCode.UNSERVED_REQUEST: "{requests}: no channel serves these requests",
        FindingCode.NO_ANSWER: (
            "{requests}: there is no answer from {start} on; no channel is open, and none opens "
            "any more"
        ),
        FindingCode.CRITICAL_WITHOUT_PHONE: (
            "{requests}: nobody to call from {start} to {end}, the longest time without an open "
            "telephone"
        ),
        FindingCode.NO_OPEN_CHANNEL: (
            "{requests}: nobody from {start} to {end}, the longest time without an open channel"
        ),
        FindingCode.SERVES_NOTHING: (
            "The channel {channels} serves no request: it has no request types, or no priorities"
        ),
        FindingCode.NEVER_OPEN: "The channel {channels} never opens from {start} to {end}",
        FindingCode.NEVER_THE_ANSWER: (
            "The channel {channels} is never the answer, not even for those who prefer its medium: "
            "in its place it is {instead}"
        ),
        FindingCode.SHARED_CONTACT: "The channels {channels} have the same contact: {contact}",
        FindingCode.EXCEPTION_WITHOUT_EFFECT: (
            "The exception {entry} ({cause}) changes nothing: without it the hours are the same"
        ),
        FindingCode.ANSWER_BY_PREFERENCE_ONLY: (
            "The channel {channels} is the answer only for those who prefer its medium; for all "
            "others it is {instead}"
        ),
        FindingCode.PREFERENCE_WITHOUT_EFFECT: (
            "{requests}: preferring {medium} never changes the answer"
        ),
        FindingCode.DEDICATED_CHANNEL_CLOSED: (
            "{requests}: the dedicated channel ({channels}) is closed from {start} to {end}, the "
            "longest such time; meanwhile the answer is {instead}"
        ),
        FindingCode.PAST_EXCEPTION: (
            "The exception {entry} ({cause}) ends before the range verified: it can be removed"
        ),
        FindingCode.LATER_EXCEPTION: (
            "The exception {entry} ({cause}) starts after the range: it was not verified"
        ),
        FindingCode.HOLIDAYS_UNVERIFIED: (
            "The laws of the holidays are not checked from {start} on: a new law may change the "
            "hours of {channels}"
        ),
    },
    media={Medium.PHONE: "the telephone", Medium.EMAIL: "e-mail", Medium.CHAT: "chat"},
    counts={
        Severity.ERROR: ("error", "errors"),
        Severity.WARNING: ("warning", "warnings"),
        Severity.NOTE: ("note", "notes"),
    },
    title="{name}, version {version}, from {start} to {end}",
    coverage="Time with an open channel:",
    share="{units}.{hundredths:02} %",
    open_for="{open} of {total}",
)

_WORDS: Mapping[Language, _Words] = {"es": _SPANISH, "en": _ENGLISH}


def told(finding: Mapping[str, Any]) -> LocalizedText:
    """Return a finding, given by its fields, as a sentence in each language."""
    return LocalizedText(es=_sentence(finding, "es"), en=_sentence(finding, "en"))


def _sentence(finding: Mapping[str, Any], language: Language) -> str:
    say = _WORDS[language]
    words = {field: list_in_short(finding[field], language) for field in ("channels", "instead")}
    words["requests"] = kinds_in_short(finding["requests"], language)
    if entry := finding["entry"]:
        words["entry"] = entry
    if cause := finding["cause"]:
        words["cause"] = _exception(cause, language)
    if contact := finding["contact"]:
        words["contact"] = contact.display(language)
    if medium := finding["medium"]:
        words["medium"] = say.media[medium]
    if example := finding["counterexample"]:
        words["start"] = moment_in_short(example.start, language)
        words["end"] = moment_in_short(example.end, language)
    sentence = say.sentences[finding["code"]].format(**words)
    return as_line(sentence[0].upper() + sentence[1:])


def _exception(cause: Cause, language: Language) -> str:
    name = cause.name.in_language(language)
    shown = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
    days = dict.fromkeys(day_in_short(day, language) for day in (cause.date, cause.last_date))
    return f"{shown}, {' - '.join(days)}"


def report_lines(report: Report, language: Language) -> Iterator[str]:
    """Yield the lines of a report: what was verified, what was found, and the coverage."""
    say = _WORDS[language]
    yield say.title.format(
        name=report.name.in_language(language),
        version=report.directory_version,
        start=moment_in_short(report.start, language),
        end=moment_in_short(report.end, language),
    )
    yield ", ".join(_count(report, severity, say) for severity in Severity)
    for finding in report.findings:
        one, _ = say.counts[finding.severity]
        yield f"  {one} [{finding.code}]: {finding.message.in_language(language)}"
    yield say.coverage
    yield from _coverage_lines(report, language)


def _count(report: Report, severity: Severity, say: _Words) -> str:
    count = len(report.of_severity(severity))
    one, several = say.counts[severity]
    return f"{count} {one if count == 1 else several}"


def _coverage_lines(report: Report, language: Language) -> Iterator[str]:
    say = _WORDS[language]
    alike: dict[timedelta, list[RequestKind]] = {}
    for each in report.coverage:
        alike.setdefault(each.open_time, []).append(each.request)
    total = report.end - report.start
    for open_time, kinds in alike.items():
        # Rounded down: what is not covered all the time is not covered to 100 %.
        units, hundredths = divmod(open_time * 100_00 // total, 100)
        share = say.share.format(units=units, hundredths=hundredths)
        duration = say.open_for.format(open=_duration(open_time), total=_duration(total))
        yield f"  {kinds_in_short(kinds, language)}: {share} ({duration})"


def _duration(time: timedelta) -> str:
    days, rest = divmod(time, _DAY)
    hours, rest = divmod(rest, _HOUR)
    return f"{days} d {hours:02}:{rest // _MINUTE:02}"
