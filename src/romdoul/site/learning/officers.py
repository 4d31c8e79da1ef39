"""Who leads trainings: an editor's account, and what it may do with them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from romdoul.kernel.errors import Refused


class Right(StrEnum):
    """Django's own permissions, as roles of the editing process hold them."""

    OPEN = "learning.add_coursegroup"
    CLOSE = "learning.change_coursegroup"
    ENTER = "learning.add_papersheet"
    READ = "learning.view_courseresult"


@dataclass(frozen=True, slots=True)
class Officer:
    """Whoever acts; the ledger knows the account by its number alone."""

    ref: str
    rights: frozenset[Right]

    @classmethod
    def of(cls, account: Any) -> Self:  # noqa: ANN401 - an account
        """Return the officer that an account is."""
        held = frozenset(right for right in Right if account.has_perm(right))
        return cls(account.ref, held)

    def require(self, right: Right, ref: str = "") -> None:
        """Raise Refused unless the account holds the right."""
        if right not in self.rights:
            raise Refused(right, ref)
