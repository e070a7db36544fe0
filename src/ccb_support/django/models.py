"""The record of what was said when a ticket was filed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

if TYPE_CHECKING:
    from datetime import datetime


class AdviceRecord(models.Model):
    """What was said about one ticket when it was filed. It never changes."""

    ticket_model: models.CharField[str, str] = models.CharField(max_length=200)
    ticket_id: models.CharField[str, str] = models.CharField(max_length=255)
    said_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    request_type: models.CharField[str, str] = models.CharField(max_length=40)
    priority: models.PositiveSmallIntegerField[int, int] = models.PositiveSmallIntegerField()
    language: models.CharField[str, str] = models.CharField(max_length=2)
    text: models.TextField[str, str] = models.TextField()
    directory_version: models.TextField[str, str] = models.TextField()
    time_zone: models.CharField[str, str] = models.CharField(max_length=200)

    class Meta:
        """How to find the record of a ticket."""

        indexes: ClassVar = [
            models.Index(fields=["ticket_model", "ticket_id"], name="ccb_support_of_ticket")
        ]

    def __str__(self) -> str:
        return self.text
