from django.apps import AppConfig


class GivingConfig(AppConfig):
    name = "romdoul.site.editing.giving"
    label = "editing_giving"
