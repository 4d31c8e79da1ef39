"""After the founding: the root's offline tool, and the first day by command."""

import json
from pathlib import Path

import pytest
from tests.factories.organisation import (
    PASSWORD,
    Organisation,
    age_keys,
    organisation,
    root,
)

from romdoul.actions.staff_people import certify_worker
from romdoul.actions.staff_root import accept_root_answer
from romdoul.cli import found
from romdoul.cli.answer import WrongUse
from romdoul.cli.arguments import Options
from romdoul.cli.main import main
from romdoul.inbox.models import PublishedKey
from romdoul.kernel import serverkeys
from romdoul.kernel.errors import BadInput, Refused
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.queries.staff import check_number_of, export_root_request
from romdoul.staff.escrow import custodians
from romdoul.staff.models import CustodianKey, Worker
from romdoul.staff.rights import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    return organisation()


def signed_by(folder: Path, request: bytes, number: str, seed: bytes) -> int:
    (folder / "request.json").write_bytes(request)
    (folder / "root.key").write_bytes(seed)
    words = [
        "root", "sign", str(folder / "request.json"),
        "--key", str(folder / "root.key"),
        "--number", number,
        "--out", str(folder / "answer.json"),
    ]  # fmt: skip
    return main(words)


def test_the_root_makes_a_case_manager_a_manager_and_custodian(org, tmp_path):
    worker = org.worker("casemanager")
    roles = (Role.MANAGER, Role.CUSTODIAN)
    request = export_root_request(
        org.manager, worker.ref, roles=roles, recipient=age_keys("new").recipient
    )
    number = check_number_of(worker)
    seed = root().seed.reveal()
    assert signed_by(tmp_path, request, number, seed) == 0
    answer = (tmp_path / "answer.json").read_bytes()
    accept_root_answer(org.manager, ref=worker.ref, file=answer)
    assert org.casemanager.roles == ("custodian", "manager")
    assert age_keys("new").recipient in {one.recipient for one in custodians()}
    assert Entry.objects.filter(event=Event.WORKER_CERTIFIED).count() > len(org.workers)
    # As a manager they certify in turn.
    other = org.worker("legal")
    certify_worker(
        org.casemanager,
        ref=other.ref,
        number=check_number_of(other),
        roles=(Role.LEGAL_OFFICER,),
    )
    assert org.legal.roles == ("legal_officer",)


def test_another_key_than_the_roots_certifies_nobody(org, tmp_path):
    worker = org.worker("casemanager")
    request = export_root_request(org.manager, worker.ref, roles=(Role.MANAGER,))
    seed = org.keys("manager").sign.seed.reveal()
    assert signed_by(tmp_path, request, check_number_of(worker), seed) == 0
    answer = (tmp_path / "answer.json").read_bytes()
    with pytest.raises(BadInput):
        accept_root_answer(org.manager, ref=worker.ref, file=answer)
    assert org.casemanager.roles == ("case_manager",)


def test_an_answer_for_somebody_else_is_not_taken_in(org, tmp_path):
    worker = org.worker("casemanager")
    request = export_root_request(org.manager, worker.ref, roles=(Role.MANAGER,))
    seed = root().seed.reveal()
    signed_by(tmp_path, request, check_number_of(worker), seed)
    answer = (tmp_path / "answer.json").read_bytes()
    for ref, file in (
        (org.worker("legal").ref, answer),
        (worker.ref, b"{}"),
        (worker.ref, b"\xff"),
    ):
        with pytest.raises(BadInput):
            accept_root_answer(org.manager, ref=ref, file=file)
    with pytest.raises(Refused):
        accept_root_answer(org.counsellor, ref=worker.ref, file=answer)


def test_the_root_does_not_sign_without_the_persons_number(org, tmp_path, capsys):
    worker = org.worker("casemanager")
    request = export_root_request(org.manager, worker.ref, roles=(Role.MANAGER,))
    seed = root().seed.reveal()
    assert signed_by(tmp_path, request, "0000 0000 0000 0000", seed) == 2
    assert not (tmp_path / "answer.json").exists()
    words = ["root", "sign", str(tmp_path / "request.json"), "--key", "x"]
    assert main([*words, "--out", str(tmp_path / "answer.json")]) == 1
    assert check_number_of(worker) in capsys.readouterr().out
    assert not (tmp_path / "answer.json").exists()


PEOPLE = """
[[people]]
username = "first"
display_name = "Name of the first"
roles = ["manager", "safeguarding_focal", "custodian"]
recipient = "{one}"

[[people]]
username = "second"
display_name = "Name of the second"
roles = ["manager", "safeguarding_focal", "custodian"]
language = "en"
recipient = "{two}"

[[people]]
username = "machine"
display_name = "Name of the third"
roles = ["administrator"]
"""


def founding(folder: Path, text: str) -> Options:
    root()
    path = folder / "people.toml"
    path.write_text(text)
    return Options(file=str(path), json=False)


def test_three_people_found_an_organisation(tmp_path, monkeypatch):
    options = founding(
        tmp_path,
        PEOPLE.format(one=age_keys("a").recipient, two=age_keys("b").recipient),
    )
    names = ("first", "second", "machine")
    given = json.dumps(dict.fromkeys(names, PASSWORD))
    monkeypatch.setenv("ROMDOUL_PASSWORDS", given)
    answer = found.run(options)
    assert answer.ok
    assert set(answer.data["workers"]) == set(names)
    assert PublishedKey.objects.count() == 2
    assert CustodianKey.objects.count() == 2
    assert serverkeys.exists("offline/root.key")
    with pytest.raises(BadInput):
        found.run(options)
    assert Worker.objects.count() == 3


@pytest.mark.parametrize(
    "text",
    ["", "people = 3", "[[people]]\nusername = 'x'", "not toml at all ["],
)
def test_a_file_without_people_founds_nothing(tmp_path, text):
    with pytest.raises((WrongUse, BadInput)):
        found.run(founding(tmp_path, text))
    assert not Worker.objects.exists()
    assert not Entry.objects.exists()
