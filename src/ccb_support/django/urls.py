"""The address of the advice: put `include("ccb_support.django.urls")` into the URLs of the site."""

from django.urls import URLPattern, path

from . import views

app_name: str = "ccb_support"

urlpatterns: list[URLPattern] = [path("advice/", views.advice, name="advice")]
