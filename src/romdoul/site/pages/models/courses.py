"""Online courses: lessons, and a test before and after."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from romdoul.site.pages.blocks import QUESTIONS
from romdoul.site.pages.fields import BlocksField
from romdoul.site.pages.models.base import SitePage
from romdoul.site.pages.models.materials import Audience


class CourseIndexPage(SitePage):
    """A list of courses."""

    subpage_types = ["pages.CoursePage"]
    template = "pages/course_index.html"


class CoursePage(SitePage):
    """A course; the same test stands before its lessons and after them."""

    audience = models.CharField(
        _("for"), max_length=12, choices=Audience.choices, default=Audience.EVERYONE
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    passes_at = models.PositiveSmallIntegerField(
        _("passed at (percent)"), default=70, validators=[MaxValueValidator(100)]
    )
    test = BlocksField(QUESTIONS, verbose_name=_("test before and after"))

    content_panels = [
        *SitePage.content_panels,
        "audience",
        "minutes",
        "passes_at",
        "test",
    ]
    parent_page_types = ["pages.CourseIndexPage"]
    subpage_types = ["pages.LessonPage"]
    template = "pages/course.html"


class LessonPage(SitePage):
    """A lesson: text, pictures, a short video, and questions with feedback."""

    minutes = models.PositiveSmallIntegerField(_("minutes"), default=5)
    questions = BlocksField(QUESTIONS, blank=True, verbose_name=_("questions"))

    content_panels = [*SitePage.content_panels, "minutes", "questions"]
    parent_page_types = ["pages.CoursePage"]
    subpage_types: list[str] = []
    template = "pages/lesson.html"
