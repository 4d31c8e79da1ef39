"""The website's clock: what is due goes out or is taken off, and nothing else."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from tests.factories.articles import article
from tests.factories.ledger import events
from tests.site.test_stories import TODAY
from wagtail.models import Page, PageLogEntry

from romdoul.cli.checks_of_website import website
from romdoul.cli.findings import State
from romdoul.jobs.website import duties
from romdoul.jobs.website.duties import all_duties
from romdoul.kernel.errors import Refused
from romdoul.ledger.stores import Store
from romdoul.site.content.places import page_at
from romdoul.site.counting.counted import total
from romdoul.site.counting.models import Tally
from romdoul.site.editors.models import Editor
from romdoul.site.models import LastDone
from romdoul.site.pages import editions
from romdoul.site.pages.due import publish_due, withdraw_due
from romdoul.site.pages.models import ArticlePage, CaseStoryPage
from romdoul.site.pages.models.story_records import StoryConsent

pytestmark = pytest.mark.django_db
NOW = timezone.now()
PAST, AHEAD = NOW - timedelta(minutes=1), NOW + timedelta(hours=1)


def waiting(title: str, at: datetime) -> ArticlePage:
    """Return a draft that a reviewer let go out at a moment."""
    page = article(title, TODAY)
    page.unpublish()
    page.go_live_at = AHEAD
    page.save_revision().publish()
    page.revisions.update(approved_go_live_at=None)
    newest = page.revisions.latest("pk")
    newest.approved_go_live_at = at
    newest.content["go_live_at"] = at.isoformat()
    newest.save()
    return page


def is_out(page: Page) -> bool:
    page.refresh_from_db()
    return bool(page.live)


def edition() -> int:
    editions.forget()
    return editions.current()


def test_what_is_due_goes_out_and_nothing_else_does() -> None:
    due, later = waiting("Due", PAST), waiting("Later", AHEAD)
    before = edition()
    assert publish_due() == 1
    assert is_out(due)
    assert not is_out(later)
    # What the public process keeps of the last edition ends.
    assert edition() > before
    assert PageLogEntry.objects.filter(
        page=due, action="wagtail.publish.scheduled"
    ).exists()


def test_what_was_to_be_out_until_now_is_taken_off_and_nothing_else_is() -> None:
    over, on = article("Over", TODAY), article("On", TODAY)
    Page.objects.filter(pk=over.pk).update(expire_at=PAST)
    Page.objects.filter(pk=on.pk).update(expire_at=AHEAD)
    before = edition()
    assert withdraw_due() == 1
    assert not is_out(over)
    assert over.expired
    assert is_out(on)
    assert edition() > before


def test_run_twice_it_changes_nothing_more() -> None:
    waiting("Due", PAST)
    duties.pages()
    first = edition(), PageLogEntry.objects.count()
    duties.pages()
    assert (edition(), PageLogEntry.objects.count()) == first


def test_a_story_that_is_not_cleared_stays_a_draft_and_keeps_no_page_waiting() -> None:
    parent = page_at("explore/media/stories", "en")
    assert parent is not None
    story = CaseStoryPage(
        title="A kite", told_on=TODAY, locale=parent.locale, live=False
    )
    parent.add_child(instance=story)
    revision = story.save_revision()
    revision.approved_go_live_at = PAST - timedelta(hours=1)
    revision.save()
    page = waiting("Due", PAST)
    assert publish_due() == 1
    assert not is_out(story)
    assert is_out(page)


def test_a_page_that_fails_half_way_is_rolled_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = waiting("Due", PAST)
    goes_out = ArticlePage.publish

    def publish(self: ArticlePage, *args: object, **how: object) -> None:
        goes_out(self, *args, **how)
        raise Refused("page:publish", "late")

    monkeypatch.setattr(ArticlePage, "publish", publish)
    assert publish_due() == 0
    assert not is_out(page)
    assert page.revisions.filter(approved_go_live_at=PAST).exists()


def test_a_consent_that_ran_out_ends_by_the_clock_and_is_recorded() -> None:
    parent = page_at("explore/media/stories", "en")
    assert parent is not None
    story = CaseStoryPage(title="A kite", told_on=TODAY, locale=parent.locale)
    parent.add_child(instance=story)
    CaseStoryPage.objects.filter(pk=story.pk).update(live=True)
    assert duties.stories() == 1
    assert not is_out(story)
    assert events(Store.SITE)[-1] == "story.consent_ended"
    assert duties.stories() == 0


def test_counts_of_a_past_day_are_added_up_and_today_s_are_left() -> None:
    for on in ("2026-01-02", "2026-01-02", TODAY, TODAY):
        Tally.objects.create(kind="view", subject="a", on=on, number=2)
    rounds = {duty.name: duty for duty in all_duties()}
    assert rounds["add up what was counted"].act() == 1
    assert rounds["add up what was counted"].act() == 0
    assert total(Tally.Kind.VIEW, "a") == 8
    assert Tally.objects.filter(on=TODAY).count() == 2


def test_the_clock_notes_when_it_looked() -> None:
    duties.pages()
    noted = LastDone.objects.get(name="pages").at
    assert timezone.now() - noted < timedelta(seconds=10)


def test_consent_still_held_keeps_its_story_out() -> None:
    parent = page_at("explore/media/stories", "en")
    assert parent is not None
    story = CaseStoryPage(title="A kite", told_on=TODAY, locale=parent.locale)
    parent.add_child(instance=story)
    CaseStoryPage.objects.filter(pk=story.pk).update(live=True)
    editor = Editor.objects.create(username="writer", ref="E-1")
    StoryConsent.objects.create(
        story=story.translation_key,
        given_on=TODAY,
        kept_at="K-1",
        recorded_by_id=editor.pk,
    )
    assert duties.stories() == 0
    assert is_out(story)


def test_the_doctor_says_when_the_clock_last_ran() -> None:
    [finding] = website()
    assert "never ran" in finding.says
    assert finding.state is not State.OK
    duties.pages()
    [finding] = website()
    assert finding.state is State.OK
    LastDone.objects.update(at=timezone.now() - timedelta(minutes=20))
    [finding] = website()
    assert finding.state is not State.OK
    assert "romdoul serve --process clock" in finding.says
