"""Whether a person took a file: what is counted."""

from django.http import HttpRequest

from romdoul.site import consent
from romdoul.site.counting.counted import is_of_a_person


def is_taken(request: HttpRequest) -> bool:
    """Say whether this is a person's taking, and not the next part of one."""
    is_part = not request.headers.get("Range", "bytes=0-").startswith("bytes=0-")
    is_opened = request.headers.get("Sec-Fetch-Dest") in {None, "document", "empty"}
    headers = request.headers
    is_person = is_of_a_person(request) or headers.get("Sec-Fetch-Dest") == "empty"
    return is_opened and is_person and not is_part and consent.may_count(request)
