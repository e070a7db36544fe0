"""How Django finds the app, and what the app does when Django starts."""

from contextlib import suppress

from django.apps import AppConfig, apps
from django.core.checks import Tags, register
from django.db.models.signals import post_save

from ccb_support.words import services as phrases

from .desk import SettingsError, as_label, tickets


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
        register(checks.check_values, Tags.database)
        # The check reports wrong settings. They must not stop the commands that correct them.
        with suppress(SettingsError):
            found = tickets()
            if found and (model := found.find_model()):
                # Django sends the class of the ticket: also a proxy, or a child of the model.
                for sender in apps.get_models():
                    if issubclass(sender, model):
                        post_save.connect(models.keep, sender=sender, dispatch_uid=self.label)
