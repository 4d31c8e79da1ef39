"""The demo organisation, served, and a script that goes to its desks."""

import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from tests.factories.once import copy_parts, made_once
from tests.journeys.serving import Installation, free_ports, romdoul, serving

from romdoul.cli.totp import SECONDS, code_at

# A code that is about to change is not begun with.
SPARE = 3
LOCKED = 423
EDITING = frozenset({"editor", "reviewer"})
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a desk answered, after the ways it sent the script on."""

    status: int
    url: str
    text: str

    @property
    def path(self) -> str:
        return urllib.parse.urlsplit(self.url).path

    @property
    def title(self) -> str:
        found = TITLE.search(self.text)
        return unescape(found.group(1)).strip() if found else ""


class Script:
    """Goes to the desks as a browser does: cookies, forms, and what they carry."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = CookieJar()
        handler = urllib.request.HTTPCookieProcessor(self.cookies)
        self.opener = urllib.request.build_opener(handler)
        self.token = ""

    def get(self, path: str) -> Answer:
        return self._ask(path, None)

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form as it stands on the page that was asked for last."""
        typed = {"csrfmiddlewaretoken": self.token, **fields}
        return self._ask(path, urllib.parse.urlencode(typed).encode())

    def _ask(self, path: str, body: bytes | None) -> Answer:
        try:
            with self.opener.open(self.address + path, body, timeout=30) as got:
                answer = Answer(got.status, got.url, got.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                answer = Answer(error.code, error.url, error.read().decode())
        token = TOKEN.search(answer.text)
        self.token = token.group(1) if token else self.token
        return answer


@dataclass
class Demo(Installation):
    """The demo organisation as it is served: who works there, and their scripts."""

    accounts: dict[str, dict[str, str]] = field(default_factory=dict)
    scripts: dict[str, Script] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def first(self, role: str) -> str:
        """Return the user name of the first worker, or editor, of a role."""
        return next(name for name, a in self.accounts.items() if a["role"] == role)

    def code_of(self, username: str) -> str:
        """Return six digits of this worker's app, fresh enough and not used yet."""
        left = SECONDS - time.time() % SECONDS
        if left < SPARE or self._code_now(username) == self.used.get(username):
            time.sleep(left)
        self.used[username] = self._code_now(username)
        return self.used[username]

    def _code_now(self, username: str) -> str:
        return code_at(self.accounts[username]["totp_secret"], int(time.time()))

    def signed_in(self, username: str) -> Script:
        """Return a script that is signed in: once, unless it was away for too long."""
        script = self.scripts.get(username)
        if script is None or script.get("/").status == LOCKED:
            self.scripts[username] = self._sign_in(username)
        return self.scripts[username]

    def _sign_in(self, username: str) -> Script:
        script = Script(self.place_of(username))
        script.get("/sign-in/")
        password = self.accounts[username]["password"]
        answer = script.post("/sign-in/", login=username, password=password)
        assert answer.path == "/sign-in/code/", answer.title
        answer = script.post("/sign-in/code/", code=self.code_of(username))
        assert (answer.status, answer.path) == (200, "/"), answer.title
        return script

    def place_of(self, username: str) -> str:
        """Return where this person signs in: the desks, or the editing."""
        role = self.accounts[username]["role"]
        return self.edit if role in EDITING else self.desks

    def cookies_of(self, username: str) -> list[Any]:
        """Return a signed-in worker's cookies, for a browser of theirs."""
        return [
            {"name": one.name, "value": one.value, "url": self.place_of(username)}
            for one in self.signed_in(username).cookies
        ]

    def casework(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Read (or change) the casework's rows as they lie on disk."""
        return self.rows("casework", query, *values)

    def left_alone(self, username: str) -> None:
        """Let this worker have been away for an hour, as the server counts it."""
        self.casework(
            "UPDATE staff_desksession"
            " SET last_seen_at = datetime(last_seen_at, '-1 hour') WHERE worker_id ="
            " (SELECT id FROM staff_worker WHERE username = ?)",
            username,
        )


def demo_told(shared: Path) -> Path:
    """Tell the demo once for all who test at the same time; return its folder."""
    return made_once(
        shared, "demo-told", lambda folder: romdoul(folder, "demo", "--no-serve")
    )


@contextmanager
def demo_served(told: Path, folder: Path) -> Iterator[Demo]:
    """Serve a copy of the demo: every process of it."""
    copy_parts(told, folder)
    rows = json.loads((folder / "keys/demo-accounts.json").read_text())
    port = free_ports()
    with serving(folder, port, "all"):
        yield Demo(folder, port, {}, {row["username"]: row for row in rows})


def sign_in(page: Page, demo: Demo, username: str) -> None:
    """Sign in over the pages, as a worker does."""
    page.goto("/sign-in/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", demo.accounts[username]["password"])
    page.locator("main form button").first.click()
    page.wait_for_url("**/sign-in/code/", timeout=30_000)
    page.fill("[name=code]", demo.code_of(username))
    page.locator("main form button").first.click()
    page.locator(".me").wait_for(timeout=30_000)
