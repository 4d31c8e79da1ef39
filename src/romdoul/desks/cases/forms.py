"""What a case manager fills in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from romdoul.cases.codes import (
    CloseReason,
    ErasureRule,
    NoteKind,
    Outcome,
    Priority,
    Role,
    Sex,
    Situation,
    Standing,
    TaskKind,
)
from romdoul.desks.forms import DeskForm, VersionedForm, line, moment, offer, text

_BY_ONE = [outcome for outcome in Outcome if outcome is not Outcome.UNFOUNDED]
UNSAID = [("", _("Not said"))]
Colleagues = Sequence[tuple[str, str]]


class CaseForm(VersionedForm):
    """Title and summary of a case."""

    title = line(_("Title of the case"))
    summary = text(_("What it is about"), required=False)
    province = line(_("Province"), required=False)


class NewCaseForm(DeskForm):
    """A case that does not come from a report."""

    title = line(
        _("Title of the case"),
        hint=_("Sealed: only the members of the case read it."),
    )
    priority = forms.ChoiceField(label=_("How urgent it is"), choices=Priority.choices)
    lead = forms.ChoiceField(label=_("Who is asked to lead it"))
    members = forms.MultipleChoiceField(
        label=_("Who else is on it"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("At least two people in all. Only they can open it."),
    )
    reason = text(_("Why a case is opened"))

    def __init__(self, *args: Any, colleagues: Colleagues, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "lead", [("", _("Choose a person")), *colleagues])
        offer(self, "members", colleagues)


class CloseForm(DeskForm):
    """Why a case ends."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Choose a reason")), *CloseReason.choices],
    )
    text = text(_("How it stands"), hint=_("What was reached, and what is left."))


class ReasonForm(DeskForm):
    """A reason, and nothing else."""

    reason = text(_("Why"))


class ConfirmForm(DeskForm):
    """Nothing to fill in: the button is the answer."""

    sure = forms.CharField(widget=forms.HiddenInput, initial="yes")


class NoteForm(DeskForm):
    """A note."""

    kind = forms.ChoiceField(
        label=_("Kind of note"),
        choices=[(k.value, k.label) for k in NoteKind if k is not NoteKind.CLOSING],
    )
    text = text(_("What happened"))
    happened_at = line(
        _("When it happened"), required=False, hint=_("In your own words.")
    )


class NoteCorrectionForm(VersionedForm):
    """A correction; the earlier version is kept."""

    text = text(_("What happened"))
    happened_at = line(
        _("When it happened"), required=False, hint=_("In your own words.")
    )


class TaskForm(DeskForm):
    """Something to be done by someone until a moment."""

    kind = forms.ChoiceField(label=_("Kind of task"), choices=TaskKind.choices)
    title = line(_("What is to be done"), required=False)
    note = text(_("More about it"), required=False)
    assignee = forms.ChoiceField(label=_("Who does it"))
    due_at = moment(_("Until when"))

    def __init__(self, *args: Any, members: Colleagues, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "assignee", members)


class OutcomeForm(DeskForm):
    """What came of a task."""

    outcome = text(_("What came of it"), required=False)


class MoveForm(DeskForm):
    """A new due date."""

    due_at = moment(_("Until when"))


class PersonForm(VersionedForm):
    """One person in a case."""

    role = forms.ChoiceField(label=_("Who they are in this case"), choices=Role.choices)
    name = line(
        _("Name"),
        required=False,
        hint=_("As they say it. It can stay empty until it is known."),
    )
    name_khmer = line(_("Name in Khmer"), required=False)
    name_latin = line(_("Name in Latin letters"), required=False)
    alias = line(_("Also known as"), required=False)
    sex = forms.ChoiceField(
        label=_("Sex"), choices=[*UNSAID, *Sex.choices], required=False
    )
    year_of_birth = forms.IntegerField(
        label=_("Year of birth"), required=False, min_value=1900, max_value=2100
    )
    nationality = line(_("Nationality"), required=False)
    phones = text(_("Telephone numbers"), required=False, hint=_("One a line."))
    situation = forms.ChoiceField(
        label=_("A child's situation"),
        choices=[*UNSAID, *Situation.choices],
        required=False,
    )
    standing = forms.ChoiceField(
        label=_("Standing of a person reported"),
        help_text=_("What is true today. Everyone is innocent until convicted."),
        choices=[*UNSAID, *Standing.choices],
        required=False,
    )
    outcome = forms.ChoiceField(
        label=_("Outcome of the allegation"),
        help_text=_("Unfounded takes two people: it is proposed from the case."),
        choices=[*UNSAID, *((o.value, o.label) for o in _BY_ONE)],
        required=False,
    )
    note = text(_("What else matters"), required=False)

    def hold_outcome(self) -> None:
        """Show what two people found; one person's edit does not change it."""
        found = Outcome.UNFOUNDED
        offer(self, "outcome", [(found.value, found.label)])
        self.fields["outcome"].disabled = True


class MemberForm(DeskForm):
    """One colleague."""

    worker = forms.ChoiceField(label=_("Who"))

    def __init__(self, *args: Any, colleagues: Colleagues, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "worker", [("", _("Choose a person")), *colleagues])


class AssignForm(MemberForm):
    """A colleague who is asked to lead, and why."""

    reason = text(_("Why"), required=False)


class HandOnForm(MemberForm):
    """A colleague who is asked to take a task over, and why."""

    reason = text(_("Why"), hint=_("They read it before they answer."))


def _kept() -> forms.CharField:
    return text(
        _("Why what you leave is kept"),
        required=False,
        hint=_("For every mention with no reason of its own."),
    )


class EraseForm(DeskForm):
    """Under which rule somebody is erased, and why."""

    rule = forms.ChoiceField(label=_("Rule"))
    reason = text(_("Why"), hint=_("Do not name the person here: these words stay."))
    kept = _kept()

    def __init__(self, *args: Any, unfounded: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = [r for r in ErasureRule if unfounded or r is not ErasureRule.UNFOUNDED]
        offer(self, "rule", [("", _("Choose a rule")), *((r, r.label) for r in rules)])


class ConfirmErasureForm(ReasonForm):
    """The second person's reason, and why what is new is kept."""

    kept = _kept()
