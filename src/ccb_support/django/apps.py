"""How Django finds the app, and what the app does when Django starts."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_save

from ccb_support.words import services as phrases

from .desk import as_label


class CcbSupportConfig(AppConfig):
    """The app."""

    name = "ccb_support.django"
    label = "ccb_support"
    verbose_name = as_label(phrases.TITLE)
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks, and listen for new tickets."""
        from . import checks, models  # noqa: PLC0415 - models are there only now

        register(checks.check_settings)
        # Django 6.1 passes all databases to every other check, also where none can be reached.
        register(checks.check_stored_values, Tags.database)
        post_save.connect(models.keep, dispatch_uid=self.label)
