"""Words for what the domain names by code."""

from collections.abc import Iterable, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from romdoul.queries.colleagues import Colleague
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


def roles_said(roles: Iterable[str]) -> str:
    """Return roles as people say them."""
    return ", ".join(str(ROLE_WORDS[Role(role)]) for role in roles)


def choices_of(colleagues: Iterable[Colleague]) -> Sequence[tuple[str, str]]:
    """Return colleagues as a form's choices: code name and roles."""
    return [(c.ref, f"{c.username} ({roles_said(c.roles)})") for c in colleagues]
