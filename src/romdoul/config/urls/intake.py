"""Routes of the intake process: the form and nothing else."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from romdoul.intake import urls as intake
from romdoul.intake import views

urlpatterns = [
    *intake.in_none,
    *i18n_patterns(path("", views.home, name="home"), *intake.in_languages),
]

handler400 = "romdoul.config.answers.bad_request"
handler403 = "romdoul.config.answers.permission_denied"
handler404 = "romdoul.config.answers.page_not_found"
handler500 = "romdoul.config.answers.server_error"
