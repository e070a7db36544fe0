"""The template tags: `{% load ccb_support %}` offers them."""

from django.db.models import Model
from django.template import Context, Library

from ccb_support.django.models import in_words, record_of
from ccb_support.django.views import shown_before, shown_for

register: Library = Library()


@register.inclusion_tag("ccb_support/advice_with_script.html", takes_context=True)
def ccb_advice(context: Context, request_type: object, priority: object) -> dict[str, object]:
    """Show whom to contact now, as in `{% ccb_advice ticket.queue.slug ticket.priority %}`.

    The request type and the priority are as for `advise`.
    """
    return _on_page(context, shown_for(request_type, priority))


@register.inclusion_tag("ccb_support/advice_with_script.html", takes_context=True)
def ccb_advice_before(
    context: Context, request_type: object, priority: object
) -> dict[str, object]:
    """Show whom to contact while a form is filled in.

    Two fields choose the request, as in `{% ccb_advice_before form.queue form.priority %}`.
    A form without a field for one of them gives a word of the desk, such as the priority `3`.
    """
    return _on_page(context, shown_before(request_type, priority))


def _on_page(context: Context, shown: dict[str, object]) -> dict[str, object]:
    # Django makes a nonce when somebody first writes it, so nobody can ask whether there is one.
    if "csp_nonce" in context:
        shown["csp_nonce"] = context["csp_nonce"]
    return {**shown, "request": context.get("request")}


@register.inclusion_tag("ccb_support/record.html")
def ccb_advice_record(ticket: object) -> dict[str, object]:
    """Show what was said when a ticket was filed, as in `{% ccb_advice_record ticket %}`.

    On a page without a ticket, it shows nothing.
    """
    record = record_of(ticket) if isinstance(ticket, Model) else None
    return {"record": record, "words": in_words(record) if record else ""}
