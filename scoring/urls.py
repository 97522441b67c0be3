"""Addresses of the rulebooks, of what is said about them, and of the API."""

from django.urls import include, path

from scoring import views, views_about

app_name = "scoring"
urlpatterns = [
    path("rulebooks/", views.systems, name="systems"),
    path("rulebooks/<slug:slug>/", views.rulebook, name="rulebook"),
    path("about/", views_about.about, name="about"),
    path("about/claims/", views_about.claims, name="claims"),
    path("about/data/", views_about.data, name="data"),
    path("about/dynamics/", views_about.dynamics, name="dynamics"),
    path("about/myths/", views_about.myths, name="myths"),
    path("about/sources/", views_about.sources, name="sources"),
    path("about/tellings/", views_about.tellings, name="tellings"),
    path("about/timeline/", views_about.events, name="timeline"),
    path("api/v1/", include("scoring.api.urls")),
]
