"""Making the sizes of a picture, and finding those that a page shows.

The public process finds and makes nothing: what it lacks it goes without.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from wagtail.images.models import Filter, Rendition

LIGHT = "format-webp|webpquality-60"
# For what a picture is shown: in which sizes, the smallest first.
SIZES: Mapping[str, Sequence[str]] = {
    "page": (f"width-400|{LIGHT}", f"width-800|{LIGHT}"),
    "list": ("width-128|format-webp|webpquality-40",),
    # As wide as a page of a document at 150 dots an inch.
    "document": ("max-960x960|format-jpeg",),
}
ALL = tuple(spec for specs in SIZES.values() for spec in specs)


def make(image: Any) -> None:  # noqa: ANN401 - Wagtail's own
    """Make every size of a picture that there is not yet."""
    for spec in set(ALL) - set(_made(image)):
        _make_one(image, Filter(spec))


def _make_one(image: Any, size: Filter) -> None:  # noqa: ANN401
    # Wagtail's own way leaves the file that the picture was made in open.
    with image.generate_rendition_file(size) as file:
        Rendition.objects.get_or_create(
            image=image,
            filter_spec=size.spec,
            focal_point_key=size.get_cache_key(image),
            defaults={"file": file},
        )


def let_go(image: Any) -> None:  # noqa: ANN401
    """Let go of a picture's sizes and their files; what was uploaded stays."""
    image.renditions.filter(filter_spec__in=ALL).delete()


def lacks(image: Any) -> bool:  # noqa: ANN401
    """Say whether a size of a picture is not made."""
    return bool(set(ALL) - set(_made(image)))


def shown(image: Any, use: str) -> list[Rendition]:  # noqa: ANN401
    """Return the sizes of a picture for a use, the smallest first, or none."""
    made = _made(image)
    if set(SIZES[use]) - set(made):
        if not _may_make():
            return []
        make(image)
        made = {one.filter_spec: one for one in Rendition.objects.filter(image=image)}
    return [made[spec] for spec in SIZES[use]]


def words_of(image: Any) -> str:  # noqa: ANN401
    """Return a picture's words where it stands; none for one that only decorates."""
    if getattr(image, "decorative", False):
        return ""
    return str(getattr(image, "contextual_alt_text", None) or image.default_alt_text)


def _made(image: Any) -> dict[str, Rendition]:  # noqa: ANN401
    return {one.filter_spec: one for one in image.renditions.all()}


def _may_make() -> bool:
    return apps.is_installed("wagtail.admin")
