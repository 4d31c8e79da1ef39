from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "romdoul.site.editing.papers"
    label = "editing_papers"
