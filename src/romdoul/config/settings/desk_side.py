"""What the desks, the console and the tests share: accounts and their sessions."""

from romdoul.config.headers import DESK_HEADERS
from romdoul.config.settings.base import *  # noqa: F403
from romdoul.config.settings.base import HTTPS, templates

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
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "desk_csrf"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "romdoul.config.answers.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
AUTHENTICATION_BACKENDS = [
    "romdoul.staff.backends.KeyRingBackend",
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "romdoul.desks.sign_in.adapter.DeskAdapter"
MFA_ADAPTER = "romdoul.doors.sealing.SealedSecrets"
ROMDOUL_MFA_KEY = "mfa.key"
# As long as a ring waits for its second factor.
ACCOUNT_LOGIN_TIMEOUT = 300
# By account alone: no address is ever kept.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/300s/key"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SESSION_REMEMBER = False
MFA_TOTP_ISSUER = "Romdoul"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# Erasing a person asks about every record that mentions them.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
