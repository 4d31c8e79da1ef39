"""Routes of the editing process."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as admin

from romdoul.site.editing import urls as editing

urlpatterns: list[URLPattern | URLResolver] = [
    # First: what Wagtail has at the same addresses does not answer.
    *editing.urlpatterns,
    path("", include(admin)),
]

handler400 = "romdoul.config.answers.bad_request"
handler403 = "romdoul.config.answers.permission_denied"
handler404 = "romdoul.config.answers.page_not_found"
handler500 = "romdoul.config.answers.server_error"
