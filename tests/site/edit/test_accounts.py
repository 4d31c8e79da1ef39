"""Accounts of editors are made and ended on the machine, and it is recorded."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.factories.editors import editor, signed_in
from tests.factories.ledger import events, last_entry

from romdoul.doors.factors import has_factor
from romdoul.kernel.errors import BadInput, NotFound
from romdoul.ledger.stores import Store
from romdoul.site.editors.accounts import (
    end_editor,
    invite_editor,
    list_editors,
    lock_out_editors,
    reset_editor,
)
from romdoul.site.editors.models import Editor, EditorInvitation, EditorSession
from romdoul.site.editors.roles import Role, role_of
from romdoul.site.editors.signing_in import accept_invitation

pytestmark = pytest.mark.django_db
MINE = "a lamp behind the green door"


def test_somebody_is_invited_and_it_is_recorded() -> None:
    ref, code = invite_editor("operator", username="sok-1", role=Role.EDITOR)
    made = Editor.objects.get(username="sok-1")
    assert (made.ref, role_of(made)) == (ref, "editor")
    assert not made.has_usable_password()
    assert events(Store.SITE) == ["editor.invited"]
    assert last_entry(Store.SITE).refs == ref
    kept = bytes(EditorInvitation.objects.get().code_digest)
    assert code.replace("-", "").encode() not in kept


@pytest.mark.parametrize("name", ["editor-1", "Sok", "sok dara", "", "s" * 41, "-a"])
def test_a_name_that_is_taken_or_none_is_refused_and_nothing_changes(
    name: str, writer: Editor
) -> None:
    with pytest.raises(BadInput):
        invite_editor("operator", username=name, role=Role.EDITOR)
    assert list(Editor.objects.all()) == [writer]
    assert events(Store.SITE) == []


def test_an_invitation_is_used_once() -> None:
    _ref, code = invite_editor("operator", username="sok-1", role=Role.REVIEWER)
    begun = accept_invitation(code=code.lower(), password=MINE)
    assert begun.editor.check_password(MINE)
    assert events(Store.SITE)[-1] == "editor.joined"
    with pytest.raises(NotFound):
        accept_invitation(code=code, password=MINE)


def test_an_invitation_ends_after_a_week() -> None:
    _ref, code = invite_editor("operator", username="sok-1", role=Role.EDITOR)
    past = timezone.now() - timedelta(minutes=1)
    EditorInvitation.objects.update(expires_at=past)
    with pytest.raises(NotFound):
        accept_invitation(code=code, password=MINE)
    assert not EditorSession.objects.exists()


def test_an_easy_password_uses_no_invitation_up() -> None:
    _ref, code = invite_editor("operator", username="sok-1", role=Role.EDITOR)
    for easy in ("short", "sok-1 and more letters", "aaaaaaaaaaaaaaaa"):
        with pytest.raises(BadInput):
            accept_invitation(code=code, password=easy)
    assert events(Store.SITE) == ["editor.invited"]
    accept_invitation(code=code, password=MINE)


def test_a_reset_takes_everything_away_and_gives_a_new_code(writer: Editor) -> None:
    client = signed_in(writer)
    code = reset_editor("operator", username=writer.username)
    writer.refresh_from_db()
    assert not writer.has_usable_password()
    assert not has_factor(writer)
    assert client.get("/account/").status_code == 302
    assert events(Store.SITE)[-1] == "editor.invited"
    begun = accept_invitation(code=code, password=MINE)
    assert begun.editor == writer


def test_a_newer_code_voids_the_older_one() -> None:
    _ref, old = invite_editor("operator", username="sok-1", role=Role.EDITOR)
    new = reset_editor("operator", username="sok-1")
    with pytest.raises(NotFound):
        accept_invitation(code=old, password=MINE)
    accept_invitation(code=new, password=MINE)


def test_an_account_that_ends_is_out_at_once(writer: Editor) -> None:
    client = signed_in(writer)
    end_editor("operator", username=writer.username)
    assert client.get("/account/").status_code == 302
    assert not writer.groups.exists()
    assert not has_factor(writer)
    assert events(Store.SITE)[-1] == "editor.ended"
    [row] = list_editors()
    assert (row.username, row.status) == (writer.username, "ended")


@pytest.mark.parametrize("act", [end_editor, reset_editor])
def test_nobody_can_be_ended_or_reset_who_does_not_edit(act) -> None:
    gone = editor("gone-1")
    end_editor("operator", username=gone.username)
    before = events(Store.SITE)
    for name in ("gone-1", "nobody"):
        with pytest.raises(NotFound):
            act("operator", username=name)
    assert events(Store.SITE) == before


def test_an_ended_account_does_not_come_in_by_an_older_invitation() -> None:
    _ref, code = invite_editor("operator", username="sok-1", role=Role.EDITOR)
    end_editor("operator", username="sok-1")
    with pytest.raises(NotFound):
        accept_invitation(code=code, password=MINE)


def test_after_a_restore_nobody_edits_until_invited_anew(
    writer: Editor, reviewer: Editor
) -> None:
    _ref, code = invite_editor("operator", username="sok-1", role=Role.EDITOR)
    client = signed_in(writer)
    names = lock_out_editors("operator")
    assert names == [writer.username, reviewer.username, "sok-1"]
    assert client.get("/").status_code == 302
    for one in (writer, reviewer):
        one.refresh_from_db()
        assert not one.has_usable_password()
    with pytest.raises(NotFound):
        accept_invitation(code=code, password=MINE)
    assert events(Store.SITE)[-1] == "editors.locked_out"
    accept_invitation(code=reset_editor("operator", username="editor-1"), password=MINE)


def test_where_nobody_edits_nobody_is_locked_out_and_nothing_recorded() -> None:
    assert lock_out_editors("operator") == []
    assert events(Store.SITE) == []


def test_what_cannot_be_recorded_is_not_done(
    writer: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("the ledger is full")

    monkeypatch.setattr("romdoul.ledger.recording.append", fails)
    for act in (
        lambda: invite_editor("operator", username="sok-1", role=Role.EDITOR),
        lambda: end_editor("operator", username=writer.username),
        lambda: reset_editor("operator", username=writer.username),
    ):
        with pytest.raises(RuntimeError):
            act()
    writer.refresh_from_db()
    assert writer.is_active
    assert writer.has_usable_password()
    assert Editor.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"is_superuser": True}, {"ended_at": timezone.now()}]
)
def test_the_database_refuses_a_superuser_and_an_ended_account_that_is_active(
    writer: Editor, wrong: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Editor.objects.filter(pk=writer.pk).update(**wrong)
