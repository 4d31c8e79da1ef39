"""The frame of every write: one transaction, and no end without its entry."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import ParamSpec, Protocol, TypeVar

from django.db import transaction
from django.utils import timezone

from romdoul.kernel.errors import Refused, Unrecorded
from romdoul.ledger import erasures
from romdoul.ledger.appending import PUBLIC, Draft, append
from romdoul.ledger.events import ERASURES, Event
from romdoul.ledger.stores import Store, alias
from romdoul.ledger.turns import turn
from romdoul.vault.sealing import digest

P = ParamSpec("P")
R = TypeVar("R")


class HasHandle(Protocol):
    """Whoever acts; the ledger knows them by their handle alone."""

    @property
    def ref(self) -> str:
        """Return the handle, such as ``W-7K2M-9QXA``."""


class Happened(Protocol):
    """What a step below the ledger did, for its action to record."""

    @property
    def event(self) -> str:
        """Return the event's name, such as ``grant.given``."""

    @property
    def refs(self) -> Sequence[str]:
        """Return the references concerned."""

    @property
    def compartment(self) -> str:
        """Return the compartment concerned, or an empty text."""

    @property
    def sealed(self) -> bytes | None:
        """Return the ciphertext that was written, if one was."""


@dataclass(slots=True)
class _Running:
    """What the action under way has said so far."""

    store: Store
    drafts: list[Draft] = field(default_factory=list)
    changed_nothing: bool = False


_running: ContextVar[_Running | None] = ContextVar("running action", default=None)


def action(
    store: Store = Store.CASEWORK,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function an action: all of it and its entries, or nothing.

    The actor is the first argument; without one the public acts. The entries are
    written once, last, before the commit; what erases is put on the list of erasures
    too. A refusal is recorded after the roll-back and raised again.

    Raises (when the function is called):
        Unrecorded: it ended with no entry and did not say `nothing_to_record`.
        RuntimeError: it was called inside another action or transaction.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return _run(store, lambda: function(*args, **kwargs))
            except Refused as refused:
                actor = args[0] if args else kwargs.get("actor")
                record_refusal(_handle_of(actor), refused, store=store)
                raise

        return run

    return decorate


def record(
    actor: HasHandle | str,
    event: Event,
    *refs: str,
    compartment: str = "",
    sealed: bytes | None = None,
) -> None:
    """Say what the running action did; written when it ends.

    For a sealed row that was written, give its reference alone and the ciphertext:
    the digest finds the row if it is ever put back to an older state.

    Raises:
        Unrecorded: no action is running.
        ValueError: a reference is empty or holds a space, or a ciphertext came
            with other than one reference.
    """
    running = _running.get()
    if running is None:
        raise Unrecorded(f"{event} outside an action")
    if sealed is not None and len(refs) != 1:
        raise ValueError("a ciphertext belongs to exactly one reference")
    content = b"" if sealed is None else digest(sealed)
    draft = Draft(_handle(actor), event, _joined(refs), compartment, content)
    running.drafts.append(draft)


def record_changes(actor: HasHandle | str, changes: Iterable[Happened]) -> None:
    """Record, in their order, what the steps of the running action did.

    Raises ValueError for an event that is none, and what `record` raises.
    """
    for change in changes:
        record(
            actor,
            Event(change.event),
            *change.refs,
            compartment=change.compartment,
            sealed=change.sealed,
        )


def record_opening(
    actor: HasHandle | str, refs: Sequence[str], compartment: str
) -> None:
    """Record that sealed rows of one compartment are about to be opened.

    Committed before this returns, so that nothing is decrypted unseen; inside an
    action it is written with the action's own entries.
    """
    record_openings(actor, {compartment: refs})


def record_openings(actor: HasHandle | str, refs: Mapping[str, Sequence[str]]) -> None:
    """Record openings in several compartments: one entry each, one commit in all."""
    drafts = [
        Draft(_handle(actor), Event.RECORD_OPENED, _joined(listed), compartment, b"")
        for compartment, listed in refs.items()
    ]
    running = _running.get()
    if running is not None:
        running.drafts += drafts
    elif drafts:
        _commit(Store.CASEWORK, *drafts)


def record_refusal(
    actor: HasHandle | str, refused: Refused, *, store: Store = Store.CASEWORK
) -> None:
    """Record, in a transaction of its own, which right was refused on what."""
    refs = (str(refused.right), *(refused.ref.split()))
    _commit(store, Draft(_handle(actor), Event.ACTION_REFUSED, " ".join(refs), "", b""))


def require_action(store: Store) -> None:
    """Raise Unrecorded unless an action on this store is running."""
    running = _running.get()
    if running is None or running.store is not store:
        raise Unrecorded(f"outside an action on {store}")


def nothing_to_record() -> None:
    """Say that the running action found its work done already and changed nothing.

    Raises Unrecorded if no action is running.
    """
    running = _running.get()
    if running is None:
        raise Unrecorded("outside an action")
    running.changed_nothing = True


def _run(store: Store, function: Callable[[], R]) -> R:
    if _running.get() is not None:
        raise RuntimeError("an action was called inside another action")
    running = _Running(store)
    token = _running.set(running)
    try:
        with turn(store), transaction.atomic(using=alias(store), durable=True):
            result = function()
            _flush(running)
        return result
    finally:
        _running.reset(token)


def _flush(running: _Running) -> None:
    now = timezone.now()
    if running.drafts:
        append(running.store, running.drafts, now=now)
    elif not running.changed_nothing:
        raise Unrecorded("an action ended without an entry")
    erasing = [draft for draft in running.drafts if draft.event in ERASURES]
    if erasing:
        at = [draft.moment(now) for draft in erasing]
        # Last of all: after this line only the commit can still fail.
        erasures.add(running.store, erasing, at=at)


def _commit(store: Store, *drafts: Draft) -> None:
    with turn(store), transaction.atomic(using=alias(store), durable=True):
        append(store, drafts, now=timezone.now())


def _handle(actor: HasHandle | str) -> str:
    return actor if isinstance(actor, str) else actor.ref


def _handle_of(anyone: object) -> str:
    """Return the handle of an action's first argument, if that is an actor."""
    handle = anyone if isinstance(anyone, str) else getattr(anyone, "ref", None)
    return handle if isinstance(handle, str) else PUBLIC


def _joined(refs: Sequence[str]) -> str:
    if any(not ref or ref.split() != [ref] for ref in refs):
        raise ValueError("a reference is empty or holds a space")
    return " ".join(refs)
