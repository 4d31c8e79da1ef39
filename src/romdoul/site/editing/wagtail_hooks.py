"""What the editors' tools add to Wagtail's admin."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail_localize.views.edit_translation import (
    edit_override,
    edit_string_translation,
)

from romdoul.site.editing.importing.views import saved_page
from romdoul.site.editing.links.views import confirm, links
from romdoul.site.editing.live import on_the_website
from romdoul.site.editing.telling import tell
from romdoul.site.editing.translating.publishing import held, translation_of
from romdoul.site.editing.translating.views import TakeOver, behind, keeping
from romdoul.site.editing.words.views import words
from romdoul.site.files.views import document_for_editors, picture_for_editors
from romdoul.site.pages.models import DonatePage
from romdoul.site.pages.models.base import SitePage
from romdoul.site.pages.refusals import HoldsAccount, NeedsSecondPerson


@hooks.register("register_admin_urls")
def files() -> list[URLPattern]:
    """Show pictures and documents to those who are signed in."""
    return [
        path(
            "files/<int:document_id>/<str:document_filename>",
            document_for_editors,
            name="wagtaildocs_serve",
        ),
        path("pictures/images/<path:name>", picture_for_editors, name="picture"),
    ]


@hooks.register("construct_page_action_menu")
def no_aliases(
    items: list[ActionMenuItem], _request: HttpRequest, _told: dict[str, object]
) -> None:
    """Offer no button whose route is shut."""
    items[:] = [item for item in items if item.name != "localize-convert-to-alias"]


@hooks.register("before_publish_page")
def second_person(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep what somebody wrote on giving as a draft, and say who may publish it."""
    kept = page.specific
    if not isinstance(kept, DonatePage) or kept.may_publish(
        kept.get_latest_revision(), request.user.pk
    ):
        return None
    messages.error(request, str(NeedsSecondPerson(page.pk)))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_publish_page")
def no_accounts(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep a page that holds an account as a draft, and say where one belongs."""
    drafted = page.get_latest_revision_as_object()
    accounts = drafted.accounts()
    if not accounts:
        return None
    messages.error(request, str(HoldsAccount(page.pk, accounts)))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("construct_help_menu")
def no_way_out(_request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave what helps here: the keys. The rest leads to somebody else's pages."""
    items[:] = [item for item in items if item.url == "#"]


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """Style our screens, and give Khmer titles room in Wagtail's."""
    return format_html(
        '<link rel="stylesheet" href="{}">', static("editing/editing.css")
    )


@hooks.register("register_admin_urls")
def website() -> list[URLPattern]:
    """Lead from the editing to a page as the public sees it."""
    below = ("", "<path:place>")
    return [
        path(f"{language}/{place}", on_the_website)
        for language, _name in settings.LANGUAGES
        for place in below
    ]


@hooks.register("register_admin_urls")
def importing() -> list[URLPattern]:
    """Mount the screen that makes a draft of a saved page."""
    return [path("import/", saved_page, name="editing_import")]


@hooks.register("register_admin_menu_item")
def import_item() -> MenuItem:
    """Put it into the menu, below the pages."""
    url = reverse_lazy("editing_import")
    return MenuItem(_("Import an article"), url, icon_name="download", order=110)


@hooks.register("register_admin_urls")
def translating() -> list[URLPattern]:
    """Stand before wagtail-localize's own routes, which ask or keep too little."""
    one = "localize/translate/<int:translation_id>"
    return [
        path("localize/update/<int:translation_source_id>/", TakeOver.as_view()),
        path(
            f"{one}/strings/<int:string_segment_id>/edit/",
            keeping(edit_string_translation),
        ),
        path(
            f"{one}/overrides/<int:overridable_segment_id>/edit/",
            keeping(edit_override),
        ),
    ]


# Before wagtail-localize's own, which answers instead of the page's form.
@hooks.register("before_edit_page", order=-1)
def publish_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say what a translation lacks to be published, to whoever may publish it."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = translation_of(page)
    if translation is None or not page.permissions_for_user(request.user).can_publish():
        return None
    return held(request, translation)


@hooks.register("register_admin_urls")
def reports() -> list[URLPattern]:
    """Mount what lists words and links to look at."""
    return [
        path("reports/translations/", behind, name="editing_translations"),
        path("reports/words/", words, name="editing_words"),
        path("reports/links/", links, name="editing_links"),
        path("reports/links/confirm/", confirm, name="editing_confirm_link"),
    ]


@hooks.register("register_reports_menu_item")
def words_item() -> MenuItem:
    """Put the words into the menu of reports."""
    url = reverse_lazy("editing_words")
    return MenuItem(_("Words to look at again"), url, icon_name="edit", order=100)


@hooks.register("register_reports_menu_item")
def links_item() -> MenuItem:
    """Put the links into the menu of reports."""
    url = reverse_lazy("editing_links")
    return MenuItem(_("Links to look at"), url, icon_name="link", order=110)


@hooks.register("register_reports_menu_item")
def translations_item() -> MenuItem:
    """Put what is out of date into the menu of reports."""
    url, icon = reverse_lazy("editing_translations"), "wagtail-localize-language"
    return MenuItem(_("Translations out of date"), url, icon_name=icon, order=90)


@hooks.register("before_bulk_action")
def ask_before_many(
    request: HttpRequest, action: str, pages: Sequence[object], _bulk: object
) -> HttpResponse | None:
    """Say which of many pages cannot go out, and why, and publish none of them."""
    if action != "publish":
        return None
    chosen = [page.specific for page in pages if isinstance(page, Page)]
    drafts = [page.get_latest_revision_as_object() for page in chosen]
    lacking = [(draft, told) for draft in drafts if (told := _told_of(draft))]
    if not lacking:
        return None
    for draft, told in lacking:
        messages.error(request, f"{draft.title}: {told}")
    if any(draft.without_words() for draft, _told in lacking):
        words = _("Say in words what these pictures show, then publish.")
        messages.error(request, words)
    return redirect("wagtailadmin_explore", lacking[0][0].get_parent().pk)


def _told_of(draft: SitePage) -> str:
    """Return the first picture without words, or else why a draft cannot go out."""
    return next(iter([*draft.without_words(), *map(str, draft.refusals())]), "")


@hooks.register("after_create_page")
def tell_of_new(request: HttpRequest, page: Page) -> None:
    """Say what to look at in a new page."""
    tell(request, page)


@hooks.register("after_edit_page")
def tell_of_changed(request: HttpRequest, page: Page) -> None:
    """Say what to look at in a changed page."""
    tell(request, page)
