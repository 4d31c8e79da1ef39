"""What stands on the demo's website beside the first pages."""

from pathlib import Path

from romdoul.cli.answer import say
from romdoul.demo.website import stories, trainings
from romdoul.demo.website.editors import let_in
from romdoul.demo.website.giving import set_up
from romdoul.kernel import serverkeys
from romdoul.site.content.loading import load_below

HERE = Path(__file__).parent


def tell() -> None:
    """Make the demo's pages."""
    say("Making the website")
    let_in(serverkeys.keys_dir())
    load_below(HERE)
    stories.clear()
    set_up()
    trainings.hold()
