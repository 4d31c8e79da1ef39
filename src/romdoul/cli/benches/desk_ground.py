"""Makes an organisation with many cases, in a data folder made for it; see ``desk``."""

import django

from romdoul.cli.keyfolder import prepare_keys


def main(size: int) -> None:
    """Make the ground and print the figures of its pages as JSON."""
    prepare_keys()
    django.setup()
    # Only now are there settings, which what follows reads when it is imported.
    from romdoul.cli.benches import desk_pages  # noqa: PLC0415

    desk_pages.main(size)
