from django.urls import path

from registry.views import boards, costs, files

app_name = "registry"
urlpatterns = [
    path("", boards.boards, name="boards"),
    path("ledger/", costs.ledger, name="ledger"),
    path("lenses/", costs.lenses, name="lenses"),
    path("entry/<slug:who>/", files.entry, name="entry"),
    path("file/<slug:who>/", files.file, name="file"),
]
