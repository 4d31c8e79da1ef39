"""What reports and materials have in common: licence, audience, and a file to take."""

from collections.abc import Sequence

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.url_routing import RouteResult

from romdoul.site.pages.models.base import SitePage
from romdoul.site.pages.models.pictured import PicturedPage
from romdoul.site.pages.onward import Place, cut
from romdoul.site.papers import choosing, views
from romdoul.site.papers.files import Taking


class Audience(models.TextChoices):
    """For whom something was made."""

    CHILDREN = "children", _("Children and young people")
    PARENTS = "parents", _("Parents and caregivers")
    TEACHERS = "teachers", _("Teachers and educators")
    POLICE = "police", _("Police and justice")
    TOURISM = "tourism", _("Guesthouses, hotels and transport")
    EVERYONE = "everyone", _("Everyone")


class Licence(models.TextChoices):
    """Under which terms it may be used."""

    CC_BY = "cc-by", _("Share and change it, and name us (CC BY)")
    CC_BY_NC = "cc-by-nc", _("Share it without selling it, and name us (CC BY-NC)")
    ASK = "ask", _("Ask us first")


# Where the terms of a licence can be read.
TERMS = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/",
}


class PaperIndexPage(SitePage):
    """A list of papers, the newest first; its address may choose among them."""

    # By what can be chosen, in the order in which an address names it.
    chosen_by: Sequence[str] = ()

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a paper by its slug, else a choice of them by its address."""
        try:
            return super().route(request, path_components)
        except Http404:
            asked = self._asked(path_components)
            if asked is None or not self.live:
                raise
            return RouteResult(self, kwargs=asked)

    def get_context(
        self,
        request: HttpRequest,
        *,
        chosen: choosing.Chosen | None = None,
        before: Place | None = None,
    ) -> dict[str, object]:
        """Return what the list is to show: what its address chose, else the newest."""
        context: dict[str, object] = super().get_context(request)
        return context | {"chosen": chosen or {}, "before": before}

    def _asked(self, parts: list[str]) -> dict[str, object] | None:
        """Return what an address chooses and where it begins, or None for neither."""
        found = cut(parts)
        if found is None:
            return None
        rest, place = found
        chosen = choosing.chosen_by(rest, self.chosen_by) if rest or not place else {}
        return None if chosen is None else {"chosen": chosen, "before": place}


class PaperPage(RoutablePageMixin, PicturedPage):
    """Something to read here, and to take away as a file."""

    published_on = models.DateField(_("published on"), db_index=True)
    audience = models.CharField(
        _("for"), max_length=12, choices=Audience.choices, default=Audience.EVERYONE
    )
    licence = models.CharField(
        _("licence"), max_length=12, choices=Licence.choices, default=Licence.CC_BY_NC
    )

    # Whether its PDF begins with a page of its own for what it is.
    has_cover_page = False

    class Meta:
        abstract = True

    @property
    def kind_name(self) -> str:
        """What kind of paper this is, in the language of the moment."""
        raise NotImplementedError

    @property
    def is_made(self) -> bool:
        """Whether a PDF is made of the page: where no file was given instead."""
        return not self.uploaded()

    @property
    def terms(self) -> str:
        """Where the terms of its licence can be read."""
        return TERMS.get(Licence(self.licence), "")

    def uploaded(self) -> Sequence[Taking]:
        """Return the files that an editor gave."""
        raise NotImplementedError

    @path("pdf/")
    def pdf(self, request: HttpRequest) -> HttpResponse:
        """Hand out the PDF that is made of the page."""
        if not self.is_made:
            raise Http404
        return views.pdf(request, self)
