"""The browser's sealing, in a real browser, against the vault's own bytes."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.journeys.browsing import DRAWN, chromium, serve_drawn
from tests.vectors.browser import check_made
from tests.vectors.reading import vectors

from romdoul.config.headers import PUBLIC_HEADERS
from romdoul.inbox.codes import Kind, Said, desk_of
from romdoul.inbox.content import visible
from romdoul.inbox.priority import priority_of
from romdoul.intake.voice import voice_type
from romdoul.vault.keys import new_sign_keys
from romdoul.vault.statements import Certificate, KeyAnnouncement, Signed, sign

MODULES = ("bytes", "seal", "code", "statements", "report", "voicetype")
LOAD = """async (names) => {
  for (const name of names) window[name] = await import(`/static/romdoul/${name}.js`);
}"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium() as browser:
        page = browser.new_page()
        serve_drawn(page, "<!doctype html><title>-</title>", PUBLIC_HEADERS)
        page.goto(f"{DRAWN}/")
        page.evaluate(LOAD, MODULES)
        yield page


def test_bindings_are_the_same_bytes(page: Page) -> None:
    given = vectors("browser")["binding"]
    made = page.evaluate("all => all.map(b => bytes.hex(seal.encodeBinding(b)))", given)
    assert made == [item["encoded"] for item in given]


def test_padding_is_the_same_bytes(page: Page) -> None:
    given = vectors("browser")["padding"]
    for name, call in (("padme", "padme"), ("padded_length", "paddedLength")):
        made = page.evaluate(f"all => all.map(([n]) => seal.{call}(n))", given[name])
        assert made == [wanted for _, wanted in given[name]]
    made = page.evaluate(
        "all => all.map(i => bytes.hex(seal.pad(bytes.unhex(i.plain))))",
        given["padded"],
    )
    assert made == [item["padded"] for item in given["padded"]]


def test_a_code_is_understood_however_it_is_typed(page: Page) -> None:
    given = vectors("browser")["code"]
    made = page.evaluate("all => all.map(i => code.normaliseCode(i.typed))", given)
    assert made == [item["code"] for item in given]


def test_a_new_code_is_sixteen_digits_and_never_the_same(page: Page) -> None:
    made = page.evaluate("Array.from({length: 200}, () => code.newCode())")
    assert all(len(item) == 16 and item.isascii() and item.isdigit() for item in made)
    assert len(set(made)) == 200
    assert set("".join(made)) == set("0123456789")


def test_the_worker_makes_of_a_code_what_the_server_makes(page: Page) -> None:
    given = vectors("browser")["slow"]
    made = page.evaluate(
        """async (all) => {
          const made = [];
          for (const item of all) {
            let told = 0;
            const keys = await code.slow(
              item.code, bytes.unhex(item.salt), (done) => { told = done; });
            const {locator, wrapKey} = keys;
            made.push([bytes.hex(locator), bytes.hex(wrapKey), told > 0.9]);
          }
          return made;
        }""",
        given,
    )
    assert made == [[item["locator"], item["wrap_key"], True] for item in given]


def test_the_browser_opens_what_the_vault_sealed(page: Page) -> None:
    given = vectors("browser")["open"]
    opened = page.evaluate(
        """all => all.map(i => bytes.hex(seal.openEnvelope(
          bytes.unhex(i.private), bytes.unhex(i.sealed), i.binding)))""",
        given["RE1"],
    )
    assert opened == [item["plain"] for item in given["RE1"]]
    unwrapped = page.evaluate(
        """all => all.map(i => bytes.hex(seal.unwrapInner(
          bytes.unhex(i.wrap_key), bytes.unhex(i.inner))))""",
        given["inner"],
    )
    assert unwrapped == [item["private"] for item in given["inner"]]


SEAL = """({given, fixed}) => {
  const u = bytes.unhex, h = bytes.hex;
  const pick = (i, names) =>
    fixed ? Object.fromEntries(names.map((n) => [n, u(i[n])])) : {};
  return {
    RE1: given.RE1.map((i) => ({...i, sealed: h(seal.sealEnvelope(
      u(i.public), u(i.plain), i.binding, pick(i, ["key", "ephemeral", "nonce"])))})),
    RA1: given.RA1.map((i) => ({...i, sealed: h(seal.sealAttachment(
      u(i.key), u(i.plain), i.binding, pick(i, ["nonce"])))})),
    inner: given.inner.map((i) => ({...i, inner: h(seal.wrapInner(
      u(i.wrap_key), u(i.private), pick(i, ["nonce"])))})),
  };
}"""


def test_the_browser_seals_to_the_frozen_bytes(page: Page) -> None:
    given = vectors("browser")["seal"]
    made = page.evaluate(SEAL, {"given": given, "fixed": True})
    assert made == given


def test_the_vault_opens_what_the_browser_seals_afresh(page: Page) -> None:
    given = vectors("browser")["seal"]
    made = page.evaluate(SEAL, {"given": given, "fixed": False})
    frozen = {item["sealed"] for kind in ("RE1", "RA1") for item in given[kind]}
    assert not frozen & {i["sealed"] for kind in ("RE1", "RA1") for i in made[kind]}
    assert check_made(made) == sum(map(len, given.values()))


def test_the_browser_refuses_what_does_not_hold(page: Page) -> None:
    given = vectors("browser")["refuse"]
    refused = page.evaluate(
        """all => all.map((i) => {
          try {
            seal.openEnvelope(bytes.unhex(i.private), bytes.unhex(i.sealed), i.binding);
            return "opened";
          } catch (error) { return error.name; }
        })""",
        given["RE1"],
    )
    assert refused == ["SealBroken"] * len(given["RE1"])
    unwrapped = page.evaluate(
        """all => all.map((i) => {
          try {
            seal.unwrapInner(bytes.unhex(i.wrap_key), bytes.unhex(i.inner));
            return "opened";
          } catch (error) { return error.name; }
        })""",
        given.get("inner", []),
    )
    assert unwrapped == ["SealBroken"] * len(given.get("inner", []))


SEEN = (
    "",
    " \n\t\u00a0",
    "\u200b\u200d\u2060\ufeff",
    "\u202e\u202d",
    "\u3164\u115f\u1160\u2800\uffa0",
    "\u0301",
    ".",
    "\u1780",
    "\u17d2",
    "\U0001f622",
    "a\u200b",
    "\u200b\u0661",
)


def test_the_browser_sees_what_the_server_sees(page: Page) -> None:
    made = page.evaluate("all => all.map(report.visible)", list(SEEN))
    assert made == [visible(text) for text in SEEN]
    assert True in made
    assert False in made


def test_the_browser_gives_the_server_s_priority_and_desk(page: Page) -> None:
    asked = [
        {"kind": kind.value, "danger_now": danger, "about_me": about.value}
        for kind in Kind
        for danger in (False, True)
        for about in Said
    ]
    made = page.evaluate(
        "all => all.map((a) => [report.priorityOf(a), report.deskOf(a.kind)])", asked
    )
    wanted = []
    for one in asked:
        kind, about = Kind(one["kind"]), Said(one["about_me"])
        band = priority_of(kind, danger_now=bool(one["danger_now"]), about_me=about)
        wanted.append([band.value, desk_of(kind).value])
    assert made == wanted


HEADS = (
    b"",
    b"OggS" + bytes(60),
    b"\x1a\x45\xdf\xa3" + bytes(60),
    b"#!AMR\n" + bytes(58),
    b"ID3\x04" + bytes(60),
    bytes(4) + b"ftyp3gp4" + bytes(52),
    bytes(4) + b"ftypisom" + bytes(52),
    b"RIFF" + bytes(4) + b"WAVE" + bytes(52),
    b"RIFF" + bytes(4) + b"WEBP" + bytes(52),
    b"\xff\xf1" + bytes(62),
    b"\xff\xfb\x90" + bytes(61),
    b"\xff\xfb\xf0" + bytes(61),
    b"\xff\xd8\xff\xe0" + bytes(60),
    b"\x89PNG\r\n\x1a\n" + bytes(56),
    b"%PDF-1.7" + bytes(56),
)


def test_the_browser_knows_a_recording_as_the_server_does(page: Page) -> None:
    given = [head.hex() for head in HEADS]
    made = page.evaluate(
        "all => all.map((head) => voicetype.voiceType(bytes.unhex(head)))", given
    )
    assert made == [voice_type(head) for head in HEADS]


NOW = 1_800_000_000
ROOT, MANAGER, WORKER, STRANGER = (new_sign_keys() for _ in range(4))


def certificate(worker: str, keys: Any, roles: tuple[str, ...], **by: Any) -> Signed:
    """Return a certificate; ``by`` gives issuer, its keys, and until when."""
    issuer, issuer_keys = by.get("issuer", "root"), by.get("by", ROOT)
    statement = Certificate(
        worker=worker,
        box_public=bytes(32),
        sign_public=keys.public,
        roles=roles,
        issued_by=issuer,
        issuer_public=issuer_keys.public,
        issued_at=NOW - 100,
        not_after=by.get("until", NOW + 100),
        serial=f"S-{worker}",
    )
    return sign(issuer_keys, statement)


def published(keys: Any, by: str, chain: list[Signed], **other: Any) -> dict[str, Any]:
    """Return a published key as the server gives it to the browser."""
    said = KeyAnnouncement(
        compartment="K-1",
        desk=other.get("desk", "hotline"),
        epoch=2,
        public_key=b"\1" * 32,
        valid_from=NOW,
        announced_by=by,
        announced_at=NOW,
    )
    signed = sign(keys, said)
    row = {
        "desk": said.desk,
        "compartment": said.compartment,
        "epoch": said.epoch,
        "public_key": said.public_key.hex(),
        "body": signed.body.hex(),
        "signature": signed.signature.hex(),
        "certificates": [
            {"body": one.body.hex(), "signature": one.signature.hex()} for one in chain
        ],
    }
    return row | other.get("swapped", {})


BOSS = certificate("W-1", MANAGER, ("manager",))
COUNSELLOR = certificate("W-2", WORKER, ("counsellor",), issuer="W-1", by=MANAGER)
SECOND = certificate("W-2", WORKER, ("manager",), issuer="W-1", by=MANAGER)
LATE = certificate("W-1", MANAGER, ("manager",), until=NOW - 1)
ANALYST = certificate("W-2", WORKER, ("analyst",), issuer="W-1", by=MANAGER)
FORGED = certificate("W-1", STRANGER, ("manager",), by=STRANGER)

TRUSTED = {
    "by a manager": published(MANAGER, "W-1", [BOSS]),
    "by a counsellor": published(WORKER, "W-2", [COUNSELLOR, BOSS]),
}
UNTRUSTED = {
    "signature": published(STRANGER, "W-1", [BOSS]),
    "manager-by-manager": published(WORKER, "W-2", [SECOND, BOSS]),
    "chain": published(WORKER, "W-2", [COUNSELLOR]),
    "expired": published(MANAGER, "W-1", [LATE]),
    "role": published(WORKER, "W-2", [ANALYST, BOSS]),
    "issuer's signature": published(STRANGER, "W-1", [FORGED]),
    "another desk": published(WORKER, "W-2", [COUNSELLOR, BOSS], desk="safeguarding"),
    "another key": published(MANAGER, "W-1", [BOSS], swapped={"public_key": "02" * 32}),
    "another epoch": published(MANAGER, "W-1", [BOSS], swapped={"epoch": 3}),
    "another name": published(MANAGER, "W-9", [BOSS]),
    "none": published(MANAGER, "W-1", []),
}
VERIFY = """([row, root, now]) => {
  try { return statements.verifyKey(row, root, now).compartment; }
  catch (error) { return error.name; }
}"""


@pytest.mark.parametrize("name", sorted(TRUSTED))
def test_a_key_that_chains_to_the_root_is_believed(page: Page, name: str) -> None:
    given = json.loads(json.dumps([TRUSTED[name], ROOT.public.hex(), NOW]))
    assert page.evaluate(VERIFY, given) == "K-1"


@pytest.mark.parametrize("name", sorted(UNTRUSTED))
def test_a_key_that_does_not_is_not_sealed_to(page: Page, name: str) -> None:
    given = [UNTRUSTED[name], ROOT.public.hex(), NOW]
    assert page.evaluate(VERIFY, given) == "NotTrusted"
