"""The people in a case: added, read, changed."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from romdoul.actions.participants import add_participant, change_participant
from romdoul.cases.codes import NameKind, Role
from romdoul.cases.documents import Name, ParticipantDocument
from romdoul.cases.outcomes import is_unfounded
from romdoul.desks.cases.editing import home
from romdoul.desks.cases.forms import PersonForm
from romdoul.desks.editing import Current, Sheet, edit
from romdoul.desks.needs import StaffRequest
from romdoul.queries.cases import get_case
from romdoul.queries.single import open_participant
from romdoul.staff.rights import Right

_NAMES = {
    "name": NameKind.MAIN,
    "name_khmer": NameKind.KHMER,
    "name_latin": NameKind.LATIN,
    "alias": NameKind.ALIAS,
}
_PLAIN = (
    "sex",
    "year_of_birth",
    "nationality",
    "situation",
    "standing",
    "outcome",
    "note",
)


def document_of(
    said: dict[str, object], before: ParticipantDocument
) -> ParticipantDocument:
    """Return the document that a form describes; what it does not ask stays."""
    names = tuple(
        Name(text=str(said[field]), kind=kind)
        for field, kind in _NAMES.items()
        if said[field]
    )
    phones = tuple(
        line.strip() for line in str(said["phones"]).splitlines() if line.strip()
    )
    plain = {field: said[field] for field in _PLAIN}
    kept = before.model_dump() | plain
    return ParticipantDocument(**kept | {"names": names, "phones": phones})


def fields_of(role: str, document: ParticipantDocument) -> dict[str, object]:
    """Return a document as the form's fields."""
    names = {
        field: next((n.text for n in document.names if n.kind is kind), "")
        for field, kind in _NAMES.items()
    }
    plain = {field: getattr(document, field) for field in _PLAIN}
    return {"role": role, "phones": "\n".join(document.phones), **names, **plain}


def add(request: StaffRequest, *, ref: str) -> HttpResponse:
    get_case(request.actor, ref, need=Right.CASE_WRITE)
    form = PersonForm(request.POST or None, initial={"version": 0})
    sheet = Sheet(
        heading=_("Add a person"),
        verb=_("Save the person"),
        done=_("The person is in the case."),
        back=home(ref),
        ref=ref,
    )

    def act() -> object:
        said = form.cleaned_data
        document = document_of(said, ParticipantDocument())
        role = Role(said["role"])
        return add_participant(request.actor, ref=ref, role=role, document=document)

    return edit(request, form, sheet, act)


def change(request: StaffRequest, *, ref: str, person: str) -> HttpResponse:
    opened = open_participant(request.actor, person)

    def current() -> Current:
        now = open_participant(request.actor, person)
        return Current(now.version, fields_of(now.code, now.document))

    initial = {"version": opened.version, **fields_of(opened.code, opened.document)}
    form = PersonForm(request.POST or None, initial=initial)
    if is_unfounded(opened.document):
        form.hold_outcome()
    sheet = Sheet(
        heading=_("A person in the case"),
        verb=_("Save"),
        done=_("Saved."),
        back=home(ref),
        ref=person,
        current=current,
    )

    def act() -> object:
        said = form.cleaned_data
        return change_participant(
            request.actor,
            ref=person,
            version=said["version"],
            role=Role(said["role"]),
            document=document_of(said, opened.document),
        )

    return edit(request, form, sheet, act)
