"""Each event on the ledger has words of its own."""

from django.utils.translation import override

from romdoul.desks.ledger.words import EVENT_WORDS, event_said
from romdoul.ledger.events import Event


def test_every_event_has_words_and_no_two_the_same() -> None:
    with override("en"):
        said = [event_said(event) for event in Event]
    assert EVENT_WORDS.keys() == set(Event)
    assert len(set(said)) == len(said)
    assert not {event.value for event in Event} & set(said)


def test_an_event_of_a_later_release_is_shown_by_its_name() -> None:
    assert event_said("exhibit.sealed") == "exhibit.sealed"
