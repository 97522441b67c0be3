"""Addresses of the API."""

from django.urls import path

from scoring.api import views

urlpatterns = [
    path("schema/", views.Schema.as_view(), name="api-schema"),
    path("rulebooks/", views.Rulebooks.as_view(), name="api-rulebooks"),
    path("rulebooks/validate/", views.Validate.as_view(), name="api-validate"),
    path("rulebooks/<slug:slug>/", views.RulebookDetail.as_view(), name="api-rulebook"),
    path("explain/", views.Explain.as_view(), name="api-explain"),
    path("replay/", views.Replay.as_view(), name="api-replay"),
    path("jobs/<uuid:job_id>/", views.JobDetail.as_view(), name="api-job"),
    path("jobs/<uuid:job_id>/cancel/", views.JobCancel.as_view(), name="api-job-cancel"),
]
