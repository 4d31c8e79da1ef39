"""How somebody comes in: a one-time code, then keys of their own, then a certificate.

The certificate is given only against the check number that the new worker reads
out: so nobody who can write the database has slipped in another key meanwhile.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from romdoul.doors import codes
from romdoul.kernel.errors import BadInput, NotFound
from romdoul.kernel.refs import new_ref
from romdoul.staff.models import Invitation, Worker
from romdoul.staff.rights import Role


def invite(
    username: str, roles: tuple[Role, ...], language: str, *, now: datetime
) -> tuple[Worker, str]:
    """Make a worker without keys, and the one-time code to hand to them.

    Raises BadInput: the code name is taken or none, or no role was given.
    """
    if not roles:
        raise BadInput(_("Choose at least one role."), field="roles")
    worker = Worker(
        ref=new_ref("W"),
        username=username,
        language=language,
        roles=" ".join(sorted(role.value for role in roles)),
    )
    _require_clean(worker)
    worker.save()
    return worker, new_code(worker, now=now)


def new_code(worker: Worker, *, now: datetime) -> str:
    """Make a one-time code for a worker who has not joined; the old one is void."""
    if worker.keyring:
        raise BadInput(_("This person has joined already."))
    plain = codes.new_code()
    Invitation.objects.update_or_create(
        worker=worker,
        defaults={
            "code_digest": codes.digest(plain),
            "expires_at": now + codes.GOOD_FOR,
            "used_at": None,
        },
    )
    return codes.in_groups(plain)


def find(code: str, *, now: datetime) -> Invitation:
    """Return the invitation of a code as typed.

    Raises NotFound: there is none, it was used, or it is over.
    """
    found = (
        Invitation.objects.select_related("worker")
        .filter(
            code_digest=codes.digest_of_typed(code), used_at=None, expires_at__gt=now
        )
        .filter(worker__is_active=True, worker__keyring=b"")
        .first()
    )
    if found is None:
        raise NotFound("invitation")
    return found


def use(invitation: Invitation, *, now: datetime) -> None:
    """Use the invitation up; raise NotFound if somebody was faster."""
    unused = Invitation.objects.filter(pk=invitation.pk, used_at=None)
    if not unused.update(used_at=now):
        raise NotFound("invitation")


def _require_clean(worker: Worker) -> None:
    try:
        worker.full_clean(
            exclude=["ref", "keyring", "box_public", "sign_public", "next_keys"]
        )
    except ValidationError:
        text = _("Choose another code name: small letters, digits, dots or dashes.")
        raise BadInput(text, field="username") from None
