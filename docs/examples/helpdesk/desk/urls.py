"""The pages of the help desk."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("support-advice/", include("ccb_support.django.urls")),
    path("", include("helpdesk.urls", namespace="helpdesk")),
]
