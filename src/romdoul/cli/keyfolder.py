"""The folder of the server's secrets, made and completed."""

from nacl.signing import SigningKey

from romdoul.kernel import serverkeys
from romdoul.ledger import erasures

# A new one of these would orphan what was made with the old one.
LASTING = (
    "mailbox.pepper",
    "mailbox.salt",
    "ledger.key",
    "mfa.key",
    "matching.key",
)
OF_THE_EDITING = ("editors-mfa.key", "certificate.key")


def prepare_keys() -> list[str]:
    """Make every server secret that is missing; return the names of the new ones.

    Raises KeyUnfit when the folder lies inside the data folder.
    """
    return serverkeys.create_missing(_public_half)


def missing_for_data() -> list[str]:
    """Return the lasting secrets that are missing although there is data already.

    The key of a list of erasures is one as soon as there is a list.
    """
    stores = list(serverkeys.home_dir().glob("*.sqlite3"))
    if not stores:
        return []
    # What was set up before there was an editing process has yet to get its secrets.
    is_editing = serverkeys.exists("django-edit.key")
    lasting: tuple[str, ...] = (*LASTING, *OF_THE_EDITING) if is_editing else LASTING
    lists = [store for store in erasures.LISTED if erasures.path_of(store).is_file()]
    lasting += tuple(f"{erasures.key_name(store)}.key" for store in lists)
    return [name for name in lasting if not serverkeys.exists(name)]


def _public_half(seed: bytes) -> bytes:
    return bytes(SigningKey(seed).verify_key)
