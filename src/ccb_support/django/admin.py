"""The records among the pages of Django's admin: to be found and read, never to be changed."""

from django.contrib import admin
from django.http import HttpRequest

from .models import AdviceRecord


@admin.register(AdviceRecord)
class AdviceRecordAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # pyright: ignore[reportMissingTypeArgument] - Django gives it type arguments only in its stubs
    """The list of the records, and the page of each."""

    list_display = ("said_at", "ticket_id", "request_type", "priority", "directory_version", "text")
    list_filter = ("said_at", "request_type", "priority", "language", "directory_version")
    search_fields = ("=ticket_id", "text")
    ordering = ("-said_at",)

    def has_change_permission(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django passes it
        obj: AdviceRecord | None = None,  # noqa: ARG002 - the same
    ) -> bool:
        """Return `False`: the app alone makes records, and a record never changes."""
        return False

    has_add_permission = has_delete_permission = has_change_permission
