"""Reading JSON from a browser that seals, and the errors that its script knows."""

import base64
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ValidationError

from romdoul.inbox.trust import DeskKey, NoKey, write_chain
from romdoul.intake import slowly
from romdoul.intake.bodies import TooLarge, require_size
from romdoul.intake.throttle import Limit, allows
from romdoul.kernel.errors import BadInput, Conflict, NotFound, RomdoulError
from romdoul.vault import mailbox

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"
M = TypeVar("M", bound=BaseModel)
View = Callable[[HttpRequest], HttpResponse]
JSON_MAX = 2 * 1024 * 1024


class TooOften(RomdoulError):
    """This network has done it too often in this period."""


# What is refused, as the script knows it: its name, its status, and words for people.
ERRORS: tuple[tuple[tuple[type[Exception], ...], str, int, Words], ...] = (
    (
        (BadInput, BadRequest, ValidationError, UnreadablePostError),
        "input",
        400,
        _("This could not be read. Send it again."),
    ),
    ((NotFound,), "code", 404, _("This code opens nothing.")),
    ((Conflict,), "code", 409, _("A code was given for this already.")),
    ((NoKey,), "key", 409, _("Our keys have changed. Send it again.")),
    (
        (TooLarge, RequestDataTooBig),
        "large",
        413,
        _("This is too long to be sent at once."),
    ),
    ((TooOften,), "slow", 429, _("Wait a few minutes, then send it again.")),
)


def answers_in_json(view: View) -> View:
    """Turn what is refused into the errors that the script knows."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except Exception as refused:
            for kinds, name, status, words in ERRORS:
                if isinstance(refused, kinds):
                    return error(name, status, str(words))
            raise

    return answer


def error(name: str, status: int, words: str) -> JsonResponse:
    """Return one of the errors that the script knows."""
    return JsonResponse({"error": name, "message": words}, status=status)


def read_body(request: HttpRequest, kind: type[M]) -> M:
    """Return what a JSON body says; raise ValidationError or TooLarge."""
    require_size(request, JSON_MAX)
    return kind.model_validate_json(request.body)


def slow_down(request: HttpRequest, limit: Limit) -> None:
    """Raise TooOften over the limit."""
    if not allows(request, limit):
        raise TooOften


def name_of(locator: str) -> str:
    """Return the name in the database of the mailbox with this locator (hex)."""
    return mailbox.mailbox_id(slowly.pepper(), bytes.fromhex(locator))


def in_base64(raw: bytes) -> str:
    """Return bytes as the script reads them."""
    return base64.b64encode(raw).decode()


def described(key: DeskKey) -> dict[str, object]:
    """Return a public key with what proves it, for the browser to verify."""
    return {
        "desk": key.desk,
        "compartment": key.compartment,
        "epoch": key.epoch,
        "public_key": key.public_key.hex(),
        "current": key.retired_at is None,
        "body": key.announcement.body.hex(),
        "signature": key.announcement.signature.hex(),
        "certificates": write_chain(key.certificates),
    }
