"""Which apps each process is made of. What is not here cannot be loaded there."""

INTAKE = ["romdoul.config", "romdoul.intake", "romdoul.inbox", "romdoul.ledger"]
# What the website's pages are made of. No sessions, no sign-in and no admin.
PAGES = [
    "romdoul.site",
    "romdoul.site.counting",
    "romdoul.site.learning",
    "romdoul.site.pages",
    "romdoul.site.editors",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.contenttypes",
    "django.contrib.auth",
]
LABELS_OF_PAGES = (
    *("site", "counting", "learning", "pages", "editors", "auth"),
    *("wagtailsites", "wagtaildocs", "wagtailimages", "wagtailsearch", "wagtailcore"),
    *("wagtailredirects", "taggit", "contenttypes"),
)
PUBLIC = [*INTAKE, *PAGES]
EDIT = [
    "romdoul.config",
    "romdoul.ledger",
    # Before Wagtail's: its templates are ours where both have one.
    "romdoul.site.editing",
    "romdoul.site.stories",
    "romdoul.site.editing.training",
    "romdoul.site.editing.papers",
    "romdoul.site.editing.giving",
    "wagtail_localize",
    "wagtail_localize.locales",
    *PAGES,
    "wagtail.admin",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.embeds",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
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
# The machine room opens no page: of the website it has the settings alone.
CONSOLE = [*DESKS, "romdoul.intake", "romdoul.site"]
STATIC = ["django.contrib.staticfiles"]
