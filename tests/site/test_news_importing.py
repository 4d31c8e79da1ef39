"""What was read is kept as a draft that nobody sees, and is on the ledger."""

import json
from pathlib import Path

import pytest
from django.test import Client
from tests.factories.ledger import events

from romdoul.cli import main
from romdoul.kernel.errors import BadInput
from romdoul.ledger.stores import Store
from romdoul.site.news.importing import import_article
from romdoul.site.news.reading import read_page
from romdoul.site.pages.models import ArticlePage

pytestmark = pytest.mark.django_db
SAVED = Path(__file__).parent / "saved"
PAPER = SAVED / "paper.html"


def test_an_article_becomes_a_draft_for_the_editor() -> None:
    page = import_article("operator", article=read_page(PAPER))
    page.refresh_from_db()
    assert (page.live, page.title) == (False, "Guesthouses learn whom to call")
    assert page.locale.language_code == "en"
    assert page.to_check
    assert str(page.body[0].value).count("<p>") == 4
    assert Client().get(f"/en/explore/media/news/{page.slug}/").status_code == 404
    assert events(Store.SITE) == ["news.imported"]


def test_a_khmer_article_is_kept_among_the_khmer_news() -> None:
    page = import_article("operator", article=read_page(SAVED / "khmer.txt"))
    assert page.locale.language_code == "km"
    assert "៖" in page.to_check
    assert "Left out" not in page.to_check


def test_the_same_article_is_not_kept_twice() -> None:
    import_article("operator", article=read_page(PAPER))
    with pytest.raises(BadInput, match="already"):
        import_article("operator", article=read_page(PAPER))
    assert ArticlePage.objects.filter(title__startswith="Guesthouses").count() == 1
    assert events(Store.SITE) == ["news.imported"]


def test_markup_in_a_text_stays_text(tmp_path: Path) -> None:
    words = "A sentence of the text that has <script>alert(1)</script> in it, said she."
    (tmp_path / "page.txt").write_text(f"A headline of a text\n\n{words}\n\n{words}\n")
    page = import_article("operator", article=read_page(tmp_path / "page.txt"))
    assert "<script>" not in str(page.body[0].value)


def test_a_dry_run_says_what_was_found_and_writes_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main, "start_django", lambda _settings: None)
    status = main.main(["news", "import", str(PAPER), "--json", "--dry-run"])
    said = json.loads(capsys.readouterr().out)
    assert status == 0
    assert said["title"] == "Guesthouses learn whom to call"
    assert said["published_on"] == "2024-03-09"
    assert len(said["paragraphs"]) == 4
    assert not ArticlePage.objects.filter(title=said["title"]).exists()
    assert events(Store.SITE) == []


def test_of_several_files_none_is_kept_when_one_cannot_be_read(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(main, "start_django", lambda _settings: None)
    empty = tmp_path / "empty.txt"
    empty.write_text("Nothing")
    assert main.main(["news", "import", str(PAPER), str(empty)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not ArticlePage.objects.filter(title__startswith="Guesthouses").exists()
