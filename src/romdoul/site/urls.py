"""Routes of the website, under /km/ and /en/."""

from django.urls import path

from romdoul.site import views

in_languages = [
    path("", views.home, name="home"),
    path("phone/", views.phone, name="phone"),
]
