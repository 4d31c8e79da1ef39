"""Routes of the stories' desk, within Wagtail's admin: it asks for an account first."""

from django.urls import path

from romdoul.site.stories import views

app_name = "stories"
urlpatterns = [
    path("", views.stories, name="stories"),
    path("before/<str:place>/", views.stories, name="before"),
    path("<uuid:story>/", views.story, name="story"),
    path("<uuid:story>/consent/", views.consent, name="consent"),
    path("<uuid:story>/review/<int:page>/", views.review, name="review"),
    path("<uuid:story>/copy/", views.copy, name="copy"),
    path("<uuid:story>/copy/<int:copy>/", views.copy_gone, name="copy-gone"),
    path("<uuid:story>/withdraw/", views.withdraw, name="withdraw"),
]
