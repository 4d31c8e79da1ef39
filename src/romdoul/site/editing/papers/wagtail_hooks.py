"""Where the downloads stand in Wagtail's admin, and what follows a new picture file."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from romdoul.site.editing.papers import urls
from romdoul.site.pictures import sizes


@hooks.register("register_admin_urls")
def routes() -> list[URLPattern | URLResolver]:
    """Mount the screen in the admin, behind its own door."""
    return [path("downloads/", include(urls, namespace="papers"))]


@hooks.register("register_reports_menu_item")
def entry() -> MenuItem:
    """Put the screen among the reports."""
    return MenuItem(
        _("Downloads"), reverse_lazy("papers:downloads"), icon_name="download", order=50
    )


@hooks.register("after_edit_image")
def make_anew(request: HttpRequest, image: Any) -> None:  # noqa: ANN401 - Wagtail's own
    """Make the sizes of a picture whose file was replaced: Wagtail let go of them."""
    del request
    sizes.make(image)
