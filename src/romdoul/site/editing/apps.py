from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "romdoul.site.editing"
    label = "editing"
