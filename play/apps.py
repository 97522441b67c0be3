"""The app of lives. Once everything is loaded it tells the apps below it where a learner is."""

from django.apps import AppConfig


class PlayConfig(AppConfig):
    name = "play"

    def ready(self) -> None:
        from play import whereabouts  # noqa: F401  # importing the module registers it
