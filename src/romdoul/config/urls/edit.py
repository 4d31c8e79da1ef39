"""Routes of the editing process."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail.admin import urls as admin
from wagtail.urls import serve_pattern

from romdoul.site.editing import urls as editing
from romdoul.site.pages.views import page

urlpatterns: list[URLPattern | URLResolver] = [
    # First: what Wagtail has at the same addresses does not answer.
    *editing.urlpatterns,
    # What is out, for those who are signed in: where "View live" and the links of a
    # preview lead, the one beside the text included.
    *i18n_patterns(
        re_path(serve_pattern, xframe_options_sameorigin(page), name="wagtail_serve")
    ),
    path("", include(admin)),
]

handler400 = "romdoul.config.answers.bad_request"
handler403 = "romdoul.config.answers.permission_denied"
handler404 = "romdoul.config.answers.page_not_found"
handler500 = "romdoul.config.answers.server_error"
