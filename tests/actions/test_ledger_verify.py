"""Each thing that can be done to a ledger is found, and named for what it is."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from django.utils.translation import override
from tests.factories.ledger import tamper

from romdoul.kernel.errors import BadInput, LedgerBroken
from romdoul.ledger.checkpoints import export, sign_due
from romdoul.ledger.events import Event
from romdoul.ledger.expectations import Expectations
from romdoul.ledger.findings import Kind, Report
from romdoul.ledger.models import Checkpoint, Entry, Head
from romdoul.ledger.recording import action, record
from romdoul.ledger.stores import Store, alias
from romdoul.ledger.verify import verify
from romdoul.vault.keys import SignKeys, new_sign_keys
from romdoul.vault.sealing import digest

pytestmark = pytest.mark.django_db
CASEWORK = alias(Store.CASEWORK)
KEYS = new_sign_keys()
ROWS = 10


def version(row: int, number: int) -> bytes:
    return b"row %d version %d" % (row, number)


@action()
def write_rows(*, number: int) -> None:
    for row in range(ROWS):
        record(
            "W-1",
            Event.CASE_CHANGED,
            f"C-{row}",
            compartment="K-1",
            sealed=version(row, number),
        )


@action()
def erase(*, refs: list[str]) -> None:
    record("W-1", Event.RECORD_ERASED, *refs)


@action()
def look(*, times: int) -> None:
    for turn in range(times):
        record("W-1", Event.RECORD_OPENED, f"C-{turn}", compartment="K-1")


def sign(store: Store = Store.CASEWORK, keys: SignKeys = KEYS) -> str:
    sign_due(store, keys.seed, 1, now=timezone.now())
    return export(store) or ""


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def rows() -> dict[str, bytes]:
    """Write ten sealed rows twice, erase one; entries 1 to 21. The rows that stand."""
    write_rows(number=1)
    write_rows(number=2)
    erase(refs=["C-9"])
    return {f"C-{row}": digest(version(row, 2)) for row in range(ROWS - 1)}


def found(
    rows: dict[str, bytes] | None = None, checkpoint: str | None = None
) -> list[tuple[str, str]]:
    report = verify(
        Store.CASEWORK,
        checkpoint=None if checkpoint is None else checkpoint.encode(),
        rows=None if rows is None else rows.items(),
        public=KEYS.public,
    )
    assert report.ok == (not report.findings)
    for finding in report.findings:
        assert finding.where in finding.text
    return [(finding.kind.value, finding.where) for finding in report.findings]


def test_a_whole_ledger_and_its_rows_hold(rows: dict[str, bytes]) -> None:
    report = verify(Store.CASEWORK, rows=rows.items(), public=KEYS.public)
    assert report.ok
    assert (report.entries, report.rows) == (21, 9)


def test_an_empty_ledger_holds() -> None:
    assert found({}) == []


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'W-2'",
        "event = 'case.closed'",
        "refs = 'C-8'",
        "compartment = 'K-2'",
        "at = at + 1",
    ],
)
def test_one_value_changed_is_found_at_its_entry(change: str) -> None:
    look(times=20)
    damage = f"UPDATE ledger_entry SET {change} WHERE seq = 7"  # noqa: S608
    assert tamper(CASEWORK, damage) == 1
    assert found() == [("entry_altered", "7")]


@pytest.mark.parametrize("column", ["digest", "content"])
def test_one_byte_of_a_digest_changed_is_found_at_its_entry(
    column: str, rows: dict[str, bytes]
) -> None:
    entry = Entry.objects.get(seq=17)
    altered = bytearray(getattr(entry, column))
    altered[5] ^= 1
    damage = f"UPDATE ledger_entry SET {column} = %s WHERE seq = 17"  # noqa: S608
    tamper(CASEWORK, damage, bytes(altered))
    assert found() == [("entry_altered", "17")]


def test_an_entry_altered_with_its_digest_is_found_where_the_chain_parts() -> None:
    look(times=20)
    tamper(
        CASEWORK, "UPDATE ledger_entry SET at = 1, digest = %s WHERE seq = 7", b"x" * 32
    )
    assert ("entry_altered", "7") in found()


@pytest.mark.parametrize(
    ("gone", "where"), [("= 1", "1"), ("= 7", "7"), ("IN (7, 8)", "7-8")]
)
def test_a_missing_entry_is_found(gone: str, where: str) -> None:
    look(times=20)
    tamper(CASEWORK, f"DELETE FROM ledger_entry WHERE seq {gone}")  # noqa: S608
    assert found() == [("entry_missing", where)]


@pytest.mark.parametrize(("one", "other"), [(7, 8), (7, 12), (1, 20), (19, 20)])
def test_two_entries_that_changed_places_are_found(one: int, other: int) -> None:
    look(times=20)
    for old, new in ((one, 90), (other, one), (90, other)):
        tamper(CASEWORK, "UPDATE ledger_entry SET seq = %s WHERE seq = %s", new, old)
    swapped = [("order_broken", f"{one}, {other}")]
    assert [f for f in found() if f[0] != "head_altered"] == swapped


def test_entries_swapped_without_their_digests_are_found() -> None:
    look(times=20)
    refs = dict(Entry.objects.values_list("seq", "refs"))
    tamper(CASEWORK, "UPDATE ledger_entry SET refs = %s WHERE seq = 7", refs[12])
    tamper(CASEWORK, "UPDATE ledger_entry SET refs = %s WHERE seq = 12", refs[7])
    moments = set(Entry.objects.values_list("at", flat=True))
    assert len(moments) == 1  # The rest of two entries of one action is alike.
    assert found() == [("order_broken", "7, 12")]


def test_damage_of_several_kinds_is_all_named() -> None:
    look(times=40)
    tamper(CASEWORK, "UPDATE ledger_entry SET actor = 'W-2' WHERE seq IN (5, 30)")
    tamper(CASEWORK, "DELETE FROM ledger_entry WHERE seq = 20")
    assert sorted(found()) == [
        ("entry_altered", "30"),
        ("entry_altered", "5"),
        ("entry_missing", "20"),
    ]


def test_a_ledger_damaged_all_over_is_counted_past_what_is_named() -> None:
    look(times=300)
    tamper(CASEWORK, "UPDATE ledger_entry SET actor = 'W-2'")
    report = verify(Store.CASEWORK)
    assert len(report.findings) + report.more == 300


def test_a_tail_cut_short_of_the_head_is_found() -> None:
    look(times=20)
    tamper(CASEWORK, "DELETE FROM ledger_entry WHERE seq > 15")
    assert found() == [("tail_cut", "20, 15")]


def test_a_tail_cut_together_with_the_head_is_found_against_a_checkpoint() -> None:
    look(times=20)
    kept = sign()
    cut_with_head(15)
    tamper(CASEWORK, "DELETE FROM ledger_checkpoint")
    assert found(checkpoint=kept) == [("tail_cut", "20, 15")]


def test_a_tail_cut_together_with_the_head_is_found_by_a_checkpoint_left() -> None:
    look(times=20)
    sign()
    cut_with_head(15)
    assert found() == [("tail_cut", "20, 15")]


def test_without_a_checkpoint_the_report_says_what_it_cannot_prove() -> None:
    look(times=20)
    cut_with_head(15)
    report = verify(Store.CASEWORK, public=KEYS.public)
    assert report.ok
    assert "No checkpoint kept elsewhere" in report.says[0]


def test_with_a_checkpoint_only_what_came_after_it_stays_open() -> None:
    look(times=20)
    kept = sign().encode()
    whole = verify(Store.CASEWORK, checkpoint=kept, public=KEYS.public, rows=())
    assert (whole.kept, whole.signed, whole.says) == (20, 20, [])
    look(times=1)
    grown = verify(Store.CASEWORK, checkpoint=kept, public=KEYS.public, rows=())
    assert len(grown.says) == 2
    assert all("after 20" in sentence for sentence in grown.says)


def test_what_was_not_compared_is_said() -> None:
    report = verify(Store.CASEWORK)
    assert any("ledger.pub" in sentence for sentence in report.says)
    assert any("not compared" in sentence for sentence in report.says)


def test_a_history_written_anew_is_found_against_a_checkpoint() -> None:
    look(times=20)
    kept = sign()
    for model in ("entry", "head", "checkpoint"):
        tamper(CASEWORK, f"DELETE FROM ledger_{model}")  # noqa: S608
    look(times=25)
    assert found() == []
    assert found(checkpoint=kept) == [("history_rewritten", "20")]


def test_the_stream_of_another_store_does_not_pass_for_this_one() -> None:
    look(times=3)
    entries = Entry.objects.order_by("seq")
    Entry.objects.using(alias(Store.INBOX)).bulk_create(entries)
    Head.objects.using(alias(Store.INBOX)).bulk_create(Head.objects.all())
    report = verify(Store.INBOX)
    assert [(f.kind, f.where) for f in report.findings] == [(Kind.ENTRY_ALTERED, "1")]


def test_a_checkpoint_that_another_key_signed_is_found() -> None:
    look(times=20)
    forged = sign(keys=new_sign_keys())
    assert found() == [("checkpoint_signature", "20")]
    tamper(CASEWORK, "DELETE FROM ledger_checkpoint")
    assert found(checkpoint=forged) == [("checkpoint_signature", "20")]


def test_a_checkpoint_moved_to_another_entry_is_found() -> None:
    look(times=20)
    line = sign().replace(" 20 ", " 19 ")
    assert found(checkpoint=line) == [("checkpoint_signature", "19")]


def test_lines_of_several_stores_are_taken_each_for_its_own() -> None:
    look(times=5)
    look_in_inbox()
    lines = f"# kept in the safe\n\n{sign()}\n{sign(Store.INBOX)}\n"
    for store, entries in ((Store.CASEWORK, 5), (Store.INBOX, 1)):
        report = verify(store, checkpoint=lines.encode(), public=KEYS.public)
        assert (report.ok, report.kept) == (True, entries)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "# nothing",
        "hello",
        "romdoul-checkpoint-2 casework 1",
        f"romdoul-checkpoint-1 attic 5 {'0' * 64} 2026-01-01T00:00:00Z {'0' * 128}",
        f"romdoul-checkpoint-1 inbox 5 {'0' * 64} 2026-13-01T00:00:00Z {'0' * 128}",
        f"romdoul-checkpoint-1 inbox 0 {'0' * 64} 2026-01-01T00:00:00Z {'0' * 128}",
        "\x00\ufffd",
    ],
)
def test_a_file_that_is_no_checkpoint_is_refused(line: str) -> None:
    with pytest.raises(BadInput):
        verify(Store.CASEWORK, checkpoint=line.encode())


def test_a_head_that_is_gone_is_found_and_stops_every_append() -> None:
    look(times=5)
    tamper(CASEWORK, "DELETE FROM ledger_head")
    assert found() == [("head_missing", "")]
    with pytest.raises(LedgerBroken):
        look(times=1)


def test_a_head_put_back_before_the_last_entries_is_found() -> None:
    look(times=20)
    tamper(CASEWORK, "UPDATE ledger_head SET seq = 15")
    assert found() == [("head_altered", "15")]


def test_a_row_put_back_to_an_older_version_is_found(rows: dict[str, bytes]) -> None:
    rows["C-3"] = digest(version(3, 1))
    assert found(rows) == [("row_rolled_back", "C-3")]


def test_a_row_that_is_not_what_was_written_is_found(rows: dict[str, bytes]) -> None:
    rows["C-3"] = digest(b"something else")
    rows["C-4"] = digest(version(5, 1))
    assert found(rows) == [("row_altered", "C-3"), ("row_altered", "C-4")]


def test_a_row_that_is_gone_is_found(rows: dict[str, bytes]) -> None:
    del rows["C-3"]
    assert found(rows) == [("row_missing", "C-3")]


def test_a_row_that_no_action_wrote_is_found(rows: dict[str, bytes]) -> None:
    rows["C-77"] = digest(b"new")
    assert found(rows) == [("row_unrecorded", "C-77")]


def test_an_erased_row_is_not_expected_and_found_if_it_returns(
    rows: dict[str, bytes],
) -> None:
    assert found(rows) == []
    rows["C-9"] = digest(version(9, 2))
    assert found(rows) == [("row_returned", "C-9")]


def test_a_row_changed_while_verifying_is_no_finding(rows: dict[str, bytes]) -> None:
    def changing() -> list[tuple[str, bytes]]:
        write_rows(number=3)
        erase(refs=["C-9"])
        return [(ref, digest(version(int(ref[2:]), 3))) for ref in rows]

    class Late:
        def __iter__(self) -> Iterator[tuple[str, bytes]]:
            return iter(changing())

    assert verify(Store.CASEWORK, rows=Late()).ok


def test_a_row_erased_while_verifying_is_no_finding(rows: dict[str, bytes]) -> None:
    class Late:
        def __iter__(self) -> Iterator[tuple[str, bytes]]:
            erase(refs=["C-3"])
            return iter([item for item in rows.items() if item[0] != "C-3"])

    assert verify(Store.CASEWORK, rows=Late()).ok


def test_what_is_expected_takes_no_memory_for_what_was_only_opened() -> None:
    look(times=500)
    expected = Expectations()
    report = Report(Store.CASEWORK)
    assert expected.compare([], report) == []
    assert not expected.last


def test_nothing_is_signed_before_it_is_due() -> None:
    look(times=9)
    assert sign_due(Store.CASEWORK, KEYS.seed, 10, now=timezone.now()) is None
    look(times=1)
    made = sign_due(Store.CASEWORK, KEYS.seed, 10, now=timezone.now())
    assert made is not None
    assert made.seq == 10
    assert sign_due(Store.CASEWORK, KEYS.seed, 10, now=timezone.now()) is None


@pytest.mark.parametrize(
    ("damage", "name"),
    [
        ("UPDATE ledger_entry SET actor = 'W-2' WHERE seq = 12", "entry_altered"),
        ("DELETE FROM ledger_entry WHERE seq = 12", "entry_missing"),
        ("DELETE FROM ledger_entry WHERE seq > 18", "tail_cut"),
        ("UPDATE ledger_checkpoint SET at = 0", "checkpoint_signature"),
    ],
)
def test_a_stream_that_does_not_hold_is_not_signed(damage: str, name: str) -> None:
    look(times=10)
    sign()
    look(times=10)
    tamper(CASEWORK, damage)
    with pytest.raises(LedgerBroken, match=name):
        sign()
    assert Checkpoint.objects.count() == 1


def cut_with_head(last: int) -> None:
    """Cut the tail and move the head back with it, as somebody careful would."""
    stood = bytes(Entry.objects.get(seq=last).digest)
    tamper(CASEWORK, "DELETE FROM ledger_entry WHERE seq > %s", last)
    tamper(CASEWORK, "UPDATE ledger_head SET seq = %s, digest = %s", last, stood)


@action(Store.INBOX)
def look_in_inbox() -> None:
    record("public", Event.MAILBOX_READ, "R-1")
