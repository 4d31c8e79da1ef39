"""Routes of the editing process."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.admin import urls as admin
from wagtail.urls import serve_pattern

from romdoul.site.editing import urls as editing
from romdoul.site.editing.live import on_the_website

urlpatterns: list[URLPattern | URLResolver] = [
    # First: what Wagtail has at the same addresses does not answer.
    *editing.urlpatterns,
    # By this name a page knows its address: for "View live" and the links of a preview.
    *i18n_patterns(re_path(serve_pattern, on_the_website, name="wagtail_serve")),
    path("", include(admin)),
]

handler400 = "romdoul.config.answers.bad_request"
handler403 = "romdoul.config.answers.permission_denied"
handler404 = "romdoul.config.answers.page_not_found"
handler500 = "romdoul.config.answers.server_error"
