"""What takes two people at the case desk: proposed, confirmed, declined, taken back."""

import pytest
from tests.desks.seated import Seats
from tests.factories.desk import case, person
from tests.factories.organisation import Organisation

from romdoul.actions.proposals import confirm_outcome, propose_outcome
from romdoul.cases.codes import Outcome, Role
from romdoul.cases.models import Participant
from romdoul.queries.records import read_participant


def test_unfounded_is_proposed_by_one_and_confirmed_by_another(
    org: Organisation, seat: Seats
) -> None:
    found = case(org)
    alleged = person(org, found, "Sample Person", role=Role.PERSON_REPORTED)
    home = f"/cases/{found.ref}/"
    client = seat("casemanager")
    edit = client.get(f"{home}people/{alleged.ref}/").content.decode()
    assert 'value="not_proven"' in edit
    assert 'value="unfounded"' not in edit
    address = f"{home}people/{alleged.ref}/unfounded/"
    assert address in client.get(f"{home}read/").content.decode()
    assert "confirm it on this case: legal" in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "All asked."}).status_code == 302
    asked = f"{home}proposals/{found.transitions.get(kind='unfounded').ref}/"
    waits = "Unfounded: proposed, waits for a second person"
    assert waits in client.get(f"{home}read/").content.decode()
    assert "Confirm it" not in client.get(asked).content.decode()
    answer = {"reason": "So it is.", "answer": "confirm"}
    assert client.post(asked, answer).status_code == 403
    client = seat("legal")
    assert "casemanager proposes: unfounded" in client.get("/").content.decode()
    assert "All asked." in client.get(asked).content.decode()
    assert client.post(asked, answer | {"reason": ""}).status_code == 422
    assert client.post(asked, answer).status_code == 302
    page = client.get(f"{home}read/").content.decode()
    assert "Person reported · Unfounded" in page
    assert "Confirmed by two people" in page
    assert client.post(asked, answer).status_code == 422
    shown = client.get(f"{home}people/{alleged.ref}/").content.decode()
    assert 'value="unfounded" selected' in shown
    assert 'name="outcome"' in shown


def test_an_edit_leaves_what_two_people_found_as_it_is(
    org: Organisation, seat: Seats
) -> None:
    found = case(org)
    alleged = person(org, found, "Sample Person", role=Role.PERSON_REPORTED)
    asked = propose_outcome(org.casemanager, ref=alleged.ref, reason="All asked.")
    confirm_outcome(org.legal, ref=asked.ref, reason="So it is.")
    address = f"/cases/{found.ref}/people/{alleged.ref}/"
    fields = {"version": 2, "role": Role.PERSON_REPORTED, "name": "Sample Person"}
    client = seat("casemanager")
    for outcome in ("", "not_proven"):
        fields["version"] = Participant.objects.get().version
        assert client.post(address, fields | {"outcome": outcome}).status_code == 302
    _, versions = read_participant(org.legal, alleged.ref)
    assert {v.document.outcome for v in versions[:-1]} == {Outcome.UNFOUNDED}
    page = client.get(f"/cases/{found.ref}/read/").content.decode()
    assert "Propose that it is not unfounded after all" in page


@pytest.mark.parametrize("how", ["decline", "withdraw"])
def test_a_proposal_is_declined_by_another_or_withdrawn_by_who_made_it(
    org: Organisation, seat: Seats, how: str
) -> None:
    found = case(org)
    alleged = person(org, found, "Sample Person", role=Role.PERSON_REPORTED)
    asked = propose_outcome(org.casemanager, ref=alleged.ref, reason="All asked.")
    address = f"/cases/{found.ref}/proposals/{asked.ref}/"
    if how == "decline":
        fields = {"reason": "Not the clinic.", "answer": "decline"}
        assert seat("legal").post(address, fields).status_code == 302
        shown = "A second person did not confirm it"
    else:
        client = seat("casemanager")
        assert "Take it back" in client.get(address).content.decode()
        assert client.post(f"{address}withdraw/").status_code == 302
        shown = "Taken back"
    assert shown in seat("investigator").get(address).content.decode()
