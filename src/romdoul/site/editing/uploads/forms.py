"""The forms of pictures and documents: they say why a file was refused."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from romdoul.site.editing.uploads.handler import SeenFile
from romdoul.site.editing.uploads.kinds import refused
from romdoul.site.editing.uploads.policy import why_kept

ONCE_SHOWN = _(
    "Once a page with this file is out, the file is not replaced or deleted: you "
    "upload a new one and choose it on the page."
)
UNSEEN = _("This file was not looked at, and is not taken.")


def require_seen(data: object) -> None:
    """Raise ValidationError for a file that was refused, or that nobody looked at."""
    if not data:
        return
    if not isinstance(data, SeenFile):
        raise refused(UNSEEN)
    if data.refusal is not None:
        raise ValidationError(data.refusal.messages, code="refused_file")


class PictureField(WagtailImageField):
    """A picture that was looked at."""

    def to_python(self, data: Any) -> Any:  # noqa: ANN401 - as Django's own
        """Return the picture."""
        require_seen(data)
        return super().to_python(data)


class DocumentField(WagtailDocumentField):
    """A document or recording that was looked at."""

    def to_python(self, data: Any) -> Any:  # noqa: ANN401 - as Django's own
        """Return the document."""
        require_seen(data)
        return super().to_python(data)


class PictureForm(BaseImageForm):
    """A picture's form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _put(self, PictureField)

    def clean(self) -> dict[str, Any]:
        """Refuse another picture in the place of one that is on the website."""
        return _with_its_file(self, super().clean())


class DocumentForm(BaseDocumentForm):
    """A document's form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _put(self, DocumentField)

    def clean(self) -> dict[str, Any]:
        """Refuse another document in the place of one that is on the website."""
        return _with_its_file(self, super().clean())


def _with_its_file(
    form: BaseImageForm | BaseDocumentForm, told: dict[str, Any]
) -> dict[str, Any]:
    is_another = form.instance.pk and "file" in form.changed_data
    if is_another and (why := why_kept(form.instance)) is not None:
        form.add_error("file", refused(why))
    return told


def _put(form: BaseImageForm | BaseDocumentForm, kind: type) -> None:
    """Put our field in the place of Wagtail's, which forms in rows do not have."""
    if (theirs := form.fields.get("file")) is None:
        return
    ours = kind(label=theirs.label, required=theirs.required, widget=theirs.widget)
    # What Wagtail's own field says there is set as it is made.
    ours.help_text = f"{ours.help_text} {ONCE_SHOWN}".strip()
    form.fields["file"] = ours
