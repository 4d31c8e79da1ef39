"""Routes of the public process: the website, and the form within it."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import re_path
from wagtail.urls import serve_pattern

from romdoul.intake import leaving, settings_source
from romdoul.intake import urls as intake
from romdoul.site import urls as site
from romdoul.site import values
from romdoul.site.learning import every_course
from romdoul.site.pages.views import page

settings_source.read_from(values.current)
leaving.forget_also(every_course.forget)

urlpatterns = [
    *site.in_none,
    *intake.in_none,
    *i18n_patterns(
        *intake.in_languages,
        *site.in_languages,
        # Last: an address that is no form's and no view's is a page's, or nobody's.
        # Of Wagtail's routes the one that shows: the others ask who is there.
        re_path(serve_pattern, page, name="wagtail_serve"),
    ),
]

handler400 = "romdoul.config.answers.bad_request"
handler403 = "romdoul.config.answers.permission_denied"
handler404 = "romdoul.config.answers.page_not_found"
handler500 = "romdoul.config.answers.server_error"
