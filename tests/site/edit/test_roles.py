"""Editors write and submit, reviewers publish; what each may do is set at `init`."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from tests.factories.editing import sent, written
from tests.factories.editors import signed_in
from wagtail.models import (
    GroupPagePermission,
    Page,
    PageLogEntry,
    TaskState,
    Workflow,
)

from romdoul.site.content.places import page_at
from romdoul.site.editors.models import Editor
from romdoul.site.editors.roles import (
    EVERYWHERE,
    ON_FILES,
    ON_PAGES,
    Role,
    role_of,
    settle,
)

pytestmark = pytest.mark.django_db
PRINTED = Path(__file__).parents[3] / "docs/how-to/editors.md"
MOMENT = "%Y-%m-%d %H:%M"


@pytest.fixture
def writing(writer: Editor) -> Client:
    return signed_in(writer)


@pytest.fixture
def reviewing(reviewer: Editor) -> Client:
    return signed_in(reviewer)


def is_out(page: Page) -> bool:
    page.refresh_from_db()
    return bool(page.live)


def test_an_editor_writes_a_draft_that_nobody_sees(
    writing: Client, writer: Editor
) -> None:
    page = written(writing)
    assert not is_out(page)
    assert page.owner == writer
    assert page.locale.language_code == "en"


def test_an_editor_cannot_publish_whatever_they_send(writing: Client) -> None:
    page = written(writing)
    sent(writing, page, "publish")
    assert not is_out(page)
    writing.post(f"/bulk/wagtailcore/page/publish/?id={page.pk}", {"id": page.pk})
    assert not is_out(page)


def test_an_editor_cannot_publish_by_the_clock(writing: Client) -> None:
    page = written(writing)
    soon = timezone.localtime() - timedelta(minutes=1)
    for button in ("publish", "submit"):
        sent(writing, page, button, go_live_at=soon.strftime(MOMENT))
    call_command("publish_scheduled", verbosity=0)
    assert not is_out(page)


def test_an_editor_cannot_take_away_what_is_out(writing: Client) -> None:
    page = page_at("about/mission", "en")
    assert page is not None
    writing.post(f"/pages/{page.pk}/unpublish/")
    writing.post(f"/pages/{page.pk}/delete/")
    sent(writing, page, "unpublish")
    assert is_out(page)


def test_an_editor_cannot_approve_what_they_wrote(writing: Client) -> None:
    page = written(writing)
    sent(writing, page, "submit")
    state = TaskState.objects.get()
    writing.post(f"/pages/workflow/action/{page.pk}/approve/{state.pk}/")
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS
    assert not is_out(page)


def test_what_an_editor_submits_a_reviewer_publishes(
    writing: Client, reviewing: Client
) -> None:
    page = written(writing)
    sent(writing, page, "submit")
    state = TaskState.objects.get()
    assert page.title in reviewing.get("/").content.decode()
    approve = f"/pages/workflow/action/{page.pk}/approve/{state.pk}/"
    reviewing.post(approve, {"comment": "Plain and right."})
    assert is_out(page)
    acts = set(PageLogEntry.objects.filter(page=page).values_list("action", flat=True))
    assert {"wagtail.create", "wagtail.workflow.start", "wagtail.publish"} <= acts


def test_what_a_reviewer_sends_back_stays_a_draft(
    writing: Client, reviewing: Client
) -> None:
    page = written(writing)
    sent(writing, page, "submit")
    state = TaskState.objects.get()
    reject = f"/pages/workflow/action/{page.pk}/reject/{state.pk}/"
    reviewing.post(reject, {"comment": "Name the source."})
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_REJECTED
    assert not is_out(page)


def test_a_reviewer_publishes_by_the_clock_from_then_until_then(
    reviewing: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = written(reviewing)
    start = timezone.localtime() + timedelta(hours=1)
    end = start + timedelta(days=1)
    when = {"go_live_at": start, "expire_at": end}
    written_out = {name: moment.strftime(MOMENT) for name, moment in when.items()}
    sent(reviewing, page, "publish", **written_out)
    for moment, out in (
        (start - timedelta(minutes=2), False),
        (start + timedelta(minutes=2), True),
        (end + timedelta(minutes=2), False),
    ):
        monkeypatch.setattr(timezone, "now", lambda now=moment: now)
        call_command("publish_scheduled", verbosity=0)
        assert is_out(page) is out, moment


def test_the_history_of_a_page_can_be_read_and_compared(writing: Client) -> None:
    page = written(writing)
    sent(writing, page, "submit")
    for address in ("history/", "revisions/compare/earliest...latest/"):
        assert writing.get(f"/pages/{page.pk}/{address}").status_code == 200


def test_setting_the_roles_again_changes_nothing() -> None:
    def standing() -> tuple[int, ...]:
        kinds = (Group, GroupPagePermission, Workflow)
        return tuple(kind.objects.count() for kind in kinds)

    before = standing()
    settle()
    assert standing() == before
    assert set(Group.objects.values_list("name", flat=True)) == set(Role)


def test_what_was_given_by_hand_is_taken_again(writer: Editor) -> None:
    group = Group.objects.get(name=Role.EDITOR.value)
    group.permissions.add(*Permission.objects.all())
    publish = Permission.objects.get(codename="publish_page")
    root = Page.get_first_root_node()
    GroupPagePermission.objects.create(group=group, page=root, permission=publish)
    Group.objects.create(name="everything")
    settle()
    assert group.permissions.count() == len(EVERYWHERE[Role.EDITOR])
    given = GroupPagePermission.objects.filter(group=group)
    codenames = set(given.values_list("permission__codename", flat=True))
    assert codenames == ON_PAGES[Role.EDITOR]
    assert not Group.objects.filter(name="everything").exists()
    assert role_of(writer) == "editor"


@pytest.mark.parametrize("role", Role)
def test_no_role_reaches_accounts_groups_or_the_workflow(role: Role) -> None:
    apps = {name.partition(".")[0] for name in EVERYWHERE[role]}
    # Of accounts, groups, sessions; of sites, workflows and tasks.
    assert not apps & {"auth", "editors", "account", "mfa", "sessions", "site"}
    assert not apps & {"wagtailcore", "wagtailusers", "wagtailsites"}


def test_what_each_role_may_do_is_printed() -> None:
    rows = [
        f"| `{name}` | " + " | ".join("yes" if name in of[r] else "" for r in Role)
        for of in (ON_PAGES, ON_FILES, EVERYWHERE)
        for name in sorted(set().union(*of.values()))
    ]
    assert "\n".join(f"{row} |" for row in rows) in PRINTED.read_text()
