"""The last page without JavaScript: sealed in the server's memory, then stored."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from romdoul.actions.public.receive_report import receive_report
from romdoul.inbox.codes import Kind
from romdoul.inbox.content import ReportContent
from romdoul.inbox.trust import DeskKey, NoKey
from romdoul.intake.draft import Draft, Step
from romdoul.intake.forms import TellForm, Words, fits, text_of, url_of
from romdoul.intake.pages import show, to_form
from romdoul.intake.report import Told, compose, seal
from romdoul.intake.short_forms import Fields
from romdoul.intake.throttle import Limit, allows
from romdoul.intake.uploads import FIELD, VoiceUpload
from romdoul.kernel.errors import KeyUnfit
from romdoul.vault.mailbox import new_code

NOT_ENOUGH = _(
    "Write one sentence, or add a voice message. If you want a call instead, go back"
    " and leave a number with hours that are safe."
)
AGAIN = _("Your recording was not kept. Please choose it again.")
NO_KEY = _(
    "We cannot take this safely at the moment. What you wrote is still here: try again"
    " in a few minutes, or call one of the numbers below."
)
SLOWER = _(
    "Very many messages are coming from your network. What you wrote is still here:"
    " wait a few minutes, then send it again."
)
LOST = _(
    "This page was open for a long time and your earlier answers are gone. What you"
    " wrote is still here: send it again. If you want a call, write your number and"
    " the safe hours into it."
)


@dataclass(frozen=True, slots=True)
class LastPage:
    """What came with the last page."""

    posted: Fields = field(repr=False)
    voice: VoiceUpload | None = None
    key: DeskKey | None = None


def send(request: HttpRequest, draft: Draft, page: LastPage) -> HttpResponse:
    """Seal and store the report, or show the page again with what was typed."""
    content = _read(draft, page)
    if content is None:
        return _again(request, draft, _with_faults(draft, page), 422)
    if not allows(request, Limit.REPORT):
        return _again(request, draft, _saying(draft, page, SLOWER), 429)
    ref = _store(content, page)
    if ref is None:
        return _again(request, draft, _saying(draft, page, NO_KEY), 503)
    response = to_form()
    draft.received(ref, new_code()).write(request, response)
    return response


def revive(request: HttpRequest, posted: Fields) -> HttpResponse:
    """Show the last page of a draft that is gone, with what was typed.

    The kind comes from the page, so that a report about our own people still goes
    to those it is not about.
    """
    kind = posted.get("kind", "")
    draft = Draft(step=Step.TELL, kind=Kind(kind) if kind in list(Kind) else Kind.OTHER)
    form = TellForm(posted, draft=draft)
    form.add_error(None, LOST)
    return _again(request, draft, form, 422)


def _read(draft: Draft, page: LastPage) -> ReportContent | None:
    """Return the report if it can be sent as it is.

    A form is built only where there is something to say: it takes longer than all
    that is done with the words.
    """
    text, url = text_of(page.posted), url_of(page.posted, draft)
    voice = page.voice
    if not (fits(text, url) and (voice is None or voice.fault is None)):
        return None
    described = voice.described() if voice else None
    told = Told(language=get_language() or "km", text=text, url=url, voice=described)
    content = compose(draft, told)
    return content if content.enough else None


def _with_faults(draft: Draft, page: LastPage) -> TellForm:
    """Return the last page's form with what keeps it from being sent."""
    form = TellForm(page.posted, draft=draft)
    fault = page.voice.fault if page.voice else None
    if fault is not None:
        form.add_error(FIELD, str(fault))
    elif form.is_valid():
        form.add_error("text", NOT_ENOUGH)
    elif page.voice:
        form.add_error(FIELD, AGAIN)
    return form


def _saying(draft: Draft, page: LastPage, words: Words) -> TellForm:
    form = TellForm(page.posted, draft=draft)
    form.add_error(None, words)
    if page.voice:
        form.add_error(FIELD, AGAIN)
    return form


def _store(content: ReportContent, page: LastPage) -> str | None:
    if page.key is None:
        return None
    attachment = page.voice.sealed() if page.voice else None
    try:
        return receive_report(**seal(content, page.key, attachment))
    except (NoKey, KeyUnfit):
        return None


def _again(
    request: HttpRequest, draft: Draft, form: TellForm, status: int
) -> HttpResponse:
    response = show(request, draft, form=form, status=status)
    draft.write(request, response)
    return response
