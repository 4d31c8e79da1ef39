"""No picture goes out that nothing says in words, unless it is decoration."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from tests.factories import uploads
from tests.site.admin import chief, editing_process
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from romdoul.site.content.places import page_at
from romdoul.site.pages.blocks import BODY, QUESTIONS
from romdoul.site.pages.models import ArticlePage, MaterialPage, ReportPage
from romdoul.site.pages.models.base import SitePage
from romdoul.site.pages.refusals import NoWords
from romdoul.site.pictures.sizes import words_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
KINDS = {
    ArticlePage: "explore/media/news",
    MaterialPage: "explore/guides",
    ReportPage: "explore/research",
}


@pytest.fixture
def picture() -> Image:
    file = ContentFile(uploads.png(), name="a.png")
    return Image.objects.create(title="A picture", file=file)


def page_of(kind: type[SitePage], **fields: object) -> SitePage:
    parent = page_at(KINDS[kind], "en")
    page = kind(
        title="A page",
        slug="a-page",
        published_on=timezone.localdate(),
        locale=parent.locale,
        live=False,
        **fields,
    )
    parent.add_child(instance=page)
    page.save_revision()
    return page


def block(picture: Image, words: str = "", *, is_decoration: bool = False) -> object:
    return {
        "image": ImageBlock().to_python(
            {"image": picture.pk, "alt_text": words, "decorative": is_decoration}
        ),
        "caption": "",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_beside_the_body_goes_out_with_words_alone(
    kind: type[SitePage], picture: Image
) -> None:
    page = page_of(kind, **{kind.PICTURE: picture})
    with pytest.raises(NoWords, match="no words"):
        page.get_latest_revision().publish()
    page.refresh_from_db()
    assert not page.live
    page.alternative = "A road at dusk"
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize("kind", KINDS)
def test_decoration_needs_no_words(kind: type[SitePage], picture: Image) -> None:
    page = page_of(kind, **{kind.PICTURE: picture}, is_decoration=True)
    page.body = [("picture", block(picture, is_decoration=True))]
    page.save_revision().publish()
    assert words_of(page.picture_in_words) == ""


def test_a_picture_in_the_body_is_named_by_its_place(picture: Image) -> None:
    page = page_of(ArticlePage)
    page.body = [("text", "<p>Words</p>"), ("picture", block(picture))]
    with pytest.raises(NoWords, match="body, part 2: Picture"):
        page.save_revision().publish()
    page.body = [("picture", block(picture, "A road"))]
    page.save_revision().publish()
    page.body = [("picture", block(picture, is_decoration=True))]
    page.save_revision().publish()


def test_the_words_are_what_a_visitor_without_pictures_gets(picture: Image) -> None:
    page = page_of(ArticlePage, picture=picture, alternative="A road at dusk")
    page.get_latest_revision().publish()
    assert 'alt="A road at dusk"' in Client().get(page.url).content.decode()


def sent(picture: Image, **more: object) -> dict[str, object]:
    told = {
        "title": "A page",
        "slug": "a-page",
        "published_on": "2026-01-02",
        "picture": picture.pk,
        "body": streamfield([("text", rich_text("<p>Words</p>"))]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
    }
    return nested_form_data(told | more)


@pytest.fixture
def editor() -> Iterator[Client]:
    with editing_process():
        yield chief()


def test_a_draft_may_lack_the_words(editor: Client, picture: Image) -> None:
    page = page_of(ArticlePage)
    answer = editor.post(f"/pages/{page.pk}/edit/", sent(picture))
    assert answer.status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().picture == picture


def test_the_editor_is_told_beside_the_picture(editor: Client, picture: Image) -> None:
    page = page_of(ArticlePage)
    told = sent(picture) | {"action-publish": "1"}
    answer = editor.post(f"/pages/{page.pk}/edit/", told)
    assert "Say in words what the picture shows" in answer.content.decode()
    page.refresh_from_db()
    assert not page.live
    told["alternative"] = "A road"
    assert editor.post(f"/pages/{page.pk}/edit/", told).status_code == 302
    page.refresh_from_db()
    assert page.live


def test_a_block_tells_it_as_well(editor: Client, picture: Image) -> None:
    page = page_of(ArticlePage)
    shown = {"image": picture.pk, "alt_text": "", "decorative": ""}
    body = streamfield([("picture", {"image": shown, "caption": ""})])
    told = sent(picture, body=body, alternative="A road") | {"action-publish": "1"}
    answer = editor.post(f"/pages/{page.pk}/edit/", told)
    assert answer.status_code == 200
    page.refresh_from_db()
    assert not page.live


def test_of_many_pages_none_goes_out_that_lacks_words(
    editor: Client, picture: Image
) -> None:
    page = page_of(ArticlePage, picture=picture)
    url = f"/bulk/wagtailcore/page/publish/?id={page.pk}"
    shown = editor.post(url, {"include_descendants": ""}, follow=True)
    assert "A page: picture" in shown.content.decode()
    page.refresh_from_db()
    assert not page.live


def test_every_kind_of_page_knows_its_picture() -> None:
    """A new field or block that holds a picture must ask for its words too."""
    for model in apps.get_models():
        fields = [f.name for f in model._meta.get_fields() if f.related_model is Image]
        if issubclass(model, Page):
            named = [model.PICTURE] if hasattr(model, "PICTURE") else []
            assert fields == named, model
        elif model._meta.app_label == "pages":
            assert not fields, model


def test_no_block_takes_a_picture_without_asking_for_its_words() -> None:
    def below(block: object) -> Iterator[object]:
        yield block
        if isinstance(block, ImageBlock):
            return
        children = getattr(block, "child_blocks", {}).values()
        for child in (*children, *filter(None, [getattr(block, "child_block", None)])):
            yield from below(child)

    found = [one for _name, top in (*BODY, *QUESTIONS) for one in below(top)]
    assert any(isinstance(one, ImageBlock) for one in found)
    assert not [one for one in found if isinstance(one, ImageChooserBlock)]
