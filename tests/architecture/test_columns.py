"""Every column is on a list, and can hold no more than its list allows."""

import pytest
from django.apps import apps
from django.db import models
from tests.architecture.columns import COLUMNS

OURS = [m for m in apps.get_models() if m.__module__.startswith("romdoul.")]
# Codes, references and handles are short; what is longer could be a story.
LONGEST_CODE = 80
LONGER = {
    "ledger.Entry.refs": "references, separated by spaces",
    "staff.Worker.roles": "role codes, separated by spaces",
}
# Django's and allauth's own tables in casework, and why each may stand.
FOREIGN = {
    "contenttypes.ContentType": "names of our tables",
    "auth.Permission": "made by Django, asked by nobody",
    "auth.Group": "stays empty: rights are an enum",
    "sessions.Session": "codes and handles of a desk session",
    "account.EmailAddress": "stays empty: no address is kept",
    "account.EmailConfirmation": "stays empty: no address is kept",
    "mfa.Authenticator": "encrypted with mfa.key",
}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_column_is_on_a_list(model: type[models.Model]) -> None:
    standing = {field.name for field in model._meta.concrete_fields}
    assert standing == set(COLUMNS[model._meta.label].kinds())


def test_no_list_is_of_a_table_that_is_gone() -> None:
    assert set(COLUMNS) == {model._meta.label for model in OURS}


def test_tables_of_others_are_known() -> None:
    others = {m._meta.label for m in apps.get_models()} - set(COLUMNS)
    assert others == set(FOREIGN)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_coded_column_cannot_hold_a_story(model: type[models.Model]) -> None:
    kinds = COLUMNS[model._meta.label].kinds()
    for field in model._meta.concrete_fields:
        name = f"{model._meta.label}.{field.name}"
        if kinds[field.name] != "coded" or name in LONGER:
            continue
        assert not isinstance(
            field, models.TextField | models.JSONField | models.BinaryField
        ), name
        if isinstance(field, models.CharField):
            assert (field.max_length or 0) <= LONGEST_CODE, name


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_what_is_sealed_is_bytes(model: type[models.Model]) -> None:
    kinds = COLUMNS[model._meta.label].kinds()
    for field in model._meta.concrete_fields:
        if kinds[field.name] in {"sealed", "token"}:
            assert isinstance(field, models.BinaryField), field
