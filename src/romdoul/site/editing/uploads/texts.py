"""Plain text: what a spreadsheet saves as CSV."""

from romdoul.site.editing.uploads.kinds import MEGABYTE, Kind


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


TEXT = Kind(".csv", _is_text, MEGABYTE, bytes)
