"""Words for what the domain names by code."""

from collections.abc import Iterable, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from romdoul.queries.colleagues import Colleague
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.rights import Role

ROLE_WORDS: dict[Role, str | Promise] = {
    Role.COUNSELLOR: _("counsellor"),
    Role.CASE_MANAGER: _("case manager"),
    Role.INVESTIGATOR: _("investigator"),
    Role.LEGAL_OFFICER: _("legal officer"),
    Role.PREVENTION_OFFICER: _("prevention officer"),
    Role.PARTNER_OFFICER: _("partner officer"),
    Role.MANAGER: _("manager"),
    Role.SAFEGUARDING_FOCAL: _("safeguarding focal person"),
    Role.ANALYST: _("analyst"),
    Role.CUSTODIAN: _("custodian"),
    Role.ADMINISTRATOR: _("administrator"),
}

COMPARTMENT_WORDS: dict[CompartmentKind, str | Promise] = {
    CompartmentKind.CASE: _("a case"),
    CompartmentKind.HOTLINE: _("the hotline"),
    CompartmentKind.SAFEGUARDING: _("safeguarding"),
    CompartmentKind.ORGANISATION: _("the organisation"),
    CompartmentKind.INSIGHT: _("figures"),
    CompartmentKind.ESTABLISHMENTS: _("the register of establishments"),
    CompartmentKind.OPERATION: _("an operation"),
    CompartmentKind.INDEX: _("the keys of the search"),
}


def roles_said(roles: Iterable[str]) -> str:
    """Return roles as people say them."""
    return ", ".join(str(ROLE_WORDS[Role(role)]) for role in roles)


def choices_of(colleagues: Iterable[Colleague]) -> Sequence[tuple[str, str]]:
    """Return colleagues as a form's choices: code name and roles."""
    return [(c.ref, f"{c.username} ({roles_said(c.roles)})") for c in colleagues]
