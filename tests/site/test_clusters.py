"""What a text is to the search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romdoul.site.search.clusters import _ONE, clustered, runs

KHMER = st.text(alphabet=[chr(code) for code in range(0x1780, 0x17D4)], max_size=40)


def test_khmer_is_cut_where_a_reader_cuts_letters() -> None:
    [run] = runs("កុមារ")
    assert len(run) == 3
    assert len(runs("ស្រី")[0]) == 1


def test_a_word_inside_unspaced_khmer_is_a_phrase_of_it() -> None:
    [inside], [whole] = runs("កុមារ"), runs("ការពារកុមារកម្ពុជា")
    assert " ".join(inside) in " ".join(whole)


def test_hidden_spaces_change_nothing() -> None:
    assert runs("កុ\u200bមារ") == runs("កុមារ")


def test_khmer_digits_are_found_by_latin_ones() -> None:
    assert clustered("ឆ្នាំ ២០២៦").split()[-1] == clustered("2026")


def test_an_english_word_is_found_in_its_other_forms() -> None:
    assert runs("reports") == runs("Report")
    assert runs("protecting") == runs("protected")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ឪពុកម្ដាយ", "ឪពុកម្តាយ"),
        ("ស្រ្តី", "ស្ត្រី"),
        ("ទូរសព្ទ", "ទូរស័ព្ទ"),
        ("ឲ្យ", "ឱ្យ"),
        ("អាថ៍កំបាំង", "អាថ៌កំបាំង"),
        ("ធេី្វ", "ធើ្វ"),
        ("កុំ", "កំុ"),
        ("child's", "child"),
        ("parents\u2019", "parents"),
    ],
)
def test_what_reads_the_same_is_found_however_it_is_spelt(one: str, other: str) -> None:
    assert runs(one) == runs(other)


def test_two_different_words_stay_different() -> None:
    assert runs("child") != runs("chill")
    assert runs("កុមារ") != runs("កុមារី")
    assert runs("ប្តី") != runs("ប្រតី")
    assert runs("its") != runs("it is")


@given(KHMER)
def test_every_word_of_the_index_is_plain(text: str) -> None:
    assert all(word.isascii() and word.isalnum() for word in clustered(text).split())


@given(KHMER, KHMER, KHMER)
def test_what_stands_between_clusters_is_found(
    before: str, word: str, after: str
) -> None:
    """A stretch that begins and ends where clusters do is found wherever it stands."""
    joined = [*_clusters(before), *_clusters(word), *_clusters(after)]
    whole = clustered("".join(joined)).split()
    wanted = clustered("".join(_clusters(word))).split()
    places = range(len(whole) - len(wanted) + 1)
    assert any(whole[at : at + len(wanted)] == wanted for at in places)


def _clusters(text: str) -> list[str]:
    return _ONE.findall(text)


@pytest.mark.parametrize("text", ["", " ", "។", "\u200b", "!?"])
def test_signs_alone_are_nothing(text: str) -> None:
    assert runs(text) == []
