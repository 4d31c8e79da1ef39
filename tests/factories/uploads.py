"""Files as editors might send them: whole, telling, broken or harmful."""

import io
import struct
import zipfile
import zlib

from PIL import Image, ImageCms, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

SECRET = "somewhere-in-a-village"
PLACE = {1: "N", 2: (11.0, 33.0, 0.0), 3: "E", 4: (104.0, 55.0, 0.0)}
TURNED = 6
MOMENT = (3_841_234_567).to_bytes(8)


def jpeg() -> bytes:
    """Return a picture lying on its side that tells who, where and with what."""
    picture = Image.new("RGB", (60, 40), "red")
    picture.paste("blue", (0, 0, 30, 40))
    exif = Image.Exif()
    exif[0x0112] = TURNED
    exif[0x013B] = SECRET
    exif[0x010F] = SECRET
    exif.get_ifd(0x8825).update(PLACE)
    written = io.BytesIO()
    picture.save(
        written,
        "JPEG",
        exif=exif,
        comment=SECRET,
        xmp=f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode(),
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )
    return written.getvalue() + SECRET.encode()


def png(size: tuple[int, int] = (20, 10), mode: str = "RGBA") -> bytes:
    """Return a picture with texts in it."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", SECRET)
    told.add_itxt("XML:com.adobe.xmp", SECRET)
    written = io.BytesIO()
    Image.new(mode, size).save(written, "PNG", pnginfo=told)
    return written.getvalue()


def moving(kind: str) -> bytes:
    """Return two pictures, one after the other."""
    written = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(written, kind, save_all=True, append_images=frames[1:])
    return written.getvalue()


def bomb() -> bytes:
    """Return a few bytes that say they are a picture of 40,000 by 40,000."""
    whole = png((1, 1), "1")
    header = struct.pack(">II", 40_000, 40_000)
    begun = b"IHDR" + header + whole[24:29]
    return whole[:12] + begun + struct.pack(">I", zlib.crc32(begun)) + whole[33:]


def pdf(**root: DictionaryObject) -> bytes:
    """Return a PDF of one page that says who wrote it."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": SECRET})
    for name, value in root.items():
        writer.root_object[NameObject(f"/{name}")] = value
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def does(kind: str) -> DictionaryObject:
    """Return what a PDF does when it is opened."""
    return DictionaryObject(
        {
            NameObject("/S"): NameObject(f"/{kind}"),
            NameObject("/F"): TextStringObject("elsewhere"),
        }
    )


def pdf_with_a_file() -> bytes:
    """Return a PDF that carries another file."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.add_attachment("inside.exe", b"MZ")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def office(main: str = "word/document.xml", **parts: str) -> bytes:
    """Return a document of an office; further parts by name, `__` for a slash."""
    told = {
        "[Content_Types].xml": "<Types/>",
        main: "<document/>",
        "docProps/core.xml": f"<creator>{SECRET}</creator>",
    }
    told |= {name.replace("__", "/"): text for name, text in parts.items()}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in told.items():
            packed.writestr(name, text)
    return written.getvalue()


def box(name: bytes, content: bytes) -> bytes:
    """Return a part of an MP4."""
    return struct.pack(">I", 8 + len(content)) + name + content


def mp4(brand: bytes = b"isom") -> bytes:
    """Return the boxes of a film that says where it was made."""
    told = box(b"udta", box(b"\xa9xyz", SECRET.encode()))
    times, long_times = MOMENT[4:] * 2, MOMENT * 2
    media = box(b"mdia", box(b"mdhd", bytes([1, 0, 0, 0]) + long_times + bytes(12)))
    track = box(b"trak", box(b"tkhd", bytes(4) + times + bytes(12)) + media + told)
    return (
        box(b"ftyp", brand + bytes(4))
        + box(b"moov", box(b"mvhd", bytes(4) + times + bytes(12)) + track + told)
        + box(b"uuid", bytes(16) + SECRET.encode())
        + box(b"mdat", b"frames")
    )


def mp3() -> bytes:
    """Return a frame of sound between two tags."""
    told = SECRET.encode()
    begun = b"ID3\x04\x00\x00" + bytes([0, 0, 0, len(told)]) + told
    frame = b"\xff\xfb\x90\x00" + bytes(400)
    return begun + frame + (b"TAG" + told).ljust(128, b"\0")


def pdf_with(jpeg_within: bytes, codes: tuple[str, ...] = ("DCTDecode",)) -> bytes:
    """Return a PDF whose page shows a picture that tells of its making."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    told = StreamObject()
    told.set_data(f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode())
    picture = StreamObject()
    coded = zlib.compress(jpeg_within) if "FlateDecode" in codes else jpeg_within
    picture.set_data(coded)
    names = [NameObject(f"/{code}") for code in codes]
    picture[NameObject("/Subtype")] = NameObject("/Image")
    picture[NameObject("/Filter")] = names[0] if len(names) == 1 else ArrayObject(names)
    picture[NameObject("/Metadata")] = writer._add_object(told)
    shown = DictionaryObject({NameObject("/A"): writer._add_object(picture)})
    resources = DictionaryObject({NameObject("/XObject"): shown})
    writer.pages[0][NameObject("/Resources")] = resources
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def pdf_with_a_remark(kind: str = "Highlight") -> bytes:
    """Return a PDF in which a reader left a remark under their name."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    remark = DictionaryObject(
        {
            NameObject("/Subtype"): writer._add_object(NameObject(f"/{kind}")),
            NameObject("/T"): TextStringObject(SECRET),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([remark])
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def packed_with(**parts: bytes) -> bytes:
    """Return a document of an office with parts that are no text."""
    written = io.BytesIO(office())
    with zipfile.ZipFile(written, "a") as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/"), content)
    return written.getvalue()
