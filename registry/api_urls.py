"""Addresses of the register's API."""

from django.urls import path

from registry import api

app_name = "registry-api"
urlpatterns = [
    path("", api.Registers.as_view(), name="registers"),
    path("entry/<slug:who>/", api.RegisterEntry.as_view(), name="entry"),
]
