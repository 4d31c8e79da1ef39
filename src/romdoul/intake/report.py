"""A draft and what the last page brought become one sealed report."""

from dataclasses import dataclass, field

from romdoul.inbox.bindings import envelope_binding
from romdoul.inbox.codes import Desk
from romdoul.inbox.content import ReportContent, Voice
from romdoul.inbox.incoming import Incoming, SealedVoice
from romdoul.inbox.priority import priority_of
from romdoul.inbox.trust import DeskKey
from romdoul.intake.draft import Draft
from romdoul.vault.sealing import seal_to


@dataclass(frozen=True, slots=True)
class Told:
    """What the last page brought, in plain; never kept beyond the request."""

    language: str
    text: str = field(default="", repr=False)
    url: str = field(default="", repr=False)
    voice: Voice | None = field(default=None, repr=False)


def compose(draft: Draft, told: Told) -> ReportContent:
    """Return the document that goes into the envelope."""
    return ReportContent(
        id=draft.submission,
        language="en" if told.language == "en" else "km",
        kind=draft.kind,
        about_me=draft.about_me,
        phone_shared=draft.phone_shared,
        danger_now=draft.danger_now,
        text=told.text,
        url=told.url,
        place=draft.place,
        name=draft.name,
        phone=draft.phone,
        call_me=bool(draft.phone),
        safe_hours=draft.safe_hours,
        opening_words=draft.opening_words,
        voice=told.voice,
    )


def seal(
    content: ReportContent, key: DeskKey, attachment: SealedVoice | None
) -> Incoming:
    """Seal a report in this server's memory to its desk's key (no JavaScript).

    Raises KeyUnfit if nothing can be sealed to the key.
    """
    binding = envelope_binding(content.id, key.compartment, key.epoch)
    return Incoming(
        submission=content.id,
        desk=Desk(key.desk),
        compartment=key.compartment,
        epoch=key.epoch,
        priority=priority_of(
            content.kind, danger_now=content.danger_now, about_me=content.about_me
        ),
        sealed=seal_to(key.public_key, content.plain(), binding),
        attachment=attachment,
    )
