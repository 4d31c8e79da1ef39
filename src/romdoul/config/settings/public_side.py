"""What the two public processes share. No cookie, no account, no token."""

from romdoul.config.headers import PUBLIC_HEADERS
from romdoul.config.settings.base import *  # noqa: F403
from romdoul.config.settings.base import templates
from romdoul.kernel import serverkeys

SECRET_KEY = serverkeys.load("django-public.key").reveal().hex()
ROMDOUL_HEADERS = PUBLIC_HEADERS
# Of what others' apps bring, their admins' files are not for the public.
STATICFILES_FINDERS = ["romdoul.config.storage.OurFiles"]
MIDDLEWARE = [
    "romdoul.config.middleware.headers.protective_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before anything that may answer from memory.
    "romdoul.config.middleware.left.nothing_after_leaving",
    # Khmer takes three bytes a letter. No page can be asked for from another site
    # with our cookie, so that its length cannot be guessed at (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "romdoul.config.middleware.origin.same_origin",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "romdoul.config.middleware.refusals.answer_refusals",
]
PUBLIC_CONTEXT = (
    "django.template.context_processors.i18n",
    "romdoul.intake.context.facts",
)
TEMPLATES = templates(*PUBLIC_CONTEXT)
