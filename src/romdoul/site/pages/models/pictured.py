"""A page with a picture beside its body: in words too, or said to be decoration."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import Image

from romdoul.site.pages.models.base import SitePage


class PicturedPage(SitePage):
    """A page whose picture is not published without its words."""

    # The field that holds the picture.
    PICTURE: ClassVar[str] = "picture"

    alternative = models.CharField(
        _("the picture in words"),
        max_length=250,
        blank=True,
        help_text=_("What it shows, for whoever does not see it."),
    )
    is_decoration = models.BooleanField(
        _("the picture is decoration"),
        default=False,
        help_text=_(
            "It shows nothing that the text does not say: no words are needed."
        ),
    )

    picture_panels = ["alternative", "is_decoration"]

    class Meta:
        abstract = True

    @property
    def picture_in_words(self) -> Image | None:
        """The picture, with what stands for it on this page: nothing for decoration."""
        image: Image | None = getattr(self, self.PICTURE)
        if image is not None:
            image.contextual_alt_text = self.alternative
            image.decorative = self.is_decoration
        return image

    def without_words(self) -> list[str]:
        """Return where pictures have no words, the one beside the body included."""
        found = super().without_words()
        shown = getattr(self, f"{self.PICTURE}_id") is not None
        if shown and not self.is_decoration and not self.alternative.strip():
            label = self._meta.get_field(self.PICTURE).verbose_name
            return [str(label), *found]
        return found
