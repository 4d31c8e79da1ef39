"""Dates and times as people say them, in both languages."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation

from romdoul.config.formats import said
from romdoul.config.formats.km import formats as km

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_a_khmer_date_has_its_words_and_digits() -> None:
    with translation.override("km"):
        assert said.say_day(date(2026, 11, 21)) == "២១ ខែ វិច្ឆិកា ឆ្នាំ ២០២៦"
    with translation.override("en"):
        assert said.say_day(date(2026, 11, 21)) == "21 November 2026"


def test_every_month_has_a_khmer_name_of_its_own() -> None:
    assert len(set(said.KHMER_MONTHS)) == len(set(said.MONTHS)) == 12
    assert "ខែ" in km.DATE_FORMAT


def test_digits_are_those_of_the_readers_language() -> None:
    with translation.override("km"):
        assert said.digits("0123456789") == "០១២៣៤៥៦៧៨៩"
    with translation.override("en"):
        assert said.digits(2026) == "2026"


def test_a_sentences_numbers_are_the_readers_and_a_references_are_its_own() -> None:
    sentence = "R-9N5H-0SX6: at most 100000 of 12."
    with translation.override("km"):
        assert said.numbers(sentence) == "R-9N5H-0SX6: at most ១០០០០០ of ១២."
    with translation.override("en"):
        assert said.numbers(sentence) == sentence


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(hours=4), "today 16:00"),
        (timedelta(days=1), "tomorrow 12:00"),
        (timedelta(days=3), "in 3 days"),
        (timedelta(days=40), "31 December"),
        (timedelta(days=41), "1 January 2027"),
        (-timedelta(seconds=5), "1 minute late"),
        (-timedelta(minutes=59), "59 minutes late"),
        (-timedelta(hours=5), "5 hours late"),
        (-timedelta(days=2, hours=3), "2 days late"),
    ],
)
def test_what_is_due_is_said_as_people_say_it(away: timedelta, words: str) -> None:
    assert said.say_due(NOW + away, NOW) == words


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (-timedelta(days=1), "yesterday 12:00"),
        (-timedelta(minutes=5), "today 11:55"),
        (-timedelta(days=30), "22 October"),
        (-timedelta(days=365), "21 November 2025"),
    ],
)
def test_what_was_is_said_as_people_say_it(away: timedelta, words: str) -> None:
    assert said.say_moment(NOW + away, NOW) == words


def test_a_state_is_a_word() -> None:
    states = [said.due_state(NOW + timedelta(hours=h), NOW) for h in (-1, 1, 50)]
    assert states == ["late", "soon", "later"]


def test_the_exact_moment_is_within_reach() -> None:
    drawn = Template("{{ at|moment }}|{{ none|due }}|{{ at|exactly }}").render(
        Context({"at": NOW, "none": None})
    )
    assert 'datetime="2026-11-21T19:00+07:00"' in drawn
    assert 'title="21 November 2026, 19:00"' in drawn
    assert drawn.endswith("||21 November 2026, 19:00")
