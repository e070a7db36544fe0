"""The table of the records."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the table."""

    initial = True
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
                ("ticket_model", models.CharField(max_length=200)),
                ("ticket_id", models.CharField(max_length=255)),
                ("said_at", models.DateTimeField()),
                ("request_type", models.CharField(max_length=40)),
                ("priority", models.PositiveSmallIntegerField()),
                ("language", models.CharField(max_length=2)),
                ("text", models.TextField()),
                ("directory_version", models.TextField()),
                ("time_zone", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["ticket_model", "ticket_id"], name="ccb_support_of_ticket")
                ]
            },
        ),
    ]
