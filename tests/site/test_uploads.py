"""What editors upload is looked at by its content, on every way it can come."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader
from tests.architecture.test_routes import routes_of
from tests.factories import uploads
from tests.factories.uploads import SECRET
from tests.site.admin import chief, editing_process
from wagtail.documents.models import Document
from wagtail.images.models import Image as Picture
from wagtail.models import UploadedFile

from romdoul.site.editing.uploads import handler, pictures
from romdoul.site.editing.uploads.handler import TAKEN
from romdoul.site.editors.models import Editor

pytestmark = [
    pytest.mark.django_db,
    # Wagtail lets go of what it made a picture in, and closes it not.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def in_the_editing_process(
    tmp_path: Path, settings: pytest.FixtureRequest
) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "published"
    with editing_process():
        yield


@pytest.fixture
def editor() -> Client:
    return chief()


def kept() -> list[Path]:
    root = Path(settings.MEDIA_ROOT)
    return [path for path in root.rglob("*") if path.is_file()]


def sent(client: Client, route: str, name: str, content: bytes) -> str:
    """Send a file as that route's form does; return what the answer says."""
    file = SimpleUploadedFile(name, content, content_type="image/png")
    prefix = {
        "wagtailimages_chooser:create": "image-chooser-upload-",
        "wagtaildocs_chooser:create": "document-chooser-upload-",
    }.get(route, "")
    told = {f"{prefix}title": "A title", f"{prefix}file": file}
    if route.endswith("multiple"):
        told = {"title": "A title", "files[]": file}
    ids = [existing(route)] if route.endswith(":edit") else []
    answer = client.post(reverse(route, args=ids), told)
    assert answer.status_code in {200, 302}
    return answer.content.decode()


def existing(route: str) -> int:
    if route.startswith("wagtaildocs"):
        file = SimpleUploadedFile("old.pdf", uploads.pdf())
        return Document.objects.create(title="Old", file=file).pk
    file = SimpleUploadedFile("old.png", uploads.png())
    return Picture.objects.create(title="Old", file=file).pk


FOR_PICTURES = [name for name in TAKEN if name.startswith("wagtailimages")]
FOR_DOCUMENTS = [name for name in TAKEN if name.startswith("wagtaildocs")]


@pytest.mark.parametrize("route", FOR_PICTURES)
def test_a_picture_tells_nothing_of_where_it_was_taken(
    editor: Client, route: str
) -> None:
    sent(editor, route, "visit.png", uploads.jpeg())
    picture = Picture.objects.latest("pk")
    assert picture.file.name.endswith(".jpg")
    content = Path(picture.file.path).read_bytes()
    assert SECRET.encode() not in content
    with Image.open(io.BytesIO(content)) as shown:
        assert not shown.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & shown.info.keys()
        assert shown.size == (40, 60), "it stands upright"
        red, _green, blue = shown.getpixel((20, 5))
        assert blue > red, "what was left is above"


@pytest.mark.parametrize("route", FOR_PICTURES)
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "JPEG, PNG or WebP"),
        ("a.svg", b"<?xml version='1.0'?><svg/>", "JPEG, PNG or WebP"),
        ("a.jpg", b"MZ\x90 a program", "JPEG, PNG or WebP"),
        ("a.gif", uploads.moving("GIF"), "JPEG, PNG or WebP"),
        ("a.tif", uploads.moving("TIFF"), "JPEG, PNG or WebP"),
        ("a.webp", uploads.moving("WEBP"), "Only still pictures"),
        ("a.png", uploads.moving("PNG"), "Only still pictures"),
        ("a.png", uploads.bomb(), "too many pixels"),
        ("a.jpg", uploads.jpeg()[:400], "cannot be read"),
        ("a.png", uploads.png()[:50], "cannot be read"),
        ("a.jpg", b"\xff\xd8\xff" + bytes(pictures.MOST_BYTES), "too large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_still_picture_is_refused_with_the_reason(
    editor: Client, route: str, name: str, content: bytes, words: str
) -> None:
    before = set(kept()) if not route.endswith(":edit") else None
    assert words in sent(editor, route, name, content)
    if before is not None:
        assert set(kept()) == before
        assert not Picture.objects.exists()
    assert not UploadedFile.objects.exists()
    assert not [path for path in kept() if not path.name.startswith("old")]


def test_the_reason_is_in_the_editors_language() -> None:
    said = sent(chief("km"), "wagtailimages:add", "a.svg", b"<svg/>")
    assert "JPEG, PNG" in said
    assert "This is no picture" not in said


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_picture_of_any_colours_is_kept(mode: str) -> None:
    made = pictures.anew("PNG", uploads.png(mode=mode))
    with Image.open(io.BytesIO(made)) as shown:
        assert shown.mode in {"L", "RGB", "RGBA"}
        assert shown.size == (20, 10)
        assert not shown.info


def test_a_picture_for_print_is_turned_into_colours_of_a_screen() -> None:
    written = io.BytesIO()
    Image.new("CMYK", (8, 8)).save(written, "JPEG")
    with Image.open(io.BytesIO(pictures.anew("JPEG", written.getvalue()))) as shown:
        assert shown.mode == "RGB"


@pytest.mark.parametrize("route", FOR_DOCUMENTS)
@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (uploads.pdf(), ".pdf"),
        (uploads.office(), ".docx"),
        (uploads.office("ppt/presentation.xml"), ".pptx"),
        (uploads.office("xl/workbook.xml"), ".xlsx"),
        (uploads.mp4(), ".mp4"),
        (uploads.mp4(b"M4A "), ".m4a"),
        (uploads.mp3(), ".mp3"),
    ],
    ids=["pdf", "docx", "pptx", "xlsx", "mp4", "m4a", "mp3"],
)
def test_a_document_is_named_by_its_content_and_says_nothing_of_its_making(
    editor: Client, route: str, content: bytes, suffix: str
) -> None:
    sent(editor, route, "a.exe", content)
    document = Document.objects.latest("pk")
    assert document.file.name.endswith(suffix)
    made = Path(document.file.path).read_bytes()
    assert b"village" not in made
    if zipfile.is_zipfile(io.BytesIO(made)):
        with zipfile.ZipFile(io.BytesIO(made)) as packed:
            assert SECRET.encode() not in b"".join(map(packed.read, packed.namelist()))


@pytest.mark.parametrize("route", FOR_DOCUMENTS)
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty"),
        (b"<html><script></script>", "no file that is taken"),
        (b"#!/bin/sh", "no file that is taken"),
        (uploads.png(), "no file that is taken"),
        (b"%PDF-1.7 and no more", "cannot be read"),
        (uploads.pdf(OpenAction=uploads.does("JavaScript")), "JavaScript"),
        (uploads.pdf(OpenAction=uploads.does("Launch")), "Launch"),
        (uploads.pdf(AA=uploads.does("GoToR")), "AA"),
        (uploads.pdf_with_a_file(), "EmbeddedFiles"),
        (uploads.office(word__vbaProject="x"), "macros"),
        (uploads.office(word__embeddings__oleObject1="x"), "macros"),
        (
            uploads.office(
                **{"word___rels__settings.xml.rels": '<Relationship Type="x/attached'
                   'Template" Target="http://a.example" TargetMode="External"/>'}
            ),
            "macros",
        ),
        (uploads.office(word__zeros="0" * 151_000_000), "cannot be read"),
        (uploads.mp4()[:-3], "cannot be read"),
        (uploads.mp4(b"heic"), "no file that is taken"),
    ],
    ids=range(15),
)  # fmt: skip
def test_a_document_that_does_something_is_refused_with_the_reason(
    editor: Client, route: str, content: bytes, words: str
) -> None:
    assert words in sent(editor, route, "a.pdf", content)
    assert not Document.objects.exclude(title="Old").exists()
    assert not [path for path in kept() if not path.name.startswith("old")]


def test_a_link_to_read_more_is_no_content_from_elsewhere(editor: Client) -> None:
    link = (
        '<Relationship Type="http://s.example/relationships/hyperlink" '
        'Target="https://a.example" TargetMode="External"/>'
    )
    content = uploads.office(**{"word___rels__document.xml.rels": link})
    sent(editor, "wagtaildocs:add", "a.docx", content)
    assert Document.objects.count() == 1


def test_a_pdf_keeps_its_pages_and_loses_its_author(editor: Client) -> None:
    sent(editor, "wagtaildocs:add", "a.pdf", uploads.pdf())
    reader = PdfReader(io.BytesIO(Path(Document.objects.get().file.path).read_bytes()))
    assert len(reader.pages) == 1
    assert not reader.metadata


def test_what_waits_for_its_title_was_looked_at_as_well(editor: Client) -> None:
    """A file sent in a row without what else it needs is put aside by Wagtail."""
    file = SimpleUploadedFile("visit.jpg", uploads.jpeg())
    told = {"title": "t" * 300, "files[]": file}
    editor.post(reverse("wagtailimages:add_multiple"), told)
    waiting = UploadedFile.objects.get()
    assert SECRET.encode() not in Path(waiting.file.path).read_bytes()


PART = re.compile(r"\^|\$|\\A|\\Z|\(\?P<\w+>[^()]*\)|\([^()]*\)|<(\w+:)?\w+>")


def address(route: str) -> str:
    """Return an address that the route could mean."""
    return "/" + PART.sub(lambda found: "1" if len(found[0]) > 2 else "", route)


def test_no_other_route_takes_a_file(editor: Client) -> None:
    """Send a picture to every address there is: nothing may come of it."""
    Editor.objects.get().user_permissions.set(Permission.objects.all())
    numbered = (":edit", ":upload_pofile")
    taken = {reverse(n, args=[1] if n.endswith(numbered) else []) for n in TAKEN}
    editor.raise_request_exception = False
    routes = sorted(routes_of("edit"))
    assert len(routes) > 150
    reached = 0
    for path in map(address, routes):
        if path in taken or path in {"/logout/", "/sign-out/"}:
            continue
        file = SimpleUploadedFile("a.png", uploads.png())
        data = {
            "file": file,
            "avatar-avatar": file,
            "import_file": file,
            "files[]": file,
        }
        reached += editor.post(path, data).status_code != 404
        assert kept() == [], path
    assert reached > 100
    assert not Picture.objects.exists()
    assert not Document.objects.exists()


def test_a_file_where_none_belongs_is_refused_as_a_whole(editor: Client) -> None:
    data = {"file": SimpleUploadedFile("a.png", uploads.png())}
    answer = editor.post(reverse("editing_confirm_link"), data)
    assert answer.status_code == 400


@pytest.mark.parametrize("route", [name for name in TAKEN if name.endswith(":add")])
def test_a_strangers_file_is_not_even_looked_at(
    route: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(*_any: object) -> None:
        raise AssertionError("it was looked at")

    monkeypatch.setattr(handler, "seen", look)
    stranger = Client(enforce_csrf_checks=True)
    stranger.cookies["edit_csrf"] = "a" * 32
    data = {"file": SimpleUploadedFile("a.png", uploads.png())}
    assert stranger.post(reverse(route), data).status_code in {302, 400, 403}
    assert kept() == []


def test_a_list_of_redirects_is_text_alone(editor: Client) -> None:
    route = reverse("wagtailredirects:start_import")
    file = SimpleUploadedFile("a.xlsx", uploads.office("xl/workbook.xml"))
    assert editor.post(route, {"import_file": file}).status_code == 400
    file = SimpleUploadedFile("a.csv", b"from,to\n/en/a/,/en/about/\n")
    shown = editor.post(route, {"import_file": file})
    assert "/en/a/" in shown.content.decode()
    assert kept() == []
