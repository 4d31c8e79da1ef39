"""Pages that show a picture or lead to a file."""

from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image as Drawing
from wagtail.documents.models import Document
from wagtail.images.models import Image

from romdoul.site.content.places import page_at

MISSION = "about/mission"


def picture() -> Image:
    """Return an uploaded picture."""
    drawn = BytesIO()
    Drawing.new("RGB", (1600, 900), "green").save(drawn, "PNG")
    drawn.seek(0)
    return Image.objects.create(
        title="A house", description="A house", file=ImageFile(drawn, name="a.png")
    )


def show(page: Any, image: Image) -> Any:
    """Put a picture into the text of a page."""
    block = page.body.stream_block.child_blocks["picture"]
    told = {"image": {"image": image.pk, "alt_text": "A green house"}}
    page.body.append(("picture", block.to_python(told)))
    return page


def lead(page: Any, document: Document) -> Any:
    """Put a link to a file into the text of a page."""
    words = f'<p><a linktype="document" id="{document.pk}">Take it</a></p>'
    page.body.append(("text", words))
    return page


def linked(document: Document) -> Document:
    """Return a file that a page which is out leads to."""
    lead(page_at(MISSION, "en").specific, document).save_revision().publish()
    return document
