"""Everything that can be refused or found broken, by name."""


class RomdoulError(Exception):
    """The root of every error that Romdoul raises on purpose."""


class NotFound(RomdoulError):
    """There is no such thing, or not for this person: a stranger cannot tell."""


class Refused(RomdoulError):
    """The person is known and the thing is theirs to see, but not to do."""

    def __init__(self, right: str, ref: str = "") -> None:
        super().__init__(f"{right} {ref}".strip())
        self.right = right
        self.ref = ref


class BadInput(RomdoulError):
    """What was typed cannot be taken; the message is for the reader.

    ``field`` names the form's field it belongs to, or is empty.
    """

    def __init__(self, message: object, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Conflict(RomdoulError):
    """Somebody else saved this record first; both versions are to be shown."""

    def __init__(self, ref: str, version: int) -> None:
        super().__init__(f"{ref} is already at version {version}")
        self.ref = ref
        self.version = version


class Broken(RomdoulError):
    """Something that proves itself did not; ``reason`` is one short code."""

    def __init__(self, ref: str, reason: str = "") -> None:
        super().__init__(f"{ref}: {reason}" if reason else ref)
        self.ref = ref
        self.reason = reason


class SealBroken(Broken):
    """A ciphertext is not what was sealed here: altered, cut, moved or not ours."""


class UnknownFormat(Broken):
    """The version mark is none that this release reads."""


class SignatureBroken(Broken):
    """A signed statement does not verify under the key it is said to be from."""


class CertificateBroken(Broken):
    """A certificate does not chain to the organisation's root, or is over."""


class GrantBroken(Broken):
    """A grant does not hold: nothing is wrapped or opened under it."""


class WrongPassword(RomdoulError):
    """The password does not open the key ring."""


class WrongCode(RomdoulError):
    """The receipt code does not open the mailbox."""


class WrongIdentity(RomdoulError):
    """The age identity is not one this file was encrypted to."""


class KeyUnfit(RomdoulError):
    """What was given as a key is not one; ``what`` names it, never shows it."""

    def __init__(self, what: str) -> None:
        super().__init__(f"this is not a usable key: {what}")
        self.what = what


class Unrecorded(RomdoulError):
    """An action ended without an entry for the ledger; it did not happen."""


class LedgerBroken(Broken):
    """The ledger does not prove itself; ``ref`` says where."""
