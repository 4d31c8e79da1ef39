"""Who works in the demo organisation, and how a visitor signs in as each of them."""

import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from romdoul.staff.rights import Role

ACCOUNTS = "demo-accounts.json"
CODES = "demo-codes.json"

# Code name, role, language, and the name that is sealed: it stands for nobody.
ROSTER = (
    ("counsellor-1", Role.COUNSELLOR, "km", "ចាន់ បុប្ផា"),
    ("counsellor-2", Role.COUNSELLOR, "en", "Kosal Nuon"),
    ("case-manager-1", Role.CASE_MANAGER, "km", "លឹម សុភា"),
    ("case-manager-2", Role.CASE_MANAGER, "en", "Ratana Tep"),
    ("investigator", Role.INVESTIGATOR, "en", "Vichet Heng"),
    ("legal-officer", Role.LEGAL_OFFICER, "km", "ប៉ែន ចន្ទា"),
    ("prevention-officer", Role.PREVENTION_OFFICER, "km", "កែវ នារី"),
    ("partner-officer", Role.PARTNER_OFFICER, "km", "យិន មករា"),
    ("manager-1", Role.MANAGER, "en", "Socheata Sok"),
    ("manager-2", Role.MANAGER, "km", "គឹម សុវណ្ណ"),
    ("safeguarding", Role.SAFEGUARDING_FOCAL, "en", "Pisey Ouk"),
    ("board-member", Role.SAFEGUARDING_FOCAL, "km", "ទេព ម៉ាលី"),
    ("analyst", Role.ANALYST, "en", "Phearun Sam"),
    ("custodian-1", Role.CUSTODIAN, "en", "Dara Lim"),
    ("custodian-2", Role.CUSTODIAN, "km", "ហេង វីរៈ"),
    ("custodian-3", Role.CUSTODIAN, "km", "សុខ ស្រីមុំ"),
    ("administrator", Role.ADMINISTRATOR, "en", "Makara Chan"),
)

# Thirteen consonants and five vowels: no two that a tired eye confuses.
FIRST, MIDDLE, LAST = "bdfgkmnprstvz", "aeiou", "kmnrst"
SYLLABLES = 6


@dataclass(frozen=True, slots=True)
class Account:
    """One worker of the demo and what they sign in with; for this folder alone."""

    username: str
    role: Role
    language: str
    display_name: str
    password: str = field(repr=False)
    totp_secret: str = field(default="", repr=False)


def new_accounts() -> list[Account]:
    """Return the roster with fresh passwords: two demos never share one."""
    return [Account(*row, new_password()) for row in ROSTER]


def new_password() -> str:
    """Return a password that can be typed from another screen: 51 random bits."""
    return "-".join(
        secrets.choice(FIRST) + secrets.choice(MIDDLE) + secrets.choice(LAST)
        for _ in range(SYLLABLES)
    )


def write_accounts(folder: Path, accounts: Sequence[Account]) -> Path:
    """Write who signs in with what, readable for this account of the machine alone."""
    rows = [
        {
            "username": account.username,
            "password": account.password,
            "totp_secret": account.totp_secret,
            "role": account.role.value,
        }
        for account in accounts
    ]
    return write_private(folder / ACCOUNTS, rows)


def write_private(path: Path, document: object) -> Path:
    """Write a JSON file of mode 0600."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        json.dump(document, file, ensure_ascii=False, indent=1)
        file.write("\n")
    return path
