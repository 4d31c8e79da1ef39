"""The questions, one form a page. Every answer may be left out.

Names, numbers and stories carry ``autocomplete="off"`` (a browser would write
them to its disk) and ``data-sealed`` (a browser with JavaScript keeps them to
itself and seals them).
"""

import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from romdoul.inbox import content
from romdoul.inbox.codes import Kind, Said
from romdoul.intake.draft import Draft, Step

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

W = TypeVar("W", bound=forms.Widget)
Words: TypeAlias = "str | _StrPromise"

KINDS = [
    (Kind.SEEKING_HELP, _("I need help")),
    (Kind.THREATENED, _("Someone threatens me or has my picture")),
    (Kind.ONLINE_CONTENT, _("Something I saw online")),
    (Kind.CHILD_IN_DANGER, _("A child is in danger now")),
    (Kind.CONCERN_FOR_CHILD, _("I am worried about a child")),
    (Kind.ADULT_OR_TRAVELLER, _("An adult or a traveller")),
    (Kind.ESTABLISHMENT, _("A place, such as a guesthouse or a bar")),
    (Kind.OWN_PEOPLE, _("Someone who works for us or with us")),
    (Kind.OTHER, _("Something else, or I do not know")),
]
ABOUT = [
    (Said.YES, _("Yes, it is about me")),
    (Said.NO, _("No, it is about someone else")),
    (Said.UNSAID, _("I would rather not say")),
]
SHARED = [
    (Said.YES, _("Yes, others use this phone too")),
    (Said.NO, _("No, only I use it")),
    (Said.UNSAID, _("I do not know")),
]
NUMBER_DIGITS_MIN = 6


def _kept(widget: type[W], **attrs: object) -> W:
    # "data-sealed" has no value: a bare attribute that the script looks for.
    return widget({"autocomplete": "off", "data-sealed": True, **attrs})


def _line(
    label: Words,
    limit: int,
    *,
    help_text: Words = "",
    widget: type[forms.widgets.Input] = forms.TextInput,
) -> forms.CharField:
    field = forms.CharField(
        label=label,
        help_text=help_text,
        max_length=limit,
        required=False,
        widget=_kept(widget),
    )
    field.error_messages["max_length"] = _(
        "This is too long: at most %(limit_value)d characters fit here."
    )
    return field


def _choice(label: Words, choices: list[tuple[Any, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.RadioSelect(),
        error_messages={"invalid_choice": _("Choose one of these answers.")},
    )


class StepForm(forms.Form):
    """One page of the form; ``draft`` is what was answered before it."""

    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        draft: Draft,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.draft = draft

    def answers(self) -> dict[str, Any]:
        """Return what goes into the draft, by the draft's names."""
        return dict(self.cleaned_data)


class SafetyForm(StepForm):
    danger_now = forms.BooleanField(
        label=_("Someone is in danger right now"), required=False
    )


class KindForm(StepForm):
    kind = _choice(_("What is it about?"), KINDS)

    def answers(self) -> dict[str, Any]:
        return {"kind": Kind(self.cleaned_data["kind"] or Kind.OTHER)}


class AboutForm(StepForm):
    about_me = _choice(_("Is this about you?"), ABOUT)

    def answers(self) -> dict[str, Any]:
        return {"about_me": Said(self.cleaned_data["about_me"] or Said.UNSAID)}


class PhoneForm(StepForm):
    phone_shared = _choice(_("Does anyone else use this phone or computer?"), SHARED)

    def answers(self) -> dict[str, Any]:
        return {"phone_shared": Said(self.cleaned_data["phone_shared"] or Said.UNSAID)}


class CallForm(StepForm):
    phone = _line(_("Telephone number"), content.PHONE_MAX, widget=forms.TelInput)
    safe_hours = _line(
        _("When is it safe to call?"),
        content.HOURS_MAX,
        help_text=_("For example: weekdays 14:00 to 16:00, when I am alone."),
    )
    opening_words = _line(
        _("What should we say first, and who may answer?"),
        content.OPENING_MAX,
        help_text=_("For example: say you call from the school. Only speak to me."),
    )

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and sum(map(_is_digit, phone)) < NUMBER_DIGITS_MIN:
            raise forms.ValidationError(
                _("This does not look like a telephone number. Check the digits.")
            )
        return phone

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        alone = self.draft.phone_shared is Said.NO
        if cleaned.get("phone") and not cleaned.get("safe_hours") and not alone:
            message = _(
                "We only call when it is safe. Write the hours, or leave the number"
                " empty."
            )
            self.add_error("safe_hours", message)
        return cleaned


class WhereForm(StepForm):
    place = _line(
        _("Where did it happen, or where is the child?"),
        content.PLACE_MAX,
        help_text=_("A village, a street, a school, or how to find it."),
    )
    name = _line(
        _("Your name"),
        content.NAME_MAX,
        help_text=_("You need not give it. Another name is fine too."),
    )


class TellForm(StepForm):
    """The last page: an address first where it is about something online."""

    url = forms.CharField(
        label=_("Address of the page (link)"),
        required=False,
        widget=_kept(forms.Textarea, rows=2, spellcheck="false"),
    )
    text = forms.CharField(
        label=_("What happened?"),
        help_text=_("One sentence is enough. Write as you speak."),
        required=False,
        strip=False,
        widget=_kept(forms.Textarea, rows=8),
    )
    # Without "capture", a phone offers both its recorder and its files. What comes
    # is sealed by the upload handler and is not read from here.
    voice = forms.Field(
        label=_("Or say it: a voice message"),
        help_text=_(
            "Record one now, or choose one that you have. Three minutes are enough; a"
            " longer one is taken too, up to 8 MB."
        ),
        required=False,
        widget=forms.FileInput({"accept": "audio/*", "data-sealed": True}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        draft: Draft,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, draft=draft, initial=initial)
        if draft.kind is not Kind.ONLINE_CONTENT:
            del self.fields["url"]

    def clean_url(self) -> str:
        return _within(self.cleaned_data["url"], content.URL_MAX)

    def clean_text(self) -> str:
        return _within(text_of(self.cleaned_data), content.TEXT_MAX)


def text_of(posted: Mapping[str, Any]) -> str:
    """Return a text as it was typed; browsers send each new line as two signs."""
    text: str = posted.get("text", "")
    return text.replace("\r\n", "\n")


def url_of(posted: Mapping[str, Any], draft: Draft) -> str:
    """Return the address of a page, where the last page asks for one."""
    asked = draft.kind is Kind.ONLINE_CONTENT
    return str(posted.get("url", "")).strip() if asked else ""


def fits(text: str, url: str) -> bool:
    """Tell whether the last page's form would take both."""
    short = len(text) <= content.TEXT_MAX and len(url) <= content.URL_MAX
    return short and "\0" not in text + url


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        message = _(
            "This has %(length)d characters; at most %(limit)d can be sent at once."
            " Shorten it, or send the rest as a second message."
        )
        raise forms.ValidationError(message % {"length": len(text), "limit": limit})
    return text


def _is_digit(character: str) -> bool:
    return unicodedata.decimal(character, None) is not None


FORMS: dict[Step, type[StepForm]] = {
    Step.SAFETY: SafetyForm,
    Step.KIND: KindForm,
    Step.ABOUT: AboutForm,
    Step.PHONE: PhoneForm,
    Step.CALL: CallForm,
    Step.WHERE: WhereForm,
    Step.TELL: TellForm,
}
