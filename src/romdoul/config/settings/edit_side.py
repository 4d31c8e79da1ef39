"""What the editing process, its machine room and its tests share."""

from romdoul.config.headers import DESK_HEADERS
from romdoul.config.settings import apps
from romdoul.config.settings.base import *  # noqa: F403
from romdoul.config.settings.base import HOME, LANGUAGES, templates
from romdoul.config.settings.signed_in import *  # noqa: F403
from romdoul.config.settings.signed_in import LOGIN_URL
from romdoul.config.settings.site_side import *  # noqa: F403
from romdoul.config.stores import PACKAGE, database

# Wagtail has no Khmer; its scripts read what it says from here alone.
LOCALE_PATHS = [PACKAGE / "locale", PACKAGE / "site" / "editing" / "locale"]
ROMDOUL_STORES = {"site": "default"}
DATABASES = {"default": database("site")}
INSTALLED_APPS = apps.EDIT + apps.STATIC
ROOT_URLCONF = "romdoul.config.urls.edit"
STATIC_ROOT = HOME / "static-edit"
# Wagtail's scripts are large, and editors few: gzip does, in a tenth of the time.
ROMDOUL_BROTLI = False
ROMDOUL_HEADERS = DESK_HEADERS
MIDDLEWARE = [
    "romdoul.config.middleware.headers.protective_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "romdoul.config.middleware.editing.editors_policy",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "romdoul.site.editing.gate.EditorGate",
    "romdoul.config.middleware.language.workers_language",
    "romdoul.config.middleware.refusals.answer_refusals",
    "romdoul.site.editing.explaining.explain_refusals",
]
TEMPLATES = templates(
    "django.template.context_processors.request",
    "django.template.context_processors.csrf",
    "django.template.context_processors.i18n",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    # Previews stand in the same frame as the website's pages.
    "romdoul.site.pages.frame.frame",
)
SESSION_COOKIE_NAME = "edit_session"
CSRF_COOKIE_NAME = "edit_csrf"
AUTHENTICATION_BACKENDS = ["romdoul.site.editors.backends.ProvedBackend"]
PASSWORD_HASHERS = ["romdoul.site.editors.hashing.Argon2id"]
ACCOUNT_ADAPTER = "romdoul.site.editing.sign_in.adapter.EditAdapter"
ROMDOUL_MFA_KEY = "editors-mfa.key"
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# A list of redirects is read from memory, and no file is left behind.
WAGTAIL_REDIRECTS_FILE_STORAGE = "cache"
# What begins to be translated is a draft: the page it is copied from is in the other
# language, and whoever begins may not publish.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Whatever an editor sends is looked at and made anew before a form sees it.
FILE_UPLOAD_HANDLERS = ["romdoul.site.editing.uploads.handler.LookingHandler"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "romdoul.site.editing.uploads.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 12_000_000
WAGTAILDOCS_DOCUMENT_FORM_BASE = "romdoul.site.editing.uploads.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "pptx", "xlsx", "mp4", "m4a", "mp3"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 60_000_000
# A page of many blocks has a field for each of their parts.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
