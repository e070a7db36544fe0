"""The settings of the help desk, to be run on one's own machine.

The last section is all that a desk of your own needs for the advice.
"""

from __future__ import annotations

from pathlib import Path

from ccb_support import Priority, RequestType
from django.core.management.utils import get_random_secret_key

HOME = Path(__file__).resolve().parents[1]

DEBUG = True
# No secret is kept here, so who is logged in has to do so again after a restart.
SECRET_KEY = get_random_secret_key()

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.staticfiles",
    "rest_framework",
    "helpdesk",
    "support_advice",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "desk.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HOME / "desk/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": HOME / "db.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
LOGIN_URL = "helpdesk:login"
SITE_ID = 1
STATIC_URL = "static/"

LANGUAGE_CODE = "es"
LANGUAGES = [("es", "Español"), ("en", "English")]
TIME_ZONE = "America/Bogota"

# What this help desk leaves out of django-helpdesk.
HELPDESK_ENABLE_ATTACHMENTS = False
HELPDESK_PUBLIC_TICKET_DUE_DATE = None
HELPDESK_TEAMS_MODE_ENABLED = False

# What the desk's queues, by slug, and its priorities are to the directory of channels. Whom to
# contact follows from these and from nothing else.
SUPPORT_ADVICE_REQUEST_TYPES = {
    "fallas": RequestType.INCIDENT,
    "requerimientos": RequestType.SERVICE_REQUEST,
    "soporte": RequestType.TECHNICAL_SUPPORT,
    "peticiones": RequestType.PETITION,
    "quejas": RequestType.COMPLAINT,
    "reclamos": RequestType.CLAIM,
    "sugerencias": RequestType.SUGGESTION,
    "apelaciones": RequestType.APPEAL,
}
SUPPORT_ADVICE_PRIORITIES = {
    1: Priority.CRITICAL,
    2: Priority.HIGH,
    3: Priority.MEDIUM,
    4: Priority.LOW,
    5: Priority.PLANNING,
}
# The path of a directory of your own; None is the one that the library ships.
SUPPORT_ADVICE_DIRECTORY: Path | None = None
