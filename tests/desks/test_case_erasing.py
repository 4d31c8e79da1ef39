"""Erasing a person at the case desk: shown first, decided, seen by a second."""

import json
import re
from html import unescape

import pytest
from django.test import Client
from tests.desks.seated import Seats
from tests.factories.desk import asked_to_erase, case, found_unfounded, person
from tests.factories.mentioning import NAME, jot, reported
from tests.factories.organisation import Organisation

from romdoul.cases.models import Erasure, Note, Participant
from romdoul.queries.records import read_note

SEEN = re.compile(r'name="seen" value="([^"]*)"')


def seen(page: str) -> dict[str, str]:
    """Return what a page says that it shows, as it is sent back."""
    found = SEEN.search(page)
    assert found is not None
    return {"seen": unescape(found[1])}


def text_of(org: Organisation, note: Note) -> list[str]:
    return [v.document.text for v in read_note(org.legal, note.ref)[1]]


def erase_address(client: Client, home: str, ref: str) -> str:
    """Return where the case's page leads to, to erase this person."""
    address = f"{home}people/{ref}/erase/"
    assert address in client.get(f"{home}read/").content.decode()
    return address


def test_what_is_sure_is_ticked_and_nothing_is_erased_before_each_is_decided(
    org: Organisation, seat: Seats
) -> None:
    found = case(org)
    named = reported(org, found)
    note = jot(org, found, f"Met {NAME}. Vichet the teacher came.")
    client = seat("casemanager")
    address = erase_address(client, f"/cases/{found.ref}/", named.ref)
    page = client.get(address).content.decode()
    assert f"<mark>{NAME}</mark>" in page
    assert f'value="{NAME}" checked' in page
    assert 'value="Vichet" checked' not in page
    fields = {"rule": "own_request", "reason": "Asked.", **seen(page)}
    fields[f"replace:{note.ref}"] = NAME
    refused = client.post(address, fields)
    assert refused.status_code == 422
    assert "Say why what you do not replace is kept." in refused.content.decode()
    assert not Erasure.objects.exists()
    because = fields | {f"kept:{note.ref}": "The teacher."}
    assert client.post(address, because).status_code == 302
    assert text_of(org, note) == [f"Met {named.ref}. Vichet the teacher came."]
    page = client.get(f"/cases/{found.ref}/read/").content.decode()
    assert NAME not in page
    assert f'Erased <span class="reference">{named.ref}</span>' in page


def test_one_reason_holds_for_all_that_is_left(org: Organisation, seat: Seats) -> None:
    found = case(org)
    named = reported(org, found)
    notes = [jot(org, found, f"Vichet, {nth}.") for nth in range(3)]
    client = seat("casemanager")
    address = f"/cases/{found.ref}/people/{named.ref}/erase/"
    fields = {"rule": "own_request", "reason": "Asked.", "kept": "The teacher."}
    answer = client.post(address, fields | seen(client.get(address).content.decode()))
    assert answer.status_code == 302
    assert [text_of(org, note) for note in notes] == [
        [f"Vichet, {nth}."] for nth in range(3)
    ]


@pytest.mark.parametrize("sent", ["", "{", "[]", '{"a": 1}', json.dumps({"x": [1]})])
def test_of_what_a_page_did_not_show_nothing_is_decided(
    org: Organisation, seat: Seats, sent: str
) -> None:
    found = case(org)
    named = reported(org, found)
    note = jot(org, found, f"Met {NAME}.")
    fields = {"rule": "own_request", "reason": "Asked.", "kept": "So.", "seen": sent}
    address = f"/cases/{found.ref}/people/{named.ref}/erase/"
    answer = seat("casemanager").post(address, fields)
    assert answer.status_code == 422
    assert "Decide of each mention" in answer.content.decode()
    assert text_of(org, note) == [f"Met {NAME}."]
    assert Participant.objects.get().erased_at is None


def test_unfounded_is_offered_only_where_two_people_found_it_so(
    org: Organisation, seat: Seats
) -> None:
    found = case(org, members=("casemanager2", "legal"))
    named = reported(org, found)
    client = seat("casemanager")
    address = f"/cases/{found.ref}/people/{named.ref}/erase/"
    page = client.get(address).content.decode()
    assert 'value="unfounded"' not in page
    assert "Nothing that is written in this case mentions them." in page
    found_unfounded(org, named.ref)
    page = client.get(address).content.decode()
    assert 'value="unfounded"' in page
    assert "confirm it on this case: casemanager2" in page


def test_the_second_person_sees_what_was_decided_adds_to_it_and_confirms(
    org: Organisation, seat: Seats
) -> None:
    found = case(org, members=("casemanager2", "legal"))
    named = reported(org, found)
    note = jot(org, found, f"Met {NAME}.")
    found_unfounded(org, named.ref)
    home = f"/cases/{found.ref}/"
    client = seat("casemanager")
    address = f"{home}people/{named.ref}/erase/"
    fields = {"rule": "unfounded", "reason": "Checked."}
    fields[f"replace:{note.ref}"] = NAME
    answer = client.post(address, fields | seen(client.get(address).content.decode()))
    assert answer.status_code == 302
    page = client.get(f"{home}read/").content.decode()
    assert "To be erased: proposed, waits for a second person" in page
    proposal = f"{home}erasures/{asked_to_erase(named.ref)}/"
    since = jot(org, found, "Vichet called.")
    client = seat("casemanager2")
    assert proposal in client.get("/").content.decode()
    page = client.get(proposal).content.decode()
    assert f"Replaced by {named.ref}:" in page
    assert "Some of this is newer than the proposal" in page
    sent = {"reason": "I agree.", "answer": "confirm", **seen(page)}
    assert client.post(proposal, sent).status_code == 422
    sent[f"replace:{since.ref}"] = "Vichet"
    assert client.post(proposal, sent).status_code == 302
    assert text_of(org, note) == [f"Met {named.ref}."]
    assert text_of(org, since) == [f"{named.ref} called."]
    page = client.get(proposal).content.decode()
    assert "replaced by the reference" in page
    assert "Confirmed by two people" in page


def test_a_proposal_to_erase_is_declined(org: Organisation, seat: Seats) -> None:
    found = case(org, members=("casemanager2", "legal"))
    named = reported(org, found)
    found_unfounded(org, named.ref)
    address = f"/cases/{found.ref}/people/{named.ref}/erase/"
    client = seat("casemanager")
    client.post(address, {"rule": "unfounded", "reason": "Checked.", "seen": "{}"})
    asked = asked_to_erase(named.ref)
    own = f"/cases/{found.ref}/erasures/{asked}/"
    assert "Take it back" in client.get(own).content.decode()
    assert client.post(own, {"reason": "So.", "answer": "confirm"}).status_code == 403
    client = seat("casemanager2")
    moved = client.get(f"/cases/{found.ref}/proposals/{asked}/")
    assert moved.headers["Location"] == f"/cases/{found.ref}/erasures/{asked}/"
    fields = {"reason": "Not yet.", "answer": "decline"}
    assert client.post(moved.headers["Location"], fields).status_code == 302
    assert Participant.objects.get().erased_at is None
    shown = client.get(moved.headers["Location"]).content.decode()
    assert "A second person did not confirm it" in shown


def test_who_may_not_erase_is_offered_no_way_to(org: Organisation, seat: Seats) -> None:
    found = case(org)
    child = person(org, found, "Chan Sophea")
    client = seat("legal")
    home = f"/cases/{found.ref}/"
    assert "/erase/" not in client.get(f"{home}read/").content.decode()
    address = f"{home}people/{child.ref}/erase/"
    assert client.get(address).status_code == 403
    assert client.post(address, {"rule": "own_request"}).status_code == 403
