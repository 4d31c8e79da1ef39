"""A certificate: given to who passed, checked by anyone, and no name kept."""

from io import BytesIO

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader
from tests.site.learner import Learner

from romdoul.documents.setting import Busy
from romdoul.kernel import serverkeys
from romdoul.site.learning import certificates, throttle
from romdoul.site.learning.models import Certificate
from romdoul.vault.proofs import verify_name

pytestmark = pytest.mark.django_db
NAME = "សុខ ស្រីមុំ"
FAR = {"REMOTE_ADDR": "203.0.113.7"}


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    throttle.counters.forget()


@pytest.fixture
def learner() -> Learner:
    passed = Learner()
    passed.finish(after=7)
    return passed


def given(learner: Learner, name: str = NAME) -> Certificate:
    assert learner.post("certificate/", name=name).status_code == 200
    return Certificate.objects.latest("pk")


def check(code: str, name: str, **who: str) -> HttpResponse:
    return Client().post("/en/verify/", {"code": code, "name": name}, **who)


def said(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_the_file_holds_both_languages_the_name_and_the_code(learner: Learner) -> None:
    answer = learner.post("certificate/", name=NAME)
    made = Certificate.objects.get()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{made.code}.pdf"'
    assert "no-store" in answer["Cache-Control"]
    text = "".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())
    for words in (NAME, made.code, made.title_km, made.title_en, "វិញ្ញាបនបត្រ"):
        assert "".join(words.split()) in text
    assert f"/km/verify/?code={made.code}" in text


def test_of_the_name_there_is_a_proof_and_nothing_else(learner: Learner) -> None:
    made = given(learner)
    verify_name(
        serverkeys.load(certificates.KEY), bytes(made.name_hash), NAME, made.code
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM learning_certificate")
        assert NAME not in str(cursor.fetchall())


def test_who_has_code_and_name_is_told_when_and_for_what(learner: Learner) -> None:
    made = given(learner)
    for name in (NAME, f"  {NAME}  ", NAME.replace(" ", "  ")):
        page = said(check(made.code, name))
        assert "Yes, this certificate is ours" in page
        assert made.title_en in page
        assert str(made.given_on.year) in page
    typed = made.code.removeprefix("V-").lower()
    assert "Yes, this" in said(check(typed, NAME))


def test_a_wrong_name_and_a_wrong_code_are_answered_alike(learner: Learner) -> None:
    made = given(learner)
    wrong_name = said(check(made.code, "Sok Dara")).replace("Sok Dara", "")
    wrong_code = said(check("V-0000-0000", NAME)).replace(NAME, "")
    assert "No, we know no such certificate" in wrong_name
    for page in (wrong_name, wrong_code):
        assert made.title_en not in page
    assert wrong_name.replace(made.code, "") == wrong_code.replace("V-0000-0000", "")


def test_the_name_of_one_opens_no_other(learner: Learner) -> None:
    first, second = given(learner, "Sok Dara"), given(learner, "Chan Bopha")
    assert "Yes" in said(check(first.code, "Sok Dara"))
    assert "Yes, this" not in said(check(second.code, "Sok Dara"))


def test_codes_cannot_be_tried_one_after_another(learner: Learner) -> None:
    made = given(learner)
    for _ in range(throttle.Limit.CHECK.value):
        check("V-0000-0000", NAME, **FAR)
    slowed = check(made.code, NAME, **FAR)
    assert slowed.status_code == 429
    assert "Yes, this" not in said(slowed)


@pytest.mark.parametrize("code", ["", "V", "V-7K2M", "U" * 11, "V-7K2M-9QXA-1"])
def test_what_is_no_code_is_said_to_be_none(code: str) -> None:
    assert check(code, NAME).status_code == 422


def test_the_code_of_a_scan_stands_in_the_form_and_the_name_does_not() -> None:
    page = said(Client().get("/km/verify/?code=V-7K2M-9QXA&name=Dara"))
    assert 'value="V-7K2M-9QXA"' in page
    assert 'value="Dara"' not in page
    page = said(Client().get('/en/verify/?code="><script>alert(1)</script>'))
    assert "<script>alert" not in page


def test_who_has_not_passed_gets_none() -> None:
    learner = Learner()
    learner.finish(after=4)
    asked = learner.post("certificate/", name=NAME)
    assert asked["Location"] == learner.home + "result/"
    assert not Certificate.objects.exists()


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "王小明", "\u202eabc"])
def test_a_name_that_cannot_be_written_is_asked_for_again(
    learner: Learner, name: str
) -> None:
    asked = learner.post("certificate/", name=name)
    assert asked.status_code == 422
    assert not Certificate.objects.exists()


def test_one_device_makes_three_and_no_more(learner: Learner) -> None:
    for _ in range(3):
        given(learner)
    asked = learner.post("certificate/", name=NAME)
    assert "has made three certificates" in said(asked)
    assert Certificate.objects.count() == 3


def test_one_network_makes_so_many_and_no_more(learner: Learner) -> None:
    throttle.counters.forget()
    throttle.counters.allows(throttle.Limit.CERTIFICATE, "203.0.113.0/24")
    name = next(iter(throttle.counters._counts))
    throttle.counters._counts[name] = throttle.Limit.CERTIFICATE.value
    asked = learner.client.post(learner.home + "certificate/", {"name": NAME}, **FAR)
    assert asked.status_code == 429
    assert not Certificate.objects.exists()


def test_where_others_wait_nothing_is_made_and_it_is_said(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> bytes:
        raise Busy

    monkeypatch.setattr(certificates, "certificate_pdf", busy)
    asked = learner.post("certificate/", name=NAME)
    assert asked.status_code == 503
    assert NAME in said(asked)
    assert not Certificate.objects.exists()
