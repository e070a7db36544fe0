"""The app for Django: advice that is computed when somebody looks.

Put `ccb_support.django` into `INSTALLED_APPS`. It needs the extra `django`. It reads the
clock through `CCB_SUPPORT_NOW`.
"""

from ccb_support.errors import MissingExtraError

try:
    from .advice import Advice, Button, advise
except ModuleNotFoundError as error:
    if (error.name or "").partition(".")[0] != "django":
        raise
    raise MissingExtraError("ccb_support.django", "django", "django") from error
from .desk import SettingsError, UnmappedError

__all__ = ["Advice", "Button", "SettingsError", "UnmappedError", "advise"]
