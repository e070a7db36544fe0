"""The address at which a page gets its advice again when the old one has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ccb_support.errors import UnknownWordError
from ccb_support.questions.arguments import parse_request
from ccb_support.words.languages import find_language

from . import desk
from .shown import shown_advice

if TYPE_CHECKING:
    from django.http import HttpRequest


# Whom to contact is public, and so is the form on which a person reads it.
@login_not_required
@require_safe
@never_cache
def advice(request: HttpRequest) -> HttpResponse:
    """Return the advice as a fragment of a page.

    The parameters are in the library's terms, so the address says nothing about the desk:
    `request_type`, `priority` and `language`.
    """
    parameters = request.GET
    language = find_language(parameters.get("language"))
    try:
        about = parse_request(parameters.get("request_type"), parameters.get("priority"))
    except UnknownWordError as error:
        message = error.message(language or desk.reader_language("en"))
        return HttpResponseBadRequest(message, content_type="text/plain; charset=utf-8")
    return render(request, "ccb_support/advice.html", shown_advice(about, language))
