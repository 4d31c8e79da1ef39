"""Run before a served installation: makes a page of every block there is.

``python -m tests.journeys.prepare_pages`` prints its address below a language.
"""

import os
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "romdoul.config.settings.edit_console"

import django

django.setup()

from django.core.files.images import ImageFile  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from PIL import Image as Drawn  # noqa: E402
from wagtail.documents.models import Document  # noqa: E402
from wagtail.images.models import Image  # noqa: E402

from romdoul.site.content.loading import page_at  # noqa: E402
from romdoul.site.pages.models import TextPage  # noqa: E402

PLACE = "work/everything"
LONG = {
    "en": "A-word-without-any-space-in-it-which-has-to-be-broken-somewhere and more.",
    "km": "យើងស្តាប់កុមារនិងអ្នកដែលបារម្ភអំពីកុមារហើយយើងនៅជាមួយគេរហូតដល់គេត្រូវការ។",
}


def picture() -> Image:
    """Return a picture of nothing."""
    made = BytesIO()
    Drawn.new("RGB", (1200, 700), "#7a9a7f").save(made, "JPEG")
    made.seek(0)
    file = ImageFile(made, "nothing.jpg")
    return Image.objects.create(title="A green field", file=file)


def video() -> Document:
    """Return a file that is called a video."""
    file = SimpleUploadedFile("short.mp4", b"\0\0\0\x18ftypmp42")
    return Document.objects.create(title="A short film", file=file)


def blocks(said: str, image: Image, film: Document) -> list[tuple[str, Any]]:
    """Return every block with these words in it."""
    rich = f"<p>{said} <b>{said}</b> <a href='https://pages.example/'>{said}</a></p>"
    figure = {"value": "1,234", "unit": said, "label": said, "definition": said}
    link = {"text": said, "address": "https://pages.example/", "about": said}
    image.contextual_alt_text = said
    return [
        ("text", f"<h2>{said}</h2>{rich}<ul><li>{said}</li></ul><h3>{said}</h3>{rich}"),
        *(("callout", {"kind": k, "text": rich}) for k in ("note", "help", "danger")),
        ("quote", {"text": said, "who": said, "source_url": "https://pages.example/"}),
        ("figure", figure | {"period": "2015 to 2024", "cutoff": date(2024, 12, 31)}),
        ("chart", {"title": said, "unit": said, "rows": bars(said), "source": said}),
        ("picture", {"image": image, "caption": said}),
        ("questions", {"questions": [{"question": said, "answer": rich}]}),
        ("people", {"people": [{"name": said, "role": said, "about": said}] * 3}),
        ("links", {"links": [link, link | {"drawing": "child"}]}),
        ("steps", {"steps": [{"drawing": "talk", "title": said, "text": said}] * 2}),
        ("video", {"video": film, "caption": said, "transcript": rich}),
    ]


def bars(said: str) -> list[dict[str, Any]]:
    """Return bars from nothing to the longest."""
    return [{"label": said, "value": Decimal(value)} for value in ("0", "7.5", "110")]


def main() -> None:
    """Make the page in both languages, each the other's translation."""
    image, film, key = picture(), video(), None
    for language, said in LONG.items():
        parent = page_at(PLACE.rpartition("/")[0], language)
        slug = PLACE.rpartition("/")[2]
        page = TextPage(title=said, slug=slug, summary=said, locale=parent.locale)
        page.body = blocks(said, image, film)
        page.translation_key = key or page.translation_key
        key = page.translation_key
        parent.add_child(instance=page)
        page.save_revision().publish()


if __name__ == "__main__":
    main()
