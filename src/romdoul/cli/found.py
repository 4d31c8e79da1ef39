"""``romdoul found``: the first day of a real organisation.

The file says who is there; each of them comes to the keyboard to choose a password,
or a script gives all in ``ROMDOUL_PASSWORDS`` (JSON, by username).
"""

import getpass
import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from romdoul.actions.founding import SYSTEM, found_organisation, make_root
from romdoul.actions.staff_compartments import publish_desk_key
from romdoul.cli.answer import Answer, WrongUse
from romdoul.cli.arguments import Options
from romdoul.doors.rules import require_good
from romdoul.inbox.codes import Desk
from romdoul.kernel import serverkeys
from romdoul.kernel.secret import Secret
from romdoul.staff.actor import Actor
from romdoul.staff.founding import Foundation, Person, require_enough
from romdoul.staff.rights import Role
from romdoul.vault.keys import SignKeys

ANNOUNCERS = {
    Desk.HOTLINE: Role.MANAGER,
    Desk.SAFEGUARDING: Role.SAFEGUARDING_FOCAL,
}


def run(options: Options) -> Answer:
    """Found the organisation; where it cannot be, nothing is changed."""
    given = read_people(Path(options.file))
    require_enough(given)
    people = [_with_password(person) for person in given]
    made = found_organisation(SYSTEM, people=people, root=_root())
    for desk, role in ANNOUNCERS.items():
        publish_desk_key(_member(made, role), desk=desk)
    offline = serverkeys.keys_dir() / "offline" / "root.key"
    handles = {name: worker.ref for name, worker in made.workers.items()}
    lines = (
        f"{len(handles)} people have their keys. Each sets up a second factor at the"
        " first sign-in.",
        f"Move {offline} to a safe now: it certifies managers and custodians.",
    )
    return Answer(lines=lines, data={"workers": handles})


def read_people(path: Path) -> list[Person]:
    """Return the people in a TOML file, without passwords.

    Raises WrongUse with the reason.
    """
    try:
        rows = tomllib.loads(path.read_text())["people"]
        return [_person(row) for row in rows]
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise WrongUse(f"{path}: {' '.join(str(error).split())}") from None


def _person(row: Mapping[str, Any]) -> Person:
    return Person(
        username=str(row["username"]),
        password="",
        roles=tuple(Role(name) for name in row["roles"]),
        display_name=str(row["display_name"]),
        language=str(row.get("language", "km")),
        recipient=str(row.get("recipient", "")),
    )


def _with_password(person: Person) -> Person:
    typed = _given().get(person.username) or _asked(person.username)
    require_good(typed, person.username)
    return Person(
        person.username,
        typed,
        person.roles,
        person.display_name,
        person.language,
        person.recipient,
    )


def _given() -> dict[str, str]:
    try:
        found = json.loads(os.environ.get("ROMDOUL_PASSWORDS", "{}"))
    except ValueError:
        raise WrongUse("ROMDOUL_PASSWORDS is not JSON.") from None
    return found if isinstance(found, dict) else {}


def _asked(username: str) -> str:
    try:
        one = getpass.getpass(f"{username}, choose a password: ")
        if one == getpass.getpass("The same again: "):
            return one
    except EOFError:
        raise WrongUse(f"No password for {username}.") from None
    raise WrongUse(f"The two passwords of {username} are not the same.")


def _root() -> SignKeys:
    """Return a new root; or the one whose founding was cut off before it was done."""
    if not serverkeys.exists("root.pub"):
        return make_root()
    return SignKeys.of(Secret(serverkeys.load("offline/root.key").reveal()))


def _member(made: Foundation, role: Role) -> Actor:
    """Return somebody with the role; a founding has two of each at least."""
    return next(actor for actor in made.actors.values() if role in actor.roles)
