"""The organisation is founded as a real one is, and its people can sign in at once."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from romdoul.actions.founding import SYSTEM, found_organisation, make_root
from romdoul.actions.staff_account import add_totp
from romdoul.actions.staff_compartments import publish_desk_key
from romdoul.cli.totp import code_at
from romdoul.demo.accounts import Account
from romdoul.doors.factors import new_secret, shown_secret
from romdoul.inbox.codes import Desk
from romdoul.kernel import serverkeys
from romdoul.queries.public import forget_published
from romdoul.site.changing import change_settings
from romdoul.staff.actor import Actor, actor_for
from romdoul.staff.founding import Foundation, Person, age_text
from romdoul.staff.rights import Role
from romdoul.vault.exports import new_age_keys

ANNOUNCERS = {Desk.HOTLINE: "manager-1", Desk.SAFEGUARDING: "safeguarding"}
# No telephone network has these numbers, nobody these addresses; the way out is what
# anybody might read.
PUBLIC_VALUES = {
    "organisation.km": "អង្គការរំដួល (គំរូ)",
    "organisation.en": "Romdoul Demo Organisation",
    "number.police": "000 000 117",
    "number.child_helpline": "000 000 128",
    "number.hotline": "000 000 000",
    "exit.address": "https://km.wikipedia.org/",
    "site.address": "https://romdoul.example",
    "organisation.about.km": (
        "យើងការពារកុមារ បង្ការការរំលោភបំពាន និងជួយសហគមន៍ឱ្យរឹងមាំ។ "
        "អង្គការនេះជាអង្គការគំរូ មិនមែនជាអង្គការពិតទេ។"
    ),
    "organisation.about.en": (
        "We protect children, prevent abuse and strengthen communities. "
        "This organisation is an example; it does not exist."
    ),
    "organisation.vision.km": (
        "សហគមន៍មួយដែលមានយុត្តិធម៌ ហើយគ្មានកុមារណាត្រូវបានកេងប្រវ័ញ្ចផ្លូវភេទឡើយ។"
    ),
    "organisation.vision.en": (
        "A just community in which no child is sexually exploited or abused."
    ),
    "organisation.registration.km": "ចុះបញ្ជីនៅក្រសួងគំរូ លេខ ០០០០។",
    "organisation.registration.en": "Registered with the Example Ministry, No. 0000.",
    "organisation.since": "2003",
    "contact.address.km": "ផ្ទះលេខ ០ ផ្លូវគំរូ រាជធានីភ្នំពេញ",
    "contact.address.en": "No. 0, Example Street, Phnom Penh",
    "contact.phone": "000 000 001",
    "contact.email": "office@romdoul.example",
    "social.facebook": "https://facebook.example/romdoul",
    "social.telegram": "https://telegram.example/romdoul",
    "social.youtube": "https://youtube.example/romdoul",
}


@dataclass(slots=True)
class Team:
    """Everyone who works here, by code name."""

    made: Foundation
    _acting: dict[str, Actor] = field(default_factory=dict)

    def __call__(self, username: str) -> Actor:
        """Return somebody with what they have opened since the team last changed."""
        if username not in self._acting:
            keys = self.made.actors[username].keys
            self._acting[username] = actor_for(self.made.workers[username], keys)
        return self._acting[username]

    def changed(self) -> None:
        """Let everyone open anew: somebody's keys are others now."""
        self._acting.clear()

    def ref(self, username: str) -> str:
        """Return somebody's handle."""
        return self.made.workers[username].ref


def found(accounts: Sequence[Account]) -> Team:
    """Found the organisation, publish its desks' keys and set its public values.

    The custodians' identities are written beside the root's key, to be carried
    away from the machine as it is.
    """
    people = [_person(account) for account in accounts]
    team = Team(found_organisation(SYSTEM, people=people, root=make_root()))
    publish_keys(team)
    change_settings(SYSTEM, changes=PUBLIC_VALUES)
    return team


def let_in(team: Team, accounts: Sequence[Account]) -> list[Account]:
    """Give everyone a second factor, confirmed with its first code."""
    return [replace(one, totp_secret=_second_factor(team, one)) for one in accounts]


def publish_keys(team: Team) -> None:
    """Announce the present keys of both desks to the public side."""
    for desk, username in ANNOUNCERS.items():
        publish_desk_key(team(username), desk=desk)
    forget_published()


def _person(account: Account) -> Person:
    return Person(
        username=account.username,
        password=account.password,
        roles=(account.role,),
        display_name=account.display_name,
        language=account.language,
        recipient=_recipient(account) if account.role is Role.CUSTODIAN else "",
    )


def _recipient(account: Account) -> str:
    keys = new_age_keys()
    file = Path("offline") / f"{account.username}.age-key"
    serverkeys.save(str(file), age_text(keys).encode())
    return keys.recipient


def _second_factor(team: Team, account: Account) -> str:
    sealed = new_secret()
    secret = shown_secret(sealed)
    # An authenticator looks at its own clock, never at the story's.
    code = code_at(secret, int(time.time()))
    add_totp(team.made.workers[account.username], secret=sealed, code=code)
    return secret
