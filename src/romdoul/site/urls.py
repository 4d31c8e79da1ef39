"""Routes of the website beside its pages."""

from django.urls import path

from romdoul.site import views
from romdoul.site.files.views import document, picture
from romdoul.site.learning.verify_views import verify
from romdoul.site.news.feed import ArticleFeed
from romdoul.site.offline.views import worker
from romdoul.site.search.views import search

# Under /km/ and /en/.
in_languages = [
    path("", views.home, name="home"),
    path("phone/", views.phone, name="phone"),
    path("cookies/", views.cookies, name="cookies"),
    path("search/", search, name="search"),
    path("news.xml", ArticleFeed(), name="feed"),
    path("verify/", verify, name="verify"),
]
in_none = [
    # Before the form's own: the first address knows which language a visitor chose.
    path("", views.root, name="root"),
    path("keep.js", worker, name="keep"),
    path(
        "files/<int:document_id>/<str:document_filename>",
        document,
        name="wagtaildocs_serve",
    ),
    path("pictures/images/<path:name>", picture, name="picture"),
]
