"""Addresses of the claimant's chair."""

from django.urls import path

from appeals.claims import views

app_name = "appeals"
urlpatterns = [
    path("", views.index, name="index"),
    path("procedures/<slug:name>/", views.procedure, name="procedure"),
    path("contest/", views.contest, name="contest"),
    path("case/<uuid:case_id>/", views.case, name="case"),
    path("case/<uuid:case_id>/next-time/", views.next_time, name="next-time"),
    path("case/<uuid:case_id>/letter/<int:seq>/", views.letter, name="letter"),
]
