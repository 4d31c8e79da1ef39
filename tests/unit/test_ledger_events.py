"""The events and their documentation say the same."""

import re
from pathlib import Path

from romdoul.ledger.events import ENDS, STATEMENTS, Event

DOCUMENT = Path(__file__).parents[2] / "docs" / "events.md"
ROW = re.compile(r"^\| `([^`]+)` \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)
ROWS = {event: content for event, _, _, content in ROW.findall(DOCUMENT.read_text())}


def test_every_event_is_documented_once_and_no_other_is() -> None:
    documented = [event for event, *_ in ROW.findall(DOCUMENT.read_text())]
    assert sorted(documented) == sorted(event.value for event in Event)


def test_the_document_says_which_events_end_an_expectation() -> None:
    said = {event for event, content in ROWS.items() if "ends" in content}
    assert said == {event.value for event in ENDS}


def test_the_document_says_which_events_carry_a_statement() -> None:
    said = {event for event, content in ROWS.items() if content == "statement"}
    assert said == {event.value for event in STATEMENTS}


def test_every_event_is_of_something_and_in_lower_case() -> None:
    for event in Event:
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", event.value), event
        assert event.name == event.value.replace(".", "_").upper()
