"""The stories' desk in Wagtail's admin, and a word before a story is published."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from romdoul.site.pages.models import CaseStoryPage


@hooks.register("register_admin_urls")
def routes() -> list[URLResolver]:
    """Put the desk's routes behind the admin's sign-in."""
    return [path("stories/", include("romdoul.site.stories.urls"))]


@hooks.register("register_admin_menu_item")
def entry() -> MenuItem:
    """Put the desk into the menu."""
    return MenuItem(
        _("Case stories"), reverse("stories:stories"), icon_name="user", order=250
    )


@hooks.register("before_publish_page")
def ask_for_clearing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say what a story lacks instead of publishing it."""
    specific = page.specific
    if not isinstance(specific, CaseStoryPage):
        return None
    lacks = page.get_latest_revision_as_object().standing().lacks
    if not lacks:
        return None
    messages.error(request, " ".join(map(str, lacks)))
    return redirect("stories:story", story=specific.translation_key)


@hooks.register("before_copy_page")
def keep_single(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to copy a story: consent, review and taking back know the one alone."""
    inside = page.get_descendants() if "copy_subpages" in request.POST else None
    has_story = inside is not None and inside.type(CaseStoryPage).exists()
    if not has_story and not isinstance(page.specific, CaseStoryPage):
        return None
    words = _("A story is not copied: consent and taking back are for it alone.")
    messages.error(request, words)
    return redirect("wagtailadmin_explore", page.get_parent().pk)
