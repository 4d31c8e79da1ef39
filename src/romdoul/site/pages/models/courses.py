"""Online courses: lessons, and a test before and after."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from romdoul.site.learning import lesson_views, views
from romdoul.site.pages.blocks import QUESTIONS
from romdoul.site.pages.fields import BlocksField
from romdoul.site.pages.models.base import SitePage
from romdoul.site.pages.models.papers import Audience


class CourseIndexPage(SitePage):
    """A list of courses."""

    subpage_types = ["pages.CoursePage"]
    template = "pages/course_index.html"

    class Meta:
        verbose_name = _("list of courses")


class CoursePage(RoutablePageMixin, SitePage):
    """A course; the same test stands before its lessons and after them.

    Each step is an address below the course's own, so that what a device remembers
    of the course is sent nowhere else.
    """

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

    class Meta:
        verbose_name = _("course")

    def lessons(self) -> "QuerySet[LessonPage]":
        """Return the lessons that are published, in their order."""
        found: QuerySet[LessonPage] = LessonPage.objects.child_of(self).live()
        return found.order_by("path")

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        """Show the course."""
        return views.course(request, self)

    @path("start/")
    def start(self, request: HttpRequest) -> HttpResponse:
        """Begin."""
        return views.start(request, self)

    @path("before/")
    def before(self, request: HttpRequest) -> HttpResponse:
        """Ask before the lessons."""
        return views.before(request, self)

    @path("after/")
    def after(self, request: HttpRequest) -> HttpResponse:
        """Ask after the lessons."""
        return views.after(request, self)

    @path("result/")
    def result(self, request: HttpRequest) -> HttpResponse:
        """Show both scores."""
        return views.result(request, self)

    @path("certificate/")
    def certificate(self, request: HttpRequest) -> HttpResponse:
        """Give a certificate."""
        return views.certificate(request, self)

    @path("remembered/")
    def remembered(self, request: HttpRequest) -> HttpResponse:
        """Say what the device remembers, and let it forget."""
        return views.remembered(request, self)


class LessonPage(SitePage):
    """A lesson: text, pictures, a short video, and questions with feedback."""

    minutes = models.PositiveSmallIntegerField(_("minutes"), default=5)
    questions = BlocksField(QUESTIONS, blank=True, verbose_name=_("questions"))

    content_panels = [*SitePage.content_panels, "minutes", "questions"]
    parent_page_types = ["pages.CoursePage"]
    subpage_types: list[str] = []
    template = "pages/lesson.html"

    class Meta:
        verbose_name = _("lesson")

    def serve(self, request: HttpRequest, *_args: Any, **_more: Any) -> HttpResponse:
        """Show the lesson, or take an answer."""
        return lesson_views.lesson(request, self, self.get_parent().specific)
