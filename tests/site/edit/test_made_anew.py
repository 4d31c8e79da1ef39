"""No document tells who wrote it or remarked in it, and where its pictures are from."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from pypdf import PdfReader
from tests.factories import uploads
from tests.factories.uploads import MOMENT, SECRET

from romdoul.site.editing.uploads import office, papers, recordings, stripping


def pixels(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as shown:
        return shown.tobytes()


def of_the_pdf(content: bytes) -> bytes:
    reader = PdfReader(io.BytesIO(content))
    return reader.pages[0]["/Resources"]["/XObject"]["/A"].get_data()


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_jpeg_keeps_its_pixels_and_nothing_a_camera_noted(
    mode: str, *, progressive: bool
) -> None:
    exif = Image.Exif()
    exif[0x013B] = SECRET
    written = io.BytesIO()
    noise = Image.effect_noise((90, 70), 80).convert(mode)
    noise.save(written, "JPEG", exif=exif, comment=SECRET, progressive=progressive)
    made = stripping.jpeg(written.getvalue() + b"\xff\xd8" + SECRET.encode())
    assert SECRET.encode() not in made
    assert pixels(made) == pixels(written.getvalue())
    with Image.open(io.BytesIO(made)) as shown:
        assert not shown.getexif()


def test_a_photograph_keeps_its_colours() -> None:
    made = stripping.jpeg(uploads.jpeg())
    with Image.open(io.BytesIO(made)) as shown:
        assert shown.info["icc_profile"]
        assert not {"exif", "xmp", "comment"} & shown.info.keys()


def test_a_png_keeps_its_pixels_and_no_text() -> None:
    made = stripping.png(uploads.png() + SECRET.encode())
    assert SECRET.encode() not in made
    assert pixels(made) == pixels(uploads.png())


@pytest.mark.parametrize("end", [2, 3, 10, 200, 500, -2])
def test_a_photograph_that_ends_amid_is_refused(end: int) -> None:
    whole = stripping.jpeg(uploads.jpeg())
    with pytest.raises(ValidationError):
        stripping.jpeg(whole[:end])
    with pytest.raises(ValidationError):
        stripping.png(uploads.png()[: min(end, 60)])


@pytest.mark.parametrize(
    "codes", [("DCTDecode",), ("FlateDecode", "DCTDecode")], ids=["one", "two"]
)
def test_a_pdf_says_nothing_of_where_its_pictures_are_from(
    codes: tuple[str, ...],
) -> None:
    made = papers.anew(uploads.pdf_with(uploads.jpeg(), codes))
    assert SECRET.encode() not in made
    assert b"/Metadata" not in made
    within = of_the_pdf(made)
    assert SECRET.encode() not in within
    assert pixels(within) == pixels(uploads.jpeg())


def test_a_picture_of_another_kind_in_a_pdf_loses_its_texts() -> None:
    signature = uploads.box(b"jP  ", b"\r\n\x87\n")
    told = uploads.box(b"uuid", bytes(16) + SECRET.encode())
    shown = uploads.box(b"jp2c", b"\xff\x4f\xff\x51pixels")
    made = papers.anew(uploads.pdf_with(signature + told + shown, ("JPXDecode",)))
    assert SECRET.encode() not in made
    assert b"pixels" in made


@pytest.mark.parametrize("kind", ["Highlight", "Text", "Ink"])
def test_a_pdf_with_remarks_of_somebody_is_refused(kind: str) -> None:
    with pytest.raises(ValidationError, match="remarks that name"):
        papers.anew(uploads.pdf_with_a_remark(kind))


def test_the_fields_of_a_form_have_names_and_are_kept() -> None:
    assert papers.anew(uploads.pdf_with_a_remark("Widget")).startswith(b"%PDF-")


NAMES = [
    ("word__comments.xml", "<w:comments/>"),
    ("word__commentsExtended.xml", "<x/>"),
    ("word__people.xml", "<w15:people/>"),
    ("ppt__commentAuthors.xml", "<x/>"),
    ("ppt__authors.xml", "<x/>"),
    ("ppt__comments__comment1.xml", "<x/>"),
    ("xl__comments1.xml", "<x/>"),
    ("xl__threadedComments__threadedComment1.xml", "<x/>"),
    ("xl__persons__person.xml", "<x/>"),
    ("xl__revisions__revisionLog1.xml", "<x/>"),
    ("word__footnotes.xml", f'<w:ins w:id="1" w:author="{SECRET}"/>'),
    ("word__header1.xml", f"<w:del w:author = '{SECRET}'/>"),
]


@pytest.mark.parametrize(("name", "text"), NAMES, ids=[name for name, _ in NAMES])
def test_a_document_that_names_who_remarked_or_changed_is_refused(
    name: str, text: str
) -> None:
    with pytest.raises(ValidationError, match="Accept the changes"):
        office.anew(uploads.office(**{name: text}))


def test_what_would_not_be_found_is_refused() -> None:
    hidden = f'<w:ins w:author="{SECRET}"/>'.encode("utf-16")
    with pytest.raises(ValidationError):
        office.anew(uploads.packed_with(**{"word__footnotes.xml": hidden}))


def test_a_workbook_does_not_say_where_it_was_saved() -> None:
    path = f'<x15ac:absPath url="C:\\Users\\{SECRET}\\" xmlns:x15ac="x"/>'
    made = office.anew(uploads.office(**{"xl__book.xml": path}))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert packed.read("xl/book.xml") == b""


def test_the_pictures_of_a_document_keep_their_pixels_alone() -> None:
    shown = {"word__media__a.jpeg": uploads.jpeg(), "ppt__media__b.PNG": uploads.png()}
    made = office.anew(uploads.packed_with(**shown))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        for name, content in shown.items():
            within = packed.read(name.replace("__", "/"))
            assert SECRET.encode() not in within
            assert pixels(within) == pixels(content)


def test_the_films_of_a_document_say_no_place() -> None:
    made = office.anew(uploads.packed_with(ppt__media__a=uploads.mp4()))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert SECRET.encode() not in packed.read("ppt/media/a")


def test_a_picture_that_cannot_be_cleared_is_refused() -> None:
    with pytest.raises(ValidationError, match="where it was taken"):
        office.anew(uploads.packed_with(word__media__a=b"II*\0 and more"))


def test_a_film_was_made_at_no_moment() -> None:
    before = uploads.mp4()
    assert before.count(MOMENT[4:]) == 6
    made = recordings.film_anew(before)
    assert MOMENT[4:] not in made
    assert len(made) == len(before)


@pytest.mark.parametrize("told", [b"", bytes([2, 0, 0, 0]) + bytes(40), bytes(8)])
def test_a_film_whose_moment_cannot_be_found_is_refused(told: bytes) -> None:
    film = uploads.box(b"ftyp", b"isom" + bytes(4))
    film += uploads.box(b"moov", uploads.box(b"mvhd", told))
    with pytest.raises(ValidationError):
        recordings.film_anew(film)
