"""What the public process adds about learning: rows that tell of nobody.

They stand on no ledger (see docs/decisions/0006): nobody acts here whose handle it
could note, and no row is ever changed.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from romdoul.kernel.refs import new_ref
from romdoul.site.learning.models import Certificate, CourseGroup, CourseResult
from romdoul.site.learning.progress import Progress

CERTIFICATE = "V"


def add_beginning(course: UUID, held: Progress, *, on: date) -> None:
    """Count one who began, with the score before."""
    scores = {"before": held.before, "total": held.before_total}
    _add(course, held, on, stage=CourseResult.Stage.BEGAN, **scores)


def add_ending(course: UUID, held: Progress, *, on: date) -> None:
    """Count one who finished, with both scores of the same test."""
    scores = {"before": held.comparable, "after": held.after, "total": held.total}
    _add(course, held, on, stage=CourseResult.Stage.FINISHED, **scores)


def add_certificate(
    course: UUID, titles: dict[str, str], *, code: str, proof: bytes, on: date
) -> None:
    """Keep that somebody passed; of the name only its proof."""
    Certificate.objects.create(
        code=code,
        course=course,
        title_km=titles["km"],
        title_en=titles["en"],
        given_on=on,
        name_hash=proof,
    )


def new_certificate_code() -> str:
    """Return a code that no certificate has yet."""
    code = new_ref(CERTIFICATE)
    taken = Certificate.objects.filter(code=code).exists()
    return new_certificate_code() if taken else code


def _add(course: UUID, held: Progress, on: date, **told: Any) -> None:
    CourseResult.objects.create(
        course=course,
        group=CourseGroup.objects.filter(code=held.group).first(),
        on=on,
        language=get_language() or "",
        **told,
    )
