"""The closed sets of the cases' coded columns, with the words people read.

Words follow the Luxembourg Guidelines (ECPAT International, second edition, 2025)
and the Inter-Agency Guidelines for Case Management and Child Protection.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Desk(TextChoices):
    """Where a report is handled: the hotline, or apart from all colleagues."""

    HOTLINE = "hotline", _("Hotline")
    SAFEGUARDING = "safeguarding", _("Safeguarding")


class Priority(TextChoices):
    """How soon someone has to respond; the order here is the order of urgency."""

    IMMEDIATE = "immediate", _("Immediate danger")
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class ReportKind(TextChoices):
    """What a report is about, as the desk sees it (INHOPE's kinds and our own)."""

    SEEKING_HELP = "seeking_help", _("Asking for help")
    THREATENED = "threatened", _("Threatened, or a picture in another's hands")
    ONLINE_CONTENT = "online_content", _("Online content")
    CHILD_IN_DANGER = "child_in_danger", _("Child in danger now")
    CONCERN_FOR_CHILD = "concern_for_child", _("Worry about a child")
    ADULT_OR_TRAVELLER = "adult_or_traveller", _("Adult or traveller")
    ESTABLISHMENT = "establishment", _("Establishment")
    OWN_PEOPLE = "own_people", _("Our own people or partners")
    OTHER = "other", _("Something else")


class ReportStatus(TextChoices):
    """Where a report stands on its desk."""

    NEW = "new", _("New")
    OPEN = "open", _("Being worked on")
    DECIDED = "decided", _("Decided")


class Decision(TextChoices):
    """What became of a report."""

    CASE_OPENED = "case_opened", _("Case opened")
    ADVISED = "advised", _("Advice given")
    PASSED_ON = "passed_on", _("Passed on to another service")
    DUPLICATE = "duplicate", _("Already reported")
    NO_ACTION = "no_action", _("No action possible")
    SAFEGUARDING = "safeguarding", _("Passed to safeguarding")


class Direction(TextChoices):
    """Who wrote a message: the reporter, or the desk."""

    IN = "in", _("From the reporter")
    OUT = "out", _("From us")


class CaseStatus(TextChoices):
    """Set by people; what is to be done next is derived."""

    OPEN = "open", pgettext_lazy("status", "Open")
    CLOSED = "closed", _("Closed")
    TRANSFERRED = "transferred", _("Transferred")
    DUPLICATE = "duplicate", _("Duplicate")


class Stage(TextChoices):
    """The protection track: the Inter-Agency Guidelines' steps."""

    ASSESS = "assess", _("Assess")
    PLAN = "plan", _("Plan")
    ACT = "act", _("Act")
    FOLLOW_UP = "follow_up", _("Follow up")
    CLOSED = "closed", _("Closed")


class CloseReason(TextChoices):
    """Why a case ends; the story of it stands in the closing note."""

    GOALS_REACHED = "goals_reached", _("Goals of the plan reached")
    NO_LONGER_AT_RISK = "no_longer_at_risk", _("No longer at risk")
    DECLINED = "declined", _("Child or family declined further support")
    CONTACT_LOST = "contact_lost", _("Contact lost")
    MOVED_AWAY = "moved_away", _("Moved away")
    CAME_OF_AGE = "came_of_age", _("Came of age")
    DIED = "died", _("Died")
    NOT_CONFIRMED = "not_confirmed", _("Concern not confirmed")
    TRANSFERRED = "transferred", _("Transferred to another organisation")
    DUPLICATE = "duplicate", _("Kept under another case")


class Going(TextChoices):
    """Why a worker is no longer on a case."""

    REMOVED = "removed", _("Taken off the case")
    LEFT = "left", _("Works here no longer")


class Role(TextChoices):
    """What a person is in a case."""

    CHILD = "child", _("Child")
    PERSON_REPORTED = "person_reported", _("Person reported")
    CAREGIVER = "caregiver", _("Caregiver")
    REPORTER = "reporter", _("Reporter")
    PROFESSIONAL = "professional", _("Professional")


class Sex(TextChoices):
    """As the person says or the papers do; empty where it is not known."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Other")


class NameKind(TextChoices):
    """Which of a person's names this is."""

    MAIN = "main", _("Name")
    KHMER = "khmer", _("Name in Khmer")
    LATIN = "latin", _("Name in Latin letters")
    ALIAS = "alias", _("Also known as")


class Situation(TextChoices):
    """A child's situation."""

    VICTIM = "victim", _("Victim, in law")
    SURVIVOR = "survivor", _("Survivor")
    AT_RISK = "at_risk", _("At risk")
    WITNESS = "witness", _("Witness")


class Standing(TextChoices):
    """What is true today of a person reported, who is innocent until convicted."""

    ALLEGED = "alleged", _("Alleged")
    SUSPECT = "suspect", _("Suspect")
    CHARGED = "charged", _("Charged")
    CONVICTED = "convicted", _("Convicted")
    ACQUITTED = "acquitted", _("Acquitted")


class Outcome(TextChoices):
    """What became of an allegation; unfounded takes two people."""

    UNFOUNDED = "unfounded", _("Unfounded")
    NOT_PROVEN = "not_proven", _("Not proven")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SETTLED = "settled", _("Settled")


class NoteKind(TextChoices):
    """What a note tells of."""

    NOTE = "note", _("Note")
    CONTACT = "contact", _("Contact")
    VISIT = "visit", _("Visit")
    DECISION = "decision", _("Decision")
    CLOSING = "closing", _("Closing")


class TaskKind(TextChoices):
    """What a task is for, in words that name nobody."""

    TODO = "todo", _("To do")
    CALL = "call", _("Call back")
    VISIT = "visit", _("Visit")
    ASSESSMENT = "assessment", _("Assessment")
    REVIEW = "review", _("Review")
    REFERRAL = "referral", _("Referral")
    AUTHORITIES = "authorities", _("Authorities: told whom, when, or why not")


class TaskStatus(TextChoices):
    """Where a task stands; whether it is late is computed from its due date."""

    OPEN = "open", pgettext_lazy("status", "Open")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class TransitionKind(TextChoices):
    """What is asked of a colleague, or proposed to any second person."""

    ASSIGN = "assign", _("Take the lead")
    HAND_ON = "hand_on", _("Take over a task")
    UNFOUNDED = "unfounded", _("The allegation is unfounded")
    NOT_UNFOUNDED = "not_unfounded", _("The allegation is not unfounded after all")
    ERASE = "erase", _("Erase a person")


# These are put to nobody in person: they wait for any second person who may.
OUTCOMES = frozenset({TransitionKind.UNFOUNDED, TransitionKind.NOT_UNFOUNDED})
PROPOSALS = OUTCOMES | {TransitionKind.ERASE}


class TransitionStatus(TextChoices):
    """Where a request stands; an expiry is computed, never typed."""

    PENDING = "pending", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Declined")
    REVOKED = "revoked", _("Taken back")
    EXPIRED = "expired", _("Expired")


class ErasureRule(TextChoices):
    """Under which rule a person is erased (the periods are configuration)."""

    UNFOUNDED = "unfounded", _("The allegation was unfounded")
    RETENTION_OVER = "retention_over", _("The time of keeping is over")
    OWN_REQUEST = "own_request", _("The person asked for it")
    ENTERED_IN_ERROR = "entered_in_error", _("Entered in error")
