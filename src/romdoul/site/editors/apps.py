from django.apps import AppConfig


class EditorsConfig(AppConfig):
    name = "romdoul.site.editors"
    label = "editors"
    default_auto_field = "django.db.models.BigAutoField"
