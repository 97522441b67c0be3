"""Addresses of the knobs."""

from django.urls import path

from appeals.knobs import views

app_name = "knobs"
urlpatterns = [
    path("", views.room, name="room"),
    path("model/", views.model, name="model"),
    path("<uuid:job_id>/", views.year, name="year"),
    path("<uuid:job_id>/stop/", views.stop, name="stop"),
]
