"""What is typed at a mailbox."""

from django import forms
from django.utils.translation import gettext_lazy as _

from romdoul.inbox.content import MESSAGE_CHARACTERS_MAX, visible
from romdoul.vault.mailbox import normalise_code


class CodeForm(forms.Form):
    use_required_attribute = False

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("The 16 digits you wrote down. Spaces do not matter."),
        required=False,
        widget=forms.TextInput(
            {"autocomplete": "off", "inputmode": "numeric", "data-sealed": True}
        ),
    )

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        code = normalise_code(typed)
        if code is None:
            raise forms.ValidationError(
                _("A code has 16 digits and nothing else. Check what you typed.")
            )
        return code


class WriteForm(forms.Form):
    use_required_attribute = False

    text = forms.CharField(
        label=_("Write to us"),
        required=False,
        strip=False,
        widget=forms.Textarea({"autocomplete": "off", "rows": 6, "data-sealed": True}),
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        if not visible(text):
            raise forms.ValidationError(_("Write one word at least."))
        if len(text) > MESSAGE_CHARACTERS_MAX:
            message = _("This has %(length)d characters; at most %(limit)d fit.")
            limits = {"length": len(text), "limit": MESSAGE_CHARACTERS_MAX}
            raise forms.ValidationError(message % limits)
        return text
