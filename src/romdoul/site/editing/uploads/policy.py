"""Who may change or delete a file: none that is on the website, but by a new one.

A page is looked at before it goes out; its files would change afterwards, unseen.
"""

from collections.abc import Collection
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from romdoul.site.editors.models import Editor
from romdoul.site.pages.models import CaseStoryPage, DonatePage
from romdoul.site.pages.seen import files_in

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

KEPT = _(
    "A page of the website shows this file, so it is not replaced or deleted. Upload a "
    "new file and choose it on the page: somebody then looks at it before it goes out."
)

AWAITED = _(
    "Somebody else looks at a story, and at the page on giving, before it goes out. A "
    "draft of one shows this file, so it is not replaced. Upload a new file and choose "
    "it on the page."
)


def why_kept(file: Model) -> "_StrOrPromise | None":
    """Say why a file is not replaced by another; nothing where it may be."""
    if is_shown(file):
        return KEPT
    return AWAITED if is_awaited(file) else None


def is_awaited(file: Model) -> bool:
    """Say whether the newest draft of a page that a second person lets out holds it.

    Whoever replaced it there would let out what they put there themselves.
    """
    asked = (type(file), str(file.pk))
    awaited = (*CaseStoryPage.objects.iterator(), *DonatePage.objects.iterator())
    return any(
        asked in files_in(page.get_latest_revision_as_object()) for page in awaited
    )


def is_shown(file: Model) -> bool:
    """Say whether a page that is out, or will be by the clock, holds the file."""
    pages = ContentType.objects.get_for_model(Page)
    holding = ReferenceIndex.get_references_to(file).filter(base_content_type=pages)
    soon = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    out = Q(live=True) | Q(pk__in=_pages(soon))
    return Page.objects.filter(out, pk__in=_pages(holding)).exists()


class KeptPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's, where who uploaded a file may change it; but none that is shown."""

    def user_has_any_permission_for_instance(
        self,
        user: Editor,
        actions: Collection[str],
        instance: Any,  # noqa: ANN401 - of either kind
    ) -> bool:
        """Say whether somebody may do any of this to a file.

        What a page shows nobody deletes; its title is changed by those who may change
        any file, and its content by nobody: the form says so.
        """
        allowed = super().user_has_any_permission_for_instance
        if not allowed(user, actions, instance) or not is_shown(instance):
            return bool(allowed(user, actions, instance))
        left = set(actions) - {"change", "delete"}
        if "change" in actions and self._check_perm(
            user, ["change"], collection=instance.collection
        ):
            return True
        return bool(left) and bool(allowed(user, left, instance))


def keep_what_is_shown() -> None:
    """Put our policy in the place of Wagtail's two, which its views hold already."""
    for kind in ("documents", "images"):
        policy = import_module(f"wagtail.{kind}.permissions").permission_policy
        policy.__class__ = KeptPolicy


def _pages(found: QuerySet[Model]) -> list[int]:
    return [int(pk) for pk in found.values_list("object_id", flat=True)]
