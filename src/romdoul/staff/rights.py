"""Who may do what: rights, roles as sets of rights, and who belongs where.

`docs/rights.md` prints these tables; a test keeps it true.
"""

from collections.abc import Iterable
from enum import StrEnum

from romdoul.staff.kinds import CompartmentKind as Kind


class Right(StrEnum):
    """One thing that somebody may do; ``subject:verb``."""

    ACCOUNT_OWN = "account:own"
    HOTLINE_READ = "hotline:read"
    HOTLINE_ANSWER = "hotline:answer"
    HOTLINE_DECIDE = "hotline:decide"
    SAFEGUARDING_READ = "safeguarding:read"
    SAFEGUARDING_ANSWER = "safeguarding:answer"
    SAFEGUARDING_DECIDE = "safeguarding:decide"
    CASE_CREATE = "case:create"
    CASE_READ = "case:read"
    CASE_WRITE = "case:write"
    CASE_CLOSE = "case:close"
    CASE_REOPEN = "case:reopen"
    CASE_MEMBERS = "case:members"
    CASE_ASSIGN = "case:assign"
    CASE_CONFIRM = "case:confirm"
    SEARCH_NAMES = "search:names"
    STAFF_READ = "staff:read"
    STAFF_INVITE = "staff:invite"
    STAFF_CERTIFY = "staff:certify"
    STAFF_LEAVE = "staff:leave"
    STAFF_RECOVER = "staff:recover"
    COMPARTMENT_GRANT = "compartment:grant"
    COMPARTMENT_ROTATE = "compartment:rotate"
    LEDGER_READ = "ledger:read"
    CUSTODIAN_SERVE = "custodian:serve"
    BREAKGLASS_REQUEST = "breakglass:request"
    BREAKGLASS_REVIEW = "breakglass:review"
    SITE_SETTINGS = "site:settings"


class Role(StrEnum):
    """What a worker is in the organisation; a certificate names one or more."""

    COUNSELLOR = "counsellor"
    CASE_MANAGER = "case_manager"
    INVESTIGATOR = "investigator"
    LEGAL_OFFICER = "legal_officer"
    PREVENTION_OFFICER = "prevention_officer"
    PARTNER_OFFICER = "partner_officer"
    MANAGER = "manager"
    SAFEGUARDING_FOCAL = "safeguarding_focal"
    ANALYST = "analyst"
    CUSTODIAN = "custodian"
    ADMINISTRATOR = "administrator"


_EVERYONE = frozenset({Right.ACCOUNT_OWN})
_HOTLINE = frozenset({Right.HOTLINE_READ, Right.HOTLINE_ANSWER, Right.HOTLINE_DECIDE})
_SAFEGUARDING = frozenset(
    {Right.SAFEGUARDING_READ, Right.SAFEGUARDING_ANSWER, Right.SAFEGUARDING_DECIDE}
)
_ON_A_CASE = frozenset({Right.CASE_READ, Right.CASE_WRITE, Right.SEARCH_NAMES})
_LEADS_CASES = _ON_A_CASE | {
    Right.CASE_CREATE,
    Right.CASE_CLOSE,
    Right.CASE_REOPEN,
    Right.CASE_MEMBERS,
    Right.CASE_ASSIGN,
    Right.CASE_CONFIRM,
}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.COUNSELLOR: _EVERYONE
    | _HOTLINE
    | _ON_A_CASE
    | {Right.CASE_CREATE, Right.CASE_ASSIGN},
    Role.CASE_MANAGER: _EVERYONE | _LEADS_CASES,
    Role.INVESTIGATOR: _EVERYONE | _ON_A_CASE,
    Role.LEGAL_OFFICER: _EVERYONE | _ON_A_CASE | {Right.CASE_CONFIRM},
    Role.PREVENTION_OFFICER: _EVERYONE,
    Role.PARTNER_OFFICER: _EVERYONE,
    Role.MANAGER: _EVERYONE
    | _HOTLINE
    | _LEADS_CASES
    | {
        Right.STAFF_READ,
        Right.STAFF_INVITE,
        Right.STAFF_CERTIFY,
        Right.STAFF_LEAVE,
        Right.STAFF_RECOVER,
        Right.COMPARTMENT_GRANT,
        Right.COMPARTMENT_ROTATE,
        Right.LEDGER_READ,
        Right.BREAKGLASS_REQUEST,
        Right.BREAKGLASS_REVIEW,
    },
    Role.SAFEGUARDING_FOCAL: _EVERYONE
    | _SAFEGUARDING
    | {Right.COMPARTMENT_ROTATE, Right.LEDGER_READ, Right.BREAKGLASS_REVIEW},
    Role.ANALYST: _EVERYONE,
    Role.CUSTODIAN: _EVERYONE | {Right.CUSTODIAN_SERVE},
    Role.ADMINISTRATOR: _EVERYONE
    | {
        Right.STAFF_READ,
        Right.STAFF_INVITE,
        Right.STAFF_LEAVE,
        Right.LEDGER_READ,
        Right.SITE_SETTINGS,
    },
}

# Which right lets someone give keys of a kind of compartment to another.
_GIVES: dict[Kind, Right] = {
    Kind.CASE: Right.CASE_CREATE,
    Kind.OPERATION: Right.CASE_MEMBERS,
    Kind.SAFEGUARDING: Right.SAFEGUARDING_DECIDE,
    Kind.HOTLINE: Right.COMPARTMENT_GRANT,
    Kind.ORGANISATION: Right.COMPARTMENT_GRANT,
    Kind.INDEX: Right.COMPARTMENT_GRANT,
    Kind.INSIGHT: Right.COMPARTMENT_GRANT,
    Kind.ESTABLISHMENTS: Right.COMPARTMENT_GRANT,
}

_STAFF = frozenset({Kind.ORGANISATION})
_SEARCHES = _STAFF | {Kind.INDEX}
# The standing compartments that a role belongs to from its first day. Safeguarding
# is not among them: it takes two signatures.
BELONGS: dict[Role, frozenset[Kind]] = {
    Role.COUNSELLOR: _SEARCHES | {Kind.HOTLINE},
    Role.CASE_MANAGER: _SEARCHES,
    Role.INVESTIGATOR: _SEARCHES,
    Role.LEGAL_OFFICER: _SEARCHES,
    Role.PREVENTION_OFFICER: _STAFF,
    Role.PARTNER_OFFICER: frozenset(),
    Role.MANAGER: _SEARCHES | {Kind.HOTLINE},
    Role.SAFEGUARDING_FOCAL: _STAFF,
    Role.ANALYST: frozenset(),
    Role.CUSTODIAN: frozenset(),
    Role.ADMINISTRATOR: frozenset(),
}

# Who may be given a key of a kind at all; the administrator never.
_ENTERS: dict[Kind, frozenset[Role]] = {
    Kind.CASE: frozenset(
        {
            Role.COUNSELLOR,
            Role.CASE_MANAGER,
            Role.INVESTIGATOR,
            Role.LEGAL_OFFICER,
            Role.MANAGER,
        }
    ),
    Kind.OPERATION: frozenset({Role.INVESTIGATOR, Role.CASE_MANAGER, Role.MANAGER}),
    Kind.SAFEGUARDING: frozenset({Role.SAFEGUARDING_FOCAL}),
    Kind.INSIGHT: frozenset({Role.ANALYST, Role.MANAGER}),
    Kind.ESTABLISHMENTS: frozenset(
        {Role.INVESTIGATOR, Role.PREVENTION_OFFICER, Role.MANAGER}
    ),
    **{
        kind: frozenset(role for role, kinds in BELONGS.items() if kind in kinds)
        for kind in (Kind.HOTLINE, Kind.ORGANISATION, Kind.INDEX)
    },
}


def rights_of(roles: Iterable[str]) -> frozenset[Right]:
    """Return every right of these roles; a role this release does not know has none."""
    known = [RIGHTS[Role(name)] for name in roles if name in set(Role)]
    return frozenset().union(*known)


def may_give(roles: Iterable[str], kind: str) -> bool:
    """Say whether these roles let someone give keys of a kind of compartment."""
    return kind in set(Kind) and _GIVES[Kind(kind)] in rights_of(roles)


def may_enter(roles: Iterable[str], kind: str) -> bool:
    """Say whether someone with these roles may be given keys of a kind at all."""
    return kind in set(Kind) and not _ENTERS[Kind(kind)].isdisjoint(roles)


def belongs_to(roles: Iterable[str]) -> frozenset[Kind]:
    """Return the standing compartments that these roles belong to."""
    known = [BELONGS[Role(name)] for name in roles if name in set(Role)]
    return frozenset().union(*known)
