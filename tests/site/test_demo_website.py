"""The demo's website: everything it tells is there, and can be read."""

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from romdoul.demo import website
from romdoul.demo.website import stories, trainings
from romdoul.demo.website.editors import let_in
from romdoul.site.content.loading import load_below
from romdoul.site.content.places import page_at
from romdoul.site.content.reading import LANGUAGES
from romdoul.site.learning.counted import By, list_lines
from romdoul.site.learning.officers import Officer, Right
from romdoul.site.pictures import sizes

pytestmark = pytest.mark.django_db
TOLD = Path(website.__file__).parent


def told() -> list[tuple[str, str]]:
    """Return the place and the language of everything that the demo tells."""
    return [
        (str(path.parent.relative_to(TOLD)), language)
        for language in LANGUAGES
        for path in sorted(TOLD.rglob(f"{language}.md"))
    ]


def no_writing(execute: Any, sql: str, *rest: Any) -> Any:
    """Fail where the public process would write: its role may not."""
    assert not sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")), sql
    return execute(sql, *rest)


def test_everything_that_the_demo_tells_is_shown_and_looking_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert load_below(TOLD) == len(told()) > 60
    let_in(tmp_path)
    stories.clear()
    monkeypatch.setattr(sizes, "_may_make", lambda: False)
    with connection.execute_wrapper(no_writing):
        look_at_everything()


def test_the_trainings_of_the_demo_were_worth_something(tmp_path: Path) -> None:
    let_in(tmp_path)
    trainings.hold()
    reader = Officer("reader", frozenset({Right.READ}))
    courses, whole = list_lines(reader, By.COURSE)
    assert whole.began == sum(people for *_, people in trainings.HELD)
    assert len(courses) == 3
    assert all(course.gain is not None and course.gain > 0 for course in courses)


def look_at_everything() -> None:
    for place, language in told():
        page = page_at(place, language)
        assert page is not None, place
        answer = Client().get(page.get_url())
        if place.endswith(stories.WAITING):
            assert answer.status_code == 404, place
            continue
        assert answer.status_code == 200, place
        assert page.title in unescape(answer.content.decode()), place


def test_some_of_it_waits_for_a_translation() -> None:
    """So that a visitor can see what the website says of a page like that."""
    khmer, english = (
        {place for place, language in told() if language == one} for one in LANGUAGES
    )
    assert khmer - english
    assert english - khmer
