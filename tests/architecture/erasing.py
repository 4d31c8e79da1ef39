"""Every place in the code that takes rows or ciphertext away, and why it may.

A new one is put on a list here by somebody who has asked whether a restored backup
would bring back what it took. If it would, it erases: its action records an event of
``ledger.events.ERASURES``, which puts it on the list of erasures, and
``tests/factories/erasing.py`` shows one of it.
"""

from romdoul.ledger.events import Event

ERASES = {
    "cases.erasing.remove": Event.PARTICIPANT_ERASED,
    "cases.erasing._drop_open_plans": Event.PARTICIPANT_ERASED,
    "matching.index.forget": Event.PARTICIPANT_ERASED,
    "inbox.destroying.destroy": Event.RECORD_ERASED,
    "staff.compartments.withdraw": Event.WORKER_LEFT,
    "staff.leaving._close_account": Event.WORKER_LEFT,
    "doors.factors.forget_factors": Event.WORKER_LEFT,
}

KEEPS = {
    "actions.staff_compartments.sign_proposal": "what was proposed is carried out",
    "actions.staff_recovery.withdraw_recovery": "a result that nobody will use",
    "desks.gate._lock_if_idle": "the request's copy of a locked session",
    "cli.readiness._forget_unmade": "Django's note of a migration",
    "cases.leaving.leave_cases": "a seat is coded",
    "cases.team.unseat": "a seat is coded",
    "cases.sealing.write_over": "known limit: a mention is back after a restore",
    "inbox.collecting.forget_collected": "it stands in casework",
    "inbox.collecting.take_envelopes": "it stands in casework",
    "inbox.collecting.take_messages": "it stands in casework",
    "ledger.outbox.forget_done": "it was delivered",
    "ledger.outbox.forget_payloads": "applies an erasure of the inbox",
    "ledger.outbox.mark_done": "it was delivered",
    "matching.index.replace": "newer tokens of the same record stand",
    "site.counting.counted.compact": "sums of past days, kept as one row each",
    "site.changing.change_settings": "printed on the website",
    "site.content.loading._make_site": "what Wagtail makes for itself",
    "site.content.loading._roots": "what Wagtail makes for itself",
    "site.editors.accounts.end_editor": "a restore lets no editor in",
    "site.editors.accounts.lock_out_editors": "a restore lets no editor in",
    "site.editors.roles._settle_files": "set at every init",
    "site.editors.roles._settle_pages": "set at every init",
    "site.editors.roles._settle_review": "set at every init",
    "site.editors.roles.settle": "set at every init",
    "site.editors.sessions.end": "a session; a restore ends every one",
    "site.editors.sessions.sweep": "a session; a restore ends every one",
    "site.pictures.sizes.let_go": "sizes of a picture, made again when it is shown",
    "site.giving.stored.drop": "printed on the website",
    "staff.escrow.escrow_epoch": "the newest epoch leads down to the earlier ones",
    "staff.enrolment.keep_keys": "newer keys of the same worker stand",
    "staff.escrow._replace": "newer copies of the same keys stand",
    "staff.plans._begin": "grants of the new epoch stand",
    "staff.plans.carry_out": "a newer grant stands",
    "staff.recovery.finish": "the keys were taken up",
    "doors.factors.remove_factor": "its owner has another",
    "doors.factors.renew_codes": "newer codes stand",
    "staff.sessions._sweep": "a session; a restore ends every one",
    "staff.sessions.end": "a session; a restore ends every one",
    "staff.sessions.end_all": "a session; a restore ends every one",
    "staff.sessions.lock": "a session; a restore ends every one",
}
