"""Reports and materials: read here, chosen from lists, taken away, and counted."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image as Drawing
from pypdf import PdfReader
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.rich_text import RichText

from romdoul.documents.setting import Busy
from romdoul.site.content.places import page_at
from romdoul.site.counting import counted
from romdoul.site.counting.models import Tally
from romdoul.site.pages.models import MaterialFile, MaterialPage, ReportPage
from romdoul.site.papers import made

pytestmark = pytest.mark.django_db
BROWSER = {"user-agent": "Mozilla/5.0 (Linux; Android 11) Chrome/120"}
REPORTS, GUIDES = "about/impact-reports", "explore/guides"
FIGURE = {
    "value": "18",
    "unit": "cases",
    "label": "Cases with us",
    "definition": "Counted once.",
    "period": "2025",
    "cutoff": date(2025, 12, 31),
}


@pytest.fixture(autouse=True)
def a_folder_of_its_own(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def placed(kind: type, place: str, language: str, slug: str, **told: object) -> Any:
    parent = page_at(place, language)
    page = kind(title=told.pop("title", slug), slug=slug, locale=parent.locale, **told)
    parent.add_child(instance=page)
    return page


def published(page: Any) -> Any:
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def report(slug: str = "the-year", language: str = "en", **told: object) -> ReportPage:
    fields: dict[str, object] = {
        "published_on": date(2026, 3, 20),
        "authors": "Chenda Vong",
        "period_from": date(2025, 1, 1),
        "period_until": date(2025, 12, 31),
        "body": [
            ("text", RichText("<h2>One</h2><p>Words.</p><h2>Two</h2><h2>Three</h2>")),
            ("figure", FIGURE),
            ("figure", FIGURE | {"value": "4", "label": "Months until safe"}),
            ("figure", FIGURE | {"value": "2", "label": "At one time"}),
        ],
    }
    made_page = placed(ReportPage, REPORTS, language, slug, **(fields | told))
    return published(made_page)  # type: ignore[no-any-return]


def material(slug: str, language: str = "en", **told: object) -> MaterialPage:
    fields = {"published_on": date(2026, 1, 5), "audience": "police"}
    return placed(MaterialPage, GUIDES, language, slug, **(fields | told))  # type: ignore[no-any-return]


def document(name: str = "guide.pdf", content: bytes = b"%PDF-1.7 a guide") -> Document:
    return Document.objects.create(title=name, file=ContentFile(content, name=name))


def shown(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def text_of(answer: Any) -> str:
    pages = PdfReader(BytesIO(answer.content)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_a_report_says_what_it_is() -> None:
    page = shown(report().url)
    for words in (
        "Impact report",
        "20 March 2026",
        "Chenda Vong",
        "1 January 2025",
        "31 December 2025",
        "Everyone",
        "CC BY-NC",
    ):
        assert words in page, words


def test_its_contents_lead_to_its_parts_and_its_figures_to_their_definitions() -> None:
    page = shown(report().url)
    for number, words in enumerate(("One", "Two", "Three"), 1):
        assert f'<h2 id="part-{number}">{words}</h2>' in page
        assert f'href="#part-{number}">{words}</a>' in page
    for number, label in enumerate(("Cases with us", "Months until safe"), 1):
        assert f'id="figure-{number}"' in page
        assert f'href="#figure-{number}">{label}</a>' in page


def test_two_figures_stand_together_before_the_text_and_one_alone_does_not() -> None:
    two = [("figure", FIGURE), ("figure", FIGURE | {"label": "At one time"})]
    assert "In figures" in shown(report("two", body=two).url)
    assert "In figures" not in shown(report("one", body=two[:1]).url)


def test_it_leads_to_itself_in_the_other_language_where_it_is_out() -> None:
    khmer = report(language="km", title="របាយការណ៍")
    english = report(title="The report", translation_key=khmer.translation_key)
    row = '<th scope="row">Also in</th><td><a class="more" href="{}" hreflang="km"'
    assert row.format(khmer.url) in shown(english.url)
    khmer.unpublish()
    assert "Also in" not in shown(english.url)


def test_it_says_how_to_cite_it_with_its_own_address() -> None:
    page = report(title="The year")
    cited = "Chenda Vong. The year. Romdoul, "
    assert cited in shown(page.url)
    assert f"http://testserver{page.url}" in shown(page.url).partition(cited)[2]


def test_publishing_makes_the_pdf_and_asking_writes_nothing() -> None:
    page = report()
    path = made.path_of(page)
    assert path.is_file()
    path.unlink()
    answer = Client().get(f"{page.url}pdf/", headers=BROWSER)
    assert answer["Content-Type"] == "application/pdf"
    assert "Monthsuntilsafe" in text_of(answer)
    assert not path.exists()


def test_the_pdf_is_of_what_is_published() -> None:
    page = report()
    page.title = "Another name"
    page.save_revision()
    page.refresh_from_db()
    assert "Anothername" not in text_of(Client().get(f"{page.url}pdf/"))
    page.get_latest_revision().publish()
    assert "Anothername" in text_of(Client().get(f"{page.url}pdf/"))
    assert len(list((Path(settings.MEDIA_ROOT) / made.FOLDER).iterdir())) == 1


def test_what_is_withdrawn_has_no_pdf() -> None:
    page = report()
    address = f"{page.url}pdf/"
    page.unpublish()
    assert not made.path_of(page).exists()
    assert Client().get(address).status_code == 404


def test_a_khmer_report_is_a_khmer_document() -> None:
    page = report(language="km", title="របាយការណ៍")
    answer = Client().get(f"{page.url}pdf/")
    assert PdfReader(BytesIO(answer.content)).trailer["/Root"]["/Lang"] == "km"
    assert "របាយការណ៍" in text_of(answer)
    assert answer["Content-Disposition"] == 'inline; filename="the-year-km.pdf"'


def test_a_file_of_an_editors_takes_the_place_of_the_one_that_is_made() -> None:
    page = report(document=document("annual.pdf"))
    assert not made.path_of(page).exists()
    assert "/annual.pdf" in shown(page.url)
    assert Client().get(f"{page.url}pdf/").status_code == 404


def test_a_page_goes_out_where_its_pdf_has_to_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def busy(_page: object) -> bytes:
        raise Busy

    monkeypatch.setattr(made, "pdf_of", busy)
    page = report()
    assert page.live
    waiting = Client().get(f"{page.url}pdf/")
    assert waiting.status_code == 503
    assert "try again" in waiting.content.decode()


def test_a_picture_on_the_cover_stands_in_the_document_too() -> None:
    drawn = BytesIO()
    Drawing.new("RGB", (300, 400), "green").save(drawn, "PNG")
    drawn.seek(0)
    cover = Image.objects.create(
        title="A house", description="A house", file=ImageFile(drawn, name="a.png")
    )
    answer = Client().get(f"{report(cover=cover, alternative='A house').url}pdf/")
    assert len(PdfReader(BytesIO(answer.content)).pages[0].images) == 1


def test_taking_the_pdf_is_counted_and_told_to_readers() -> None:
    page = report()
    Client().get(f"{page.url}pdf/", headers=BROWSER)
    Client().head(f"{page.url}pdf/", headers=BROWSER)
    Client().get(f"{page.url}pdf/", headers={"user-agent": "SomeBot/1.0"})
    counted.flush()
    assert counted.total(Tally.Kind.DOWNLOAD, f"page-{page.pk}") == 1
    assert "taken 1 time" in shown(page.url)


def test_the_other_languages_file_is_offered_after_ones_own() -> None:
    khmer = report(language="km", title="របាយការណ៍")
    english = report(title="The report", translation_key=khmer.translation_key)
    page = shown(english.url)
    own, other = (page.index(f'href="{one.url}pdf/"') for one in (english, khmer))
    assert own < other


def test_reports_stand_newest_first_and_are_chosen_by_kind_and_year() -> None:
    report("older", title="Older", published_on=date(2025, 3, 1))
    report("newer", title="Newer", report_kind="evaluation")
    index = f"/en/{REPORTS}/"
    page = shown(index)
    assert page.index(">Newer<") < page.index(">Older<")
    for path, stands, stands_not in (
        ("year/2025/", "Older", "Newer"),
        ("kind/evaluation/", "Newer", "Older"),
        ("kind/evaluation/year/2026/", "Newer", "Older"),
    ):
        assert f'href="{index}{path}"' in page or "year/2026" in path
        chosen = shown(index + path)
        assert f">{stands}<" in chosen
        assert f">{stands_not}<" not in chosen


@pytest.mark.parametrize(
    "path", ["year/1999/", "kind/nothing/", "year/2026/kind/impact/", "pdf/"]
)
def test_what_is_not_there_to_be_chosen_is_not_there(path: str) -> None:
    report()
    assert Client().get(f"/en/{REPORTS}/{path}").status_code == 404


def test_materials_are_chosen_by_audience_and_by_any_twins_language() -> None:
    khmer = published(material("with-twin", "km", title="មានពីរភាសា"))
    published(
        material("with-twin", title="In both", translation_key=khmer.translation_key)
    )
    published(material("alone", title="In one", audience="parents"))
    index = f"/en/{GUIDES}/"
    assert ">In one<" not in shown(f"{index}for/police/")
    khmer_ones = shown(f"{index}in/km/")
    assert ">In both<" in khmer_ones
    assert ">In one<" not in khmer_ones


def test_a_file_says_its_format_its_size_and_how_often_it_was_taken() -> None:
    page = material("guide", title="A guide")
    page.files = [
        MaterialFile(document=document("g.odt", b"x" * 3000), language="both", about="")
    ]
    published(page)
    taken = page.files.get().document
    Tally.objects.create(
        kind="download", subject=str(taken.pk), on=date(2026, 1, 1), number=12
    )
    said = shown(page.url)
    assert "ODT, 2.9\xa0KB" in said
    assert "Khmer and English" in said
    assert "taken 12 times" in said


def test_a_list_costs_the_same_however_long_it_is() -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown(f"/en/{GUIDES}/for/police/")
        return len(queries)

    published(material("first"))
    shown(f"/en/{GUIDES}/")
    few = cost()
    for number in range(12):
        published(material(f"more-{number}"))
    shown(f"/en/{GUIDES}/")
    assert cost() <= few
