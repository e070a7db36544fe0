"""The record of what was said when a ticket was filed, kept as it was said."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import reduce
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, router, transaction
from django.utils import timezone

from ccb_support.errors import require_language
from ccb_support.limits import LONGEST_ID
from ccb_support.questions.answers import Voice, escaped
from ccb_support.words import services as phrases

from . import desk
from .advice import answer_request
from .desk import as_label

_logger = logging.getLogger("ccb_support.django")


class AdviceRecord(models.Model):
    """What was said about one ticket when it was filed. It never changes."""

    ticket_model: models.CharField[str, str] = models.CharField(
        as_label(phrases.TICKET_MODEL), max_length=200
    )
    ticket_id: models.CharField[str, str] = models.CharField(
        as_label(phrases.TICKET_ID), max_length=255
    )
    said_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(
        as_label(phrases.SAID_AT)
    )
    request_type: models.CharField[str, str] = models.CharField(
        as_label(phrases.REQUEST_TYPE), max_length=LONGEST_ID
    )
    priority: models.PositiveSmallIntegerField[int, int] = models.PositiveSmallIntegerField(
        as_label(phrases.PRIORITY)
    )
    language: models.CharField[str, str] = models.CharField(
        as_label(phrases.LANGUAGE), max_length=2
    )
    text: models.TextField[str, str] = models.TextField(as_label(phrases.TEXT))
    directory_version: models.TextField[str, str] = models.TextField(
        as_label(phrases.DIRECTORY_VERSION)
    )
    time_zone: models.CharField[str, str] = models.CharField(
        as_label(phrases.TIME_ZONE), max_length=200
    )

    class Meta:
        """How to find the record of a ticket, and what people call records."""

        verbose_name: ClassVar[str] = as_label(phrases.RECORD)
        verbose_name_plural: ClassVar[str] = as_label(phrases.RECORDS)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["ticket_model", "ticket_id"], name="ccb_support_of_ticket")
        ]

    def __str__(self) -> str:
        return self.text


def keep(
    sender: type[models.Model], instance: models.Model, *, created: bool, raw: bool, **_more: object
) -> None:
    """Keep what is said about a new ticket, however the ticket came; leave out all else.

    A fault never stops the ticket: then the log has the fault, and the ticket has no record.
    """
    try:
        # A ticket may also be of a proxy, or of a child of the model.
        if created and not raw and isinstance(instance, desk.tickets().find_model() or ()):
            record = _record(instance, desk.tickets(), desk.now())
            # Without a router of the site, this is the database of the ticket.
            database = router.db_for_write(AdviceRecord, instance=instance)
            # Without a savepoint, a failure would spoil the transaction of the ticket.
            with transaction.atomic(using=database):
                record.save(using=database, force_insert=True)
    except Exception as error:  # noqa: BLE001 - a field of a ticket may run any code of the site
        # A stranger may have written a part of it, such as a key that is a text.
        _logger.warning(
            "No advice is kept for %s", escaped(f"{sender.__name__} {instance.pk}: {error}")
        )


def _record(ticket: models.Model, tickets: desk.Tickets, when: datetime) -> AdviceRecord:
    words = _value_at(tickets.request_type, ticket), _value_at(tickets.priority, ticket)
    advice = answer_request(desk.request_of, words, when)
    answer = advice.answer
    if not settings.USE_TZ:
        # The zone of the site, as Django stores times; a reader may have another zone.
        when = timezone.make_naive(when, timezone.get_default_timezone())
    return AdviceRecord(
        **_reference_to(ticket),
        said_at=when,
        request_type=f"{answer.request_type}",
        priority=int(answer.priority),
        language=advice.language,
        # People read a record later, so its words give the date of each day.
        text=answer.explain(advice.language),
        directory_version=answer.directory_version,
        time_zone=answer.time_zone,
    )


def _value_at(path: str, ticket: object) -> object:
    """Return the value of a ticket at a path such as `queue__slug`.

    A ticket may have no queue. Then its word is empty, as in a template, and the settings may know
    that word.
    """
    return reduce(lambda value, name: getattr(value, name, ""), path.split("__"), ticket)


def _reference_to(ticket: models.Model) -> dict[str, str]:
    """Return the fields of a record that say which ticket it is about.

    The model is that of the ticket, or the first one from which that one inherits its key: its
    other parents have keys of their own. The key is as the database returns it: a program may file
    a ticket with a UUID without its dashes.
    """
    key: Any = ticket._meta.pk  # noqa: SLF001 - public, for all its name: Django documents it
    while key.remote_field and key.remote_field.parent_link:
        key = key.target_field
    return {
        "ticket_model": key.model._meta.label_lower,  # noqa: SLF001 - the same
        "ticket_id": str(key.to_python(ticket.pk)),
    }


def record_of(ticket: models.Model) -> AdviceRecord | None:
    """Return what was said when a ticket was filed, if anything was."""
    database = router.db_for_read(AdviceRecord, instance=ticket)
    found = AdviceRecord.objects.using(database).filter(**_reference_to(ticket))
    return found.order_by("pk").first()


def in_words(record: AdviceRecord) -> str:
    """Return when something was said, by which directory, and what."""
    language = require_language(record.language)
    said_at = record.said_at
    if not settings.USE_TZ:
        said_at = timezone.make_aware(said_at, timezone.get_default_timezone())
    return phrases.SAID.in_language(
        language,
        moment=Voice(language, ZoneInfo(record.time_zone)).moment(said_at),
        version=record.directory_version,
        text=record.text,
    )
