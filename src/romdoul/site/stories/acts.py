"""Recording consent and review, and taking a story back."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput, NotFound, Refused
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, nothing_to_record, record
from romdoul.ledger.stores import Store
from romdoul.site.editors.models import Editor
from romdoul.site.pages import editions
from romdoul.site.pages.models import CaseStoryPage
from romdoul.site.pages.models.story_records import (
    StoryConsent,
    StoryCopy,
    StoryReview,
)
from romdoul.site.stories.clearing import CHECKS, digest_of, live_consent
from romdoul.site.stories.restating import restate

CONSENT, REVIEW = "pages.add_storyconsent", "pages.add_storyreview"


@action(store=Store.SITE)
def record_consent(
    editor: Editor, *, story: UUID, given_on: date, kept_at: str, ends_on: date | None
) -> StoryConsent:
    """Record that the survivor consents, since when and until when.

    Raises:
        Refused: the editor may not.
        BadInput: a day that cannot be, no reference, or a consent that holds already.
    """
    _require(editor, CONSENT, story)
    today = timezone.localdate()
    if given_on > today or (ends_on is not None and ends_on <= today):
        raise BadInput(_("The consent must hold today."))
    if len(kept_at.split()) != 1:
        raise BadInput(_("Give the reference of the record, in one word."))
    if StoryConsent.objects.filter(story=story, withdrawn_at=None).exists():
        raise BadInput(_("There is a consent already. Withdraw it first."))
    made = StoryConsent.objects.create(
        story=story,
        given_on=given_on,
        kept_at=kept_at,
        ends_on=ends_on,
        recorded_by_id=editor.pk,
    )
    editions.begin_next()
    record(editor, Event.STORY_CONSENT_RECORDED, str(story))
    return made


@action(store=Store.SITE)
def review_story(
    editor: Editor,
    *,
    page: CaseStoryPage,
    seen: str,
    passed: Iterable[str],
    remark: str,
) -> StoryReview:
    """Record a second person's review of the newest text, whose digest is ``seen``.

    It passes when every check does. If it does not, and this text is out, it is taken
    off at once.

    Raises:
        Refused: somebody who may not, or who wrote what is reviewed.
        BadInput: the newest text is not what the reviewer saw.
    """
    _require(editor, REVIEW, page.translation_key)
    if page.wrote(editor.pk):
        raise Refused(REVIEW, str(page.translation_key))
    language = page.locale.language_code
    # As it stands now: whoever asks may have read the page before.
    standing = CaseStoryPage.objects.get(pk=page.pk)
    restate(standing)
    if digest_of(standing.get_latest_revision_as_object(), language) != seen:
        raise BadInput(
            _("The text changed while you read it. Read it again, and answer anew.")
        )
    checks = {name: name in set(passed) for name in CHECKS}
    made = StoryReview.objects.create(
        story=page.translation_key,
        language=language,
        text_digest=seen,
        checks=checks,
        is_passed=all(checks.values()),
        remark=remark,
        reviewed_by_id=editor.pk,
    )
    if not made.is_passed:
        _take_off_text(page, seen)
    editions.begin_next()
    record(editor, Event.STORY_REVIEWED, str(page.translation_key))
    return made


@action(store=Store.SITE)
def withdraw_consent(editor: Editor, *, story: UUID) -> list[StoryCopy]:
    """End a consent and take the story off the website, in every language, at once.

    Returns where copies went, for the editor to call back.

    Raises Refused for who may not, NotFound where no consent holds.
    """
    _require(editor, CONSENT, story)
    consent = StoryConsent.objects.filter(story=story, withdrawn_at=None).first()
    if consent is None:
        raise NotFound(str(story))
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
    take_off(story)
    record(editor, Event.STORY_CONSENT_WITHDRAWN, str(story))
    return list(StoryCopy.objects.filter(story=story, gone_on=None))


@action(store=Store.SITE)
def end_expired(actor: str) -> int:
    """Take off every story whose consent has run out; return how many."""
    today = timezone.localdate()
    out = CaseStoryPage.objects.live().values_list("translation_key", flat=True)
    ended = [key for key in set(out) if live_consent(key, on=today) is None]
    for story in ended:
        take_off(story)
        record(actor, Event.STORY_CONSENT_ENDED, str(story))
    if not ended:
        nothing_to_record()
    return len(ended)


@action(store=Store.SITE)
def doubt_consents(actor: str) -> list[str]:
    """End every consent that holds, and take its story off; return which stories.

    What comes from a backup may hold a consent that was withdrawn after it was made,
    and no list says so: whoever puts a story out again looks at its record first.
    """
    held = StoryConsent.objects.filter(withdrawn_at=None)
    out = CaseStoryPage.objects.live().values_list("translation_key", flat=True)
    stories = sorted({*held.values_list("story", flat=True), *out}, key=str)
    held.update(withdrawn_at=timezone.now())
    for story in stories:
        take_off(story)
    if stories:
        record(actor, Event.STORY_CONSENTS_UNSURE, *map(str, stories))
    else:
        nothing_to_record()
    return [str(story) for story in stories]


@action(store=Store.SITE)
def note_copy(
    editor: Editor, *, story: UUID, where: str, address: str, sent_on: date
) -> StoryCopy:
    """Note where else a story went. Raises Refused, or BadInput without a place."""
    _require(editor, CONSENT, story)
    if not where.strip():
        raise BadInput(_("Say where it went."))
    made = StoryCopy.objects.create(
        story=story, where=where.strip(), address=address, sent_on=sent_on
    )
    record(editor, Event.STORY_COPY_NOTED, str(story), f"copy-{made.pk}")
    return made


@action(store=Store.SITE)
def change_copy(editor: Editor, *, copy: int, is_gone: bool) -> None:
    """Note that a copy was asked back, or is gone. Raises Refused, NotFound."""
    found = StoryCopy.objects.filter(pk=copy).first()
    if found is None:
        raise NotFound(f"copy-{copy}")
    _require(editor, CONSENT, found.story)
    today = timezone.localdate()
    found.asked_back_on = found.asked_back_on or today
    found.gone_on = today if is_gone else found.gone_on
    found.save(update_fields=["asked_back_on", "gone_on"])
    record(editor, Event.STORY_COPY_NOTED, str(found.story), f"copy-{copy}")


def take_off(story: UUID) -> None:
    """Unpublish a story in every language: page, lists, search and feed."""
    for page in CaseStoryPage.objects.filter(translation_key=story, live=True):
        page.unpublish()


def _take_off_text(page: CaseStoryPage, digest: str) -> None:
    out = CaseStoryPage.objects.filter(pk=page.pk, live=True, text_digest=digest)
    for one in out:
        one.unpublish()


def _require(editor: Editor, permission: str, story: UUID) -> None:
    if not editor.is_active or not editor.has_perm(permission):
        raise Refused(permission, str(story))
