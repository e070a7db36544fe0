"""The table of the records."""

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the table."""

    initial: ClassVar[bool | None] = True
    dependencies: ClassVar[Any] = []
    operations: ClassVar[Any] = [
        migrations.CreateModel(
            name="AdviceRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ticket_model",
                    models.CharField(verbose_name="model of the ticket", max_length=200),
                ),
                ("ticket_id", models.CharField(verbose_name="ticket", max_length=255)),
                ("said_at", models.DateTimeField(verbose_name="said at")),
                ("request_type", models.CharField(verbose_name="request type", max_length=64)),
                ("priority", models.PositiveSmallIntegerField(verbose_name="priority")),
                ("language", models.CharField(verbose_name="language", max_length=2)),
                ("text", models.TextField(verbose_name="text")),
                ("directory_version", models.TextField(verbose_name="version of the directory")),
                ("time_zone", models.CharField(verbose_name="time zone", max_length=200)),
            ],
            options={
                "verbose_name": "record of advice",
                "verbose_name_plural": "records of advice",
                "indexes": [
                    models.Index(fields=["ticket_model", "ticket_id"], name="ccb_support_of_ticket")
                ],
            },
        ),
    ]
