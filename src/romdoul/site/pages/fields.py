"""A page's blocks, without their definition in every migration."""

from typing import Any

from wagtail.fields import StreamField


class BlocksField(StreamField):
    """A StreamField that migrations know as one of no blocks.

    What blocks there are is no matter of the database: a new one is no migration.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return Wagtail's own field, empty."""
        name, _path, _blocks, options = super().deconstruct()
        options["block_lookup"] = {}
        return name, "wagtail.fields.StreamField", [[]], options
