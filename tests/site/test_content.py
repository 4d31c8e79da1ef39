"""Folders of texts become pages."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image as Drawing
from wagtail.models import Page

from romdoul.kernel.errors import BadInput
from romdoul.site.content.loading import load
from romdoul.site.content.places import page_at
from romdoul.site.pages.models import ArticlePage, MaterialPage

pytestmark = pytest.mark.django_db
CARD = """picture_alt = "{alt}"
files = [{{ file = "card.pdf", about = "A card", language = "both" }}]
"""

LEADS = """
See [our team](page:about/team).

```callout
kind = "note"
text = "Ask [for help](page:act/help)."
```

```questions
[[questions]]
question = "Who works here?"
answer = "See [the team](page:about/team)."
```

```links
[[links]]
text = "What we want"
page = "about/mission"
```
"""


def write(folder: Path, shared: str, **told: str) -> Path:
    folder.mkdir()
    (folder / "page.toml").write_text(shared)
    for language, text in told.items():
        (folder / f"{language}.md").write_text(f'+++\ntitle = "A page"\n{text}')
    return folder


def shown(address: str) -> str:
    return Client().get(address).content.decode()


def test_a_place_is_a_link_wherever_it_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path / "leads", 'kind = "text"', en=f"+++\n{LEADS}")
    load(folder, under="about")
    page = shown("/en/about/leads/")
    main = page[page.index("<main") : page.index("</main")]
    for place, times in (("about/team", 2), ("act/help", 1), ("about/mission", 1)):
        assert main.count(f'href="/en/{place}/"') == times


@pytest.mark.parametrize(
    "body",
    [
        "[gone](page:about/nowhere)",
        '```links\n[[links]]\ntext = "Gone"\npage = "about/nowhere"\n```',
    ],
)
def test_a_place_where_nothing_is_stops_the_loading_and_nothing_was_made(
    body: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "lost", 'kind = "text"', en=f"+++\n{body}")
    with pytest.raises(BadInput, match="about/nowhere"):
        load(folder, under="about")
    assert not Page.objects.filter(slug="lost").exists()


def test_a_page_may_stand_in_one_language_alone(tmp_path: Path) -> None:
    folder = write(tmp_path / "alone", 'kind = "text"', km="+++\n")
    assert load(folder, under="about") == 1
    assert page_at("about/alone", "km") is not None
    assert page_at("about/alone", "en") is None


def test_tags_are_in_the_language_of_their_article(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "tagged",
        'kind = "article"\npublished_on = 2026-01-02',
        km='tags = ["ការបង្ការ"]\n+++\n',
        en='tags = ["Prevention"]\n+++\n',
    )
    load(folder, under="explore/media/news")
    tags = {
        page.locale.language_code: [tag.name for tag in page.tags.all()]
        for page in ArticlePage.objects.filter(slug="tagged")
    }
    assert tags == {"km": ["ការបង្ការ"], "en": ["Prevention"]}


def test_tags_on_a_page_that_has_none_are_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "tagged", 'kind = "text"', en='tags = ["A"]\n+++\n')
    with pytest.raises(BadInput, match="no tags"):
        load(folder, under="about")
    assert not Page.objects.filter(slug="tagged").exists()


def test_files_and_pictures_of_a_folder_come_with_it_and_are_kept_once(
    tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "published"
    folder = write(
        tmp_path / "card",
        'kind = "material"\npublished_on = 2026-01-02\npicture = "card.png"',
        km=f"{CARD.format(alt='កាត')}+++\n",
        en=f"{CARD.format(alt='A card')}+++\n",
    )
    (folder / "card.pdf").write_bytes(b"%PDF-1.7 a card")
    Drawing.new("RGB", (30, 40), "green").save(folder / "card.png")
    load(folder, under="explore/campaigns")
    pages = MaterialPage.objects.filter(slug="card")
    assert len({page.files.get().document_id for page in pages}) == 1
    assert {page.picture.default_alt_text for page in pages} == {"កាត", "A card"}
