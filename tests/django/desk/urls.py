"""The addresses of the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.shortcuts import get_object_or_404, render
from django.urls import include, path

from tests.django.desk.models import Ticket
from tests.django.pages import TicketForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def show_ticket(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "desk/ticket.html", {"ticket": get_object_or_404(Ticket, pk=pk)})


def show_desk(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/desk.html")


def show_form(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/form.html", {"form": TicketForm()})


urlpatterns = [
    path("admin/", admin.site.urls),
    path("desk/", show_desk),
    path("form/", show_form),
    path("tickets/<int:pk>/", show_ticket),
    path("support-advice/", include("ccb_support.django.urls")),
]
