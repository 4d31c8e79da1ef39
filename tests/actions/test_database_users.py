"""PostgreSQL: the user of each process may do its work at the desks, and no more."""

import secrets
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone
from tests.actions.test_reports_open_case import open_from
from tests.factories import database_users
from tests.factories.database_users import acting_as, refuses
from tests.factories.desk import case, file_report, person, send_report
from tests.factories.organisation import organisation
from tests.factories.published import publish, root

from romdoul.actions.erasures import erase_participant
from romdoul.actions.public.apply_erasures import apply_in_inbox
from romdoul.actions.public.destroy_mailbox import destroy_mailbox
from romdoul.actions.public.open_mailbox import open_mailbox
from romdoul.actions.public.write_message import write_message
from romdoul.actions.reports_answer import answer_report
from romdoul.actions.reports_collect import collect_reports
from romdoul.cases.codes import ErasureRule
from romdoul.cli import grants
from romdoul.inbox.models import Envelope, Mailbox, Message, PublishedKey
from romdoul.jobs import duties
from romdoul.ledger.models import Checkpoint, Outbox
from romdoul.ledger.stores import Store, alias
from romdoul.queries import public
from romdoul.vault.keys import new_box_keys

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="a store in a file knows no users"
    ),
]
BOX = "c" * 64

CHANGES_THE_LEDGER = (
    *("UPDATE ledger_entry SET actor = ''", "DELETE FROM ledger_entry"),
    *("DELETE FROM ledger_head", "TRUNCATE ledger_entry", "CREATE TABLE more (id int)"),
    *("DELETE FROM ledger_checkpoint", "UPDATE ledger_checkpoint SET seq = 1"),
)
REFUSED = {
    ("public", "inbox"): (
        *(*CHANGES_THE_LEDGER, "INSERT INTO ledger_checkpoint (seq) VALUES (1)"),
        *("UPDATE inbox_envelope SET sealed = ''", "DELETE FROM inbox_envelope"),
        *("UPDATE inbox_message SET sealed = ''", "DELETE FROM inbox_mailbox"),
        "UPDATE inbox_mailbox SET compartment = ''",
        "UPDATE inbox_publishedkey SET public_key = ''",
        "INSERT INTO inbox_publishedkey (desk) VALUES ('hotline')",
    ),
    ("desks", "inbox"): (
        *(*CHANGES_THE_LEDGER, "INSERT INTO ledger_checkpoint (seq) VALUES (1)"),
        *("INSERT INTO inbox_envelope (id) VALUES ('1')", "DELETE FROM inbox_mailbox"),
        *("UPDATE inbox_mailbox SET wrapped = ''", "DELETE FROM inbox_publishedkey"),
    ),
    ("desks", "casework"): (
        *(*CHANGES_THE_LEDGER, "INSERT INTO ledger_checkpoint (seq) VALUES (1)"),
        "DELETE FROM django_migrations",
    ),
    ("jobs", "casework"): (
        *(*CHANGES_THE_LEDGER, "INSERT INTO ledger_outbox (kind) VALUES ('answer')"),
        *("SELECT * FROM cases_case", "SELECT * FROM staff_worker"),
        *("SELECT * FROM matching_token", "SELECT * FROM django_session"),
        *("SELECT * FROM mfa_authenticator", "SELECT keyring FROM staff_worker"),
    ),
    ("jobs", "inbox"): (
        *(*CHANGES_THE_LEDGER, "UPDATE inbox_envelope SET sealed = ''"),
        *("DELETE FROM inbox_mailbox", "UPDATE inbox_mailbox SET wrapped = ''"),
    ),
    ("public", "casework"): ("SELECT * FROM cases_case", "SELECT * FROM ledger_entry"),
    ("edit", "casework"): ("SELECT * FROM cases_case", "SELECT * FROM staff_worker"),
    ("clock", "inbox"): ("SELECT * FROM inbox_envelope",),
}


@pytest.fixture(autouse=True)
def users(db: None) -> None:
    del db
    database_users.make()


def store(name: str) -> str:
    return alias(Store(name))


def test_everything_that_is_refused_is_refused_for_want_of_the_right() -> None:
    let = [
        (process, name, statement)
        for (process, name), statements in REFUSED.items()
        for statement in statements
        if not refuses(process, store(name), statement)
    ]
    assert let == []


def test_a_user_that_may_would_not_be_refused() -> None:
    """Else the test above would hold of statements that nobody could run."""
    for (_process, name), statements in REFUSED.items():
        for statement in statements:
            if statement.startswith("SELECT"):
                with connections[store(name)].cursor() as cursor:
                    cursor.execute(statement)
    assert not refuses("desks", store("casework"), "SELECT * FROM cases_case")


def test_what_is_said_is_what_holds_and_a_store_is_shut_to_all_others() -> None:
    for name in ("inbox", "casework"):
        for process in grants.processes():
            told = grants.wanted(name, store(name), process)
            assert told == grants.held(store(name), process), (name, process)
    assert grants.held(store("casework"), "public") == set()
    assert grants.held(store("casework"), "edit") == set()


@pytest.mark.parametrize("process", ["public", "intake"])
def test_a_report_and_its_mailbox_come_in_and_go(process: str) -> None:
    root()
    key = publish("hotline").row
    public.forget_published()
    with acting_as(process):
        _sent(key)
        message = {"message": "d" * 32, "compartment": "K-hotline", "epoch": 1}
        write_message(mailbox=BOX, sealed=b"RE1" + bytes(400), **message)
        destroy_mailbox(mailbox=BOX)
        assert apply_in_inbox("system", erased=[]) == []
    assert Mailbox.objects.get().destroyed_at is not None
    assert Message.objects.get().direction == "in"


def test_a_report_becomes_a_case_and_is_answered_by_the_jobs() -> None:
    org = organisation()
    ref = send_report(org, mailbox=True, voice=b"sound" * 99).ref
    with acting_as("desks"):
        assert collect_reports(org.counsellor)
        answer_report(org.counsellor, ref=ref, text="We have read it.")
        open_from(org, ref)
    with acting_as("jobs"):
        assert duties.deliver() == Outbox.objects.using(store("casework")).count()
    assert Message.objects.filter(direction="out").exists()
    assert Mailbox.objects.get().compartment != "K-hotline"
    assert not Outbox.objects.using(store("casework")).filter(done_at=None).exists()


def test_the_desks_open_a_case_and_erase_a_person() -> None:
    org = organisation()
    with acting_as("desks"):
        of = case(org)
        made = person(org, of, "Sok Dara")
        erase_participant(
            org.casemanager,
            ref=made.ref,
            rule=ErasureRule.OWN_REQUEST,
            reason="Grown up, and asked.",
        )
    with acting_as("jobs"):
        duties.deliver()


def test_the_jobs_sign_every_store_and_forget_what_is_old(settings: Any) -> None:
    settings.ROMDOUL_CHECKPOINT_EVERY = 1
    org = organisation()
    case(org)
    send_report(org)
    collect_reports(org.counsellor)
    old = timezone.now() - timedelta(days=60)
    Envelope.objects.update(collected_at=old, sealed=b"")
    with acting_as("jobs"):
        assert set(duties.sign_checkpoints()) >= {Store.CASEWORK, Store.INBOX}
        duties.forget_deliveries()
        assert duties.forget_reports() == 1
    assert Checkpoint.objects.using(store("casework")).exists()


def _sent(key: PublishedKey) -> None:
    ref = file_report(key)
    open_mailbox(
        submission=Envelope.objects.get(ref=ref).id,
        mailbox=BOX,
        public_key=new_box_keys().public,
        wrapped=b"RM1" + secrets.token_bytes(80),
    )
