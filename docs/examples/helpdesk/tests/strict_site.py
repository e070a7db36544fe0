"""A site with one page, and the strictest content security policy under which the advice works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.template import Context, Template
from django.urls import include, path

if TYPE_CHECKING:
    from django.http import HttpRequest

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
PAGE = Template(
    "<!DOCTYPE html><meta name=viewport content=width=device-width><title>Queja</title>"
    "{% load ccb_support %}{% ccb_advice 'quejas' 3 %}"
)


def page(request: HttpRequest) -> HttpResponse:
    """Return the page."""
    content = PAGE.render(Context({"request": request}))
    return HttpResponse(content, headers={"content-security-policy": POLICY})


urlpatterns = [
    path("", page),
    path("support-advice/", include("ccb_support.django.urls")),
]
