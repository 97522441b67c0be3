"""Addresses of the API of appeals."""

from django.urls import path

from appeals.api import views

app_name = "appeals-api"
urlpatterns = [
    path("procedures/", views.Procedures.as_view(), name="procedures"),
    path("procedures/<slug:slug>/", views.ProcedureDetail.as_view(), name="procedure"),
    path("appeals/decide/", views.Decide.as_view(), name="decide"),
    path("appeals/simulate/", views.Simulate.as_view(), name="simulate"),
]
