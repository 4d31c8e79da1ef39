"""Words of the case desk for what the domain names by code."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from romdoul.cases.wording import WordingKind

Words = str | Promise

WORDING_WORDS: dict[WordingKind, Words] = {
    WordingKind.CASE: _("Title and summary"),
    WordingKind.NOTE: _("Note"),
    WordingKind.TASK: _("Task"),
    WordingKind.REQUEST: _("Request"),
    WordingKind.REPORT: _("Report"),
    WordingKind.TRIAGE: _("What the desk made of a report"),
    WordingKind.MESSAGE: _("Message"),
    WordingKind.PERSON: _("Another person in the case"),
}
