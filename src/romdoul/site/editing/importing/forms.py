"""What an article is made of: a saved page, or what was copied from one."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from romdoul.kernel.errors import BadInput
from romdoul.site.editing.uploads.forms import require_seen
from romdoul.site.news.article import Article
from romdoul.site.news.reading import read_saved


class SavedField(forms.FileField):
    """A saved page that was looked at."""

    def to_python(self, data: Any) -> Any:  # noqa: ANN401 - as Django's own
        """Return the file."""
        require_seen(data)
        return super().to_python(data)


class ImportForm(forms.Form):
    """One of two: a file, or a text."""

    file = SavedField(
        required=False,
        label=gettext_lazy("Saved page"),
        help_text=gettext_lazy("HTML or plain text, as a browser saves it."),
    )
    text = forms.CharField(
        required=False,
        max_length=500_000,
        label=gettext_lazy("Or what you copied from it"),
        help_text=gettext_lazy(
            "Headline, byline, date and text. What does not belong is left out."
        ),
        widget=forms.Textarea(attrs={"rows": 14, "autocomplete": "off"}),
    )
    article: Article

    def clean(self) -> dict[str, Any]:
        """Read the article. What cannot be read is said above both fields."""
        told = super().clean() or {}
        file, text = told.get("file"), told.get("text", "")
        if not self.errors and not file and not text.strip():
            raise forms.ValidationError(_("Choose a saved page, or paste a text."))
        if not self.errors:
            name = file.name if file else _("This text")
            self.article = _read(name, file.read() if file else text.encode())
        return told


def _read(name: str, page: bytes) -> Article:
    try:
        return read_saved(name, page)
    except BadInput as error:
        raise forms.ValidationError(str(error)) from error
