"""How Django finds the app, and what it does when the process starts."""

from __future__ import annotations

from django.apps import AppConfig


class SupportAdviceConfig(AppConfig):
    """The app."""

    name = "support_advice"
    verbose_name = "Advice on whom to contact"

    def ready(self) -> None:
        """Listen to helpdesk, and let a faulty directory stop the process rather than a ticket."""
        from . import checks, receivers  # noqa: F401, PLC0415 - models are there only now
        from .directory import router  # noqa: PLC0415 - so are the settings

        router()
