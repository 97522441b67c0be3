"""Addresses of the officer's chair."""

from django.urls import path

from appeals.officer import views

app_name = "officer"
urlpatterns = [
    path("", views.start, name="start"),
    path("begin/", views.begin, name="begin"),
    path("<uuid:shift_id>/", views.desk, name="desk"),
    path("<uuid:shift_id>/after/", views.after, name="after"),
    path("<uuid:shift_id>/second/", views.second, name="second"),
]
