"""What strangers do: they tell, keep a code, write back and come again.

Everything goes the way of the public form without JavaScript: the same documents,
the same seals, the same actions; nothing here could open a report.
"""

from dataclasses import dataclass

from romdoul.actions.public.destroy_mailbox import destroy_mailbox
from romdoul.actions.public.open_mailbox import open_mailbox
from romdoul.actions.public.receive_report import receive_report
from romdoul.demo.told import Told
from romdoul.demo.voice import tone
from romdoul.inbox.codes import desk_of
from romdoul.inbox.content import ReportContent
from romdoul.intake import box, slowly
from romdoul.intake.box_cookie import OpenBox
from romdoul.intake.draft import new_submission
from romdoul.intake.report import seal
from romdoul.intake.uploads import VoiceUpload
from romdoul.queries.public import current_key
from romdoul.vault import mailbox
from romdoul.vault.keys import new_box_keys


@dataclass(slots=True)
class Stranger:
    """Someone who told us something; ``code`` is empty where they wanted none."""

    told: Told
    submission: str
    ref: str
    code: str = ""
    box: OpenBox | None = None

    def write(self, text: str) -> None:
        """Write back, with the code."""
        box.write(self._opened(), message=new_submission(), text=text)

    def answers(self) -> list[str]:
        """Read what was answered, with the code."""
        return [page.text for page in box.pages_of(self._opened()) if not page.mine]

    def destroy(self) -> None:
        """Destroy the mailbox."""
        destroy_mailbox(mailbox=self._opened().mailbox)

    def _opened(self) -> OpenBox:
        if self.box is None:
            raise ValueError("this stranger wanted no code")
        return self.box


def tell(told: Told, *, code: bool = False) -> Stranger:
    """File a report, and open a mailbox if the stranger wants a code.

    Raises NoKey: the desk has published no key.
    """
    key = current_key(desk_of(told.kind))
    voice = VoiceUpload(key) if told.voice else None
    if voice is not None:
        voice.take(tone())
        voice.end()
    content = _content(told, voice)
    attachment = voice.sealed() if voice is not None else None
    ref = receive_report(**seal(content, key, attachment))
    stranger = Stranger(told, content.id, ref)
    if code:
        _take_code(stranger)
    return stranger


def _content(told: Told, voice: VoiceUpload | None) -> ReportContent:
    return ReportContent(
        id=new_submission(),
        language="en" if told.language == "en" else "km",
        kind=told.kind,
        about_me=told.about_me,
        phone_shared=told.phone_shared,
        danger_now=told.danger,
        text=told.text,
        url=told.url,
        place=told.place,
        name=told.name,
        phone=told.phone,
        call_me=bool(told.phone),
        safe_hours=told.safe_hours,
        opening_words=told.opening_words,
        voice=voice.described() if voice is not None else None,
    )


def _take_code(stranger: Stranger) -> None:
    """Open the mailbox of a report as its last page does, and keep it open."""
    stranger.code = mailbox.new_code()
    keys = slowly.derive(stranger.code)
    pair = new_box_keys()
    name = mailbox.mailbox_id(slowly.pepper(), keys.locator)
    inner = mailbox.wrap_inner(keys.wrap_key, pair.private)
    open_mailbox(
        submission=stranger.submission,
        mailbox=name,
        public_key=pair.public,
        wrapped=mailbox.add_pepper(slowly.pepper(), inner, name),
    )
    stranger.box = OpenBox(name, pair.private)
