"""Everything that can stand on the ledger, each in the past tense.

`docs/events.md` says what each one means; a test keeps the two together. The
column has no database constraint on these names: a stream must stay readable by
releases that know fewer of them.
"""

from enum import StrEnum, unique


@unique
class Event(StrEnum):
    """What happened. Add a member and its line in `docs/events.md` together."""

    REPORT_RECEIVED = "report.received"
    REPORT_COLLECTED = "report.collected"
    REPORT_HANDED_OVER = "report.handed_over"
    REPORT_TRIAGED = "report.triaged"
    REPORT_ANSWERED = "report.answered"
    REPORT_DECIDED = "report.decided"
    REPORT_MESSAGE_RECEIVED = "report.message_received"
    REPORT_MESSAGE_COLLECTED = "report.message_collected"

    MAILBOX_OPENED = "mailbox.opened"
    MAILBOX_READ = "mailbox.read"
    MAILBOX_DESTROYED = "mailbox.destroyed"

    CASE_OPENED = "case.opened"
    CASE_CHANGED = "case.changed"
    CASE_CLOSED = "case.closed"
    CASE_REOPENED = "case.reopened"
    CASE_MEMBER_ADDED = "case.member_added"
    CASE_MEMBER_REMOVED = "case.member_removed"
    CASE_MEMBER_LEFT = "case.member_left"
    CASE_ASSIGNMENT_REQUESTED = "case.assignment_requested"
    CASE_ASSIGNMENT_ACCEPTED = "case.assignment_accepted"
    CASE_ASSIGNMENT_REJECTED = "case.assignment_rejected"
    CASE_ASSIGNMENT_REVOKED = "case.assignment_revoked"
    CASE_ASSIGNMENT_EXPIRED = "case.assignment_expired"

    PARTICIPANT_ADDED = "participant.added"
    PARTICIPANT_CHANGED = "participant.changed"
    OUTCOME_PROPOSED = "outcome.proposed"
    OUTCOME_CONFIRMED = "outcome.confirmed"
    OUTCOME_DECLINED = "outcome.declined"
    OUTCOME_WITHDRAWN = "outcome.withdrawn"
    PARTICIPANT_ERASURE_REQUESTED = "participant.erasure_requested"
    PARTICIPANT_ERASURE_CONFIRMED = "participant.erasure_confirmed"
    PARTICIPANT_ERASURE_DECLINED = "participant.erasure_declined"
    PARTICIPANT_ERASURE_WITHDRAWN = "participant.erasure_withdrawn"
    PARTICIPANT_ERASED = "participant.erased"
    NOTE_ADDED = "note.added"
    NOTE_CHANGED = "note.changed"
    TASK_ADDED = "task.added"
    TASK_CHANGED = "task.changed"
    TASK_DONE = "task.done"
    TASK_DROPPED = "task.dropped"
    TASK_MOVED = "task.moved"
    TASK_PUT_BACK = "task.put_back"
    TASK_TAKEN = "task.taken"
    TASK_HANDING_REQUESTED = "task.handing_requested"
    TASK_HANDED_ON = "task.handed_on"
    TASK_HANDING_REJECTED = "task.handing_rejected"
    TASK_HANDING_REVOKED = "task.handing_revoked"

    RECORD_OPENED = "record.opened"
    RECORD_ERASED = "record.erased"
    ERASURE_APPLIED = "erasure.applied"
    RECORD_REDACTED = "record.redacted"
    SEARCH_MADE = "search.made"
    ACTION_REFUSED = "action.refused"

    COMPARTMENT_CREATED = "compartment.created"
    COMPARTMENT_ROTATED = "compartment.rotated"
    GRANT_PROPOSED = "grant.proposed"
    GRANT_GIVEN = "grant.given"
    GRANT_REVOKED = "grant.revoked"
    CUSTODIANS_RENEWED = "custodians.renewed"
    KEY_PUBLISHED = "key.published"

    WORKER_INVITED = "worker.invited"
    WORKER_JOINED = "worker.joined"
    WORKER_CERTIFIED = "worker.certified"
    WORKER_LEFT = "worker.left"
    WORKER_CHANGED = "worker.changed"
    WORKER_KEYS_RENEWED = "worker.keys_renewed"
    PASSWORD_CHANGED = "password.changed"  # noqa: S105
    DEVICE_ADDED = "device.added"
    DEVICE_REMOVED = "device.removed"
    SECOND_FACTOR_ADDED = "second_factor.added"
    SECOND_FACTOR_REMOVED = "second_factor.removed"
    SESSION_BEGUN = "session.begun"
    SESSION_STARTED = "session.started"
    SESSION_ENDED = "session.ended"
    SESSION_LOCKED = "session.locked"
    SESSION_UNLOCKED = "session.unlocked"
    SESSION_REFUSED = "session.refused"

    RECOVERY_REQUESTED = "recovery.requested"
    RECOVERY_PEELED = "recovery.peeled"
    RECOVERY_WITHDRAWN = "recovery.withdrawn"
    RECOVERY_FINISHED = "recovery.finished"
    BREAKGLASS_REQUESTED = "breakglass.requested"
    BREAKGLASS_OPENED = "breakglass.opened"
    BREAKGLASS_REVIEWED = "breakglass.reviewed"

    ORGANISATION_FOUNDED = "organisation.founded"
    SETTINGS_CHANGED = "settings.changed"
    GIVING_PROPOSED = "giving.proposed"
    GIVING_CONFIRMED = "giving.confirmed"
    GIVING_DECLINED = "giving.declined"
    TRAINING_OPENED = "training.opened"
    TRAINING_CLOSED = "training.closed"
    TRAINING_PAPER_ENTERED = "training.paper_entered"
    TRAINING_PAPER_CORRECTED = "training.paper_corrected"
    EDITOR_INVITED = "editor.invited"
    EDITOR_JOINED = "editor.joined"
    EDITOR_CHANGED = "editor.changed"
    EDITOR_ENDED = "editor.ended"
    EDITORS_LOCKED_OUT = "editors.locked_out"
    LINK_CONFIRMED = "link.confirmed"
    NEWS_IMPORTED = "news.imported"
    STORY_CONSENT_RECORDED = "story.consent_recorded"
    STORY_CONSENT_WITHDRAWN = "story.consent_withdrawn"
    STORY_CONSENT_ENDED = "story.consent_ended"
    STORY_CONSENTS_UNSURE = "story.consents_unsure"
    STORY_REVIEWED = "story.reviewed"
    STORY_COPY_NOTED = "story.copy_noted"
    BACKUP_RESTORED = "backup.restored"


ERASURES = frozenset({Event.RECORD_ERASED, Event.PARTICIPANT_ERASED, Event.WORKER_LEFT})
"""What these name is gone for good: each is put on the list of erasures before its
action is committed (`ledger.erasures`), so that no restored backup brings it back."""

TRANSFERS = frozenset({Event.REPORT_COLLECTED, Event.REPORT_MESSAGE_COLLECTED})
"""After one of these, written without a ciphertext, the rows stand in another store."""

ENDS = frozenset(
    {
        Event.RECORD_ERASED,
        Event.PARTICIPANT_ERASED,
        Event.ERASURE_APPLIED,
        *TRANSFERS,
    }
)
"""After one of these, written without a ciphertext, the rows it names are gone."""

STATEMENTS = frozenset({Event.GRANT_PROPOSED, Event.GRANT_GIVEN})
"""What these digest is signed and proves itself; its row may be taken away by the
next epoch without an entry of its own, so none is expected to stand."""
