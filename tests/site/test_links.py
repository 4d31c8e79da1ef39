"""Links of ours are followed; those elsewhere are read, and nobody is asked."""

import io
import json
import socket
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from tests.factories import editors
from tests.factories.ledger import events
from tests.site.admin import chief, editing_process
from wagtail.documents.models import Document
from wagtail.models import Page, ReferenceIndex

from romdoul.cli import links as command
from romdoul.cli.answer import give
from romdoul.cli.arguments import read_arguments
from romdoul.kernel.errors import BadInput, Refused
from romdoul.ledger.stores import Store
from romdoul.site.content.places import page_at
from romdoul.site.editing.links import judging
from romdoul.site.editing.links.checking import faults_of, pages_leading_to, report
from romdoul.site.editing.links.confirming import confirm_link
from romdoul.site.pages.models import ArticlePage, ConfirmedLink

pytestmark = pytest.mark.django_db
SOURCE = "https://paper.example/a-story"


def article(body: str = "", *, language: str = "en", **fields: object) -> ArticlePage:
    parent = page_at("explore/media/news", language)
    page = ArticlePage(
        title="A title", slug="a", published_on=timezone.localdate(), **fields
    )
    page.locale = parent.locale
    page.body = [("text", body)] if body else []
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def fault(anchor: str) -> str:
    """Return what is wrong with the one link of an article."""
    found = faults_of(article(f"<p><a {anchor}>Words</a></p>"))
    assert len(found) <= 1
    return str(found[0][1]) if found else ""


def to(place: str, language: str = "en") -> str:
    return f'linktype="page" id="{page_at(place, language).pk}"'


def looked_at(address: str) -> object:
    """Return what the report says of an address elsewhere."""
    return next(one for one in report().outside if one.address == address)


def test_every_link_of_the_first_pages_leads_where_it_should() -> None:
    found = report()
    assert found.broken == ()
    assert found.pages > 60
    assert found.links > 50


def test_a_link_to_a_page_is_good() -> None:
    assert fault(to("about")) == ""


def test_a_page_that_is_gone() -> None:
    assert fault('linktype="page" id="999999"') == judging.GONE


def test_a_page_that_is_not_published() -> None:
    page_at("about", "en").specific.unpublish()
    assert fault(to("about")) == judging.WITHDRAWN


@pytest.mark.parametrize("block", ["text", "links"])
def test_a_page_is_shown_in_the_language_of_whoever_follows(block: str) -> None:
    page = article(f"<p><a {to('about', 'km')}>Words</a></p>")
    if block == "links":
        page.body = [
            ("links", {"links": [{"text": "There", "page": page_at("about", "km")}]})
        ]
        page.save_revision().publish()
    assert faults_of(page) == []
    shown = Client().get(page.url).content.decode().partition("<h1")[2]
    shown = shown.partition("</main")[0]
    assert 'href="/en/about/"' in shown
    assert 'href="/km/about/"' not in shown


def test_a_page_that_is_in_the_other_language_alone_may_be_led_to() -> None:
    page_at("about", "en").delete()
    assert fault(to("about", "km")) == ""


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("#content", ""),
        ("#nowhere", judging.NO_ANCHOR),
        ("", judging.NOWHERE),
        ("/en/about/", judging.AS_ADDRESS),
        ("/km/about/", judging.OTHER_LANGUAGE),
        ("/en/nothing/here/", judging.NO_PLACE),
        ("/en/search/", ""),
        ("/en/tell/", ""),
        ("about/", judging.NOT_WHOLE),
        ("mailto:us@romdoul.example", ""),
        ("https://pages.example/a?b=c", ""),
        ("http://pages.example/", judging.NOT_HTTPS),
        ("https://pages/", judging.NOT_WHOLE),
        ("ftp://pages.example/", judging.NOT_WHOLE),
        ("https://10.0.0.1/x", judging.NUMBER),
        ("https://wiki.internal/", judging.NUMBER),
        ("https://me:word@pages.example/", judging.SIGNED_IN),
        ("https://pages.example/?utm_source=us", judging.TRACKED),
        ("https://pages.example/?fbclid=1", judging.TRACKED),
    ],
)
def test_an_address_is_judged_by_its_form(address: str, wrong: str) -> None:
    assert fault(f'href="{address}"') == wrong


def test_a_file_that_is_gone() -> None:
    file = Document.objects.create(title="A", file=ContentFile(b"x", name="a.pdf"))
    page = article(f'<p><a linktype="document" id="{file.pk}">A</a></p>')
    assert faults_of(page) == []
    file.delete()
    assert [str(one) for _place, one in faults_of(page)] == [judging.NO_FILE]


def test_links_in_blocks_and_beside_the_body_are_read_too() -> None:
    page = article(source_url="http://paper.example/")
    page.body = [
        ("quote", {"text": "Words", "who": "", "source_url": "http://q.example/"}),
        ("links", {"links": [{"text": "There", "page": page_at("about", "km")}]}),
        ("links", {"links": [{"text": "Elsewhere", "address": "http://l.example/"}]}),
    ]
    assert [str(one) for _place, one in faults_of(page)] == [
        judging.NOT_HTTPS,
        judging.NOT_HTTPS,
        judging.NOT_HTTPS,
    ]


def test_the_addresses_beside_pages_are_those_of_the_public_process() -> None:
    resolver = get_resolver("romdoul.config.urls.public")
    inside = next(one for one in resolver.url_patterns if hasattr(one, "url_patterns"))
    names = {str(one.pattern).partition("/")[0] for one in inside.url_patterns}
    assert {one for one in names if one and "(" not in one} == judging.BESIDE_PAGES


def test_what_the_frame_holds_can_be_led_to() -> None:
    shown = Client().get("/en/about/").content.decode()
    assert all(f'id="{anchor}"' in shown for anchor in judging.ANCHORS)


def test_nobody_else_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_any: object) -> None:
        raise AssertionError("a request to somebody else's server")

    article(source_url=SOURCE)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert looked_at(SOURCE).fault == ""


def test_an_address_elsewhere_is_confirmed_by_hand() -> None:
    article(source_url=SOURCE)
    assert looked_at(SOURCE).confirmed_on is None
    editor = editors.editor()
    confirm_link(editor, address=SOURCE)
    confirm_link(editor, address=SOURCE)
    assert looked_at(SOURCE).confirmed_on == timezone.localdate()
    assert ConfirmedLink.objects.count() == 1
    assert events(Store.SITE)[-2:] == ["link.confirmed", "link.confirmed"]


def test_who_may_not_edit_confirms_nothing() -> None:
    with pytest.raises(Refused):
        confirm_link(editors.account("nobody"), address=SOURCE)
    assert not ConfirmedLink.objects.exists()
    assert events(Store.SITE)[-1] == "action.refused"


@pytest.mark.parametrize(
    "address", ["", "no address", "https://a.example/" + "a" * 500]
)
def test_what_is_no_address_is_not_confirmed(address: str) -> None:
    with pytest.raises(BadInput):
        confirm_link(editors.editor(), address=address)
    assert not ConfirmedLink.objects.exists()


@pytest.fixture
def editor() -> Iterator[Client]:
    with editing_process():
        yield chief()


def test_the_screen_shows_both_kinds_and_takes_a_confirmation(editor: Client) -> None:
    page = article('<p><a linktype="page" id="999999">Gone</a></p>', source_url=SOURCE)
    shown = editor.get("/reports/links/").content.decode()
    assert str(judging.GONE) in shown
    assert f"/pages/{page.pk}/edit/" in shown
    assert "Nobody has looked yet." in shown
    sent = {"address": SOURCE}
    shown = editor.post("/reports/links/confirm/", sent, follow=True).content.decode()
    assert "Somebody looked on" in shown


@pytest.mark.parametrize("step", ["unpublish", "delete"])
def test_whoever_takes_a_page_off_is_told_what_leads_to_it(
    editor: Client, step: str
) -> None:
    target = page_at("about/team", "en")
    page = article(f"<p><a {to('about/team')}>Words</a></p>")
    ReferenceIndex.create_or_update_for_object(page)
    assert page.page_ptr in pages_leading_to(target)
    shown = editor.get(f"/pages/{target.pk}/{step}/").content.decode()
    assert "would lead nowhere" in shown
    assert f"/pages/{page.pk}/edit/" in shown


def test_a_page_that_nothing_leads_to_is_taken_off_without_more(editor: Client) -> None:
    page = article()
    shown = editor.get(f"/pages/{page.pk}/unpublish/").content.decode()
    assert "would lead nowhere" not in shown


def told(*arguments: str) -> tuple[int, dict[str, object]]:
    options = read_arguments(["site", "links", *arguments])
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        status = give(command.run(options), as_json=options.json)
    return status, json.loads(out.getvalue()) if options.json else {}


def test_the_command_says_no_when_a_link_leads_wrong() -> None:
    assert told() == (0, {})
    article('<p><a linktype="page" id="999999">A</a></p>', source_url=SOURCE)
    status, data = told("--json")
    assert status == 1
    assert data["broken"][0]["fault"] == judging.GONE
    outside = next(one for one in data["outside"] if one["address"] == SOURCE)
    assert len(outside.pop("pages")) == 1
    assert outside == {"address": SOURCE, "fault": None, "confirmed_on": None}


def test_the_number_of_queries_does_not_grow_with_the_addresses(
    django_assert_max_num_queries: object,
) -> None:
    article(source_url=SOURCE)
    kinds = Page.objects.live().values("content_type").distinct().count()
    with django_assert_max_num_queries(8 + 2 * kinds):
        report()
