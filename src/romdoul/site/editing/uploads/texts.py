"""Plain text: what a spreadsheet saves as CSV, and pages as a browser saves them."""

from romdoul.site.editing.uploads.kinds import MEGABYTE, Kind


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


TEXT = Kind(".csv", _is_text, MEGABYTE, bytes)
# What it is, its reader says.
PAGE = Kind(".html", bool, 10 * MEGABYTE, bytes)
