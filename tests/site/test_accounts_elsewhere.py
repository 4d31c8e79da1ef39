"""An account to give to stands on the page on giving, which two people let out."""

from collections.abc import Iterator

import pytest
from django.test import Client
from tests.factories.editing import NO_COMMENTS
from tests.site.admin import chief, editing_process
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from romdoul.site.content.places import page_at
from romdoul.site.editors.models import Editor
from romdoul.site.giving.elsewhere import accounts_in
from romdoul.site.pages.refusals import HoldsAccount
from romdoul.site.pages.texts import texts_of

NUMBER = "Please give to account number 001 234 567 at the bank."
FOUND = [
    (NUMBER, "001 234 567"),
    ("Donate: 1234-5678-9012", "1234-5678-9012"),
    ("សូមបរិច្ចាគ ៖ 001234567", "001234567"),
    ("លេខគណនី ០០១ ២៣៤ ៥៦៧", "០០១ ២៣៤ ៥៦៧"),
    ("Our account number: 012 345 678", "012 345 678"),
    ("Write to DE89 3704 0044 0532 0130 00 and help.", "DE89 3704 0044 0532 0130 00"),
    ("GB82WEST12345698765432", "GB82WEST12345698765432"),
    ("Scan romdoul_kh@aclb today", "romdoul_kh@aclb"),
    ("Gifts 12\u200b3456\u200b789", "123456789"),
    (
        "00020101021129190015romdoul_kh@aclb52045999530384058"
        "02KH5907Romdoul6010Phnom Penh63041A2B",
        "00020101021129190015romdoul_kh@aclb52045999530384058"
        "02KH5907Romdoul6010Phnom Penh63041A2B",
    ),
]
NOT_FOUND = [
    "Call 012 345 678 or +855 23 456 789, or 1280 for free.",
    "To give a hand, call 017 345 678 on weekdays.",
    "ដើម្បីបរិច្ចាគ សូមហៅ ០១២ ៣៤៥ ៦៧៨",
    "Write to help@romdoul.example about a gift.",
    "Between 2019-2024 gifts paid for 1 200 000 riel; on 2026-11-26 they ended.",
    "The court gave its judgment in case 2024/123456 of 26-11-2026.",
    "The bank was fined 12,345,678 riel and 1.234.567,00 dollars.",
    "In our register it is number 123456789012.",
    "DE89 3704 0044 0532 0130 01 is a parcel.",
    "Follow us @romdoul, or #romdoul2026.",
]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_an_account_is_found(text: str, found: str) -> None:
    assert accounts_in([text])[0] == found


def test_its_words_may_stand_in_the_part_above() -> None:
    assert accounts_in(["How to donate", "001 234 567"]) == ["001 234 567"]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_a_telephone_a_year_an_amount_or_a_case_is_none(text: str) -> None:
    assert accounts_in([text]) == []


@pytest.mark.django_db
def test_none_is_found_in_our_own_texts() -> None:
    pages = Page.objects.filter(depth__gt=2).specific()
    told = {
        page.url_path: found
        for page in pages
        if (found := accounts_in(text for _place, text in texts_of(page)))
    }
    assert pages
    assert told == {}


@pytest.fixture
def reviewer() -> Iterator[Client]:
    with editing_process():
        yield chief()


def page() -> Page:
    return page_at("about/mission", "en").specific


def sent(client: Client, button: str = "publish") -> str:
    told = {"title": "Our mission", "slug": "mission", "summary": "Why we are here."}
    words = f"<p>{NUMBER}</p>"
    told |= {"body": streamfield([("text", rich_text(words))])}
    told |= {"comments": NO_COMMENTS, f"action-{button}": "1"}
    address = f"/pages/{page().pk}/edit/"
    return client.post(address, nested_form_data(told), follow=True).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "km"])
def test_whoever_publishes_one_elsewhere_is_told_and_keeps_the_draft(
    language: str,
) -> None:
    with editing_process():
        answer = sent(chief(language))
    assert "001 234 567" in answer
    told = {"en": "page on giving", "km": "ទំព័រអំពីការបរិច្ចាគ"}
    assert told[language] in answer
    assert NUMBER not in str(page().body)
    assert NUMBER in str(page().get_latest_revision_as_object().body), "a draft"


@pytest.mark.django_db
def test_nor_is_it_handed_in(reviewer: Client) -> None:
    answer = sent(reviewer, "submit")
    assert "001 234 567" in answer
    assert "page on giving" in answer
    assert not TaskState.objects.exists()


@pytest.mark.django_db
def test_by_no_other_way_does_it_go_out(reviewer: Client) -> None:
    told = page()
    told.body = [("text", f"<p>{NUMBER}</p>")]
    with pytest.raises(HoldsAccount):
        told.save_revision().publish()
    address = f"/bulk/wagtailcore/page/publish/?id={told.pk}"
    answer = reviewer.post(address, {"id": told.pk}, follow=True)
    assert "001 234 567" in answer.content.decode()
    assert NUMBER not in str(page().body)


@pytest.mark.django_db
def test_whoever_approves_one_handed_in_before_is_told(reviewer: Client) -> None:
    """Handed in before this was asked, or by a draft that changed since."""
    told = page()
    told.body = [("text", f"<p>{NUMBER}</p>")]
    told.save_revision()
    author = Editor.objects.get()
    state = told.get_workflow().start(told, author).current_task_state
    approve = f"/pages/workflow/action/{told.pk}/approve/{state.pk}/"
    leads = f"/pages/{told.pk}/edit/"
    asked = reviewer.post(approve, headers={"X-Requested-With": "XMLHttpRequest"})
    assert asked.json() == {"step": "success", "redirect": leads}
    assert "001 234 567" in reviewer.get(leads).content.decode()
    assert "001 234 567" in reviewer.post(approve, follow=True).content.decode()
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS
    assert NUMBER not in str(page().body)


@pytest.mark.django_db
def test_the_page_on_giving_may_say_it() -> None:
    found = page_at("act/donate", "en").specific
    found.body = [("text", f"<p>{NUMBER}</p>")]
    found.save_revision().publish()
    assert NUMBER in str(page_at("act/donate", "en").specific.body)
