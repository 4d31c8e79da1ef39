"""Routes of the public process: the website, and the form within it."""

from django.conf.urls.i18n import i18n_patterns

from romdoul.intake import settings_source
from romdoul.intake import urls as intake
from romdoul.site import urls as site
from romdoul.site import values

settings_source.read_from(values.current)

urlpatterns = [
    *intake.in_none,
    *i18n_patterns(*site.in_languages, *intake.in_languages),
]

handler400 = "romdoul.config.answers.bad_request"
handler403 = "romdoul.config.answers.permission_denied"
handler404 = "romdoul.config.answers.page_not_found"
handler500 = "romdoul.config.answers.server_error"
