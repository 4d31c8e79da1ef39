"""What editors and reviewers may do: two groups of Wagtail's, set at every `init`.

Nobody gives a permission by hand: what is not listed here is taken away again.
"""

from collections.abc import Mapping
from enum import StrEnum, unique

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from romdoul.site.editors.models import Editor


@unique
class Role(StrEnum):
    """An editor writes and submits; a reviewer also publishes what others wrote."""

    EDITOR = "editor"
    REVIEWER = "reviewer"


# Who wrote a story cannot review it, whatever they may: see ``site.stories``.
STORIES = ("pages.add_storyconsent", "pages.add_storyreview")
TRAININGS = (
    "learning.add_coursegroup",
    "learning.change_coursegroup",
    "learning.add_papersheet",
    "learning.view_courseresult",
)
# By permission, "app.codename": what stands nowhere else than on pages and files.
EVERYWHERE: Mapping[Role, frozenset[str]] = {
    Role.EDITOR: frozenset(
        {
            "wagtailadmin.access_admin",
            "wagtail_localize.submit_translation",
            *STORIES,
            *TRAININGS,
        }
    ),
    Role.REVIEWER: frozenset(
        {
            "wagtailadmin.access_admin",
            "wagtail_localize.submit_translation",
            *STORIES,
            *TRAININGS,
            "wagtailredirects.add_redirect",
            "wagtailredirects.change_redirect",
            "wagtailredirects.delete_redirect",
            # To confirm how to give, as the second of two.
            "pages.change_donatepage",
        }
    ),
}
ON_PAGES: Mapping[Role, frozenset[str]] = {
    Role.EDITOR: frozenset({"add_page", "change_page"}),
    Role.REVIEWER: frozenset(
        {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"}
    ),
}
_KEPT = ("image", "document")
ON_FILES: Mapping[Role, frozenset[str]] = {
    Role.EDITOR: frozenset(
        f"{verb}_{kind}" for verb in ("add", "choose") for kind in _KEPT
    ),
    Role.REVIEWER: frozenset(
        f"{verb}_{kind}" for verb in ("add", "change", "choose") for kind in _KEPT
    ),
}
REVIEW = "Review"


def settle() -> None:
    """Give both groups exactly what is listed, and pages their one workflow."""
    groups = {role: Group.objects.get_or_create(name=role.value)[0] for role in Role}
    # What Wagtail makes for itself: "Moderators" and "Editors".
    Group.objects.exclude(name__in=list(Role)).delete()
    for role, group in groups.items():
        group.permissions.set(_permissions(EVERYWHERE[role]))
        _settle_pages(group, ON_PAGES[role])
        _settle_files(group, ON_FILES[role])
    _settle_review(groups[Role.REVIEWER])


def give(editor: Editor, role: Role) -> None:
    """Let an account have this role and no other."""
    editor.groups.set([Group.objects.get(name=role.value)])


def role_of(editor: Editor) -> str:
    """Return the role of an account, or nothing."""
    return ", ".join(editor.groups.order_by("name").values_list("name", flat=True))


def _permissions(names: frozenset[str]) -> list[Permission]:
    found = Permission.objects.select_related("content_type")
    by_name = {f"{p.content_type.app_label}.{p.codename}": p for p in found}
    return [by_name[name] for name in sorted(names)]


def _settle_pages(group: Group, codenames: frozenset[str]) -> None:
    root = Page.get_first_root_node()
    wanted = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    )
    given = GroupPagePermission.objects.filter(group=group)
    given.exclude(page=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(
            group=group, page=root, permission=permission
        )


def _settle_files(group: Group, codenames: frozenset[str]) -> None:
    root = Collection.get_first_root_node()
    wanted = Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"],
        codename__in=codenames,
    )
    given = GroupCollectionPermission.objects.filter(group=group)
    given.exclude(collection=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )


def _settle_review(reviewers: Group) -> None:
    """Let every page be reviewed in one step, by any reviewer."""
    Workflow.objects.exclude(name=REVIEW).delete()
    Task.objects.exclude(name=REVIEW).delete()
    task, _made = GroupApprovalTask.objects.get_or_create(name=REVIEW)
    task.groups.set([reviewers])
    workflow, _made = Workflow.objects.get_or_create(name=REVIEW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(
        page=Page.get_first_root_node(), defaults={"workflow": workflow}
    )
