"""The JSON half of the form and the mailbox, for a browser that seals.

How the two go together. The pages are the same (``intake.views``). The script
fetches them, swaps the content, and keeps what stands in inputs that carry
``data-sealed`` in its own memory: it leaves them empty in what it posts to the
form's address and adds ``browser=1``. The last page's ``<form data-seal>`` carries
``data-submission``, ``data-language`` and ``data-answers`` (JSON: the coded answers
that the server knows: kind, about_me, phone_shared, danger_now). The script makes
``inbox.content.ReportContent`` of those and of what it kept, checks that it is
enough, seals it to the current key of its desk (``own_people`` to ``safeguarding``,
all others to ``hotline``) and posts it here, with no plaintext beside it.

Every answer is JSON. An error is ``{"error": code, "message": words}``:
``input`` (400), ``code`` (404, or 409 where another code was given already), ``key``
(409: fetch ``/keys/`` again and seal anew), ``large`` (413), ``slow`` (429).
Request bodies are JSON (``application/json``), but for a report with a voice
message: ``multipart/form-data`` with ``report`` (that JSON) and the file ``voice``.
"""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from romdoul.actions.public.open_mailbox import open_mailbox
from romdoul.actions.public.receive_report import receive_report
from romdoul.inbox.incoming import ATTACHMENT_MAX
from romdoul.intake import slowly
from romdoul.intake.bodies import require_size
from romdoul.intake.ciphertext import CiphertextHandler
from romdoul.intake.draft import Draft
from romdoul.intake.sealed import SealedMailbox, SealedReport
from romdoul.intake.sealed_json import (
    JSON_MAX,
    answers_in_json,
    described,
    name_of,
    read_body,
    slow_down,
)
from romdoul.intake.throttle import Limit
from romdoul.kernel import serverkeys
from romdoul.queries.public import published_keys
from romdoul.vault import mailbox
from romdoul.vault.mailbox import new_code


@require_POST
@answers_in_json
def send(request: HttpRequest) -> HttpResponse:
    """Take a report that the browser sealed; answer ``{"ref": "R-…"}``.

    Body: ``{submission, desk, compartment, epoch, priority, sealed, attachment?}``;
    ``sealed`` is RE1 in base64, bound by ``inbox.bindings.envelope_binding``;
    ``attachment`` the id of a voice message, whose RA1 bytes are the file ``voice``
    of a multipart body, bound by ``attachment_binding``. The same submission again
    answers the same reference. The draft's cookie, if there is one, goes on to the
    page after the report.
    """
    require_size(request, ATTACHMENT_MAX + JSON_MAX)
    handler = CiphertextHandler()
    request.upload_handlers = [handler]
    report = SealedReport.model_validate_json(_document(request))
    if (report.attachment is None) != (handler.content is None):
        raise BadRequest
    slow_down(request, Limit.REPORT)
    ref = receive_report(**report.incoming(handler.content))
    response = JsonResponse({"ref": ref})
    draft = Draft.read(request)
    if draft is not None and draft.submission == report.submission:
        draft.received(ref, draft.code or new_code()).write(request, response)
    return response


@require_POST
@answers_in_json
def code(request: HttpRequest) -> HttpResponse:
    """Open a mailbox under the browser's own code; answer ``{"ref": "R-…"}``.

    Body: ``{submission, locator, public_key, inner}``. The code itself is never
    sent: the browser derives locator and wrap key (``vault.mailbox.slow``, with the
    salt of ``/keys/``), makes the key pair and wraps its private half.
    """
    asked = read_body(request, SealedMailbox)
    slow_down(request, Limit.CODE)
    name = name_of(asked.locator)
    ref = open_mailbox(
        submission=asked.submission,
        mailbox=name,
        public_key=bytes.fromhex(asked.public_key),
        wrapped=mailbox.add_pepper(slowly.pepper(), asked.inner, name),
    )
    return JsonResponse({"ref": ref})


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Answer the desks' public keys with their signed chains, root and salt.

    ``{root, salt, keys}``, hexadecimal; each key is ``{desk, compartment, epoch,
    public_key, current, body, signature, certificates}``. ``current`` is false for
    an older epoch that is still taken for a day; seal to the current one.
    """
    del request
    found = [described(key) for key in published_keys()]
    root = serverkeys.load_public("root.pub").hex()
    return JsonResponse({"root": root, "salt": slowly.salt().hex(), "keys": found})


def _document(request: HttpRequest) -> str | bytes:
    """Return the report's JSON: the body itself, or a field beside a file."""
    if request.content_type == "multipart/form-data":
        return request.POST.get("report", "")
    return request.body
