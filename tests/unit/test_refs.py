"""References are random, and of the letters that nobody misreads."""

from collections import Counter

import pytest

from romdoul.kernel import refs
from romdoul.kernel.refs import ALPHABET, new_ref, parse_ref


def test_a_new_reference_is_one_that_is_read_back() -> None:
    made = {new_ref("R") for _ in range(500)}
    assert len(made) == 500
    assert {parse_ref(ref) for ref in made} == made


def test_each_letter_can_stand_at_each_place() -> None:
    bodies = [new_ref("R")[2:].replace("-", "") for _ in range(4_000)]
    for place in range(8):
        seen = Counter(body[place] for body in bodies)
        assert set(seen) == set(ALPHABET)
        # 125 of each are expected; the bounds lie six deviations away.
        assert min(seen.values()) > 58
        assert max(seen.values()) < 192


@pytest.mark.parametrize(
    ("bits", "ref"),
    [(0, "C-0000-0000"), (2**40 - 1, "C-ZZZZ-ZZZZ"), (1, "C-1000-0000")],
)
def test_forty_bits_make_one_reference(
    bits: int, ref: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def randbits(count: int) -> int:
        asked.append(count)
        return bits

    monkeypatch.setattr(refs.secrets, "randbits", randbits)
    assert new_ref("C") == ref
    assert asked == [40]
