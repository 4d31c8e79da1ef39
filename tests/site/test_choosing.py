"""What a list can be chosen by leads to something that is there."""

from romdoul.site.papers.choosing import facets

NAMES = ("for", "in")
LIST = [
    {"for": frozenset({audience}), "in": frozenset(languages)}
    for audience, languages in (("parents", ["km"]), ("police", ["km", "en"]))
]


def offered(chosen: dict[str, str]) -> dict[str, list[str]]:
    found = facets(LIST, chosen, NAMES)
    return {one.name: [value.slug for value in one.values] for one in found}


def test_all_is_offered_while_nothing_is_chosen() -> None:
    assert offered({}) == {"for": ["parents", "police"], "in": ["en", "km"]}


def test_what_would_give_nothing_is_not_offered() -> None:
    assert offered({"for": "parents"})["in"] == ["km"]
    assert offered({"in": "en"})["for"] == ["police"]


def test_what_is_chosen_stays_to_be_let_go() -> None:
    chosen = {"for": "parents", "in": "km"}
    assert offered(chosen) == {"for": ["parents", "police"], "in": ["km"]}
