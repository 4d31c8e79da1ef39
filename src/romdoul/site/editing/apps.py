from importlib import import_module

from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "romdoul.site.editing"
    label = "editing"

    def ready(self) -> None:
        """Give every page its form, and let choosers be rendered without a script."""
        choosers = import_module("wagtail.admin.widgets.chooser")
        starting = import_module("romdoul.site.editing.starting")
        choosers.BaseChooser.render = starting.render_chooser
        base = import_module("romdoul.site.pages.models.base")
        form = import_module("romdoul.site.editing.forms")
        base.SitePage.base_form_class = form.SitePageForm
        import_module("romdoul.site.editing.drafts").keep_what_is_out()
        import_module("romdoul.site.editing.uploads.policy").keep_what_is_shown()
        import_module("romdoul.site.editing.redirects").keep_within()
