"""The one Django project of the tests: a small desk with queues and tickets."""

from __future__ import annotations

import django
from django.conf import settings

REQUEST_TYPES = {"quejas": "complaint", "fallas": "incidente"}
PRIORITIES = {1: "P1", 2: "P2", 3: "P3"}
ADMIN = ("admin", "auth", "contenttypes", "messages", "sessions")
"""The apps of Django that its admin needs."""
TICKETS = ("desk.Ticket", "queue__slug", "priority")
OTHER_URLS = "django.contrib.auth.urls"
"""The addresses of a site that forgot those of the app."""


def configure() -> None:
    """Give Django its settings, which a process has once, before anybody imports its models."""
    if settings.configured:
        return
    settings.configure(
        ALLOWED_HOSTS=["testserver"],
        CCB_SUPPORT_PRIORITIES=PRIORITIES,
        CCB_SUPPORT_REQUEST_TYPES=REQUEST_TYPES,
        CCB_SUPPORT_TICKETS=TICKETS,
        DATABASES={
            name: {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
            for name in ("default", "other")
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[
            *(f"django.contrib.{each}" for each in ADMIN),
            "ccb_support.django",
            "tests.django.desk",
        ],
        LANGUAGE_CODE="es",
        LOGGING_CONFIG=None,  # pytest reads the log
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        ROOT_URLCONF="tests.django.desk.urls",
        SECRET_KEY="a text for tests",  # noqa: S106 - nobody logs in anywhere else
        STATIC_URL="/static/",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        TIME_ZONE="UTC",
        USE_TZ=True,
    )
    django.setup()
