"""Who edits the demo's website, each with an account that signs in at once."""

import json
import time
from dataclasses import dataclass, field
from pathlib import Path

from romdoul.cli.totp import code_at
from romdoul.demo.accounts import ACCOUNTS, new_password, write_private
from romdoul.doors.factors import new_secret, shown_secret
from romdoul.site.editors.accounts import invite_editor
from romdoul.site.editors.own import add_totp
from romdoul.site.editors.roles import Role
from romdoul.site.editors.signing_in import accept_invitation

SYSTEM = "system"
ROSTER = (
    ("editor-1", Role.EDITOR, "km"),
    ("editor-2", Role.EDITOR, "en"),
    ("reviewer-1", Role.REVIEWER, "km"),
    ("reviewer-2", Role.REVIEWER, "en"),
)


@dataclass(frozen=True, slots=True)
class EditorAccount:
    """What somebody signs in with; for this folder alone."""

    username: str
    role: Role
    password: str = field(repr=False)
    totp_secret: str = field(repr=False)

    def row(self) -> dict[str, str]:
        """Return the account as ``demo-accounts.json`` holds it."""
        return {
            "username": self.username,
            "password": self.password,
            "totp_secret": self.totp_secret,
            "role": self.role.value,
        }


def let_in(keys: Path) -> None:
    """Let everyone in by an invitation, and write their accounts with the others."""
    accounts = [_come_in(*one) for one in ROSTER]
    path = keys / ACCOUNTS
    rows = json.loads(path.read_text()) if path.is_file() else []
    write_private(path, [*rows, *(one.row() for one in accounts)])


def _come_in(username: str, role: Role, language: str) -> EditorAccount:
    _ref, code = invite_editor(SYSTEM, username=username, role=role, language=language)
    password = new_password()
    begun = accept_invitation(code=code, password=password)
    sealed = new_secret()
    secret = shown_secret(sealed)
    add_totp(begun.editor, secret=sealed, code=code_at(secret, int(time.time())))
    return EditorAccount(username, role, password, secret)
