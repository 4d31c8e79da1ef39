"""The folder of the server's secrets, made and completed."""

from nacl.signing import SigningKey

from romdoul.kernel import serverkeys


def prepare_keys() -> list[str]:
    """Make every server secret that is missing; return the names of the new ones.

    Raises KeyUnfit when the folder lies inside the data folder.
    """
    return serverkeys.create_missing(_public_half)


def _public_half(seed: bytes) -> bytes:
    return bytes(SigningKey(seed).verify_key)
