"""What an editor fills in about a story."""

from django import forms
from django.utils.translation import gettext_lazy as _

from romdoul.site.stories.clearing import CHECKS


class DayInput(forms.DateInput):
    """A day, by the browser's own control."""

    input_type = "date"


class ConsentForm(forms.Form):
    """The survivor's consent."""

    given_on = forms.DateField(label=_("given on"), widget=DayInput)
    ends_on = forms.DateField(label=_("ends on"), required=False, widget=DayInput)
    kept_at = forms.CharField(
        label=_("kept at"),
        max_length=40,
        help_text=_("The reference of the record that holds it, never a name."),
    )


class ReviewForm(forms.Form):
    """A second person's review of the newest text."""

    passed = forms.MultipleChoiceField(
        label=_("I looked, and this is so"),
        choices=list(CHECKS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    remark = forms.CharField(
        label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea
    )

    def without_answers(self) -> None:
        """Let go of the answers that were given, and keep the remark."""
        self.data = {"remark": self.data.get("remark", "")}


class CopyForm(forms.Form):
    """Where else the story went."""

    where = forms.CharField(label=_("where"), max_length=200)
    address = forms.URLField(
        label=_("address"), required=False, max_length=500, assume_scheme="https"
    )
    sent_on = forms.DateField(label=_("sent on"), widget=DayInput)
