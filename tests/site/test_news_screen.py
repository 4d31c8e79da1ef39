"""A saved page becomes a draft on a screen, as it does by the command."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories import editors, uploads
from tests.factories.ledger import events
from tests.site.admin import chief, editing_process

from romdoul.kernel.errors import Refused
from romdoul.ledger.stores import Store
from romdoul.site.editors.roles import Role
from romdoul.site.news.article import Article
from romdoul.site.news.importing import import_article
from romdoul.site.pages.models import ArticlePage

pytestmark = pytest.mark.django_db
WORDS = (
    "The road was opened on Monday, and the children of three villages can now walk"
    " to school along it without crossing the river."
)
PAGE = f"""<!doctype html><html><head><title>A road to school | The Paper</title>
<meta property="og:site_name" content="The Paper"></head><body>
<nav><a href="/">Home</a></nav><article><h1>A road to school</h1>
<p class="byline">By Sok Dara</p><p>{WORDS}</p><p>{WORDS} It took a year.</p>
<p>{WORDS} People gave their land.</p></article></body></html>"""
TEXT = "\n".join(
    (
        "A road to school",
        "By Sok Dara",
        "3 March 2026",
        "",
        WORDS,
        "",
        f"{WORDS} It did.",
    )
)


@pytest.fixture(autouse=True)
def in_the_editing_process() -> Iterator[None]:
    with editing_process():
        yield


def saved(content: bytes, name: str = "page.html") -> dict[str, object]:
    return {"file": SimpleUploadedFile(name, content), "text": ""}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    "sent",
    [saved(PAGE.encode()), {"text": PAGE}, {"text": TEXT}],
    ids=["file", "html", "text"],
)
def test_a_saved_page_becomes_a_draft_with_its_doubts(
    role: Role, sent: dict[str, object]
) -> None:
    client = chief(role=role)
    if "file" in sent:
        sent["file"].seek(0)
    answer = client.post("/import/", sent)
    page = ArticlePage.objects.latest("pk")
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == f"/pages/{page.pk}/edit/"
    assert not page.live
    assert page.title == "A road to school"
    assert WORDS in str(page.body)
    assert page.to_check
    assert page.get_latest_revision().user.username == f"{role}-en"
    assert events(Store.SITE)[-1] == "news.imported"
    shown = client.get(answer["Location"]).content.decode()
    assert shown.index("To check") < shown.index("id_title")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"text": ""}, "Choose a saved page, or paste a text."),
        (saved(uploads.png(), "page.html"), "neither a web page nor a plain text"),
        (saved(b"<html><body></body></html>"), "holds no article"),
        (saved(b"x" * 10_000_001), "too large"),
    ],
    ids=["nothing", "picture", "empty", "large"],
)
def test_what_holds_no_article_is_said_and_nothing_is_kept(
    sent: dict[str, object], words: str
) -> None:
    before = ArticlePage.objects.count()
    answer = chief().post("/import/", sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert ArticlePage.objects.count() == before


def test_what_is_there_already_is_not_made_twice() -> None:
    client = chief()
    client.post("/import/", {"text": PAGE})
    answer = client.post("/import/", {"text": PAGE})
    assert answer.status_code == 422
    assert "is there already" in answer.content.decode()
    assert ArticlePage.objects.filter(title="A road to school").count() == 1


def test_a_saved_page_is_kept_nowhere(tmp_path: Path) -> None:
    before = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    chief().post("/import/", saved(PAGE.encode()))
    after = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    assert after == before


def test_who_may_write_nothing_there_imports_nothing() -> None:
    nobody = editors.account("nobody", "access_admin")
    with pytest.raises(Refused):
        import_article(nobody, article=Article(title="A", paragraphs=("Words.",)))
    assert not ArticlePage.objects.filter(title="A").exists()
    assert events(Store.SITE)[-1] == "action.refused"


def test_in_khmer_the_screen_is_khmer() -> None:
    shown = chief("km").get("/import/").content.decode()
    assert "Make a draft" not in shown
    assert "Import an article" not in shown
