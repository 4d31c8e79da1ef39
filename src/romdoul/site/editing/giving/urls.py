"""Routes of how to give, within Wagtail's admin: it asks for an account first."""

from django.urls import path

from romdoul.site.editing.giving import views

app_name = "giving"
urlpatterns = [
    path("", views.show, name="show"),
    path("confirm/", views.confirm, name="confirm"),
    path("decline/", views.decline, name="decline"),
]
