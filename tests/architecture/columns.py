"""The three kinds of data, and no fourth: every column of every table, by its kind.

A new column is put on a list here by somebody who has asked what it tells whoever
steals the database. ``coded``: references, codes, counts and moments, of limited
precision. ``sealed``: opened with a key alone. ``proof``: digests, public keys and
signed statements about keys. ``token``: keyed blind index. ``public``: printed on
the website anyway.
"""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Columns:
    coded: str = ""
    sealed: str = ""
    proof: str = ""
    token: str = ""
    public: str = ""

    def kinds(self) -> dict[str, str]:
        """Return the kind of each column."""
        return {
            column: kind.name
            for kind in fields(self)
            for column in getattr(self, kind.name).split()
        }


COLUMNS = {
    "cases.Case": Columns(
        coded=(
            "id ref compartment epoch version status priority stage opened_at"
            " closed_at close_reason due_at lead short_since"
        ),
        sealed="sealed",
    ),
    "cases.Departure": Columns(
        coded="id case worker at why",
    ),
    "cases.Erasure": Columns(
        coded="id participant rule asked_by asked_at done_by done_at request",
    ),
    "cases.ErasurePlan": Columns(
        coded="id ref compartment epoch version erasure",
        sealed="sealed",
    ),
    "cases.Note": Columns(
        coded="id ref compartment epoch version case kind author created_at",
        sealed="sealed",
    ),
    "cases.Participant": Columns(
        coded="id ref compartment epoch version case role erased_at",
        sealed="sealed data_key",
    ),
    "cases.RecordVersion": Columns(
        coded="id table ref version compartment epoch",
        sealed="sealed data_key",
    ),
    "cases.Report": Columns(
        coded=(
            "id ref compartment epoch version submission desk kind priority"
            " received_at due_at answered_at decided_at status unanswered waiting"
            " decision case mailbox content_epoch indexed"
        ),
        sealed="sealed content",
    ),
    "cases.ReportAttachment": Columns(
        coded="id name report compartment epoch size",
        sealed="sealed",
    ),
    "cases.ReportMessage": Columns(
        coded="id ref compartment epoch version report message direction by at",
        sealed="sealed",
    ),
    "cases.Seat": Columns(
        coded="id case worker status due_at since",
    ),
    "cases.Task": Columns(
        coded=(
            "id ref compartment epoch version case assignee kind status created_at"
            " due_at ended_at"
        ),
        sealed="sealed",
    ),
    "cases.Transition": Columns(
        coded=(
            "id ref compartment epoch version case kind task participant to by status"
            " created_at expires_at answered_at answered_by"
        ),
        sealed="sealed",
    ),
    "inbox.Attachment": Columns(
        coded="id envelope size",
        sealed="sealed",
    ),
    "inbox.Envelope": Columns(
        coded="id ref desk compartment epoch priority received_at collected_at",
        sealed="sealed",
    ),
    "inbox.Mailbox": Columns(
        coded="id submission ref desk compartment created_on destroyed_at",
        sealed="wrapped",
        proof="public_key",
    ),
    "inbox.Message": Columns(
        coded="id mailbox direction compartment epoch created_at collected_at",
        sealed="sealed",
    ),
    "inbox.PublishedKey": Columns(
        coded="id desk compartment epoch valid_from retired_at",
        proof="public_key body signature certificates",
    ),
    "ledger.Checkpoint": Columns(
        coded="seq at",
        proof="digest signature",
    ),
    "ledger.Entry": Columns(
        coded="seq at actor event refs compartment",
        proof="content digest",
    ),
    "ledger.Head": Columns(
        coded="id seq",
        proof="digest",
    ),
    "ledger.Outbox": Columns(
        coded="id kind ref created_at due_at done_at attempts",
        sealed="payload",
    ),
    "matching.Token": Columns(
        coded="id kind compartment ref",
        token="token",
    ),
    "site.LastDone": Columns(
        coded="name at",
    ),
    "site.SiteSetting": Columns(
        public="key value",
    ),
    "staff.Certificate": Columns(
        coded="id worker serial issued_by not_after revoked_at",
        proof="body signature",
    ),
    "staff.Compartment": Columns(
        coded="ref kind epoch rotation_due_since",
        proof="custodians",
    ),
    "staff.CustodianKey": Columns(
        coded="id worker recipient retired_at",
        proof="body signature",
    ),
    "staff.DeskSession": Columns(
        coded="id worker stage created_at last_seen_at",
        sealed="ring",
    ),
    "staff.Epoch": Columns(
        coded="id compartment number began_at",
        sealed="ladder",
        proof="public_key body signature",
    ),
    "staff.Escrow": Columns(
        coded="id subject outer inner",
        sealed="sealed",
    ),
    "staff.Grant": Columns(
        coded="id compartment epoch worker co_signed_by expires_at withdrawn_at",
        sealed="wrapped",
        proof="body signature co_signature proof origin_body origin_signature",
    ),
    "staff.Invitation": Columns(
        coded="id worker expires_at used_at",
        proof="code_digest",
    ),
    "staff.Profile": Columns(
        coded="id ref compartment epoch version worker",
        sealed="sealed",
    ),
    "staff.Proposal": Columns(
        coded="id ref compartment epoch proposed_by made_at",
        sealed="sealed",
    ),
    "staff.RecoveryRequest": Columns(
        coded=(
            "id ref compartment epoch version kind status worker subject"
            " requested_by requested_at reviewed_by"
        ),
        sealed="sealed result",
    ),
    "staff.Worker": Columns(
        coded=(
            "id ref username language roles is_active joined_on left_at failures"
            " barred_until"
        ),
        sealed="keyring next_keys",
        proof="box_public sign_public next_public next_certificate custodians",
    ),
}
