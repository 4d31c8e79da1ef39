"""What every page of the website has."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page, Revision
from wagtail.search import index

from romdoul.site.giving.elsewhere import accounts_in
from romdoul.site.pages.blocks import BODY
from romdoul.site.pages.fields import BlocksField
from romdoul.site.pages.parts import Part, parts_of
from romdoul.site.pages.refusals import Explained, HoldsAccount, NoWords
from romdoul.site.pages.texts import texts_of
from romdoul.site.search.clusters import clustered

# The root of the tree, and the first page of the language above it.
FIRST_PARTS = 3


class SitePage(Page):
    """A page with a summary for lists, and a body of blocks."""

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=400,
        help_text=_("One or two sentences, shown in lists and in the search."),
    )
    body = BlocksField(BODY, blank=True, verbose_name=_("body"))
    is_quiet = models.BooleanField(
        _("quiet in the history"),
        default=False,
        help_text=_("The browser's history shows a neutral title for this page."),
    )

    # Whether an account to give to may stand in its text.
    TELLS_ACCOUNTS: ClassVar[bool] = False
    # Whether publishing asks for more than the right to do it.
    ASKS_TO_GO_OUT: ClassVar[bool] = False
    # What is published is for everybody: no password, and no group that may read.
    private_page_options: ClassVar[list[str]] = []
    content_panels = [*Page.content_panels, "summary", "body"]
    promote_panels = [*Page.promote_panels, "is_quiet"]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("clusters"),
    ]

    class Meta:
        abstract = True

    @cached_property
    def twin(self) -> Page | None:
        """The same page in the other language, if it is out."""
        same = Page.objects.live().filter(translation_key=self.translation_key)
        twin: Page | None = same.exclude(pk=self.pk).first()
        return twin

    @cached_property
    def ways_up(self) -> list[Page]:
        """The pages above, from the part of the website down."""
        return list(self.get_ancestors().filter(depth__gte=FIRST_PARTS))

    def save(self, *args: object, **options: object) -> None:
        """Save the page; a new one that publishing asks more of is out for nobody yet.

        Wagtail adds what is published as it is written with a page that is out already,
        and only then publishes it.
        """
        if self.ASKS_TO_GO_OUT and self.pk is None:
            self.live = False
        super().save(*args, **options)

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str | None = None,
        extra_request_attrs: Mapping[str, object] | None = None,
    ) -> HttpResponse:
        """Show the page as it will be, in its language: an editor may have another."""
        told = {**(extra_request_attrs or {}), "spoken": self.locale.language_code}
        shown: HttpResponse = super().make_preview_request(
            original_request, preview_mode, told
        )
        return shown

    def get_url_parts(
        self, request: HttpRequest | None = None
    ) -> tuple[int, str | None, str | None] | None:
        """Return the page's address, also where no route shows pages: in the editing.

        What a redirect leads from and to is made of it.
        """
        parts: tuple[int, str | None, str | None] | None
        parts = super().get_url_parts(request)
        if parts is None or parts[2] is not None:
            return parts
        found = self._get_relevant_site_root_paths(request)[0]
        below = self.url_path.removeprefix(found.root_path)
        return found.site_id, found.root_url, f"/{found.language_code}/{below}"

    def without_words(self) -> list[str]:
        """Return where pictures have no words and are not said to be decoration."""
        return [part.place for part in parts_of(self) if _is_bare(part)]

    def accounts(self) -> list[str]:
        """Return what looks like an account to give to, where none may stand."""
        if self.TELLS_ACCOUNTS:
            return []
        return accounts_in(text for _place, text in texts_of(self))

    def refusals(self) -> Iterator[Explained]:
        """Yield what publishing is refused for, whoever may publish."""
        if places := self.without_words():
            yield NoWords(self.pk, places)
        if accounts := self.accounts():
            yield HoldsAccount(self.pk, accounts)

    def hindrances(self) -> list[str]:
        """Return what publishing would be refused for, in words; nothing where it goes.

        Asked of a draft before it is sent out, so that whoever sends it is told.
        """
        return [str(one) for one in self.refusals()]

    def publish(
        self, revision: Revision, user: object = None, **options: object
    ) -> object:
        """Publish a page that may go out, by whichever way it comes.

        Raises NoWords that names each picture without, HoldsAccount for an account.
        """
        for refusal in revision.as_object().refusals():
            raise refusal
        return super().publish(revision, user=user, **options)

    def clusters(self) -> str:
        """Return all the text of the page as the search's index keeps it."""
        # What stands in the title counts for more than once in the text.
        texts = (*[self.title] * 3, self.summary, *self.body_texts())
        return clustered("\n".join(texts))

    def body_texts(self) -> list[str]:
        """Return the words of the body, block by block."""
        return [
            text
            for block in self.body
            for text in block.block.get_searchable_content(block.value)
        ]


def _is_bare(part: Part) -> bool:
    if not isinstance(part.block, ImageBlock) or not part.value:
        return False
    words = part.value.contextual_alt_text or ""
    return not part.value.decorative and not words.strip()
