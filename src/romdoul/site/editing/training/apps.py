from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "romdoul.site.editing.training"
    label = "training"
