"""Who acts: a signed-in worker with the keys that their password opened."""

from collections.abc import Iterable

from django.utils import timezone

from romdoul.kernel.errors import CertificateBroken, NotFound, Refused
from romdoul.staff.certificates import Book
from romdoul.staff.membership import Opened, open_roster
from romdoul.staff.models import Worker
from romdoul.staff.rights import Right, rights_of
from romdoul.staff.roster import load
from romdoul.vault.keys import CompartmentKeys, WorkerKeys
from romdoul.vault.statements import Certificate, Signed


class Actor:
    """A worker in one request, with verified certificate and open keys.

    Only ``actor_for`` makes one: after the second factor, or in a test.
    """

    __slots__ = (
        "_opened",
        "certificate",
        "keys",
        "language",
        "ref",
        "rights",
        "roles",
        "session_id",
        "statement",
        "username",
        "worker_id",
    )

    def __init__(
        self,
        worker: Worker,
        keys: WorkerKeys,
        signed: Signed,
        statement: Certificate,
        session_id: str,
    ) -> None:
        self.ref = worker.ref
        self.worker_id: int = worker.pk
        self.username = worker.username
        self.language = worker.language
        self.keys = keys
        self.certificate = signed
        self.statement = statement
        self.roles = statement.roles
        self.rights = rights_of(statement.roles)
        self.session_id = session_id
        self._opened: dict[str, Opened] = {}

    def __repr__(self) -> str:
        return f"<Actor {self.ref}>"

    def has(self, right: Right) -> bool:
        """Say whether the roles on the certificate carry this right."""
        return right in self.rights

    def require(self, right: Right, ref: str = "") -> None:
        """Raise Refused unless the actor has the right."""
        if right not in self.rights:
            raise Refused(right.value, ref)

    def keys_of(self, compartment: str, epoch: int | None = None) -> CompartmentKeys:
        """Return a compartment's keys: the current epoch's, or an older one's.

        Raises:
            NotFound: no live grant; a stranger cannot tell it from no compartment.
            GrantBroken, CertificateBroken, SealBroken: what the database says about
                the compartment does not hold.
        """
        opened = self.opened(compartment)
        number = opened.roster.compartment.epoch if epoch is None else epoch
        return opened.of(number)

    def epoch_of(self, compartment: str) -> int:
        """Return the number of the current epoch; raises as ``keys_of`` does."""
        return self.opened(compartment).roster.compartment.epoch

    def opened(self, compartment: str) -> Opened:
        """Return the compartment as opened in this request; raises as ``keys_of``."""
        if compartment not in self._opened:
            self.open_compartments([compartment])
        found = self._opened.get(compartment)
        if found is None:
            raise NotFound(compartment)
        return found

    def open_compartments(self, compartments: Iterable[str]) -> None:
        """Open several compartments with a constant number of queries.

        One without a live grant of the actor's is passed over, and answers NotFound
        when it is asked for; a broken one raises.
        """
        wanted = set(compartments) - self._opened.keys()
        if not wanted:
            return
        now = timezone.now()
        for ref, roster in load(wanted, also=[self.ref]).items():
            try:
                opened = open_roster(roster, self.statement, self.keys, now=now)
            except NotFound:
                continue
            self._opened[ref] = opened

    def forget(self, compartment: str) -> None:
        """Drop what was opened, since its epoch or its roster has changed."""
        self._opened.pop(compartment, None)


def actor_for(worker: Worker, keys: WorkerKeys, *, session_id: str = "") -> Actor:
    """Return the actor of a worker whose keys are open.

    Raises CertificateBroken when no certificate speaks for these keys now:
    ``none`` while a manager has still to certify them, ``keys`` when the ring holds
    others than the certificate.
    """
    book = Book([worker.ref])
    statement = book.current(worker, now=timezone.now())
    publics = (statement.box_public, statement.sign_public)
    if publics != (keys.box.public, keys.sign.public):
        raise CertificateBroken(worker.ref, "keys")
    return Actor(worker, keys, book.signed_current(worker.ref), statement, session_id)
