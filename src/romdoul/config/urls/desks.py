"""Routes of the desks process."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []

handler400 = "romdoul.config.answers.bad_request"
handler403 = "romdoul.config.answers.permission_denied"
handler404 = "romdoul.config.answers.page_not_found"
handler500 = "romdoul.config.answers.server_error"
