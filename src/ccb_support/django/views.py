"""What pages show, and the address at which a page gets its next advice.

A page never fails because of its advice: a fault is in the log, and the staff sees it on the page.
"""

import json
import logging
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import FieldDoesNotExist, FieldError, SynchronousOnlyOperation
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ccb_support import Directory
from ccb_support.errors import CcbSupportError, UnknownWordError
from ccb_support.words import find_language
from ccb_support.words import services as phrases

from . import desk
from .advice import Advice, answer_request

_logger = logging.getLogger("ccb_support.django")


def shown_for(request_type: object, priority: object) -> dict[str, Any]:
    """Return what the template shows for a request in the desk's words."""
    try:
        return _shown(answer_request(desk.request_of, (request_type, priority), desk.now()))
    except (CcbSupportError, OSError) as error:
        return _fault(error)


def _shown(advice: Advice) -> dict[str, Any]:
    return {
        "advice": advice,
        "address": find_address(
            request_type=f"{advice.answer.request_type}",
            priority=f"{advice.answer.priority}",
            language=advice.language,
        ),
        "ended": phrases.ENDED.in_language(advice.language),
        "title": phrases.TITLE.in_language(advice.language),
    }


def shown_before(request_type: object, priority: object) -> dict[str, Any]:
    """Return what the template shows on a form whose fields choose a request.

    A word of the desk in place of a field is for a form that does not choose it.
    The page gets what each choice means, so it asks for the advice in the library's terms.
    """
    try:
        directory = desk.directory()
        language = desk.reader_language(directory.language)
        tickets = desk.tickets()
        types_by_key = tickets.find_words(tickets.request_type)
        priorities_by_key = tickets.find_words(tickets.priority)
        fields = {
            "request_type": _describe(request_type, desk.REQUEST_TYPES, directory, types_by_key),
            "priority": _describe(priority, desk.PRIORITIES, directory, priorities_by_key),
        }
    except (
        CcbSupportError, OSError, FieldDoesNotExist, FieldError, SynchronousOnlyOperation,
    ) as error:  # fmt: skip
        return _fault(error)
    return {
        "fields": json.dumps(fields),
        "address": find_address(),
        "language": language,
        "title": phrases.TITLE.in_language(language),
    }


def _describe(
    field: object, words: desk.Words, directory: Directory, by_key: dict[str, object]
) -> dict[str, object]:
    """Return the id of a field in the page, and what each of its choices means.

    A choice without a meaning has no advice, and the log says why.
    """
    if not isinstance(field, BoundField):
        return {"id": "", "meanings": {"": words.meaning(field, directory)}}
    meanings: dict[str, object] = {}
    for option in field.subwidgets:
        if option.data["value"] not in ("", None):
            # A form sends texts, also for the key of a row.
            sent = str(option.data["value"])
            try:
                meanings[sent] = words.meaning(by_key.get(sent, sent), directory)
            except CcbSupportError as error:
                _logger.warning("No advice: %s", error)
    return {"id": field.field.widget.attrs.get("id") or field.auto_id, "meanings": meanings}


def find_address(**query: str) -> str:
    """Return the address of the advice; empty if the URLs of the site do not have it."""
    if has_pages():
        with suppress(NoReverseMatch):
            return reverse("ccb_support:advice", query=query)
    return ""


def has_pages() -> bool:
    """Return whether the program has URLs. One that only writes e-mails may have none."""
    return bool(getattr(settings, "ROOT_URLCONF", None))


def _fault(error: Exception) -> dict[str, Any]:
    _logger.error("No advice: %s", error)
    return {"fault": desk.words_of_error(error), "language": desk.reader_language("en")}


def _as_written(_: Directory, request_type: object, priority: object) -> tuple[object, object]:
    """Return the words of a request as they are: those of the library need no setting."""
    return request_type, priority


# Whom to contact is public, and so is the form on which a person reads it.
@login_not_required
@require_safe
@never_cache
def advice(request: HttpRequest) -> HttpResponse:
    """Return the advice as a fragment of a page.

    The parameters are in the library's terms, so the address says nothing about the desk:
    `request_type`, `priority` and `language`.
    """
    language = find_language(request.GET.get("language"))
    words = request.GET.get("request_type"), request.GET.get("priority")
    try:
        shown = _shown(answer_request(_as_written, words, desk.now(), language))
    except UnknownWordError as error:
        message = error.message(language or desk.reader_language("en"))
        return HttpResponseBadRequest(message, content_type="text/plain; charset=utf-8")
    except (CcbSupportError, OSError) as error:
        shown = _fault(error)
    return render(request, "ccb_support/advice.html", shown)
