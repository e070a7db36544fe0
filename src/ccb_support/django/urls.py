"""The address of the advice: put `include("ccb_support.django.urls")` into the URLs of the site."""

from django.urls import path

from . import views

app_name = "ccb_support"

urlpatterns = [path("advice/", views.advice, name="advice")]
