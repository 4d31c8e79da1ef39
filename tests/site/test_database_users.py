"""PostgreSQL: the user of each process of the website may do its work, and no more."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from PIL import Image as Drawing
from tests.factories import database_users
from tests.factories.articles import article
from tests.factories.database_users import acting_as, refuses
from tests.factories.editing import sent, written
from tests.factories.editors import editor, signed_in
from tests.site import stories
from tests.site.admin import chief, editing_process
from tests.site.learner import Learner
from tests.site.pictured import picture, show
from wagtail.images.models import Image
from wagtail.models import Page

from romdoul.cli import grants
from romdoul.jobs.website import duties
from romdoul.site.content.places import page_at
from romdoul.site.counting import counted
from romdoul.site.counting.models import Tally
from romdoul.site.editors.roles import Role
from romdoul.site.learning.models import Certificate
from romdoul.site.models import LastDone
from romdoul.site.pages import due
from romdoul.site.pages.models import CaseStoryPage
from romdoul.site.pages.models.story_records import StoryConsent
from romdoul.site.stories import acts

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="a store in a file knows no users"
    ),
]

PAGES = (
    *("/en/", "/km/", "/en/search/?q=help", "/en/phone/", "/en/cookies/"),
    *("/en/explore/media/news/", "/en/explore/media/stories/", "/en/explore/courses/"),
)
SECRETS = (
    *("SELECT password FROM editors_editor", "SELECT username FROM editors_editor"),
    *("SELECT * FROM mfa_authenticator", "SELECT * FROM django_session"),
    *("SELECT * FROM editors_editorsession", "SELECT * FROM editors_editorinvitation"),
)
OF_NO_VISITOR = (
    *("SELECT content FROM wagtailcore_revision", "SELECT * FROM wagtailcore_comment"),
    "SELECT kept_at FROM pages_storyconsent",
    "SELECT recorded_by_id FROM pages_storyconsent",
    *("SELECT remark FROM pages_storyreview", "SELECT * FROM pages_storycopy"),
    "SELECT account_id FROM pages_storytranslator",
    *("SELECT * FROM wagtailcore_pagelogentry", "SELECT * FROM ledger_entry"),
    "SELECT after FROM learning_courseresult",
    *("SELECT * FROM learning_papersheet", "SELECT * FROM auth_group"),
    "UPDATE wagtailcore_page SET title = 'Another'",
    "INSERT INTO site_sitesetting (key, value) VALUES ('giving.account', '1')",
    *("UPDATE counting_tally SET number = 1", "DELETE FROM counting_tally"),
    *("UPDATE learning_certificate SET code = ''", "DELETE FROM learning_certificate"),
    "INSERT INTO pages_storyconsent (story) VALUES (NULL)",
    "UPDATE pages_storyreview SET is_passed = true",
    *("CREATE TABLE more (id int)", "CREATE TEMPORARY TABLE more (id int)"),
    *("TRUNCATE counting_tally", "INSERT INTO ledger_entry (seq) VALUES (1)"),
)
OF_NO_EDITOR = (
    *("UPDATE ledger_entry SET actor = ''", "DELETE FROM ledger_entry"),
    *(
        "TRUNCATE ledger_entry",
        "DELETE FROM ledger_head",
        "DELETE FROM ledger_checkpoint",
    ),
    *("INSERT INTO ledger_checkpoint (seq) VALUES (1)", "CREATE TABLE more (id int)"),
    *("DELETE FROM pages_storyconsent", "UPDATE pages_storyconsent SET kept_at = ''"),
    *("DELETE FROM pages_storyreview", "UPDATE pages_storyreview SET is_passed = true"),
    *("UPDATE counting_tally SET number = 1", "DELETE FROM learning_certificate"),
    *("UPDATE learning_courseresult SET after = 1", "DELETE FROM django_migrations"),
)
OF_NO_CLOCK = (
    *SECRETS[:1],
    *SECRETS[2:],
    *(
        "UPDATE editors_editor SET password = ''",
        "INSERT INTO editors_editor (id) VALUES (1)",
    ),
    *("UPDATE site_sitesetting SET value = ''", "DELETE FROM wagtailcore_page"),
    "INSERT INTO pages_storyconsent (story) VALUES (NULL)",
    "INSERT INTO pages_storyreview (story) VALUES (NULL)",
    "UPDATE pages_storyconsent SET kept_at = ''",
    *("UPDATE ledger_entry SET actor = ''", "DELETE FROM ledger_entry"),
    "INSERT INTO counting_tally (number) VALUES (1)",
    "DELETE FROM learning_certificate",
)
REFUSED = (
    *(("public", statement) for statement in (*SECRETS, *OF_NO_VISITOR)),
    *(("edit", statement) for statement in OF_NO_EDITOR),
    *(("clock", statement) for statement in OF_NO_CLOCK),
    *(("jobs", one) for one in (*SECRETS, "SELECT * FROM wagtailcore_page")),
)


@pytest.fixture(autouse=True)
def users(db: None) -> None:
    del db
    database_users.make()


def test_everything_that_is_refused_is_refused_for_want_of_the_right() -> None:
    let = [one for one in REFUSED if not refuses(one[0], "default", one[1])]
    assert let == []


def test_a_user_that_may_would_not_be_refused() -> None:
    """Else the test above would hold of statements that nobody could run."""
    for _process, statement in REFUSED:
        if statement.startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(statement)
    assert not refuses("edit", "default", SECRETS[0])


def test_what_is_said_is_what_holds_and_no_more() -> None:
    for process in ("public", "edit", "clock", "jobs"):
        told = grants.wanted("site", "default", process)
        assert told == grants.held("default", process)
    assert grants.settle() == []


def test_whoever_has_no_work_in_a_store_does_not_come_in() -> None:
    assert grants.held("default", "desks") == set()
    assert grants.held("default", "intake") == set()
    assert grants.held("inbox", "edit") == set()


@pytest.mark.parametrize("page", PAGES)
def test_the_public_user_shows_a_page(page: str) -> None:
    with acting_as("public"):
        assert Client().get(page, follow=True).status_code == 200


def test_the_public_user_shows_every_page_that_is_out() -> None:
    show(page_at("about/mission", "en").specific, picture()).save_revision().publish()
    shown = Page.objects.live().filter(depth__gt=2, locale__language_code="en")
    places = [page.get_url() for page in shown]
    assert len(places) > 40
    with acting_as("public"):
        found = {place: Client().get(place).status_code for place in places}
    assert {place for place, status in found.items() if status != 200} == set()


def test_the_public_user_tells_a_story_that_may_be_told_and_no_other() -> None:
    page = _told()
    with acting_as("public"):
        assert Client().get(page.get_url()).status_code == 200
    acts.withdraw_consent(editor("editor-9"), story=page.translation_key)
    with acting_as("public"):
        assert Client().get(page.get_url()).status_code == 404


def test_the_public_user_searches_counts_and_keeps_a_course() -> None:
    learner = Learner()
    with acting_as("public"):
        found = Client().post("/en/search/", {"q": "help"})
        assert b"<li" in found.content
        counted.count(Tally.Kind.VIEW, "page")
        assert counted.flush() == 1
        learner.begin()
        learner.read_lessons()
        learner.answer("after/", 7)
        learner.post("certificate/", name="Sok Dara")
        learner.get("done/")
        # Reports say how often they were downloaded.
        assert counted.totals(Tally.Kind.DOWNLOAD, ["report"]) == {}
    assert counted.total(Tally.Kind.VIEW, "page") == 1
    assert Certificate.objects.count() == 1


def test_the_user_of_the_editing_signs_in_writes_publishes_and_uploads() -> None:
    with editing_process(), acting_as("edit"):
        client = signed_in(editor("reviewer-1", Role.REVIEWER))
        page = written(client)
        assert sent(client, page, "publish") == 302
        page.refresh_from_db()
        assert page.live
        file = SimpleUploadedFile("b.png", _drawn(), "image/png")
        fields = {"title": "Another house", "file": file, "collection": "1"}
        answer = client.post("/images/add/", fields | {"description": "A house"})
        assert answer.status_code == 302, answer.content.decode()
        assert client.post(f"/pages/{page.pk}/unpublish/").status_code == 302
        assert client.post(f"/pages/{page.pk}/delete/").status_code == 302
    assert Image.objects.filter(title="Another house").exists()
    assert not Page.objects.filter(pk=page.pk).exists()


def test_the_user_of_the_editing_opens_what_a_reviewer_looks_at() -> None:
    with editing_process(), acting_as("edit"):
        client = chief()
        for place in (
            "/",
            "/pages/",
            "/images/",
            "/documents/",
            "/reports/site-history/",
        ):
            assert client.get(place, follow=True).status_code == 200, place


def test_the_user_of_the_clock_lets_out_and_takes_off_what_is_due() -> None:
    now = timezone.now()
    page = show(article("Due", now.date(), tags=("market",)), picture())
    page.unpublish()
    page.save_revision(approved_go_live_at=now - timedelta(minutes=1))
    over = article("Over", now.date())
    Page.objects.filter(pk=over.pk).update(expire_at=now - timedelta(minutes=1))
    with acting_as("clock"):
        duties.pages()
    page.refresh_from_db()
    over.refresh_from_db()
    assert (page.live, over.live) == (True, False)
    assert LastDone.objects.filter(name="pages").exists()


def test_the_user_of_the_clock_publishes_each_kind_of_page_anew() -> None:
    """Whatever was told to go out: a report's PDF and a workflow's end with it."""
    past = timezone.now() - timedelta(minutes=1)
    kinds = {
        page.content_type_id: page for page in Page.objects.live().filter(depth__gt=2)
    }
    for page in kinds.values():
        page.specific.save_revision(approved_go_live_at=past)
    with acting_as("clock"):
        done = due.publish_due()
    assert done == len([p for p in kinds.values() if p.specific_class != CaseStoryPage])


def test_the_user_of_the_clock_ends_a_consent_and_adds_up_what_was_counted() -> None:
    page = _told()
    StoryConsent.objects.update(ends_on=stories.TODAY)
    yesterday = timezone.localdate() - timedelta(days=1)
    for _again in range(2):
        Tally.objects.create(kind=Tally.Kind.VIEW, subject="a", on=yesterday, number=2)
    with acting_as("clock"):
        assert duties.stories() == 1
        assert counted.compact() == 1
    page.refresh_from_db()
    assert not page.live
    assert Tally.objects.get().number == 4


def _drawn() -> bytes:
    drawn = BytesIO()
    Drawing.new("RGB", (1200, 900), "green").save(drawn, "PNG")
    return drawn.getvalue()


def _told() -> CaseStoryPage:
    writer, reviewer = editor("editor-7"), editor("reviewer-7", Role.REVIEWER)
    page = stories.written(writer)
    stories.consent(writer, page)
    stories.review(reviewer, page)
    stories.publish(page)
    assert page.live
    return page
