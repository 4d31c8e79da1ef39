"""Forms of a course: a code to begin with, a test, a name, a certificate to check."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from romdoul.documents.setting import can_set
from romdoul.kernel.refs import parse_code, parse_ref
from romdoul.site.learning.appending import CERTIFICATE
from romdoul.site.learning.models import CODE_LENGTH, CourseGroup
from romdoul.site.learning.scoring import UNSURE, Exam
from romdoul.vault.proofs import folded

EXAMPLE = "V-7K2M-9QXA"
_OFF = {"autocomplete": "off"}
_CODE = _OFF | {"autocapitalize": "characters", "spellcheck": "false"}


class StartForm(forms.Form):
    """Whether somebody learns in a training."""

    group = forms.CharField(
        label=_("Code of the training"),
        help_text=_("If somebody gave you a code. Else leave this empty."),
        required=False,
        max_length=20,
        widget=forms.TextInput(_CODE),
    )

    def __init__(self, *args: Any, course: UUID, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._course, self._today = course, today

    def clean_group(self) -> str:
        """Return the code of a group that is open for this course, or nothing."""
        typed = self.cleaned_data["group"]
        if not typed:
            return ""
        code = parse_code(typed, CODE_LENGTH)
        taken = CourseGroup.objects.filter(
            code=code, course=self._course, is_open=True, closes_on__gte=self._today
        )
        if code is None or not taken.exists():
            raise forms.ValidationError(
                _(
                    "This code is not open for this course. Ask whoever leads the"
                    " training, or leave it empty."
                )
            )
        return code


class TestForm(forms.Form):
    """Every question of a test, each with a way to say that one does not know."""

    def __init__(self, test: Exam, posted: Mapping[str, Any] | None = None) -> None:
        super().__init__(posted)
        for number, question in enumerate(test.questions):
            choices = [(str(n), one.text) for n, one in enumerate(question.choices)]
            self.fields[f"q{number}"] = forms.ChoiceField(
                label=question.text,
                choices=[*choices, (str(UNSURE), _("I do not know"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose an answer, or “I do not know”.")},
            )

    @property
    def open_questions(self) -> list[dict[str, str]]:
        """Return each question without an answer, for the list above the form."""
        return [
            {"id": field.auto_id, "text": str(field.label)}
            for field in self
            if field.errors
        ]

    @property
    def without_questions(self) -> forms.Form:
        """Return a form of what is wrong with the whole: the rest is listed apart."""
        whole = forms.Form(self.data)
        for error in self.non_field_errors():
            whole.add_error(None, error)
        return whole

    def answers(self) -> tuple[int, ...]:
        """Return the answers in the order of the questions."""
        return tuple(int(self.cleaned_data[name]) for name in self.fields)


class NameForm(forms.Form):
    """The name that is to stand on a certificate; it is not kept."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As it is to stand on the certificate. We do not keep it."),
        max_length=60,
        widget=forms.TextInput(_OFF | {"spellcheck": "false"}),
    )

    def clean_name(self) -> str:
        """Return the name, if a document can show its letters."""
        name = " ".join(self.cleaned_data["name"].split())
        if not folded(name):
            raise forms.ValidationError(_("Write your name."))
        if not can_set(name):
            raise forms.ValidationError(_("Write your name in Khmer or Latin letters."))
        return name


class CheckForm(forms.Form):
    """A certificate's code, and the name that stands on it."""

    code = forms.CharField(
        label=_("Code of the certificate"),
        help_text=format_lazy(
            _("It begins with V, such as {example}."), example=EXAMPLE
        ),
        max_length=24,
        widget=forms.TextInput(_CODE),
    )
    name = forms.CharField(
        label=_("Name on the certificate"),
        help_text=_("As it is written there. We do not keep it."),
        max_length=120,
        widget=forms.TextInput(_OFF | {"spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Return the code as certificates have it."""
        typed = self.cleaned_data["code"]
        code = parse_ref(typed) or parse_ref(f"{CERTIFICATE}-{typed}")
        if code is None:
            raise forms.ValidationError(
                _("A code has eight letters or digits after the V.")
            )
        return code
