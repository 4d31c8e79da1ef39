"""What the page on giving says goes out when a second person lets it out."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from tests.factories.editing import NO_COMMENTS
from tests.factories.editors import editor, signed_in
from wagtail.models import Locale, Page, TaskState
from wagtail.test.utils.form_data import nested_form_data, streamfield

from romdoul.kernel.errors import Refused
from romdoul.site import values
from romdoul.site.content.places import page_at
from romdoul.site.editors.roles import Role
from romdoul.site.giving.confirming import confirm_giving
from romdoul.site.giving.details import digest_of, waiting
from romdoul.site.giving.proposing import propose_giving
from romdoul.site.pages.models import DonatePage

pytestmark = pytest.mark.django_db
BANK = {
    "give.bank": "Example Bank",
    "give.account.name": "Romdoul",
    "give.account.number": "000 000 000",
}
WORDS = "Please transfer to the account that my cousin keeps"


@pytest.fixture
def one() -> Client:
    return signed_in(editor("reviewer-1", Role.REVIEWER))


@pytest.fixture
def other() -> Client:
    return signed_in(editor("reviewer-2", Role.REVIEWER, language="km"))


@pytest.fixture(params=["km", "en"])
def page(request: pytest.FixtureRequest) -> DonatePage:
    found = page_at("act/donate", request.param)
    assert isinstance(found, Page)
    return found.specific


def sent(client: Client, page: DonatePage, button: str = "", **more: str) -> str:
    told = {
        "title": page.title,
        "slug": page.slug,
        "summary": WORDS,
        "body": streamfield([]),
        "comments": NO_COMMENTS,
        f"action-{button}": "1",
    }
    form = nested_form_data(told | more)
    answer = client.post(f"/pages/{page.pk}/edit/", form, follow=True)
    return answer.content.decode()


def says(page: DonatePage) -> bool:
    return DonatePage.objects.get(pk=page.pk).summary == WORDS


def test_nobody_publishes_alone_what_they_wrote(one: Client, page: DonatePage) -> None:
    assert "somebody who wrote nothing of it must publish it" in sent(
        one, page, "publish"
    )
    assert not says(page)
    drafted = DonatePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert drafted.summary == WORDS, "kept as a draft"


def test_nor_by_any_other_button(one: Client, page: DonatePage) -> None:
    one.raise_request_exception = False
    sent(one, page)
    one.post(f"/bulk/wagtailcore/page/publish/?id={page.pk}", {"id": page.pk})
    assert not says(page)
    sent(one, page, "submit")
    state = TaskState.objects.last()
    one.post(f"/pages/workflow/action/{page.pk}/approve/{state.pk}/")
    assert not says(page)
    with pytest.raises(Refused):
        page.get_latest_revision().publish()
    assert not says(page)


def test_who_approves_what_they_wrote_is_told_who_may(
    one: Client, page: DonatePage
) -> None:
    sent(one, page, "submit")
    state = TaskState.objects.last()
    approve = f"/pages/workflow/action/{page.pk}/approve/{state.pk}/"
    shown = one.post(approve, follow=True).content.decode()
    assert "somebody who wrote nothing of it must publish it" in shown
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS


def test_a_second_person_publishes_it(
    one: Client, other: Client, page: DonatePage
) -> None:
    sent(one, page)
    sent(other, page, "publish")
    assert says(page)


def test_who_wrote_once_may_let_out_what_somebody_else_wrote_since(
    one: Client, other: Client, page: DonatePage
) -> None:
    sent(one, page)
    sent(other, page, "publish")
    sent(other, page, "submit", summary="Other words")
    state = TaskState.objects.last()
    one.post(f"/pages/workflow/action/{page.pk}/approve/{state.pk}/")
    assert DonatePage.objects.get(pk=page.pk).summary == "Other words"


def test_by_the_clock_goes_out_what_a_second_person_set(
    one: Client, other: Client, page: DonatePage
) -> None:
    start = timezone.localtime() + timedelta(hours=1)
    when = start.strftime("%Y-%m-%d %H:%M")
    sent(one, page, "publish", go_live_at=when)
    with patch.object(timezone, "now", lambda: start + timedelta(hours=1)):
        call_command("publish_scheduled", verbosity=0)
    assert not says(page)
    sent(other, page, "publish", go_live_at=when)
    with patch.object(timezone, "now", lambda: start + timedelta(hours=1)):
        call_command("publish_scheduled", verbosity=0)
    assert says(page)


@pytest.mark.parametrize(
    ("place", "kind"),
    [("act", "donatepage"), ("explore/media/stories", "casestorypage")],
)
def test_what_is_published_as_it_is_written_is_out_for_nobody(
    one: Client, place: str, kind: str
) -> None:
    parent = page_at(place, "en")
    told = {"title": "A new page", "slug": "a-new-page", "told_on": "2026-11-20"}
    told |= {"body": streamfield([]), "comments": NO_COMMENTS, "action-publish": "1"}
    one.raise_request_exception = False
    one.post(f"/pages/add/pages/{kind}/{parent.pk}/", nested_form_data(told))
    assert not Page.objects.get(slug="a-new-page").live


def test_it_is_not_translated_side_by_side(one: Client) -> None:
    parent = page_at("act", "km")
    page = DonatePage(title="Give", slug="give-here", locale=parent.locale)
    parent.add_child(instance=page)
    told = {"locales": [Locale.objects.get(language_code="en").pk]}
    answer = one.post(f"/localize/submit/page/{page.pk}/", told, follow=True)
    assert "not translated side by side" in answer.content.decode()
    assert DonatePage.objects.filter(translation_key=page.translation_key).count() == 1


def test_the_second_person_is_told_what_would_change(one: Client) -> None:
    propose_giving("operator", changes=BANK)
    confirm_giving(editor("reviewer-3", Role.REVIEWER), seen=seen())
    propose_giving("operator", changes={"give.account.number": "000 000 010"})
    shown = one.get("/giving/").content.decode()
    assert "Proposed on:" in shown
    changes = shown.split("What would change")[1].split("All of it")[0]
    assert "<td>000 000 000</td><td><strong>000 000 010</strong></td>" in changes
    assert "Example Bank" not in changes


def seen() -> str:
    return digest_of(waiting(values.current()))
