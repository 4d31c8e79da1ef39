"""The cases' tables: coded columns at limited precision, and what is sealed.

Moments are rounded to a quarter of an hour. Nothing here opens anything.
"""

from romdoul.cases.models.case import Case, Departure, Seat
from romdoul.cases.models.person import Erasure, ErasurePlan, Participant
from romdoul.cases.models.report import Report, ReportAttachment, ReportMessage
from romdoul.cases.models.version import RecordVersion
from romdoul.cases.models.work import Note, Task, Transition

__all__ = [
    "Case",
    "Departure",
    "Erasure",
    "ErasurePlan",
    "Note",
    "Participant",
    "RecordVersion",
    "Report",
    "ReportAttachment",
    "ReportMessage",
    "Seat",
    "Task",
    "Transition",
]
