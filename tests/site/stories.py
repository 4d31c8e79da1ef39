"""A case story on its way out, for the tests of what guards it."""

from datetime import timedelta

from django.utils import timezone

from romdoul.site.content.places import page_at
from romdoul.site.editors.models import Editor
from romdoul.site.pages.models import CaseStoryPage
from romdoul.site.pages.models.story_records import StoryConsent
from romdoul.site.stories import acts
from romdoul.site.stories.clearing import CHECKS, digest_of

PLACE = "explore/media/stories"
TODAY = timezone.localdate()


def written(
    writer: Editor, title: str = "The girl with the kite", language: str = "en"
) -> CaseStoryPage:
    """Write a story; it is a draft."""
    parent = page_at(PLACE, language)
    page = CaseStoryPage(
        title=title,
        told_on=TODAY,
        locale=parent.locale,
        body=[("text", "<p>She found words for it after a year.</p>")],
        live=False,
    )
    parent.add_child(instance=page)
    page.save_revision(user=writer)
    return page


def consent(editor: Editor, page: CaseStoryPage, **changes: object) -> StoryConsent:
    """Record the consent to a story."""
    told = {
        "given_on": TODAY - timedelta(days=3),
        "kept_at": "consent-17",
        "ends_on": None,
    }
    return acts.record_consent(editor, story=page.translation_key, **(told | changes))


def newest(page: CaseStoryPage) -> str:
    """Return the digest of the newest text."""
    page = CaseStoryPage.objects.get(pk=page.pk)
    return digest_of(page.get_latest_revision_as_object(), page.locale.language_code)


def review(editor: Editor, page: CaseStoryPage, passed: object = CHECKS) -> None:
    """Review the newest text, having seen it."""
    acts.review_story(editor, page=page, seen=newest(page), passed=passed, remark="")


def publish(page: CaseStoryPage) -> None:
    """Publish the newest text."""
    page.refresh_from_db()
    page.get_latest_revision().publish()
    page.refresh_from_db()


def out(page: CaseStoryPage, writer: Editor, reviewer: Editor) -> None:
    """Put a story out, cleared."""
    consent(writer, page)
    review(reviewer, page)
    publish(page)
