"""What the public pages say is set by name, checked, and on the ledger."""

import pytest
from tests.factories.ledger import events

from romdoul.kernel.errors import BadInput
from romdoul.ledger.stores import Store
from romdoul.site import values
from romdoul.site.changing import change_settings
from romdoul.site.models import SiteSetting

pytestmark = pytest.mark.django_db


def test_a_number_is_set_shown_and_recorded() -> None:
    change_settings("operator", changes={"number.police": "117"})
    assert values.current()["number.police"] == "117"
    assert events(Store.SITE) == ["settings.changed"]


def test_an_empty_value_takes_it_away() -> None:
    change_settings("operator", changes={"number.police": "117"})
    change_settings("operator", changes={"number.police": ""})
    assert "number.police" not in values.current()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("number.nobody", "117"),
        ("number.police", "call us"),
        ("exit.address", "http://weather.example/"),
        ("exit.address", "javascript:alert(1)"),
        ("organisation.en", " "),
    ],
)
def test_what_cannot_be_shown_is_refused_and_nothing_changes(
    key: str, value: str
) -> None:
    changes = {"number.hotline": "000 000 000", key: value}
    with pytest.raises(BadInput):
        change_settings("operator", changes=changes)
    assert not SiteSetting.objects.exists()
    assert events(Store.SITE) == []


def test_nothing_to_change_is_said() -> None:
    with pytest.raises(BadInput):
        change_settings("operator", changes={})
