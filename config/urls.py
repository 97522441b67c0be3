"""Where every address leads."""

from django.urls import include, path

from config import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("text-size/", views.text_size, name="text-size"),
    path("", include("play.urls")),
    path("register/", include("registry.urls")),
    path("api/v1/registers/", include("registry.api_urls")),
    path("api/v1/", include("appeals.api.urls")),
    path("appeals/", include("appeals.claims.urls")),
    path("appeals/officer/", include("appeals.officer.urls")),
    path("appeals/knobs/", include("appeals.knobs.urls")),
    path("", include("scoring.urls")),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"
