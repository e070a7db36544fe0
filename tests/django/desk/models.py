"""What a desk keeps."""

from __future__ import annotations

from uuid import UUID

from django.db import models


class Queue(models.Model):  # noqa: DJ008 - nobody shows it
    slug: models.SlugField[str, str] = models.SlugField()


class Ticket(models.Model):  # noqa: DJ008 - nobody shows it
    queue: models.ForeignKey[Queue, Queue] = models.ForeignKey(Queue, models.CASCADE)
    priority: models.IntegerField[int | str, int] = models.IntegerField(
        choices=[(1, "1"), (2, "2"), (3, "3")]
    )
    topic: models.CharField[str, str] = models.CharField(max_length=20, blank=True)
    kind: models.CharField[str, str] = models.CharField(
        max_length=20, choices=[("", "-"), ("quejas", "-"), ("otros", "-")], blank=True
    )


class UrgentTicket(Ticket):  # noqa: DJ008 - nobody shows it
    """The same tickets by another name."""

    class Meta:
        """Where they are."""

        proxy = True


class Note(models.Model):  # noqa: DJ008 - nobody shows it
    note_id: models.AutoField[int, int] = models.AutoField(primary_key=True)
    note: models.TextField[str, str] = models.TextField(blank=True)


class TicketWithNote(Ticket, Note):  # noqa: DJ008 - nobody shows it
    """It has the key of a ticket, and beside it that of a note."""


class ImportedTicket(models.Model):  # noqa: DJ008 - nobody shows it
    queues: models.ManyToManyField[Queue, Queue] = models.ManyToManyField(Queue)
    id: models.UUIDField[UUID | str, UUID] = models.UUIDField(primary_key=True)
    kind: models.CharField[str, str] = models.CharField(max_length=20)
    priority: models.IntegerField[int, int] = models.IntegerField()
