"""Forms of the trainings."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from romdoul.site.learning.counted import By, course_titles
from romdoul.site.learning.models import PaperSheet
from romdoul.site.learning.provinces import Province
from romdoul.site.learning.trainings import Scores, Written

ROWS = 30
MOST_ROWS = 60
_NO_PROVINCE = [("", _("not known"))]


def _course_choices() -> list[tuple[str, str]]:
    titles = course_titles(get_language() or "km")
    return [(str(course), title) for course, title in titles.items()]


def _day() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class OpenForm(forms.Form):
    """A training that is to get a code."""

    course = forms.ChoiceField(label=_("Course"), choices=_course_choices)
    held_on = forms.DateField(
        label=_("Held on"), widget=_day(), initial=timezone.localdate
    )
    closes_on = forms.DateField(
        label=_("The code is taken until"),
        help_text=_("The last day. Those who begin on it can finish later."),
        widget=_day(),
        initial=lambda: timezone.localdate() + timedelta(days=1),
    )
    province = forms.ChoiceField(
        label=_("Province"), required=False, choices=[*_NO_PROVINCE, *Province.choices]
    )

    def told(self) -> dict[str, Any]:
        """Return what the action takes."""
        return self.cleaned_data | {"course": UUID(self.cleaned_data["course"])}


class PaperForm(forms.Form):
    """Many rows, one a learner, or only how many there were."""

    began = forms.IntegerField(
        label=_("People who began"),
        required=False,
        min_value=0,
        help_text=_("Only if you do not enter them one by one."),
    )
    finished = forms.IntegerField(
        label=_("People who finished"), required=False, min_value=0
    )

    def __init__(
        self,
        posted: Mapping[str, Any] | None,
        *,
        total: int,
        rows: int = ROWS,
        **more: Any,
    ) -> None:
        super().__init__(posted, **more)
        self.total, self.rows = total, min(rows, MOST_ROWS)
        for name, label in self._names():
            self.fields[name] = forms.IntegerField(
                label=label,
                required=False,
                min_value=0,
                max_value=total,
                widget=forms.NumberInput({"aria-label": label}),
            )

    def _names(self) -> list[tuple[str, str]]:
        words = {
            "before": _("Before, learner %(n)s"),
            "after": _("After, learner %(n)s"),
        }
        return [
            (f"{which}{n}", words[which] % {"n": n + 1})
            for n in range(self.rows)
            for which in ("before", "after")
        ]

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the two fields of each row."""
        return [(self[f"before{n}"], self[f"after{n}"]) for n in range(self.rows)]

    def written(self) -> Written:
        """Return what the sheet says."""
        told = self.cleaned_data
        scores = [
            Scores(told[f"before{n}"], told[f"after{n}"]) for n in range(self.rows)
        ]
        return Written(self.total, scores, told["began"] or 0, told["finished"] or 0)


def as_entered(sheet: PaperSheet) -> dict[str, int | None]:
    """Return what a form shows of a sheet that is to be corrected."""
    told: dict[str, int | None] = {"began": sheet.began, "finished": sheet.finished}
    for n, row in enumerate(sheet.results.order_by("pk")):
        told |= {f"before{n}": row.before, f"after{n}": row.after}
    return told


class FiguresForm(forms.Form):
    """How the figures are split."""

    by = forms.ChoiceField(
        label=_("Split by"),
        choices=[
            (By.COURSE.value, _("Course")),
            (By.GROUP.value, _("Training")),
            (By.MONTH.value, _("Month")),
            (By.PROVINCE.value, _("Province")),
        ],
    )
    course = forms.ChoiceField(
        label=_("Of the course"),
        required=False,
        choices=lambda: [("", _("all courses")), *_course_choices()],
    )
