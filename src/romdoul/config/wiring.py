"""The one place where framework signals are wired."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, post_save  # noqa: TID251

from romdoul.config.restrained import restrain

PAGES = "romdoul.site.pages"


def connect() -> None:
    """Put the ledger's triggers back after each migration of a store.

    Where the website's pages are, whatever is published or withdrawn begins its
    next edition, and what is made of a page comes and goes with it. The public
    process asks the website's store for no more than pages.
    """
    post_migrate.connect(guard_ledger, dispatch_uid="romdoul.guard_ledger")
    if settings.ROMDOUL_PROCESS == "public":
        connection_created.connect(restrain_site, dispatch_uid="romdoul.restrain")
    if apps.is_installed(PAGES):
        signals = import_module("wagtail.signals")
        for name in ("page_published", "page_unpublished", "post_page_move"):
            getattr(signals, name).connect(
                begin_edition, dispatch_uid=f"romdoul.{name}"
            )
        signals.page_published.connect(make_paper, dispatch_uid="romdoul.make_paper")
        post_save.connect(
            make_sizes,
            sender="wagtailimages.Image",
            dispatch_uid="romdoul.make_sizes",
        )
        for sender in ("wagtailimages.Image", "wagtaildocs.Document"):
            post_save.connect(
                restate_stories,
                sender=sender,
                dispatch_uid=f"romdoul.restate_stories.{sender}",
            )
        signals.page_unpublished.connect(drop_paper, dispatch_uid="romdoul.drop_paper")
    if apps.is_installed("wagtail_localize"):
        for sender in ("StringTranslation", "SegmentOverride"):
            post_save.connect(
                keep_translator,
                sender=f"wagtail_localize.{sender}",
                dispatch_uid=f"romdoul.keep_translator.{sender}",
            )


def guard_ledger(using: str, app_config: AppConfig, **_rest: object) -> None:
    """Install the triggers that refuse to change the ledger of this store."""
    if app_config.label == "ledger" and using in settings.ROMDOUL_STORES.values():
        import_module("romdoul.ledger.triggers").install(using)


def restrain_site(connection: BaseDatabaseWrapper, **_rest: object) -> None:
    """Hold a connection of the public process to what it has to do."""
    if connection.vendor == "sqlite" and connection.alias == "default":
        restrain(connection.connection)


def begin_edition(**_rest: object) -> None:
    """Let what the public process keeps of the last edition end."""
    import_module(f"{PAGES}.editions").begin_next()


def make_paper(instance: Any, **_rest: object) -> None:  # noqa: ANN401 - a page
    """Make the pictures of what was published, and its PDF where there is one."""
    import_module("romdoul.site.pictures.use").page_went_out(instance)
    import_module("romdoul.site.papers.made").make(instance)


def make_sizes(instance: Any, **_rest: object) -> None:  # noqa: ANN401 - an image
    """Make a picture in the sizes that pages show."""
    import_module("romdoul.site.pictures.sizes").make(instance)


def restate_stories(instance: Any, **_rest: object) -> None:  # noqa: ANN401 - a file
    """Let a story whose file changed be another one, which nobody has reviewed."""
    import_module("romdoul.site.stories.restating").file_changed(instance)


def keep_translator(instance: Any, **_rest: object) -> None:  # noqa: ANN401 - typed
    """Keep who typed a string of a story's translation: none of them reviews it."""
    import_module("romdoul.site.stories.translated").keep_writer(instance)


def drop_paper(instance: Any, **_rest: object) -> None:  # noqa: ANN401 - a page
    """Let go of the PDF of what is out no more, and of pictures that nothing shows."""
    import_module("romdoul.site.papers.made").drop(instance)
    import_module("romdoul.site.pictures.use").page_was_withdrawn(instance)
