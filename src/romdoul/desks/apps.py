from django.apps import AppConfig

from romdoul.desks import refs


class DesksConfig(AppConfig):
    name = "romdoul.desks"
    label = "desks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make references known before any address is read."""
        refs.register()
