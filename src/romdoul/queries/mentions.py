"""Where in a case a person is mentioned who is to be erased, and what is decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from romdoul.cases.codes import ErasureRule, TransitionKind
from romdoul.cases.documents import Decided, MentionsDocument, ParticipantDocument
from romdoul.cases.models import Erasure, Participant
from romdoul.cases.outcomes import is_unfounded
from romdoul.cases.sealing import open_document
from romdoul.cases.wording import Wording
from romdoul.kernel.errors import NotFound
from romdoul.matching.mentions import Known, Span, mentions, spelt
from romdoul.queries.opening import note_opening
from romdoul.queries.proposals import Proposal, read_proposal, seconds_of
from romdoul.queries.records import get_record
from romdoul.queries.single import Opened, open_participant
from romdoul.queries.wordings import open_wordings
from romdoul.staff.actor import Actor
from romdoul.staff.rights import Right


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, and whether it is a mention."""

    text: str
    mention: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A record that mentions the person: its words with the mentions marked.

    ``forms`` are the mentions as they are spelt, each once; those ``sure`` are hardly
    another's or another word. ``earlier`` says that older versions mention them.
    """

    wording: Wording
    texts: tuple[tuple[Piece, ...], ...]
    forms: tuple[str, ...]
    sure: frozenset[str]
    earlier: bool

    @property
    def ref(self) -> str:
        """Return the record's name on the ledger."""
        return self.wording.ref


def known_by(document: ParticipantDocument) -> Known:
    """Return what a person is known by."""
    return Known(
        names=tuple(name.text for name in document.names if name.text),
        phones=document.phones,
        numbers=tuple(found.number for found in document.identifiers),
    )


def find_mentions(
    actor: Actor, person: Participant, document: ParticipantDocument
) -> list[Mention]:
    """Open everything of the person's case, and return what mentions them.

    Raises as ``open_wordings``.
    """
    known = known_by(document)
    wordings = open_wordings(actor, person.case, but=person)
    return [found for one in wordings if (found := _mention(one, known)) is not None]


def _mention(wording: Wording, known: Known) -> Mention | None:
    now = [_marked(text, known) for text in map(spelt, wording.texts())]
    before = [_spans(text, known) for text in map(spelt, wording.earlier())]
    spans = [found for _, found in now] + before
    forms = {form: sure for found in spans for form, sure in found}
    if not forms:
        return None
    sure = {form for found in spans for form, is_sure in found if is_sure}
    return Mention(
        wording=wording,
        texts=tuple(pieces for pieces, _ in now),
        forms=tuple(forms),
        sure=frozenset(sure),
        earlier=any(before),
    )


_Forms = list[tuple[str, bool]]


def _spans(text: str, known: Known) -> _Forms:
    return _forms(text, mentions(text, known))


def _forms(text: str, spans: Sequence[Span]) -> _Forms:
    return [(text[span.start : span.end], span.sure) for span in spans]


def _marked(text: str, known: Known) -> tuple[tuple[Piece, ...], _Forms]:
    spans, pieces, at = mentions(text, known), [], 0
    for span in spans:
        pieces.append(Piece(text[at : span.start], mention=False))
        pieces.append(Piece(text[span.start : span.end], mention=True))
        at = span.end
    pieces.append(Piece(text[at:], mention=False))
    return tuple(piece for piece in pieces if piece.text), _forms(text, spans)


@dataclass(frozen=True, slots=True)
class ToErase:
    """A person whom somebody thinks of erasing, and where the case mentions them.

    ``seconds`` are who on the case may confirm it where the rule takes two people.
    """

    opened: Opened[ParticipantDocument]
    mentions: list[Mention]
    recordings: int
    unfounded: bool
    seconds: tuple[str, ...]


def read_to_erase(actor: Actor, ref: str) -> ToErase:
    """Open a person and everything that may mention them; recorded.

    Raises:
        NotFound, Refused: as ``get_record``; or they were erased.
    """
    person = get_record(actor, Participant, ref, need=Right.CASE_CLOSE)
    opened = open_participant(actor, ref)
    return ToErase(
        opened=opened,
        mentions=find_mentions(actor, person, opened.document),
        recordings=person.case.reports.filter(attachment__isnull=False).count(),
        unfounded=is_unfounded(opened.document),
        seconds=seconds_of(person.case, Right.CASE_CLOSE, without=actor.ref),
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """A mention as it stands now, with what was decided of it, if anything was."""

    mention: Mention
    decided: Decided | None
    undecided: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ErasureProposal:
    """A proposal to erase somebody, with what was decided of each mention.

    Once they are erased nothing mentions them; ``decided`` is what was decided then.
    """

    proposal: Proposal
    rule: ErasureRule
    choices: list[Choice]
    decided: tuple[Decided, ...]


def read_erasure(actor: Actor, ref: str) -> ErasureProposal:
    """Open a proposal to erase a person, and what was decided of each mention.

    Raises:
        NotFound, Refused: as ``read_proposal``; or it proposes something else.
    """
    proposal = read_proposal(actor, ref)
    if proposal.asked.kind is not TransitionKind.ERASE:
        raise NotFound(ref)
    erasure = Erasure.objects.select_related("plan", "participant__case").get(
        request__ref=ref
    )
    decided = open_plan(actor, erasure).decided
    document = proposal.person.document
    found = find_mentions(actor, erasure.participant, document) if document else []
    return ErasureProposal(
        proposal, ErasureRule(erasure.rule), choices(found, decided), decided
    )


def open_plan(actor: Actor, erasure: Erasure) -> MentionsDocument:
    """Open what was decided of the mentions; recorded."""
    # A restore empties what spells the name of somebody who was erased.
    if not bytes(erasure.plan.sealed):
        return MentionsDocument()
    note_opening(actor, [erasure.plan])
    return open_document(actor, erasure.plan, MentionsDocument)


def choices(found: Iterable[Mention], decided: Iterable[Decided]) -> list[Choice]:
    """Return each mention with what was decided of it, and what is still open."""
    by_ref = {one.ref: one for one in decided}
    return [_choice(mention, by_ref.get(mention.ref)) for mention in found]


def _choice(mention: Mention, decided: Decided | None) -> Choice:
    settled = {*decided.replaced, *decided.kept} if decided else set()
    left = tuple(form for form in mention.forms if form not in settled)
    return Choice(mention, decided, left)
