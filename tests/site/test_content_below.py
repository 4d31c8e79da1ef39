"""Folders beside the first texts become pages where their paths say."""

from pathlib import Path

import pytest

from romdoul.kernel.errors import BadInput
from romdoul.site.content.loading import load_below, page_at

pytestmark = pytest.mark.django_db


def write(root: Path, place: str, *, kind: str = "text", body: str = "Words.") -> None:
    folder = root / place
    folder.mkdir(parents=True)
    (folder / "page.toml").write_text(f'kind = "{kind}"\n')
    for language in ("km", "en"):
        title = f"{folder.name} {language}"
        text = f'+++\ntitle = "{title}"\n+++\n{body}\n'
        (folder / f"{language}.md").write_text(text)


def test_a_folder_becomes_a_published_page_in_each_language(tmp_path: Path) -> None:
    write(tmp_path, "about/team/a-visit")
    assert load_below(tmp_path) == 2
    for language in ("km", "en"):
        page = page_at("about/team/a-visit", language)
        assert page is not None
        assert page.live
        assert page.title == f"a-visit {language}"


def test_pages_in_two_folders_may_lead_to_one_another(tmp_path: Path) -> None:
    write(tmp_path, "about/first", body="See [it](page:work/second).")
    write(tmp_path, "work/second", body="See [it](page:about/first).")
    assert load_below(tmp_path) == 4
    page = page_at("about/first", "en")
    second = page_at("work/second", "en")
    assert page is not None
    assert second is not None
    assert f'id="{second.pk}"' in str(page.specific.body.raw_data)


def test_what_lies_below_a_page_is_a_page_below_it(tmp_path: Path) -> None:
    write(tmp_path, "about/first")
    write(tmp_path, "about/first/second")
    assert load_below(tmp_path) == 4
    assert page_at("about/first/second", "km") is not None


def test_a_place_that_is_none_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "nowhere/first")
    with pytest.raises(BadInput):
        load_below(tmp_path)


def test_no_folder_makes_no_page(tmp_path: Path) -> None:
    assert load_below(tmp_path) == 0
