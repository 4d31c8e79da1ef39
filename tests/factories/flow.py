"""The form as a person without JavaScript goes through it."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

FORM = "/en/form/"
BOX = "/en/box/"


def begin(phone: Client, /, **answers: Any) -> None:
    """Open the form on its first question."""
    assert phone.post("/en/tell/", answers).status_code == 303


def answer(phone: Client, /, step: str, **answers: Any) -> HttpResponse:
    """Answer one question."""
    return phone.post(FORM, {"step": step, "do": "next", **answers, "whole": "1"})


def reach_the_last_page(phone: Client, /, kind: str = "other", **call: Any) -> None:
    """Answer every question before the last."""
    begin(phone)
    answer(phone, "safety")
    answer(phone, "kind", kind=kind)
    answer(phone, "about", about_me="yes")
    answer(phone, "phone", phone_shared="no")
    answer(phone, "call", **call)
    answer(phone, "where")


def tell(phone: Client, /, kind: str = "other", **told: Any) -> HttpResponse:
    """File a report and return the answer to the last page."""
    reach_the_last_page(phone, kind)
    return answer(phone, "tell", **told)


def press(
    phone: Client, /, wish: str, address: str = FORM, **more: Any
) -> HttpResponse:
    """Press one of a page's buttons."""
    return phone.post(address, {"do": wish, **more, "whole": "1"})


def get_code(phone: Client) -> str:
    """Ask for a code after a report, and return its digits."""
    press(phone, "code")
    page = phone.get(FORM).content.decode()
    return page.partition("data-digits>")[2].partition("<")[0].replace(" ", "")
