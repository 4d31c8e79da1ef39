"""Which apps each process is made of. What is not here cannot be loaded there."""

INTAKE = ["romdoul.config", "romdoul.intake", "romdoul.inbox", "romdoul.ledger"]
PUBLIC = [*INTAKE, "romdoul.site"]
JOBS = ["romdoul.config", "romdoul.inbox", "romdoul.ledger"]
DESKS = [
    "romdoul.config",
    "romdoul.desks",
    "romdoul.cases",
    "romdoul.matching",
    "romdoul.inbox",
    "romdoul.ledger",
    "romdoul.staff",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
STATIC = ["django.contrib.staticfiles"]
