"""Makes the shared templates and tags known, and wires what follows migrations."""

from django.apps import AppConfig

from romdoul.config.wiring import connect


class SharedConfig(AppConfig):
    name = "romdoul.config"
    label = "config"

    def ready(self) -> None:
        connect()
