"""Routes of the website beside its pages."""

from django.urls import URLPattern, path

from romdoul.site import views

# Under /km/ and /en/.
in_languages = [
    path("", views.home, name="home"),
    path("phone/", views.phone, name="phone"),
]
in_none: list[URLPattern] = []
