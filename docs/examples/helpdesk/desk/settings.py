"""The settings of the help desk, to be run on one's own machine.

The last section is all that a desk of your own needs for the advice.
"""

from __future__ import annotations

from pathlib import Path

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
    "ccb_support.django",
    "desk",  # its queues
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

# All that the advice needs: what the desk's queues, by slug, and its priorities are to the
# directory of channels, and where the tickets keep them.
CCB_SUPPORT_REQUEST_TYPES = {
    "fallas": "incident",
    "requerimientos": "service_request",
    "soporte": "technical_support",
    "peticiones": "petition",
    "quejas": "complaint",
    "reclamos": "claim",
    "sugerencias": "suggestion",
    "apelaciones": "appeal",
}
CCB_SUPPORT_PRIORITIES = {1: "P1", 2: "P2", 3: "P3", 4: "P4", 5: "P5"}
CCB_SUPPORT_TICKETS = ("helpdesk.Ticket", "queue__slug", "priority")
