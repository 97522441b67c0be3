"""Addresses of the rulebooks, of what is said about them, and of the API."""

from django.urls import include, path

from scoring import views

app_name = "scoring"
urlpatterns = [
    path("rulebooks/", views.systems, name="systems"),
    path("rulebooks/<slug:slug>/", views.rulebook, name="rulebook"),
    path("about/", views.about, name="about"),
    path("about/sources/", views.sources, name="sources"),
    path("api/v1/", include("scoring.api.urls")),
]
