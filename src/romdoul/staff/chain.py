"""An actor's certificate with what it hangs on, for those who verify elsewhere."""

from romdoul.staff.actor import Actor
from romdoul.staff.certificates import signed_of
from romdoul.staff.models import Certificate as Row
from romdoul.vault.statements import ROOT, Certificate, Signed, peek


def chain_of(actor: Actor) -> list[Signed]:
    """Return the actor's certificate, then its issuer's, up to the root."""
    chain = [actor.certificate]
    if actor.statement.issued_by == ROOT:
        return chain
    rows = Row.objects.filter(worker__ref=actor.statement.issued_by, issued_by=ROOT)
    for row in rows.order_by("-pk"):
        signed = signed_of(row)
        if peek(signed, Certificate).sign_public == actor.statement.issuer_public:
            return [*chain, signed]
    return chain
