"""Fills the stores and asks for each page as a browser would; see ``benches.desk``."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice, product
from statistics import median
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from romdoul.actions.bench_fill import add_cases, add_reports
from romdoul.actions.founding import SYSTEM, found_organisation, make_root
from romdoul.cli.answer import WrongUse
from romdoul.doors.factors import plant_totp
from romdoul.ledger.stores import Store, alias
from romdoul.staff.founding import Foundation, Person
from romdoul.staff.rights import Role
from romdoul.vault.exports import new_age_keys

PASSWORD = "a bench under the mango tree"  # noqa: S105 - of a store made and deleted
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105
ROLES = {
    "manager": (Role.MANAGER,),
    "second": (Role.MANAGER, Role.CUSTODIAN),
    "counsellor": (Role.COUNSELLOR,),
    "focal": (Role.SAFEGUARDING_FOCAL,),
    "board": (Role.SAFEGUARDING_FOCAL, Role.CUSTODIAN),
    "custodian": (Role.CUSTODIAN,),
    "administrator": (Role.ADMINISTRATOR,),
}
BATCH, RUNS, WARM = 500, 15, 3
# Five people with this name, however many cases there are.
SOUGHT, TIMES = "Sok Sopheap", 5
_STARTS = "B Ch D K Kr L M N Ny P Ph R S Sr T V"
_VOWELS = "a e i o u ea ou"
_ENDS = "k l m n ng p r t"

Page = Callable[[], Any]


def main(size: int) -> None:
    """Measure with this many cases and print the figures as JSON."""
    for store in (Store.CASEWORK, Store.INBOX):
        call_command("migrate", database=alias(store), verbosity=0)
    made = found_organisation(SYSTEM, people=_people(), root=make_root())
    case = _fill(made, size)
    call_command("collectstatic", interactive=False, verbosity=0)
    client = _signed_in(made)
    pages: dict[str, Page] = {
        "my_day": lambda: client.get("/"),
        "inbox": lambda: client.get("/hotline/"),
        "case_list": lambda: client.get("/cases/"),
        "case": lambda: client.get(f"/cases/{case}/read/"),
        "search_name": lambda: client.post("/search/", {"q": SOUGHT}),
        "search_word": lambda: client.post("/search/", {"q": SOUGHT.split()[1]}),
    }
    figures = {name: _measured(name, page) for name, page in pages.items()}
    sys.stdout.write(json.dumps(figures) + "\n")


def _people() -> list[Person]:
    return [
        Person(
            username=username,
            password=PASSWORD,
            roles=roles,
            display_name=username,
            language="en",
            recipient=new_age_keys().recipient if Role.CUSTODIAN in roles else "",
        )
        for username, roles in ROLES.items()
    ]


def _fill(made: Foundation, size: int) -> str:
    """Add cases and as many waiting reports; return one case's reference."""
    manager = made.actors["manager"]
    team = [made.workers["manager"], made.workers["second"]]
    names = _names()
    refs: list[str] = []
    for first in range(0, size, BATCH):
        number = min(BATCH, size - first)
        taken = list(islice(names, 2 * number))
        if first == 0:
            taken[: 2 * TIMES : 2] = [SOUGHT] * TIMES
        refs += add_cases(manager, workers=team, names=taken, first=first)
        add_reports(manager, number=number, first=first)
    return refs[0]


def _names() -> Iterator[str]:
    """Yield full names without end, each of them many times in a large store."""
    parts = map(str.split, (_STARTS, _VOWELS, _ENDS))
    syllables = ["".join(letters) for letters in product(*parts)]
    families, given = cycle(syllables), cycle(syllables[:25])
    for family, first in zip(families, given, strict=False):
        yield f"{family} {first}{first.lower()}"


def _signed_in(made: Foundation) -> Client:
    plant_totp(made.workers["manager"], SECRET)
    client = Client(HTTP_HOST="127.0.0.1")
    client.post("/sign-in/", {"login": "manager", "password": PASSWORD})
    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    answer = client.post("/sign-in/code/", {"code": code})
    if answer.status_code != 302:
        raise WrongUse("the measured person could not sign in")
    return client


def _measured(name: str, page: Page) -> dict[str, float]:
    taken = [_once(name, page) for _ in range(WARM + RUNS)][WARM:]
    with (
        CaptureQueriesContext(connections[alias(Store.CASEWORK)]) as casework,
        CaptureQueriesContext(connections[alias(Store.INBOX)]) as inbox,
    ):
        page()
    wall, cpu = zip(*taken, strict=True)
    return {
        "ms": round(median(wall) * 1000, 2),
        "cpu_ms": round(median(cpu) * 1000, 2),
        "queries": len(casework) + len(inbox),
    }


def _once(name: str, page: Page) -> tuple[float, float]:
    """Return seconds by the clock, and of this process's own work."""
    begun = time.perf_counter(), time.process_time()
    answer = page()
    taken = time.perf_counter() - begun[0], time.process_time() - begun[1]
    if answer.status_code != 200:
        raise WrongUse(f"{name} answered {answer.status_code}")
    return taken
