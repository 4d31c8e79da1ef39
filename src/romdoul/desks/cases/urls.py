"""Routes of the case desk, each with the right it needs."""

from django.urls import URLPattern, path

from romdoul.desks.cases import (
    answering,
    editing,
    erasing,
    handing,
    people,
    proposing,
    tasks,
    team,
    views,
)
from romdoul.desks.needs import needs
from romdoul.staff.rights import Right

_read = needs(Right.CASE_READ)
_write = needs(Right.CASE_WRITE)
_close = needs(Right.CASE_CLOSE)
_members = needs(Right.CASE_MEMBERS)
_assign = needs(Right.CASE_ASSIGN)

urlpatterns: list[URLPattern] = [
    path("", _read(views.listed)),
    path("new/", needs(Right.CASE_CREATE)(views.new)),
    path("<ref:ref>/", _read(views.case)),
    path("<ref:ref>/read/", _read(views.read)),
    path("<ref:ref>/edit/", _write(editing.change)),
    path("<ref:ref>/close/", _close(editing.close)),
    path("<ref:ref>/reopen/", needs(Right.CASE_REOPEN)(editing.reopen)),
    path("<ref:ref>/people/add/", _write(people.add)),
    path("<ref:ref>/people/<ref:person>/", _write(people.change)),
    path("<ref:ref>/people/<ref:person>/unfounded/", _write(proposing.propose)),
    path("<ref:ref>/people/<ref:person>/erase/", _close(erasing.erase)),
    path("<ref:ref>/erasures/<ref:asked>/", _read(erasing.proposed)),
    path("<ref:ref>/proposals/<ref:asked>/", _read(proposing.proposal)),
    path("<ref:ref>/proposals/<ref:asked>/withdraw/", _write(proposing.withdraw)),
    path("<ref:ref>/notes/add/", _write(editing.write_note)),
    path("<ref:ref>/notes/<ref:note>/", _write(editing.correct_note)),
    path("<ref:ref>/tasks/add/", _write(tasks.add)),
    path("<ref:ref>/tasks/<ref:task>/done/", _write(tasks.done)),
    path("<ref:ref>/tasks/<ref:task>/move/", _write(tasks.move)),
    path("<ref:ref>/tasks/<ref:task>/drop/", _write(tasks.drop)),
    path("<ref:ref>/tasks/<ref:task>/take/", _write(tasks.take)),
    path("<ref:ref>/tasks/<ref:task>/hand-on/", _write(handing.hand_on)),
    path("<ref:ref>/tasks/<ref:task>/hand-on/<ref:asked>/", _write(handing.answer)),
    path(
        "<ref:ref>/tasks/<ref:task>/hand-on/<ref:asked>/back/",
        _write(handing.take_back),
    ),
    path("<ref:ref>/members/", _members(team.members)),
    path("<ref:ref>/members/<ref:worker>/remove/", _members(team.remove)),
    path("<ref:ref>/assign/", _assign(team.ask)),
    path("<ref:ref>/assign/<ref:asked>/", _write(team.answer)),
    path("<ref:ref>/reports/<ref:report>/answer/", _write(answering.answer)),
    path("<ref:ref>/reports/<ref:report>/voice/", _read(views.voice)),
]
