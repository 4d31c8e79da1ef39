"""Routes of the downloads' screen, within Wagtail's admin: it asks for an account."""

from django.urls import path

from romdoul.site.editing.papers import views

app_name = "papers"
urlpatterns = [path("", views.downloads, name="downloads")]
