"""Translating changes no page that is out: only publishing does, which asks who may."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from romdoul.site.editors.models import Editor
from romdoul.site.pages.models import DonatePage
from romdoul.site.pages.models.base import SitePage
from romdoul.site.pages.refusals import TranslatedByHand


def keep_what_is_out() -> None:
    """Let wagtail-localize write what it translates as a draft and nothing else.

    It saves a page that is out as a whole before it makes the draft: the public would
    read it whoever translated, and without the checks that publishing makes.
    """
    theirs = TranslationSource.get_translated_instance

    @wraps(theirs)
    def found(source: TranslationSource, locale: Locale) -> Any:  # noqa: ANN401 - any
        page = theirs(source, locale)
        if isinstance(page, Page) and page.live:
            page.save = _of_named_fields(page.save)
        return page

    TranslationSource.get_translated_instance = found
    Translation.save_target = _as_a_draft(Translation.save_target)


def _as_a_draft(save: Callable[..., None]) -> Callable[..., None]:
    """Let what somebody may not publish be a draft, whichever route it comes by.

    The page on giving is translated by hand: side by side, it would be the work of one
    person that another seems to have written.
    """

    @wraps(save)
    def saved(
        translation: Translation, user: Editor | None = None, *, publish: bool = True
    ) -> None:
        page = translation.source.get_source_instance()
        if isinstance(page, DonatePage):
            raise TranslatedByHand(page.pk)
        if isinstance(page, Page):
            publish = publish and _may_go_out(translation, page, user)
        save(translation, user=user, publish=publish)

    return saved


def _may_go_out(translation: Translation, page: Page, user: Editor | None) -> bool:
    if user is not None and not page.permissions_for_user(user).can_publish():
        return False
    return not hindrances_of(translation)


def hindrances_of(translation: Translation) -> list[str]:
    """Return why what is translated could not be published as it stands, in words."""
    source, locale = translation.source, translation.target_locale
    try:
        page = source.get_ephemeral_translated_instance(locale, fallback=True)
    except Page.DoesNotExist:
        # It is made as its source is; what asks for more begins as a draft.
        page = source.as_instance()
    return page.hindrances() if isinstance(page, SitePage) else []


def _of_named_fields(save: Callable[..., object]) -> Callable[..., None]:
    def some(*args: object, **options: object) -> None:
        if options.get("update_fields") is not None:
            save(*args, **options)

    return some
