"""A person is erased, once it is decided what becomes of each mention of them."""

from collections.abc import Sequence
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.cases.codes import ErasureRule, TransitionKind, TransitionStatus
from romdoul.cases.documents import Decided, ParticipantDocument
from romdoul.cases.erasing import (
    TWO_PEOPLE,
    erase,
    forget_spellings,
    open_plan_of,
    plan_erasure,
    write_reason,
)
from romdoul.cases.models import Erasure, Participant, Report
from romdoul.cases.outcomes import is_unfounded, open_recorded
from romdoul.cases.transitions import answer, ask, new_request, revoke
from romdoul.cases.wording import redact
from romdoul.inbox.content import ReportContent
from romdoul.kernel.errors import BadInput
from romdoul.ledger.recording import action
from romdoul.matching import index
from romdoul.matching.keys import index_key
from romdoul.matching.mentions import mentions, replaced, spelt
from romdoul.matching.people import tokens_of_report
from romdoul.queries.mentions import Mention, choices, find_mentions, known_by
from romdoul.queries.records import get_proposal, get_record
from romdoul.staff.actor import Actor
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.rights import Right

ERASE = TransitionKind.ERASE


@action()
def erase_participant(
    actor: Actor,
    *,
    ref: str,
    rule: ErasureRule,
    reason: str,
    decided: Sequence[Decided] = (),
) -> bool:
    """Erase a person for good; return whether it was done or waits for a colleague.

    The person's key, every version and every token go; the reference, the rule and
    who decided stay. ``decided`` says of each record that mentions them what becomes
    of it. Where an allegation was unfounded, it waits for a second person.

    Raises:
        NotFound, Refused: as ``get_record``.
        BadInput: no reason, or one that names them; erased or proposed already; not
            found unfounded; or a mention that nothing was decided of.
    """
    person = get_record(actor, Participant, ref, need=Right.CASE_CLOSE, lock=True)
    document = open_recorded(actor, person)
    _require_nameless_reason(reason, document)
    _require_rule_fits(rule, person, document)
    found = find_mentions(actor, person, document)
    settled, now = _settled(found, decided, document), timezone.now()
    erasure = plan_erasure(actor, person, rule, settled, now=now)
    if rule in TWO_PEOPLE:
        asked = new_request(actor, person.case, ERASE, now=now)
        asked.participant = person
        erasure.request = ask(actor, asked, reason=reason)
        erasure.save(update_fields=["request"])
        return False
    write_reason(actor, person, reason, now=now)
    _carry_out(actor, erasure, document, found, settled)
    return True


@action()
def confirm_erasure(
    actor: Actor, *, ref: str, reason: str, decided: Sequence[Decided] = ()
) -> None:
    """Erase, as the second person, whom a colleague proposed to erase.

    ``decided`` is only of what mentions them since, or is spelt otherwise now.

    Raises:
        NotFound, Refused: as ``get_proposal``.
        BadInput: no reason, or one that names them; it was answered or taken back;
            erased already; or a mention that nothing was decided of.
    """
    asked = get_proposal(actor, ref, ERASE)
    rows = Participant.objects.select_related("case").select_for_update(of=("self",))
    person = rows.get(proposals=asked)
    document = open_recorded(actor, person)
    _require_nameless_reason(reason, document)
    answer(actor, asked, accept=True, reason=reason)
    erasure = Erasure.objects.select_related("plan").get(request=asked)
    erasure.participant = person
    found = find_mentions(actor, person, document)
    together = _together(open_plan_of(actor, erasure), decided)
    settled = _settled(found, together, document)
    _carry_out(actor, erasure, document, found, settled)


def _require_nameless_reason(reason: str, document: ParticipantDocument) -> None:
    if not reason.strip():
        raise BadInput(_("Say why."), field="reason")
    _require_nameless(reason, document, field="reason")


def _require_nameless(text: str, document: ParticipantDocument, *, field: str) -> None:
    if any(span.sure for span in mentions(spelt(text), known_by(document))):
        said = _("Do not name the person here: these words stay.")
        raise BadInput(said, field=field)


def _require_rule_fits(
    rule: ErasureRule, person: Participant, document: ParticipantDocument
) -> None:
    if rule is ErasureRule.UNFOUNDED and not is_unfounded(document):
        text = _("Two people have to find the allegation unfounded first.")
        raise BadInput(text, field="rule")
    waits = person.proposals.filter(status=TransitionStatus.PENDING, kind=ERASE)
    if waits.exists():
        raise BadInput(_("This is proposed already, and waits for a second person."))


def _together(first: Sequence[Decided], since: Sequence[Decided]) -> list[Decided]:
    """Return what was decided first, with what a second person decided beside it."""
    by_ref = {one.ref: one for one in first}
    for new in since:
        old = by_ref.get(new.ref)
        by_ref[new.ref] = new if old is None else _beside(old, new)
    return list(by_ref.values())


def _beside(old: Decided, new: Decided) -> Decided:
    settled = {*old.replaced, *old.kept}
    replaced_now = tuple(form for form in new.replaced if form not in settled)
    kept_now = tuple(form for form in new.kept if form not in settled)
    reasons = filter(None, (old.kept_because, new.kept_because if kept_now else ""))
    return Decided(
        ref=old.ref,
        replaced=old.replaced + replaced_now,
        kept=old.kept + kept_now,
        kept_because="\n".join(reasons),
    )


def _settled(
    found: Sequence[Mention], decided: Sequence[Decided], document: ParticipantDocument
) -> list[Decided]:
    """Return what is decided of each mention; raise BadInput unless it is of all."""
    settled = choices(found, decided)
    if any(choice.undecided for choice in settled):
        raise BadInput(_("Decide of each mention whether it is replaced or kept."))
    ready = [choice.decided for choice in settled if choice.decided is not None]
    for one in ready:
        if one.kept and not one.kept_because.strip():
            raise BadInput(_("Say why what you do not replace is kept."), field="kept")
        _require_nameless(one.kept_because, document, field="kept")
    return ready


def _carry_out(
    actor: Actor,
    erasure: Erasure,
    document: ParticipantDocument,
    found: Sequence[Mention],
    settled: Sequence[Decided],
) -> None:
    person, known = erasure.participant, known_by(document)
    by_ref = {one.ref: one.replaced for one in settled}
    for mention in found:
        if forms := by_ref[mention.ref]:
            change = partial(replaced, known=known, forms=forms, by=person.ref)
            now = redact(actor, mention.wording, change)
            _keep_findable(actor, mention.wording.row, now)
    revoke(actor, person.proposals.all())
    erase(actor, person, erasure, now=timezone.now())
    forget_spellings(actor, erasure, settled)
    index.forget([person.ref])


def _keep_findable(actor: Actor, row: object, now: object) -> None:
    """Let a report be found by what it still says, and by nothing that was replaced."""
    if isinstance(row, Report) and isinstance(now, ReportContent) and row.indexed:
        key = index_key(actor, CompartmentKind.INDEX)
        index.replace(row.ref, row.compartment, tokens_of_report(key, now))
