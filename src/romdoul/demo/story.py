"""The demo's story: about a year of a small organisation's work, told in order.

Everything is done by the actions that the screens call, by people who may do it,
at the moment at which it happened; so the ledger of it is a ledger like any other.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from random import Random

from django.utils import timezone

from romdoul.actions.deliver_outbox import deliver_pending
from romdoul.cases.codes import Decision, Priority
from romdoul.demo import desk, told
from romdoul.demo.accounts import CODES, new_accounts, write_accounts, write_private
from romdoul.demo.calendar import Thread, at, days, hours, play
from romdoul.demo.casework import case
from romdoul.demo.colleague import comes_and_goes
from romdoul.demo.desk import Scene
from romdoul.demo.organisation import found, let_in
from romdoul.demo.people import invent, number
from romdoul.demo.plans import PLANS
from romdoul.demo.told import Told

SEED = 20_250_101
FOUNDED_BEFORE = days(400)
COLLEAGUE_CAME_BEFORE = days(115)
# What is this old or younger happened at its hour; the rest by day.
RECENT = days(3)
SHOWN_CODES = 2
LEAD_TO_CASES = (
    *told.CONCERN[:3],
    *told.TRAVELLER,
    *told.DANGER,
    *told.THREATENED,
    *told.SEEKING_HELP,
    *told.ESTABLISHMENT,
)

Say = Callable[[str], None]
Starts = Iterator[tuple[datetime, Thread]]


def tell(
    keys: Path, *, now: datetime | None = None, say: Say = lambda _line: None
) -> list[Path]:
    """Found the demo organisation in empty stores and tell its year up to ``now``.

    Writes ``demo-accounts.json`` and ``demo-codes.json`` into ``keys``, mode 0600,
    and returns them. ``say`` is told how it goes, a line at a time.

    Raises BadInput when there is an organisation already.
    """
    end = now or timezone.now()
    say("Founding the organisation")
    with at(end - FOUNDED_BEFORE):
        accounts = new_accounts()
        team = found(accounts)
        accounts = let_in(team, accounts)
    lot = Random(SEED)  # noqa: S311 - a story, not a secret
    scene = Scene(team, lot, end)
    _play(scene, say)
    return [_write_codes(keys, scene), write_accounts(keys, accounts)]


def _play(scene: Scene, say: Say) -> None:
    starts = [*_reports(scene), *_cases(scene), _colleague(scene)]
    month = ""
    for moment in play(starts, until=scene.end):
        with at(moment):
            deliver_pending()
        if month != (month := f"{moment:%Y-%m}"):
            say(f"Telling {month}")


def _colleague(scene: Scene) -> tuple[datetime, Thread]:
    return _by_day(scene, COLLEAGUE_CAME_BEFORE), comes_and_goes(scene)


def _cases(scene: Scene) -> Starts:
    tellings = cycle(LEAD_TO_CASES)
    for number_, plan in enumerate(PLANS):
        text = _called(scene, next(tellings)) if plan.told else None
        yield _start(scene, days(plan.age)), case(scene, plan, number_, text)


def _reports(scene: Scene) -> Starts:
    for age, thread in (*_new(scene), *_open(scene), *_decided(scene), *_apart(scene)):
        yield _start(scene, age), thread


Aged = Iterator[tuple[timedelta, Thread]]


def _new(scene: Scene) -> Aged:
    """Nobody has read these; their clocks are late, nearly late, and not yet."""
    for age, text in (
        (hours(2.2), told.DANGER[0]),
        (hours(0.6), told.DANGER[1]),
        (hours(30), told.SEEKING_HELP[0]),
        (hours(21.5), told.THREATENED[0]),
        (hours(3), told.SEEKING_HELP[2]),
        (hours(5), told.CONCERN[4]),
        (hours(80), told.ONLINE[0]),
        (hours(20), told.TRAVELLER[1]),
        (hours(10), told.OTHER[0]),
    ):
        yield age, desk.waits(scene, _called(scene, text))


def _open(scene: Scene) -> Aged:
    """These are being worked on, some through a mailbox."""
    yield days(2), desk.is_read(scene, told.ESTABLISHMENT[0], priority=Priority.LOW)
    yield days(1.2), desk.is_read(scene, told.CONCERN[2])
    yield hours(15), desk.is_read(scene, told.ONLINE[2])
    yield hours(4), desk.is_read(scene, told.CONCERN[3], priority=Priority.IMMEDIATE)
    for age, text, replies in (
        (days(6), told.SEEKING_HELP[1], 1),
        (days(2.6), told.THREATENED[1], 2),
        (days(2.5), told.CONCERN[0], 0),
        (days(8), told.OTHER[1], 0),
        (days(1), told.THREATENED[2], 1),
        (days(10), told.SEEKING_HELP[4], 2),
    ):
        yield age, desk.is_answered(scene, text, replies=replies)


def _decided(scene: Scene) -> Aged:
    """These ended at the desk, each way."""
    for age, text, decision, code in (
        (300, told.OTHER[0], Decision.ADVISED, False),
        (270, told.ESTABLISHMENT[1], Decision.NO_ACTION, False),
        (250, told.ONLINE[0], Decision.PASSED_ON, False),
        (200, told.OTHER[1], Decision.ADVISED, True),
        (150, told.TRAVELLER[0], Decision.DUPLICATE, False),
        (100, told.SEEKING_HELP[1], Decision.ADVISED, True),
        (60, told.ONLINE[1], Decision.PASSED_ON, False),
        (30, told.ONLINE[2], Decision.NO_ACTION, False),
        (15, told.SEEKING_HELP[3], Decision.PASSED_ON, False),
    ):
        yield days(age), desk.is_decided(scene, text, decision, code=code)
    yield days(75), desk.is_destroyed(scene, told.THREATENED[1])


def _apart(scene: Scene) -> Aged:
    """These are about our own people, and no one else knows of them."""
    first, second, third, fourth = told.OWN_PEOPLE
    yield days(210), desk.is_decided(scene, fourth, Decision.NO_ACTION)
    yield days(90), desk.is_decided(scene, third, Decision.ADVISED)
    yield days(12), desk.is_passed_on(scene, told.MISPLACED)
    yield days(5), desk.is_answered(scene, second, replies=1)
    yield hours(4), desk.waits(scene, first)


def _called(scene: Scene, text: Told) -> Told:
    """Give whoever asks for a call a name and a number."""
    if not text.safe_hours:
        return text
    caller = invent(scene.lot)
    return replace(text, name=caller.khmer, phone=number(scene.lot))


def _start(scene: Scene, age: timedelta) -> datetime:
    return scene.end - age if age <= RECENT else _by_day(scene, age)


def _by_day(scene: Scene, age: timedelta) -> datetime:
    """Return an hour of daylight on the day before: what follows has its time."""
    day = timezone.localtime(scene.end - age) - days(1)
    hour = scene.lot.randrange(7, 21)
    quarter = scene.lot.randrange(4) * 15
    return day.replace(hour=hour, minute=quarter, second=0, microsecond=0)


def _write_codes(keys: Path, scene: Scene) -> Path:
    """Write receipt codes with answers behind them, one for each language."""
    by_language = {one.told.language: one for one in scene.shown}
    rows = [
        {"code": one.code, "language": one.told.language, "report": one.ref}
        for one in by_language.values()
    ]
    return write_private(keys / CODES, rows[:SHOWN_CODES])
