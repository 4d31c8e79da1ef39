from importlib import import_module

from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "romdoul.site.editing"
    label = "editing"

    def ready(self) -> None:
        """Let every chooser of Wagtail's be rendered without a script within."""
        choosers = import_module("wagtail.admin.widgets.chooser")
        starting = import_module("romdoul.site.editing.starting")
        choosers.BaseChooser.render = starting.render_chooser
