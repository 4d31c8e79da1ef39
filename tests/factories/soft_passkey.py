"""A passkey in software: makes and signs as an authenticator does (WebAuthn 2)."""

import hashlib
import json
import re
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from html import unescape

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256

PRESENT_AND_VERIFIED = 0x05
WITH_KEY = 0x40
DATA = re.compile(
    r'<script id="passkey-data" type="application/json">(.*?)</script>', re.DOTALL
)


def text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def raw(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    assert isinstance(value, str)
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))


class SoftPasskey:
    """One credential at one site."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.identifier = b"soft-passkey-of-the-tests"
        self.count = 0

    def _client(self, kind: str, challenge: object) -> bytes:
        said = {
            "type": kind,
            "challenge": text(raw(challenge)),
            "origin": f"http://{self.host}",
            "crossOrigin": False,
        }
        return json.dumps(said).encode()

    def _data(self, flags: int) -> bytes:
        self.count += 1
        site = hashlib.sha256(self.host.encode()).digest()
        return site + bytes([flags]) + struct.pack(">I", self.count)

    def create(self, options: dict) -> str:
        client = self._client("webauthn.create", options["publicKey"]["challenge"])
        public = ES256.from_cryptography_key(self.key.public_key())
        data = self._data(PRESENT_AND_VERIFIED | WITH_KEY)
        data += bytes(16) + struct.pack(">H", len(self.identifier)) + self.identifier
        data += cbor.encode(dict(public))
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        response = {
            "clientDataJSON": text(client),
            "attestationObject": text(attestation),
        }
        return self._answer(response)

    def get(self, options: dict) -> str:
        client = self._client("webauthn.get", options["publicKey"]["challenge"])
        data = self._data(PRESENT_AND_VERIFIED)
        signed = data + hashlib.sha256(client).digest()
        response = {
            "clientDataJSON": text(client),
            "authenticatorData": text(data),
            "signature": text(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
        }
        return self._answer(response)

    def _answer(self, response: dict) -> str:
        return json.dumps(
            {
                "id": text(self.identifier),
                "rawId": text(self.identifier),
                "type": "public-key",
                "response": response,
                "clientExtensionResults": {},
            }
        )


def options_on(page: str, name: str) -> dict:
    found = DATA.search(page)
    assert found, page
    return json.loads(unescape(found[1]))[name]
