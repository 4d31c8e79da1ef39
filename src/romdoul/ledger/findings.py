"""What a verification can find, each thing by its name."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from romdoul.ledger.stores import Store

NAMED = 100
"""How many findings of one store are named; the rest is counted."""


class Kind(StrEnum):
    """What is wrong."""

    ENTRY_ALTERED = "entry_altered"
    ENTRY_MISSING = "entry_missing"
    ORDER_BROKEN = "order_broken"
    TAIL_CUT = "tail_cut"
    HEAD_MISSING = "head_missing"
    HEAD_ALTERED = "head_altered"
    HISTORY_REWRITTEN = "history_rewritten"
    CHECKPOINT_SIGNATURE = "checkpoint_signature"
    ROW_ROLLED_BACK = "row_rolled_back"
    ROW_ALTERED = "row_altered"
    ROW_MISSING = "row_missing"
    ROW_UNRECORDED = "row_unrecorded"
    ROW_RETURNED = "row_returned"
    STORE_UNREADABLE = "store_unreadable"


_SAID: dict[Kind, Promise] = {
    Kind.ENTRY_ALTERED: later(
        "Entry %(where)s does not follow from the one before it: it was altered,"
        " or the other was."
    ),
    Kind.ENTRY_MISSING: later("Missing from the ledger: entry %(where)s."),
    Kind.ORDER_BROKEN: later("These entries have changed places: %(where)s."),
    Kind.TAIL_CUT: later(
        "The end of the ledger was cut off. Expected and last entry: %(where)s."
    ),
    Kind.HEAD_MISSING: later("The ledger has entries and no head."),
    Kind.HEAD_ALTERED: later(
        "The head of the ledger does not agree with entry %(where)s."
    ),
    Kind.HISTORY_REWRITTEN: later(
        "The ledger up to entry %(where)s is not the one that the checkpoint signed."
    ),
    Kind.CHECKPOINT_SIGNATURE: later(
        "The checkpoint at entry %(where)s is not signed by this ledger's key."
    ),
    Kind.ROW_ROLLED_BACK: later(
        "Record %(where)s was put back to an older version than was last written."
    ),
    Kind.ROW_ALTERED: later("Record %(where)s is not what was last written."),
    Kind.ROW_MISSING: later("Record %(where)s was written and is gone."),
    Kind.ROW_UNRECORDED: later("Record %(where)s was never written by an action."),
    Kind.ROW_RETURNED: later("Record %(where)s was erased and is there again."),
    Kind.STORE_UNREADABLE: later(
        "The database cannot be read to its end; it is damaged after entry %(where)s."
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and where."""

    kind: Kind
    where: str = ""

    @property
    def text(self) -> str:
        """Return the finding as a sentence in the reader's language."""
        return str(_SAID[self.kind]) % {"where": self.where}


@dataclass(slots=True)
class Report:
    """What verifying one store's stream has shown.

    ``kept`` and ``signed`` are the last entries that a checkpoint proves: one that
    was kept elsewhere, and any that is signed.
    """

    store: Store
    entries: int = 0
    rows: int | None = None
    kept: int = 0
    signed: int = 0
    key_known: bool = True
    findings: list[Finding] = field(default_factory=list)
    more: int = 0

    @property
    def ok(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.findings

    def add(self, kind: Kind, where: object = "") -> None:
        """Add a finding, or count it when enough are named."""
        finding = Finding(kind, str(where))
        if finding in self.findings:
            return
        if len(self.findings) < NAMED:
            self.findings.append(finding)
        else:
            self.more += 1

    @property
    def says(self) -> list[str]:
        """Return what this verification cannot prove, in sentences."""
        said = [self._of_the_tail(), self._of_the_history()]
        if not self.key_known:
            said.append(_("No signature could be checked: ledger.pub is missing."))
        if self.rows is None:
            said.append(_("The sealed records were not compared with the ledger."))
        return [sentence for sentence in said if sentence]

    def _of_the_tail(self) -> str:
        if not self.kept:
            return _(
                "No checkpoint kept elsewhere was compared: entries cut off the end"
                " or written anew, with the head and the checkpoints in the database"
                " put in their place, would not be found."
            )
        if self.kept < self.entries:
            return _(
                "Whether entries after %(seq)s were cut off cannot be shown; the"
                " kept checkpoint ends there."
            ) % {"seq": self.kept}
        return ""

    def _of_the_history(self) -> str:
        if self.signed >= self.entries:
            return ""
        return _(
            "Entries after %(seq)s are signed by no checkpoint: whoever can write"
            " the database could have written them anew as a whole."
        ) % {"seq": self.signed}
