"""The website's store: what is public there, and what little else there is."""

import pytest
from django.apps import apps
from django.db import models
from tests.architecture.columns import Columns

# Pages are written to be read by anyone; what stands beside them is listed.
PAGES = {m for m in apps.get_models() if m._meta.app_label == "pages"}
BESIDE = {
    "counting.Tally": Columns(coded="id kind subject on number"),
    "learning.CourseGroup": Columns(
        coded="id code course held_on closes_on province is_open"
    ),
    "learning.PaperSheet": Columns(
        coded="id ref group entered_on replaces began finished"
    ),
    "learning.CourseResult": Columns(
        coded="id course group sheet on how stage language before after total"
    ),
    "learning.Certificate": Columns(
        coded="id code course given_on", public="title_km title_en", token="name_hash"
    ),
    "editors.Editor": Columns(
        coded="id ref username language is_active is_staff is_superuser last_login"
        " date_joined ended_at failures barred_until",
        proof="password",
    ),
    "editors.EditorInvitation": Columns(
        coded="id editor expires_at used_at", proof="code_digest"
    ),
    "editors.EditorSession": Columns(coded="id editor stage created_at last_seen_at"),
    "site.LastDone": Columns(coded="name at"),
    "site.SiteSetting": Columns(public="key value"),
}
OURS = [
    m
    for m in apps.get_models()
    if m.__module__.startswith("romdoul.site") and m not in PAGES
]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_column_beside_the_pages_is_on_a_list(model: type[models.Model]) -> None:
    standing = {field.name for field in model._meta.concrete_fields}
    assert standing == set(BESIDE[model._meta.label].kinds())


def test_no_list_is_of_a_table_that_is_gone() -> None:
    assert set(BESIDE) == {model._meta.label for model in OURS}


def test_nothing_here_points_at_casework() -> None:
    labels = {m._meta.app_label for m in apps.get_models()}
    assert labels & {"cases", "staff", "matching", "desks"} == set()
