"""Where the details of how to give stand in Wagtail's admin."""

from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from romdoul.site.editing.giving import urls


@hooks.register("register_admin_urls")
def routes() -> list[URLPattern | URLResolver]:
    """Mount the screen in the admin, behind its own door."""
    return [path("giving/", include(urls, namespace="giving"))]


@hooks.register("register_admin_menu_item")
def entry() -> MenuItem:
    """Put the screen into the menu."""
    return MenuItem(
        _("How to give"), reverse_lazy("giving:show"), icon_name="lock", order=370
    )
