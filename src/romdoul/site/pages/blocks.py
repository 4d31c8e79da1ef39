"""What the body of a page is built of."""

from decimal import Decimal
from typing import Any, NamedTuple

from django.forms.utils import ErrorList
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

# The line drawings of pages/drawings.svg, for those who read little.
DRAWINGS = [
    ("talk", _("Talking")),
    ("call", _("Telephone")),
    ("write", _("Writing")),
    ("wait", _("Clock")),
    ("quiet", _("Lock")),
    ("safe", _("A safe place")),
    ("child", _("Child")),
    ("family", _("Family")),
    ("school", _("School")),
    ("law", _("Law")),
    ("shield", _("Protection")),
    ("book", _("Book")),
    ("learn", _("Course")),
    ("news", _("News")),
    ("give", _("Giving")),
    ("team", _("People together")),
    ("care", _("Being beside somebody")),
]
FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
IN_LINE = ["bold", "italic", "link"]


class QuoteBlock(blocks.StructBlock):
    """What somebody else said, word for word: their words, not ours."""

    text = blocks.TextBlock(label=_("Words"))
    who = blocks.CharBlock(required=False, default="", label=_("Who said it"))
    source_url = blocks.URLBlock(
        required=False, default="", label=_("Where it can be read")
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "pages/blocks/quote.html"


class CalloutBlock(blocks.StructBlock):
    """Something to be seen before the rest."""

    kind = blocks.ChoiceBlock(
        choices=[
            ("note", _("Good to know")),
            ("help", _("Help")),
            ("danger", _("In danger now")),
        ],
        default="note",
        label=_("Kind"),
        search_index=False,
    )
    text = blocks.RichTextBlock(features=[*IN_LINE, "ul"], label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "pages/blocks/callout.html"


class FigureBlock(blocks.StructBlock):
    """A published figure, with what it counts: never a number alone."""

    value = blocks.CharBlock(max_length=40, label=_("Figure"))
    unit = blocks.CharBlock(max_length=80, label=_("Unit"))
    label = blocks.CharBlock(max_length=160, label=_("In words"))
    definition = blocks.TextBlock(label=_("What it counts"))
    period = blocks.CharBlock(max_length=80, label=_("Period"))
    cutoff = blocks.DateBlock(label=_("Cut-off"))

    class Meta:
        icon = "order"
        label = _("Figure")
        template = "pages/blocks/figure.html"


class ChartRow(blocks.StructBlock):
    """One bar."""

    label = blocks.CharBlock(max_length=80, label=_("Label"))
    value = blocks.DecimalBlock(min_value=0, label=_("Value"))


class Bar(NamedTuple):
    """A bar as it is drawn."""

    label: str
    width: str
    value: Decimal


class ChartBlock(blocks.StructBlock):
    """Bars, and the same numbers as a table beside them."""

    title = blocks.CharBlock(max_length=160, label=_("Title"))
    unit = blocks.CharBlock(max_length=80, label=_("Unit"))
    rows = blocks.ListBlock(ChartRow(), min_num=2, max_num=24, label=_("Rows"))
    source = blocks.CharBlock(
        max_length=200, required=False, default="", label=_("Source")
    )

    class Meta:
        icon = "table"
        label = _("Chart")
        template = "pages/blocks/chart.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add the bars: how long each is, of the longest."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        rows = value["rows"]
        most = max((row["value"] for row in rows), default=0) or 1
        context["bars"] = [
            Bar(row["label"], str(round(100 * row["value"] / most, 1)), row["value"])
            for row in rows
        ]
        return context


class PictureBlock(blocks.StructBlock):
    """A picture that helps someone who reads little; its words are required."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        required=False, default="", max_length=250, label=_("Caption")
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "pages/blocks/picture.html"


class AnsweredQuestion(blocks.StructBlock):
    """A question that people ask, and its answer."""

    question = blocks.CharBlock(max_length=250, label=_("Question"))
    answer = blocks.RichTextBlock(features=[*IN_LINE, "ul", "ol"], label=_("Answer"))


class QuestionsBlock(blocks.StructBlock):
    """Questions and answers, each opened by itself."""

    questions = blocks.ListBlock(AnsweredQuestion(), min_num=1, label=_("Questions"))

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "pages/blocks/questions.html"


class Person(blocks.StructBlock):
    """Somebody of the organisation who agreed to stand here."""

    name = blocks.CharBlock(max_length=120, label=_("Name"))
    role = blocks.CharBlock(max_length=160, label=_("Role"))
    about = blocks.TextBlock(required=False, default="", label=_("About"))


class PeopleBlock(blocks.StructBlock):
    """Those who work here, as far as it is safe to say."""

    people = blocks.ListBlock(Person(), min_num=1, label=_("People"))

    class Meta:
        icon = "group"
        label = _("People")
        template = "pages/blocks/people.html"


class NamedLinkValue(blocks.StructValue):
    """A link, as it is shown."""

    @property
    def target(self) -> Page | None:
        """The page, in the language that is spoken where it is out in that."""
        page: Page | None = self["page"]
        is_here = page and page.url_path.startswith(f"/home-{get_language()}/")
        return page if page is None or is_here else page.localized


class NamedLink(blocks.StructBlock):
    """A link in words: to a page of ours, or an address elsewhere."""

    text = blocks.CharBlock(max_length=160, label=_("Words"))
    page = blocks.PageChooserBlock(required=False, label=_("Page of ours"))
    address = blocks.URLBlock(required=False, default="", label=_("Address elsewhere"))
    about = blocks.CharBlock(
        required=False, default="", max_length=250, label=_("About it")
    )
    drawing = blocks.ChoiceBlock(
        choices=DRAWINGS,
        required=False,
        label=_("Line drawing"),
        search_index=False,
    )

    class Meta:
        value_class = NamedLinkValue


class LinksBlock(blocks.StructBlock):
    """Where to go from here."""

    links = blocks.ListBlock(NamedLink(), min_num=1, label=_("Links"))

    class Meta:
        icon = "link"
        label = _("Links")
        template = "pages/blocks/links.html"


class Step(blocks.StructBlock):
    """One thing that happens, drawn and in few words."""

    drawing = blocks.ChoiceBlock(
        choices=DRAWINGS, label=_("Line drawing"), search_index=False
    )
    title = blocks.CharBlock(max_length=120, label=_("In few words"))
    text = blocks.CharBlock(required=False, default="", max_length=400, label=_("Text"))


class StepsBlock(blocks.StructBlock):
    """What happens, one thing after the other, for those who read little."""

    steps = blocks.ListBlock(Step(), min_num=2, max_num=8, label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps with drawings")
        template = "pages/blocks/steps.html"


class VideoBlock(blocks.StructBlock):
    """A short video by file, with what is said in it as text."""

    video = DocumentChooserBlock(label=_("Video"))
    caption = blocks.CharBlock(max_length=250, label=_("Caption"))
    transcript = blocks.RichTextBlock(features=[*IN_LINE, "ul"], label=_("As text"))

    class Meta:
        icon = "media"
        label = _("Video")
        template = "pages/blocks/video.html"


class Choice(blocks.StructBlock):
    """One possible answer, and what to say to whoever chose it."""

    text = blocks.CharBlock(max_length=250, label=_("Answer"))
    is_right = blocks.BooleanBlock(required=False, label=_("This is right"))
    feedback = blocks.CharBlock(
        required=False, default="", max_length=400, label=_("What we say")
    )


class QuestionBlock(blocks.StructBlock):
    """A question with one right answer."""

    question = blocks.CharBlock(max_length=400, label=_("Question"))
    choices = blocks.ListBlock(Choice(), min_num=2, max_num=6, label=_("Answers"))

    class Meta:
        icon = "help"
        label = _("Question")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Return the question. Raises where not exactly one answer is right."""
        cleaned = super().clean(value)
        right = sum(bool(choice["is_right"]) for choice in cleaned["choices"])
        if right != 1:
            said = _("Mark exactly one answer as the right one; %(number)s are marked.")
            raise blocks.StructBlockValidationError(
                block_errors={
                    "choices": blocks.ListBlockValidationError(
                        non_block_errors=ErrorList([said % {"number": right}])
                    )
                }
            )
        return cleaned


BODY = [
    (
        "text",
        blocks.RichTextBlock(
            features=FEATURES, label=_("Text"), template="pages/blocks/text.html"
        ),
    ),
    ("callout", CalloutBlock()),
    ("quote", QuoteBlock()),
    ("figure", FigureBlock()),
    ("chart", ChartBlock()),
    ("picture", PictureBlock()),
    ("questions", QuestionsBlock()),
    ("people", PeopleBlock()),
    ("links", LinksBlock()),
    ("steps", StepsBlock()),
    ("video", VideoBlock()),
]
QUESTIONS = [("question", QuestionBlock())]
