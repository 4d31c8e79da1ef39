"""What the website has in common wherever it is loaded: Wagtail, and its languages."""

from romdoul.config.settings.base import HOME, LANGUAGES
from romdoul.config.stores import PACKAGE

AUTH_USER_MODEL = "editors.Editor"
WAGTAIL_SITE_NAME = "Romdoul"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# Nobody is asked who they look like, and no other server's page is shown in ours.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILADMIN_BASE_URL = ""
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": True}
}
TAGGIT_CASE_INSENSITIVE = True
# What is published is no secret: it is the one thing kept as plain files.
MEDIA_ROOT = HOME / "published"
MEDIA_URL = "/pictures/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "romdoul.config.storage.ModuleStorage"},
}
SITE_LOCALE_PATHS = [PACKAGE / "locale"]
