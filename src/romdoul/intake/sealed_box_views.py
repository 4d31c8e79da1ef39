"""The mailbox for a browser that seals: see ``intake.sealed_views`` for the errors."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from romdoul.actions.public.destroy_mailbox import destroy_mailbox
from romdoul.actions.public.write_message import write_message
from romdoul.intake.box import inner_of
from romdoul.intake.sealed import Located, SealedMessage
from romdoul.intake.sealed_json import (
    answers_in_json,
    described,
    in_base64,
    name_of,
    read_body,
    slow_down,
)
from romdoul.intake.throttle import Limit
from romdoul.queries.public import key_of_mailbox, read_mailbox


@require_POST
@answers_in_json
def read_box(request: HttpRequest) -> HttpResponse:
    """Answer a mailbox's sealed content to whoever derived its locator.

    Body: ``{locator}``. Answer: ``{mailbox, inner, key, messages}``. ``inner``
    (base64) is unwrapped with the wrap key, by which the browser sees whether the
    code was right; ``messages`` are ``{id, direction: "in"|"out", at, sealed}``,
    oldest first, ``sealed`` (base64 RE1) for ``out`` alone, bound by
    ``answer_binding(id, mailbox)``; ``key`` is what a reply is sealed to:
    ``{desk, compartment, epoch, public_key, body, signature, certificates}``.
    The text inside either is ``inbox.content.MessageContent``.
    """
    asked = read_body(request, Located)
    slow_down(request, Limit.BOX)
    name = name_of(asked.locator)
    box, letters = read_mailbox(name)
    messages = [
        {
            "id": letter.id,
            "direction": letter.direction.value,
            "at": letter.created_at.isoformat(),
            "sealed": in_base64(letter.sealed),
        }
        for letter in letters
    ]
    return JsonResponse(
        {
            "mailbox": name,
            "inner": in_base64(inner_of(name)),
            "key": described(key_of_mailbox(box)),
            "messages": messages,
        }
    )


@require_POST
@answers_in_json
def write_box(request: HttpRequest) -> HttpResponse:
    """Take a message that the browser sealed; answer ``{}``.

    Body: ``{locator, message, compartment, epoch, sealed}``; ``message`` is 32
    random hexadecimal digits, ``sealed`` RE1 bound by
    ``message_binding(message, compartment, epoch)``.
    """
    asked = read_body(request, SealedMessage)
    slow_down(request, Limit.BOX)
    write_message(
        mailbox=name_of(asked.locator),
        message=asked.message,
        compartment=asked.compartment,
        epoch=asked.epoch,
        sealed=asked.sealed,
    )
    return JsonResponse({})


@require_POST
@answers_in_json
def destroy_box(request: HttpRequest) -> HttpResponse:
    """Destroy a mailbox, answers and key; answer ``{}``. Body: ``{locator}``."""
    asked = read_body(request, Located)
    slow_down(request, Limit.BOX)
    destroy_mailbox(mailbox=name_of(asked.locator))
    return JsonResponse({})
