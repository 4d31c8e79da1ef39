"""Answering with a voice message, so that a long one can be gone back and forth in.

A browser seeks by asking for a range of bytes (RFC 9110, section 14); one that is told
of no ranges can only listen from the beginning.
"""

import re

from django.http import HttpRequest, HttpResponse

_RANGE = re.compile(r"bytes=(\d{1,12})-(\d{1,12})?")


def sound(request: HttpRequest, recording: bytes, media_type: str) -> HttpResponse:
    """Return a recording, or the one range of it that was asked for."""
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None:
        answer = HttpResponse(recording, content_type=media_type)
    else:
        last = len(recording) - 1
        end = last if asked[2] is None else int(asked[2])
        answer = _part(recording, int(asked[1]), min(end, last), media_type)
    answer["Accept-Ranges"] = "bytes"
    return answer


def _part(recording: bytes, start: int, end: int, media_type: str) -> HttpResponse:
    if start > end:
        answer = HttpResponse(status=416)
        answer["Content-Range"] = f"bytes */{len(recording)}"
        return answer
    content = recording[start : end + 1]
    answer = HttpResponse(content, status=206, content_type=media_type)
    answer["Content-Range"] = f"bytes {start}-{end}/{len(recording)}"
    return answer
