"""What a counsellor fills in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from romdoul.cases.codes import Priority, ReportKind
from romdoul.cases.flow import DECIDED_AT_THE_DESK
from romdoul.desks.forms import DeskForm, VersionedForm, line, offer, text


class TriageForm(VersionedForm):
    """Kind and priority, with the reason."""

    kind = forms.ChoiceField(label=_("What it is about"), choices=ReportKind.choices)
    priority = forms.ChoiceField(label=_("How urgent it is"), choices=Priority.choices)
    reason = text(_("Why"), hint=_("What in the report makes it so."))


class AnswerForm(DeskForm):
    """An answer that the reporter reads with the code."""

    text = text(
        _("Your answer"),
        hint=_(
            "Others may use the same phone. Name nobody, and say nothing that "
            "tells what the report was about."
        ),
    )


class DecideForm(DeskForm):
    """What became of the report, with the reason."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[(d.value, d.label) for d in sorted(DECIDED_AT_THE_DESK)],
    )
    reason = text(_("Why"))


class ReasonForm(DeskForm):
    """A reason, and nothing else."""

    reason = text(_("Why"))


class OpenCaseForm(DeskForm):
    """A case from a report: who leads it, and who else may read it."""

    title = line(
        _("Title of the case"),
        hint=_("Sealed: only the members of the case read it."),
    )
    lead = forms.ChoiceField(label=_("Who is asked to lead it"))
    members = forms.MultipleChoiceField(
        label=_("Who else is on it"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("At least two people in all. Only they can open it."),
        required=False,
    )
    reason = text(_("Why a case is opened"))

    def __init__(
        self, *args: Any, colleagues: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "lead", [("", _("Choose a person")), *colleagues])
        offer(self, "members", colleagues)
