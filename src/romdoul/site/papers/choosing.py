"""Choosing from a list by its address: ``for/police/in/km/``. Asks no store."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

NEWEST_FIRST = frozenset({"year"})
Chosen = Mapping[str, str]
# What of one thing can be chosen by: of each facet its values.
Traits = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Value:
    """One value that can be chosen: its address below the list's, and what it gives."""

    slug: str
    path: str
    number: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """What a list can be chosen by; ``all_path`` leads to all of its values."""

    name: str
    values: Sequence[Value]
    all_path: str

    @property
    def is_chosen(self) -> bool:
        """Say whether one of the values is chosen."""
        return any(value.is_chosen for value in self.values)


def chosen_by(parts: Sequence[str], names: Sequence[str]) -> Chosen | None:
    """Return what an address chooses, or None if it is no such address.

    The facets stand in their order, each once: one choice has one address.
    """
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    found = dict(pairs)
    if not parts or len(parts) % 2 or len(found) < len(pairs):
        return None
    in_order = [name for name in names if name in found]
    return found if in_order == list(found) else None


def path_of(chosen: Chosen, names: Sequence[str]) -> str:
    """Return the address of a choice below the list's own."""
    return "".join(f"{name}/{chosen[name]}/" for name in names if name in chosen)


def is_in(traits: Traits, chosen: Chosen) -> bool:
    """Say whether something is among what was chosen."""
    return all(value in traits[name] for name, value in chosen.items())


def facets(
    all_of_it: Iterable[Traits], chosen: Chosen, names: Sequence[str]
) -> list[Facet]:
    """Return what the list can be chosen by; a facet of one value is none.

    A value that gives nothing beside what is chosen leads nowhere, and is left out.
    """
    known = list(all_of_it)
    found = [_facet(name, known, chosen, names) for name in names]
    return [
        replace(one, values=[v for v in one.values if v.number or v.is_chosen])
        for one in found
        if len(one.values) > 1
    ]


def _facet(
    name: str, known: Sequence[Traits], chosen: Chosen, names: Sequence[str]
) -> Facet:
    others = {key: value for key, value in chosen.items() if key != name}
    numbers = Counter(
        slug for traits in known if is_in(traits, others) for slug in traits[name]
    )
    slugs = {slug for traits in known for slug in traits[name]}
    return Facet(
        name,
        [
            Value(
                slug,
                path_of(others | {name: slug}, names),
                numbers[slug],
                chosen.get(name) == slug,
            )
            for slug in sorted(slugs, reverse=name in NEWEST_FIRST)
        ],
        path_of(others, names),
    )
