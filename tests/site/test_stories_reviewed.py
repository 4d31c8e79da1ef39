"""A review is of the text that was seen, by somebody who did not write a word of it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client, TestCase
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import translation
from tests.factories.editors import account, editor, signed_in
from tests.factories.ledger import events
from tests.site.admin import editing_process, public_process
from tests.site.stories import TODAY, consent, newest, out, publish, review, written
from wagtail.models import Locale, Revision
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
)

from romdoul.kernel.errors import BadInput, Refused
from romdoul.ledger.stores import Store
from romdoul.site.editors.models import Editor
from romdoul.site.editors.roles import Role
from romdoul.site.pages.models import CaseStoryPage
from romdoul.site.pages.models.story_records import StoryReview, StoryTranslator
from romdoul.site.stories import acts
from romdoul.site.stories.clearing import CHECKS, digest_of

pytestmark = pytest.mark.django_db
REMARK = "The second sentence could be shorter."


@pytest.fixture(autouse=True)
def in_the_editing_process() -> Iterator[None]:
    with editing_process():
        yield


@pytest.fixture
def writer() -> Editor:
    return editor("writer", Role.EDITOR)


@pytest.fixture
def reviewer() -> Editor:
    return editor("reviewer", Role.REVIEWER)


@pytest.fixture
def story(writer: Editor) -> CaseStoryPage:
    return written(writer)


def change(page: CaseStoryPage, writer: Editor, **fields: object) -> None:
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=writer)


def sent(browser: Client, page: CaseStoryPage, seen: str) -> Any:
    """Send the form of a review with every question answered."""
    told = {"passed": list(CHECKS), "remark": REMARK, "seen": seen}
    address = f"/stories/{page.translation_key}/review/{page.pk}/"
    return browser.post(address, told)


def test_a_review_of_what_is_not_the_newest_text_is_refused(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    seen = newest(story)
    change(story, writer, summary="A summary that nobody has looked at.")
    with pytest.raises(BadInput):
        acts.review_story(reviewer, page=story, seen=seen, passed=CHECKS, remark="")
    assert not StoryReview.objects.exists()
    assert events(Store.SITE) == []


@pytest.mark.parametrize("seen", ["", "0" * 64])
def test_a_form_without_what_was_seen_is_refused(
    story: CaseStoryPage, reviewer: Editor, seen: str
) -> None:
    assert sent(signed_in(reviewer), story, seen).status_code == 422
    assert not StoryReview.objects.exists()


def test_the_desk_sends_what_it_shows_and_keeps_what_was_typed(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    browser = signed_in(reviewer)
    desk = f"/stories/{story.translation_key}/"
    seen = newest(story)
    shown = browser.get(desk).content.decode()
    assert f'name="seen" value="{seen}"' in shown
    assert "She found words for it after a year." in shown
    change(story, writer, summary="Another summary.")
    answer = sent(browser, story, seen)
    again = answer.content.decode()
    assert answer.status_code == 422
    assert "The text changed while you read it" in again
    assert REMARK in again
    assert " checked" not in again, "every question is asked anew"
    assert "Another summary." in again
    assert sent(browser, story, newest(story)).status_code == 302
    assert StoryReview.objects.get().remark == REMARK


def test_the_desk_shows_what_readers_get_beside_the_text(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    change(story, writer, seo_title="A title for searching", slug="an-address")
    shown = signed_in(reviewer).get(f"/stories/{story.translation_key}/")
    for words in ("A title for searching", "an-address", "Told on"):
        assert words in shown.content.decode()


def test_a_reviewed_text_can_be_reviewed_again(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    out(story, writer, reviewer)
    shown = signed_in(reviewer).get(f"/stories/{story.translation_key}/")
    assert f"/review/{story.pk}/" in shown.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seo_title", "Another title"),
        ("slug", "another-address"),
        ("told_on", TODAY - timedelta(days=400)),
    ],
)
def test_what_readers_get_beside_the_text_is_part_of_it(
    story: CaseStoryPage, writer: Editor, reviewer: Editor, field: str, value: object
) -> None:
    consent(writer, story)
    review(reviewer, story)
    change(story, writer, **{field: value})
    with pytest.raises(Refused):
        publish(story)


def test_the_text_is_the_same_in_whichever_language_an_editor_works(
    story: CaseStoryPage,
) -> None:
    found = []
    for language in ("km", "en"):
        with translation.override(language):
            found.append(digest_of(story, "en"))
    assert len(set(found)) == 1


def translated(submitter: Editor, page: CaseStoryPage) -> CaseStoryPage:
    """Submit a story for translation; return the page in Khmer."""
    khmer = Locale.objects.get(language_code="km")
    told = {"locales": [khmer.pk]}
    with TestCase.captureOnCommitCallbacks(execute=True):
        browser = signed_in(submitter)
        answer = browser.post(f"/localize/submit/page/{page.pk}/", told)
    assert answer.status_code == 302
    return page.get_translation(khmer).specific


def typed(translator: Editor, page: CaseStoryPage) -> None:
    """Type one string of a translation."""
    source = Translation.objects.get().source
    segment = StringSegment.objects.get(source=source, context__path="title")
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=page.locale,
        data="ក្មេងស្រីនិងខ្លែង",
        last_translated_by=translator,
    )


def put(browser: Client, address: str, words: str) -> None:
    """Send one string as the side-by-side editor does."""
    form = encode_multipart(BOUNDARY, {"value": words})
    answer = browser.put(address, form, content_type=MULTIPART_CONTENT)
    assert answer.status_code in {200, 201}


def title_in_translation() -> str:
    """Return where the title is typed in the one translation that there is."""
    segment = StringSegment.objects.get(context__path="title")
    begun = Translation.objects.get()
    return f"/localize/translate/{begun.pk}/strings/{segment.pk}/edit/"


def test_who_translated_a_string_of_it_cannot_review_it(
    story: CaseStoryPage, writer: Editor
) -> None:
    khmer = translated(writer, story)
    translator = account("translator", "add_storyreview")
    assert not khmer.wrote(translator.pk)
    typed(translator, khmer)
    assert not Revision.objects.for_instance(khmer).filter(user=translator).exists()
    with pytest.raises(Refused):
        review(translator, khmer)
    assert not StoryReview.objects.exists()
    assert not story.specific.wrote(translator.pk), "the other language is not theirs"


def test_nor_can_who_typed_what_somebody_else_typed_over_since(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    khmer = translated(writer, story)
    address = title_in_translation()
    first = editor("reviewer-1", Role.REVIEWER)
    put(signed_in(first), address, "ខ្លែង")
    second = editor("writer-2", Role.EDITOR)
    put(signed_in(second), address, "ក្មេងស្រីនិងខ្លែង")
    assert StringTranslation.objects.get().last_translated_by == second
    with pytest.raises(Refused):
        review(first, khmer)
    assert not StoryReview.objects.exists()
    StringTranslation.objects.all().delete()
    assert khmer.wrote(first.pk), "what was typed is gone, who typed it is not"
    assert not khmer.wrote(reviewer.pk)
    assert not story.specific.wrote(first.pk), "the other language is not theirs"


def test_nor_can_who_took_out_what_somebody_else_typed(
    story: CaseStoryPage, writer: Editor
) -> None:
    khmer = translated(writer, story)
    address = title_in_translation()
    put(signed_in(editor("writer-2", Role.EDITOR)), address, "ខ្លែង")
    first = editor("reviewer-1", Role.REVIEWER)
    assert not khmer.wrote(first.pk)
    assert signed_in(first).delete(address).status_code == 200
    assert not StringTranslation.objects.exists()
    with pytest.raises(Refused):
        review(first, khmer)
    assert not story.specific.wrote(first.pk), "the other language is not theirs"


def test_nor_can_who_took_out_another_value(
    story: CaseStoryPage, writer: Editor
) -> None:
    khmer = translated(writer, story)
    begun = Translation.objects.select_related("source").get()
    context = TranslationContext.objects.filter(object=begun.source.object).first()
    told = {"context": context, "data_json": '"x"'}
    value = OverridableSegment.objects.create(source=begun.source, order=0, **told)
    SegmentOverride.objects.create(
        locale=khmer.locale, last_translated_by=editor("writer-2", Role.EDITOR), **told
    )
    first = editor("reviewer-1", Role.REVIEWER)
    address = f"/localize/translate/{begun.pk}/overrides/{value.pk}/edit/"
    assert signed_in(first).delete(address).status_code == 200
    assert not SegmentOverride.objects.exists()
    with pytest.raises(Refused):
        review(first, khmer)


def test_who_took_out_nothing_wrote_nothing(
    story: CaseStoryPage, writer: Editor
) -> None:
    khmer = translated(writer, story)
    address = title_in_translation()
    first = editor("reviewer-1", Role.REVIEWER)
    assert signed_in(first).delete(address).status_code == 404
    assert not khmer.wrote(first.pk)


def test_of_other_pages_nobody_keeps_who_translated(
    story: CaseStoryPage, writer: Editor
) -> None:
    khmer = translated(writer, story)
    CaseStoryPage.objects.all().update(translation_key=uuid4())
    typed(writer, khmer)
    assert not StoryTranslator.objects.exists()


def test_who_put_another_value_into_it_cannot_review_it(
    story: CaseStoryPage, writer: Editor
) -> None:
    khmer = translated(writer, story)
    translator = account("translator", "add_storyreview")
    context = TranslationContext.objects.filter(
        object__translation_key=story.translation_key
    ).first()
    SegmentOverride.objects.create(
        context=context,
        locale=khmer.locale,
        data_json='"x"',
        last_translated_by=translator,
    )
    with pytest.raises(Refused):
        review(translator, khmer)


def test_who_had_it_translated_cannot_review_it(
    story: CaseStoryPage, reviewer: Editor
) -> None:
    khmer = translated(reviewer, story)
    with pytest.raises(Refused):
        review(reviewer, khmer)


def test_who_only_pressed_publish_on_a_translation_may_review_it(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    khmer = translated(writer, story)
    typed(writer, khmer)
    with TestCase.captureOnCommitCallbacks(execute=False):
        browser = signed_in(reviewer)
        browser.post(f"/pages/{khmer.pk}/edit/", {"action": "publish"})
    khmer = CaseStoryPage.objects.get(pk=khmer.pk)
    assert khmer.title == "ក្មេងស្រីនិងខ្លែង"
    assert not khmer.live
    review(reviewer, khmer)
    assert StoryReview.objects.get().is_passed


def test_a_translation_of_what_is_out_changes_nothing_before_its_review(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    khmer = translated(writer, story)
    out(khmer, writer, reviewer)
    typed(writer, khmer)
    with TestCase.captureOnCommitCallbacks(execute=False):
        browser = signed_in(reviewer)
        browser.post(f"/pages/{khmer.pk}/edit/", {"action": "publish"})
    with public_process():
        shown = Client().get(f"/km/explore/media/stories/{khmer.slug}/")
    assert shown.status_code == 200
    assert "ក្មេងស្រីនិងខ្លែង" not in shown.content.decode()


def test_publishing_a_translation_that_nobody_reviewed_says_what_to_do(
    story: CaseStoryPage, writer: Editor
) -> None:
    khmer = translated(writer, story)
    typed(writer, khmer)
    person = editor("reviewer-km", Role.REVIEWER, language="km")
    browser = signed_in(person)
    with TestCase.captureOnCommitCallbacks(execute=True):
        told = {"action": "publish"}
        answer = browser.post(f"/pages/{khmer.pk}/edit/", told, follow=True)
    assert answer.redirect_chain == [(f"/stories/{story.translation_key}/", 302)]
    said = answer.content.decode()
    assert "ការបកប្រែនេះត្រូវបានរក្សាទុកជាសេចក្តីព្រាង" in said
    assert "ក្មេងស្រីនិងខ្លែង" in said, "the desk shows what is to be reviewed"
    khmer = CaseStoryPage.objects.get(pk=khmer.pk)
    assert not khmer.live
    assert StringTranslation.objects.get().data == "ក្មេងស្រីនិងខ្លែង"
    consent(writer, khmer)
    review(person, khmer)
    with TestCase.captureOnCommitCallbacks(execute=True):
        browser.post(f"/pages/{khmer.pk}/edit/", {"action": "publish"})
    assert CaseStoryPage.objects.get(pk=khmer.pk).live, "who pressed did not write it"


def test_nor_does_taking_changes_over_publish_it_and_it_says_so(
    story: CaseStoryPage, writer: Editor
) -> None:
    khmer = translated(writer, story)
    source = Translation.objects.get().source
    change(story, writer, title="The girl with the blue kite")
    browser = signed_in(editor("reviewer-1", Role.REVIEWER))
    with TestCase.captureOnCommitCallbacks(execute=True):
        told = {"publish_translations": "on"}
        answer = browser.post(f"/localize/update/{source.pk}/", told, follow=True)
    assert answer.redirect_chain[-1][0] == f"/stories/{story.translation_key}/"
    assert "The translation is kept as a draft" in answer.content.decode()
    assert not CaseStoryPage.objects.get(pk=khmer.pk).live


def test_what_is_out_is_submitted_for_translation_as_a_draft(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    out(story, writer, reviewer)
    khmer = translated(reviewer, story)
    assert not khmer.live
