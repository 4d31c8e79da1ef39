"""``romdoul editors``: who edits the website.

For the administrator, on the machine. A one-time code is printed once and stands
nowhere else; with it the person sets password and second factor in the browser.
"""

from collections.abc import Callable
from dataclasses import asdict

from romdoul.cli.answer import Answer
from romdoul.cli.arguments import Options
from romdoul.cli.public import OPERATOR
from romdoul.doors.codes import GOOD_FOR
from romdoul.kernel.errors import NotFound
from romdoul.site.editors.accounts import (
    end_editor,
    invite_editor,
    list_editors,
    lock_out_editors,
    reset_editor,
)
from romdoul.site.editors.roles import Role
from romdoul.site.stories.acts import doubt_consents


def run(options: Options) -> Answer:
    """Do what was asked; "no" when nobody of that name edits."""
    verbs: dict[str, Callable[[Options], Answer]] = {
        "add": _add,
        "list": _list,
        "end": _end,
        "reset": _reset,
        "lock-out": _lock_out,
    }
    try:
        return verbs[options.verb](options)
    except NotFound as error:
        return Answer(ok=False, why=f"romdoul: {error}")


def _add(options: Options) -> Answer:
    ref, code = invite_editor(
        OPERATOR,
        username=options.username,
        role=Role(options.role),
        language=options.language,
    )
    return _invited(options, code, ref=ref)


def _list(_options: Options) -> Answer:
    rows = list_editors()
    lines = tuple(f"{r.username:20} {r.role:10} {r.status:8} {r.ref}" for r in rows)
    return Answer(
        lines=lines or ("Nobody edits yet: romdoul editors add USERNAME",),
        data={"editors": [asdict(row) for row in rows]},
    )


def _end(options: Options) -> Answer:
    end_editor(OPERATOR, username=options.username)
    words = f"{options.username} is signed out everywhere, and cannot sign in again."
    return Answer(lines=(words,), data={"username": options.username})


def _reset(options: Options) -> Answer:
    code = reset_editor(OPERATOR, username=options.username)
    return _invited(options, code)


def _lock_out(_options: Options) -> Answer:
    names, stories = lock_out_editors(OPERATOR), doubt_consents(OPERATOR)
    lines = []
    if names:
        lines += ["Nobody edits until invited anew: romdoul editors reset USERNAME"]
    if stories:
        lines += ["No case story is out until its consent is recorded anew."]
    return Answer(
        lines=tuple(lines), data={"usernames": names, "stories": len(stories)}
    )


def _invited(options: Options, code: str, **more: str) -> Answer:
    """Show the code once: to a program in its document, to people in a line."""
    username = options.username
    data: dict[str, object] = {"username": username, "code": code, **more}
    if options.json:
        return Answer(data=data)
    lines = (
        f"One-time code for {username}, good for {GOOD_FOR.days} days: {code}",
        "Hand it over face to face or by telephone; it is not shown again. It is"
        " typed in at /sign-in/invitation/ of the editing process.",
    )
    return Answer(lines=lines, data=data)
