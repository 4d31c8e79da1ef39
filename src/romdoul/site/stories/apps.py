from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "romdoul.site.stories"
    label = "stories"
