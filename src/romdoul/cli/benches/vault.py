"""What opening and sealing cost a CPU second, with records of 2 KB.

A record is a note as a case has it: JSON of two kilobytes under its compartment's
content key, each bound to a row of its own, as the desks open a page of them. An
envelope is the same text sealed to a desk's public key, as a stranger sends it.
"""

import json
from collections.abc import Callable
from time import process_time

from romdoul.vault.binding import Binding
from romdoul.vault.keys import new_box_keys, new_key
from romdoul.vault.opening import open_envelope, open_json
from romdoul.vault.records import seal_record
from romdoul.vault.sealing import seal_to

RECORDS = 2_000
BYTES = 2_048
ROUNDS = 7
ENGLISH = "The caregiver was seen. The next visit is agreed for the week after. "
# Three bytes a letter, which the JSON parser has to check one by one.
KHMER = "បានជួបអ្នកថែទាំ។ "


def measure(_words: list[str]) -> dict[str, object]:
    """Return how many records and envelopes a CPU second opens and seals."""
    english, khmer = _records(ENGLISH), _records(KHMER)
    return {
        "record_bytes": len(_text(0, ENGLISH)),
        "open_per_cpu_s": english[0],
        "seal_per_cpu_s": english[1],
        "open_khmer_per_cpu_s": khmer[0],
        "seal_khmer_per_cpu_s": khmer[1],
        **_envelopes(),
    }


def _records(sentence: str) -> tuple[int, int]:
    """Return how many are opened, and how many sealed, a CPU second."""
    key = new_key()
    rows = [(_binding("cases_note", n), _text(n, sentence)) for n in range(RECORDS)]
    sealed = [(row, seal_record(key, text, row)) for row, text in rows]
    for (_, text), (row, one) in zip(rows, sealed, strict=True):
        if open_json(key, one, row) != json.loads(text):
            raise RuntimeError("a record did not open to what was sealed")
    return (
        _rate(lambda: [open_json(key, one, row) for row, one in sealed]),
        _rate(lambda: [seal_record(key, text, row) for row, text in rows]),
    )


def _envelopes() -> dict[str, object]:
    pair = new_box_keys()
    few = range(RECORDS // 4)
    rows = [(_binding("inbox_envelope", n), _text(n, ENGLISH)) for n in few]
    sealed = [(row, seal_to(pair.public, text, row)) for row, text in rows]
    return {
        "envelope_open_per_cpu_s": _rate(
            lambda: [open_envelope(pair.private, one, row) for row, one in sealed]
        ),
        "envelope_seal_per_cpu_s": _rate(
            lambda: [seal_to(pair.public, text, row) for row, text in rows]
        ),
    }


def _rate(work: Callable[[], list[object] | list[bytes]]) -> int:
    """Return pieces a CPU second in the best of some rounds: noise only adds."""
    best, pieces = float("inf"), 0
    for _ in range(ROUNDS):
        begun = process_time()
        pieces = len(work())
        best = min(best, process_time() - begun)
    return round(pieces / best)


def _binding(table: str, number: int) -> Binding:
    return Binding(table, f"N-{number:08}", 1, "K-3333-4444", 2)


def _text(number: int, sentence: str) -> bytes:
    """Return a note of ``BYTES`` bytes of JSON."""
    document = {"schema_version": 1, "text": "", "happened_at": f"visit {number:06}"}
    room = BYTES - len(json.dumps(document, ensure_ascii=False).encode())
    times, rest = divmod(room, len(sentence.encode()))
    document["text"] = sentence * times + "." * rest
    return json.dumps(document, ensure_ascii=False).encode()
