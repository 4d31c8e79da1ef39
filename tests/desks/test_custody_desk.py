"""The keys page says what is left with former custodians, and how it is finished."""

from tests.desks.seated import Seats
from tests.factories.organisation import Organisation

from romdoul.actions.staff_people import worker_leaves
from romdoul.queries.custody import custody


def custodian_leaves(org: Organisation) -> None:
    worker_leaves(org.admin, ref=org.worker("custodian").ref)


def test_without_a_change_of_custodians_the_page_says_nothing_of_them(
    org: Organisation, seat: Seats
) -> None:
    page = seat("manager").get("/staff/keys/").content.decode()
    assert "former custodians" not in page


def test_a_manager_sees_how_many_are_left_and_renews_their_own(
    org: Organisation, seat: Seats
) -> None:
    custodian_leaves(org)
    client = seat("manager")
    before = custody(org.manager)
    page = client.get("/staff/keys/").content.decode()
    assert "Left with former custodians" in page
    assert f"<dd>{before.compartments}</dd>" in page
    answer = client.post("/staff/keys/custodians/")
    assert (answer.status_code, answer["Location"]) == (302, "/staff/keys/")
    after = custody(org.manager)
    assert after.mine == 0
    assert after.compartments == before.compartments - before.mine
    page = client.get("/staff/keys/").content.decode()
    assert 'action="/staff/keys/custodians/"' not in page


def test_my_day_renews_and_tells_a_manager_of_the_rest(
    org: Organisation, seat: Seats
) -> None:
    custodian_leaves(org)
    page = seat("manager").get("/").content.decode()
    left = custody(org.manager)
    assert left.mine == 0
    assert left.compartments == 1
    assert "1 compartment is left with former custodians" in page
    seat("focal").get("/")
    assert custody(org.manager).compartments == 0


def test_a_counsellor_neither_sees_the_page_nor_presses_the_button(
    org: Organisation, seat: Seats
) -> None:
    custodian_leaves(org)
    client = seat("counsellor")
    assert client.post("/staff/keys/custodians/").status_code == 403
    assert custody(org.manager).compartments > 1
