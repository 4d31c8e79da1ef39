"""The kinds of pages."""

from romdoul.site.pages.models.articles import ArticleIndexPage, ArticlePage, ArticleTag
from romdoul.site.pages.models.confirmed import ConfirmedLink
from romdoul.site.pages.models.courses import CourseIndexPage, CoursePage, LessonPage
from romdoul.site.pages.models.edition import Edition
from romdoul.site.pages.models.materials import (
    MaterialFile,
    MaterialIndexPage,
    MaterialPage,
)
from romdoul.site.pages.models.plain import (
    DonatePage,
    HelpPage,
    HomePage,
    SectionPage,
    TextPage,
)
from romdoul.site.pages.models.reports import ReportIndexPage, ReportPage
from romdoul.site.pages.models.stories import CaseStoryPage, StoryIndexPage
from romdoul.site.pages.models.story_records import (
    StoryConsent,
    StoryCopy,
    StoryReview,
    StoryTranslator,
)

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleTag",
    "CaseStoryPage",
    "ConfirmedLink",
    "CourseIndexPage",
    "CoursePage",
    "DonatePage",
    "Edition",
    "HelpPage",
    "HomePage",
    "LessonPage",
    "MaterialFile",
    "MaterialIndexPage",
    "MaterialPage",
    "ReportIndexPage",
    "ReportPage",
    "SectionPage",
    "StoryConsent",
    "StoryCopy",
    "StoryIndexPage",
    "StoryReview",
    "StoryTranslator",
    "TextPage",
]
