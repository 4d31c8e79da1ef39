"""Words and shapes for the coded columns, in templates."""

from django import template
from django.utils.translation import gettext as _

from romdoul.cases.codes import Decision, Priority, ReportKind
from romdoul.desks.words import COMPARTMENT_WORDS, roles_said
from romdoul.inbox.codes import Said
from romdoul.staff.kinds import CompartmentKind

register = template.Library()

_SHAPES = {
    Priority.IMMEDIATE: "late",
    Priority.HIGH: "soon",
    Priority.MEDIUM: "active",
    Priority.LOW: "waiting",
}


@register.filter
def shape(priority: str) -> str:
    """Return the shape that goes with a priority's word."""
    return _SHAPES[Priority(priority)]


@register.filter
def kind_label(kind: str) -> str:
    """Return what a report is about, in words; nothing for nothing."""
    return str(ReportKind(kind).label) if kind else ""


@register.filter
def decision_label(decision: str) -> str:
    """Return what became of a report, in words; nothing for nothing."""
    return str(Decision(decision).label) if decision else ""


@register.filter
def said_label(said: str) -> str:
    """Return an answer that nobody had to give, in words."""
    words = {Said.YES: _("Yes"), Said.NO: _("No"), Said.UNSAID: _("Not said")}
    return words[Said(said)]


@register.filter
def roles(names: tuple[str, ...]) -> str:
    """Return roles as people say them."""
    return roles_said(names)


@register.filter
def compartment_label(kind: str) -> str:
    """Return what a compartment is for, in words."""
    return str(COMPARTMENT_WORDS[CompartmentKind(kind)])
