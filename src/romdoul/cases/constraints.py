"""What a coded column may hold, said in the database too."""

from collections.abc import Iterable

from django.db.models import CheckConstraint, Q


def one_of(name: str, **column: Iterable[str]) -> CheckConstraint:
    """Return the constraint that a column holds one of these codes.

    The codes go in as plain words, since a migration imports no code.
    """
    ((field, codes),) = column.items()
    allowed = [str(code) for code in codes]
    return CheckConstraint(name=name, condition=Q(**{f"{field}__in": allowed}))
