"""What the desks, the console and the tests share: accounts and their sessions."""

from romdoul.config.headers import DESK_HEADERS
from romdoul.config.settings.base import *  # noqa: F403
from romdoul.config.settings.base import templates
from romdoul.config.settings.signed_in import *  # noqa: F403

ROMDOUL_HEADERS = DESK_HEADERS
AUTH_USER_MODEL = "staff.Worker"
ROOT_URLCONF = "romdoul.config.urls.desks"
MIDDLEWARE = [
    "romdoul.config.middleware.headers.protective_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "romdoul.desks.gate.ActorGate",
    "romdoul.config.middleware.language.workers_language",
    "romdoul.config.middleware.refusals.answer_refusals",
]
TEMPLATES = templates(
    "django.template.context_processors.request",
    "django.template.context_processors.csrf",
    "django.template.context_processors.i18n",
    "django.contrib.messages.context_processors.messages",
    "romdoul.desks.rail.rail",
)

SESSION_COOKIE_NAME = "desk_session"
CSRF_COOKIE_NAME = "desk_csrf"
AUTHENTICATION_BACKENDS = [
    "romdoul.staff.backends.KeyRingBackend",
]

ACCOUNT_ADAPTER = "romdoul.desks.sign_in.adapter.DeskAdapter"
ROMDOUL_MFA_KEY = "mfa.key"

# Erasing a person asks about every record that mentions them.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
