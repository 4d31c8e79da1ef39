"""What editors published is handed out; what they uploaded around it is not."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from tests.site.admin import chief, editing_process
from tests.site.pictured import linked
from wagtail.documents.models import Document

from romdoul.site.counting import counted
from romdoul.site.counting.models import Tally

pytestmark = pytest.mark.django_db
BROWSER = {"user-agent": "Mozilla/5.0 (Linux; Android 11) Chrome/120"}


@pytest.fixture
def leaflet() -> Document:
    file = ContentFile(b"%PDF-1.7 a leaflet", name="leaflet.pdf")
    return linked(Document.objects.create(title="A leaflet", file=file))


def body(response: object) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_a_document_is_handed_out_and_counted(leaflet: Document) -> None:
    shown = Client().get(leaflet.url, headers=BROWSER)
    assert shown.status_code == 200
    assert body(shown).startswith(b"%PDF")
    assert shown.headers["Content-Type"] == "application/pdf"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    counted.flush()
    assert counted.total(Tally.Kind.DOWNLOAD, str(leaflet.pk)) == 1


def test_a_robots_taking_and_the_parts_of_one_are_not_counted(
    leaflet: Document,
) -> None:
    body(Client().get(leaflet.url, headers={"user-agent": "SomeBot/1.0"}))
    body(Client().get(leaflet.url, headers=BROWSER | {"range": "bytes=500-"}))
    Client().head(leaflet.url, headers=BROWSER).close()
    assert counted.flush() == 0


def test_another_name_is_another_file(leaflet: Document) -> None:
    wrong = leaflet.url.replace("leaflet", "other")
    assert Client().get(wrong).status_code == 404


def test_what_could_run_is_only_taken_away() -> None:
    file = io.BytesIO(b"<script>alert(1)</script>")
    page = Document.objects.create(
        title="A page", file=ContentFile(file.read(), name="page.html")
    )
    shown = Client().get(linked(page).url, headers=BROWSER)
    assert shown.headers["Content-Disposition"].startswith("attachment")
    assert body(shown)


@pytest.mark.parametrize(
    "name",
    [
        "../original_images/a.png",
        "a.svg",
        "%2e%2e/x.png",
        "../../site.sqlite3",
        "no.png",
    ],
)
def test_only_pictures_made_for_pages_are_shown(name: str) -> None:
    folder = Path(settings.MEDIA_ROOT)
    for place in ("images", "original_images"):
        (folder / place).mkdir(parents=True, exist_ok=True)
        (folder / place / "a.png").write_bytes(b"\x89PNG")
        (folder / place / "a.svg").write_bytes(b"<svg/>")
    with editing_process():
        editor = chief()
        assert body(editor.get("/pictures/images/a.png")) == b"\x89PNG"
        assert editor.get(f"/pictures/images/{name}").status_code == 404
    assert Client().get(f"/pictures/images/{name}").status_code == 404


def test_what_an_editor_looks_at_is_counted_as_taken_by_nobody(
    leaflet: Document,
) -> None:
    with editing_process():
        assert Client().get(leaflet.url).status_code == 302, "only who is signed in"
        shown = chief().get(leaflet.url, headers=BROWSER)
        assert body(shown).startswith(b"%PDF")
    assert counted.flush() == 0
