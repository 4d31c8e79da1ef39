"""The page for seeking help can be kept on a phone, and no other page can."""

import pytest
from django.test import Client

from romdoul.site.content.places import page_at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["km", "en"])
@pytest.mark.parametrize(
    ("place", "can"),
    [("act/help", True), ("act/report", False), ("work/hotline", False)],
)
def test_seeking_help_alone_can_be_kept(
    place: str, language: str, *, can: bool
) -> None:
    shown = Client().get(f"/{language}/{place}/").content.decode()
    assert ("data-keep hidden" in shown) is can
    assert ("site/keep" in shown) is can
    assert ("only-kept" in shown) is can


def test_the_script_that_shows_it_is_no_cached_file_and_has_a_policy() -> None:
    answer = Client().get("/keep.js")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert Client().post("/keep.js").status_code == 405


def test_a_page_that_leads_to_telling_us_offers_nothing_to_keep() -> None:
    found = page_at("act/help", "en")
    assert found is not None
    page = found.specific
    page.way = "tell"
    page.save_revision().publish()
    assert "data-keep" not in Client().get("/en/act/help/").content.decode()
