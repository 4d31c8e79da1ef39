"""From a lost password to a read record, by two custodians on an offline machine."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.factories.compartments import make_case
from tests.factories.organisation import (
    PASSWORD,
    Organisation,
    age_keys,
    organisation,
)

from romdoul.actions.staff_compartments import rotate_compartment
from romdoul.actions.staff_recovery import (
    break_glass,
    finish_recovery,
    request_break_glass,
    request_recovery,
    return_recovery,
    review_break_glass,
    withdraw_recovery,
)
from romdoul.actions.staff_sign_in import sign_in
from romdoul.cli.main import main
from romdoul.doors import throttle
from romdoul.kernel.errors import BadInput, NotFound, Refused, WrongPassword
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.ledger.recording import action, record
from romdoul.queries.opening import open_records
from romdoul.queries.staff import (
    day_notices,
    export_recovery,
    list_recoveries,
    read_reason,
)
from romdoul.staff.actor import Actor, actor_for
from romdoul.staff.documents import WorkerProfile
from romdoul.staff.models import Compartment, Grant, Profile, RecoveryRequest
from romdoul.staff.passwords import open_ring
from romdoul.staff.sealed import seal_row

pytestmark = pytest.mark.django_db
NEW = "three mango trees in the rain"


@pytest.fixture
def org() -> Organisation:
    throttle.forget_all()
    return organisation()


@pytest.fixture
def case(org: Organisation) -> Compartment:
    members = [org.worker("casemanager"), org.worker("counsellor")]
    return make_case(org.casemanager, members=members)


@action()
def sealed_profile(actor: Actor, *, row: Profile, text: str) -> None:
    """Seal something into a compartment, to be read at the end of a rehearsal."""
    sealed = seal_row(actor, row, WorkerProfile(display_name=text))
    Profile.objects.filter(pk=row.worker_id).delete()
    row.save()
    record(actor, Event.WORKER_CHANGED, row.ref, sealed=sealed)


def identity_file(folder: Path, username: str) -> Path:
    path = folder / f"{username}.age"
    path.write_bytes(b"# a comment\n" + age_keys(username).identity.reveal() + b"\n")
    return path


def custodians_peel(
    folder: Path, bundle: bytes, first: str, second: str, capsys
) -> tuple[bytes, str]:
    """Run the offline tool twice, as the two custodians do."""
    (folder / "bundle.json").write_bytes(bundle)
    step = [
        "recovery", "peel", str(folder / "bundle.json"),
        "--identity", str(identity_file(folder, first)),
        "--out", str(folder / "half.json"),
    ]  # fmt: skip
    assert main(step) == 0
    capsys.readouterr()
    step = [
        "recovery", "finish", str(folder / "half.json"),
        "--identity", str(identity_file(folder, second)),
        "--out", str(folder / "result.json"), "--json",
    ]  # fmt: skip
    assert main(step) == 0
    key = json.loads(capsys.readouterr().out)["one_time_key"]
    return (folder / "result.json").read_bytes(), key


def test_from_a_lost_password_to_a_read_record(org, case, tmp_path, capsys):
    worker = org.worker("counsellor")
    row = Profile(ref="W-0000-0000", worker=org.worker("legal"), compartment=case.ref)
    sealed_profile(org.casemanager, row=row, text="what only the case knows")
    ref = request_recovery(org.manager, worker=worker.ref, reason="forgot it")
    # The worker and every manager are told before anything travels.
    for told in (org.counsellor, org.actor("manager2")):
        assert [item.ref for item in day_notices(told).recoveries] == [ref]
    assert day_notices(org.legal).recoveries == []
    assert [item.ref for item in list_recoveries(org.counsellor)] == [ref]
    bundle = export_recovery(org.manager, ref)
    result, key = custodians_peel(tmp_path, bundle, "manager2", "board", capsys)
    return_recovery(org.manager, ref=ref, file=result)
    begun = finish_recovery(username="counsellor", one_time_key=key, password=NEW)
    assert begun.session.stage == "pending"
    worker.refresh_from_db()
    again = actor_for(worker, open_ring(worker, NEW))
    (document,) = open_records(again, [row], WorkerProfile)
    assert document.display_name == "what only the case knows"
    with pytest.raises(WrongPassword):
        sign_in(username="counsellor", password=PASSWORD)
    said = list(Entry.objects.values_list("event", flat=True))
    for event in (
        Event.RECOVERY_REQUESTED,
        Event.RECOVERY_PEELED,
        Event.RECOVERY_FINISHED,
    ):
        assert event in said
    with pytest.raises(WrongPassword):
        finish_recovery(username="counsellor", one_time_key=key, password=NEW)


def test_one_custodian_alone_recovers_nothing(org, tmp_path, capsys):
    worker = org.worker("counsellor").ref
    ref = request_recovery(org.manager, worker=worker, reason="forgot it")
    (tmp_path / "bundle.json").write_bytes(export_recovery(org.manager, ref))
    mine = str(identity_file(tmp_path, "manager2"))
    half = tmp_path / "half.json"
    step = ["recovery", "peel", str(tmp_path / "bundle.json"), "--identity", mine]
    assert main([*step, "--out", str(half)]) == 0
    out = tmp_path / "result.json"
    step = ["recovery", "finish", str(half), "--identity", mine, "--out", str(out)]
    assert main(step) == 2
    assert not out.exists()
    assert "Traceback" not in capsys.readouterr().err


def test_who_is_no_custodian_peels_nothing(org, tmp_path, capsys):
    worker = org.worker("counsellor").ref
    ref = request_recovery(org.manager, worker=worker, reason="forgot it")
    (tmp_path / "bundle.json").write_bytes(export_recovery(org.manager, ref))
    other = str(identity_file(tmp_path, "nobody"))
    half = tmp_path / "half.json"
    step = ["recovery", "peel", str(tmp_path / "bundle.json"), "--identity", other]
    assert main([*step, "--out", str(half)]) == 2
    assert not half.exists()
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_offline_tool_needs_no_settings_and_no_data(tmp_path):
    out = tmp_path / "custodian.age"
    bare = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": "src",
        "ROMDOUL_HOME": str(tmp_path / "none"),
        "ROMDOUL_KEYS": str(tmp_path / "no-keys"),
    }
    command = [sys.executable, "-m", "romdoul.cli.main", "recovery", "keygen"]
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [*command, "--out", str(out)],
        env=bare,
        cwd=root,
        capture_output=True,
        check=True,
    )
    assert done.stdout.startswith(b"age1")
    assert b"AGE-SECRET" not in done.stdout
    assert out.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff\xfe", b'{"type": 1}'])
def test_a_file_that_is_none_is_refused_in_one_line(content, tmp_path, capsys):
    (tmp_path / "bundle.json").write_bytes(content)
    mine = str(identity_file(tmp_path, "manager2"))
    step = ["recovery", "peel", str(tmp_path / "bundle.json"), "--identity", mine]
    assert main([*step, "--out", str(tmp_path / "half.json")]) != 0
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "half.json").exists()


def test_another_one_time_key_opens_nothing(org, tmp_path, capsys):
    worker = org.worker("counsellor")
    ref = request_recovery(org.manager, worker=worker.ref, reason="forgot it")
    bundle = export_recovery(org.manager, ref)
    result, _key = custodians_peel(tmp_path, bundle, "manager2", "board", capsys)
    return_recovery(org.manager, ref=ref, file=result)
    ring = bytes(worker.keyring)
    for wrong in (
        age_keys("nobody").identity.reveal().decode(),
        "",
        "AGE-SECRET-KEY-1",
    ):
        with pytest.raises(WrongPassword):
            finish_recovery(username="counsellor", one_time_key=wrong, password=NEW)
    worker.refresh_from_db()
    assert bytes(worker.keyring) == ring


def test_a_result_of_another_request_is_not_taken_in(org, tmp_path, capsys):
    one = request_recovery(
        org.manager, worker=org.worker("counsellor").ref, reason="forgot it"
    )
    other = request_recovery(
        org.manager, worker=org.worker("legal").ref, reason="forgot it too"
    )
    bundle = export_recovery(org.manager, one)
    result, _key = custodians_peel(tmp_path, bundle, "manager2", "board", capsys)
    for ref, file in ((other, result), (one, b"{}"), (one, b"\x00")):
        with pytest.raises(BadInput):
            return_recovery(org.manager, ref=ref, file=file)


def test_who_may_not_ask_is_refused_and_recorded(org):
    with pytest.raises(Refused):
        request_recovery(org.admin, worker=org.worker("legal").ref, reason="curious")
    assert not RecoveryRequest.objects.exists()
    assert Entry.objects.latest("seq").event == Event.ACTION_REFUSED


def test_a_request_needs_its_reason_which_is_sealed(org):
    worker = org.worker("legal").ref
    with pytest.raises(BadInput):
        request_recovery(org.manager, worker=worker, reason="  ")
    ref = request_recovery(org.manager, worker=worker, reason="a reason nobody reads")
    assert b"nobody reads" not in bytes(RecoveryRequest.objects.get().sealed)
    assert read_reason(org.manager, ref) == "a reason nobody reads"
    with pytest.raises(BadInput):
        request_recovery(org.manager, worker=worker, reason="twice")


def test_the_worker_can_call_a_recovery_off(org):
    worker = org.worker("legal").ref
    ref = request_recovery(org.manager, worker=worker, reason="did they?")
    with pytest.raises(Refused):
        withdraw_recovery(org.counsellor, ref=ref)
    withdraw_recovery(org.legal, ref=ref)
    with pytest.raises(NotFound):
        export_recovery(org.manager, ref)


def test_the_glass_is_broken_for_a_day_and_reviewed(org, case, tmp_path, capsys):
    before = org.casemanager.keys_of(case.ref)
    with pytest.raises(NotFound):
        org.manager.keys_of(case.ref)
    ref = request_break_glass(
        org.manager, compartment=case.ref, reason="a child in danger, nobody here"
    )
    bundle = export_recovery(org.manager, ref)
    result, key = custodians_peel(tmp_path, bundle, "manager2", "custodian", capsys)
    return_recovery(org.manager, ref=ref, file=result)
    with pytest.raises(NotFound):
        break_glass(org.actor("manager2"), ref=ref, one_time_key=key)
    other = age_keys("nobody").identity.reveal().decode()
    with pytest.raises(WrongPassword):
        break_glass(org.manager, ref=ref, one_time_key=other)
    break_glass(org.manager, ref=ref, one_time_key=key)
    case.refresh_from_db()
    assert case.epoch == 2
    assert org.manager.keys_of(case.ref) == org.counsellor.keys_of(case.ref)
    assert org.manager.keys_of(case.ref, 1) == before
    mine = Grant.objects.get(compartment=case, worker=org.worker("manager"))
    assert mine.expires_at is not None
    with pytest.raises(Refused):
        review_break_glass(org.manager, ref=ref)
    review_break_glass(org.actor("manager2"), ref=ref)
    said = list(Entry.objects.values_list("event", flat=True))
    for event in (
        Event.BREAKGLASS_REQUESTED,
        Event.BREAKGLASS_OPENED,
        Event.BREAKGLASS_REVIEWED,
    ):
        assert event in said


def test_keys_of_an_epoch_that_is_over_do_not_break_the_glass(
    org, case, tmp_path, capsys
):
    ref = request_break_glass(org.manager, compartment=case.ref, reason="urgent")
    bundle = export_recovery(org.manager, ref)
    result, _key = custodians_peel(tmp_path, bundle, "manager2", "custodian", capsys)
    rotate_compartment(org.casemanager, ref=case.ref)
    with pytest.raises(BadInput):
        return_recovery(org.manager, ref=ref, file=result)
    case.refresh_from_db()
    assert not case.grants.filter(worker=org.worker("manager")).exists()


def test_whom_a_compartment_never_lets_in_cannot_break_its_glass(org, case):
    desk = Compartment.objects.get(kind="safeguarding")
    for actor, ref in ((org.manager, desk.ref), (org.admin, case.ref)):
        with pytest.raises(Refused):
            request_break_glass(actor, compartment=ref, reason="curious")
    assert not RecoveryRequest.objects.exists()
