"""What a browser made must open here: for journeys that run its code."""

from typing import Any

from tests.vectors.reading import binding_of, unhex

from romdoul.kernel.secret import Secret
from romdoul.vault.mailbox import unwrap_inner
from romdoul.vault.opening import open_envelope, open_file


def check_made(made: dict[str, list[dict[str, Any]]]) -> int:
    """Open everything a browser made and compare; return how many there were.

    ``made`` has the shape of ``browser.json``'s "seal": lists under RE1, RA1 and
    inner, each with its key, its binding, its plain text and what was made of it.
    """
    seen = 0
    for item in made.get("RE1", []):
        private, sealed = Secret(unhex(item["private"])), unhex(item["sealed"])
        opened = open_envelope(private, sealed, binding_of(item["binding"]))
        assert opened == unhex(item["plain"])
        seen += 1
    for item in made.get("RA1", []):
        key, pieces = Secret(unhex(item["key"])), [unhex(item["sealed"])]
        opened = b"".join(open_file(key, pieces, binding_of(item["binding"])))
        assert opened == unhex(item["plain"])
        seen += 1
    for item in made.get("inner", []):
        private = unwrap_inner(Secret(unhex(item["wrap_key"])), unhex(item["inner"]))
        assert private.reveal() == unhex(item["private"])
        seen += 1
    return seen
