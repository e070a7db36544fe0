"""The record of what was said when a ticket was filed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from ccb_support.words import services as phrases

from .desk import as_label

if TYPE_CHECKING:
    from datetime import datetime


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
        as_label(phrases.TYPE_OF_REQUEST), max_length=40
    )
    priority: models.PositiveSmallIntegerField[int, int] = models.PositiveSmallIntegerField(
        as_label(phrases.PRIORITY_OF_REQUEST)
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

        verbose_name = as_label(phrases.RECORD)
        verbose_name_plural = as_label(phrases.RECORDS)
        indexes: ClassVar = [
            models.Index(fields=["ticket_model", "ticket_id"], name="ccb_support_of_ticket")
        ]

    def __str__(self) -> str:
        return self.text
