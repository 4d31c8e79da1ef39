"""Pictures: decoded, turned upright, and written anew with nothing but their pixels."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

from romdoul.site.editing.uploads.kinds import MEGABYTE, Kind, refused

MOST_BYTES = 12 * MEGABYTE
# A telephone's largest usual picture; three bytes each while it is open.
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 12_000
OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 90, "method": 4},
}
MODES = {"JPEG": {"L", "RGB"}, "PNG": {"L", "RGB", "RGBA"}, "WEBP": {"RGB", "RGBA"}}
UNREADABLE = _("This picture cannot be read. Save it anew as JPEG or PNG.")
TOO_LARGE = _("This picture has too many pixels. Make it smaller and try again.")
MOVES = _("This picture moves. Only still pictures are taken.")


def anew(name: str, content: bytes) -> bytes:
    """Return a picture of the named format with the same pixels and nothing else.

    Raises ValidationError for what is damaged, moves, or would fill the memory.
    """
    with _decoded(name, content) as picture:
        upright = ImageOps.exif_transpose(picture)
        plain = _in_plain_colours(upright, MODES[name])
    # No profile, comment, thumbnail or place: only ``pixels`` carries on.
    plain.info = {}
    written = io.BytesIO()
    plain.save(written, name, **OPTIONS[name])
    return written.getvalue()


@contextmanager
def _decoded(name: str, content: bytes) -> Iterator[Image.Image]:
    try:
        picture = Image.open(io.BytesIO(content), formats=[name])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refused(TOO_LARGE) from error
    except Exception as error:
        raise refused(UNREADABLE) from error
    with picture:
        _require_small(picture)
        # A JPEG with a second picture behind the first is a telephone's; it is still.
        if name != "JPEG" and getattr(picture, "n_frames", 1) > 1:
            raise refused(MOVES)
        try:
            picture.load()
        except Exception as error:
            raise refused(UNREADABLE) from error
        yield picture


def _require_small(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise refused(TOO_LARGE)


def _in_plain_colours(picture: Image.Image, modes: set[str]) -> Image.Image:
    """Return the picture in sRGB, in a mode that every browser shows."""
    profile = picture.info.get("icc_profile")
    is_seen_through = picture.has_transparency_data and "RGBA" in modes
    wanted = "RGBA" if is_seen_through else "RGB"
    if picture.mode in {"1", "L", "LA", "I;16"} and not is_seen_through:
        wanted = "L" if "L" in modes else "RGB"
    if profile and picture.mode in {"RGB", "CMYK"}:
        return _from_profile(picture, profile).convert(wanted)
    return picture.convert(wanted)


def _from_profile(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        found = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        ours = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(picture, found, ours, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture
    return picture if turned is None else turned


def _kind(name: str, suffix: str, begins: bytes, then: bytes = b"") -> Kind:
    def is_one(content: bytes) -> bool:
        return content.startswith(begins) and content[8:12].startswith(then)

    return Kind(suffix, is_one, MOST_BYTES, lambda content: anew(name, content))


PICTURES = (
    _kind("JPEG", ".jpg", b"\xff\xd8\xff"),
    _kind("PNG", ".png", b"\x89PNG\r\n\x1a\n"),
    _kind("WEBP", ".webp", b"RIFF", b"WEBP"),
)
