"""The parts of a page's blocks, one by one, each with the place it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is not built of other blocks.

    ``above`` are the names of the blocks that it stands in, from the body's own down.
    """

    field: str
    number: int
    title: str | Promise
    above: tuple[str, ...]
    block: blocks.Block
    value: Any

    @property
    def place(self) -> str:
        """Where it stands, for the editor."""
        told = {"field": self.field, "number": self.number, "block": self.title}
        return _("%(field)s, part %(number)s: %(block)s") % told


def parts_of(page: Page) -> Iterator[Part]:
    """Yield every part of every body of a page."""
    for field in page._meta.get_fields():
        if not isinstance(field, StreamField):
            continue
        for number, one in enumerate(getattr(page, field.name), 1):
            for above, block, value in _below((one.block_type,), one.block, one.value):
                name = str(field.verbose_name)
                yield Part(name, number, one.block.label, above, block, value)


Found = tuple[tuple[str, ...], blocks.Block, Any]


def _below(above: tuple[str, ...], block: blocks.Block, value: Any) -> Iterator[Found]:  # noqa: ANN401
    if isinstance(block, ImageBlock) or not (inner := list(_inner(block, value))):
        yield above, block, value
        return
    for name, child, held in inner:
        yield from _below((*above, name), child, held)


def _inner(
    block: blocks.Block,
    value: Any,  # noqa: ANN401
) -> Iterator[tuple[str, blocks.Block, Any]]:
    if isinstance(block, blocks.ListBlock):
        yield from (("", block.child_block, one) for one in value)
    elif isinstance(block, blocks.StreamBlock):
        yield from ((one.block_type, one.block, one.value) for one in value)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield name, child, value.get(name)
