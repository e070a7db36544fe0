"""The app for Django: advice that is computed when somebody looks.

Put `ccb_support.django` into `INSTALLED_APPS`. It needs the extra `django`. It reads the
clock through `CCB_SUPPORT_NOW`.
"""

from ccb_support.errors import require_extra

with require_extra("ccb_support.django", "django", "django"):
    from .advice import Advice, Button, advise
    from .desk import SettingsError, UnmappedError

__all__ = ["Advice", "Button", "SettingsError", "UnmappedError", "advise"]
