"""Workers, what certifies them, and how they come in."""

import hashlib
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from romdoul.doors.names import CODE_NAME
from romdoul.staff.rows import SealedRow


class Workers(BaseUserManager["Worker"]):
    """Nothing of Django's own ways to make an account."""


class Worker(AbstractBaseUser):
    """One person with a key ring; who they are is sealed in their profile.

    There is no password column: the password is what opens ``keyring`` (RK1).
    ``roles`` repeats the certificate, for lists; the certificate is what counts.
    """

    password = None  # type: ignore[assignment]
    last_login = None

    ref = models.CharField(max_length=16, unique=True)
    username = models.CharField(max_length=40, unique=True, validators=[CODE_NAME])
    language = models.CharField(
        max_length=2, choices=[("km", "ខ្មែរ"), ("en", "English")], default="km"
    )
    roles = models.CharField(max_length=200, help_text="as asked for at invitation")
    is_active = models.BooleanField(default=True)
    joined_on = models.DateField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    keyring = models.BinaryField(default=b"", help_text="RK1, or empty")
    box_public = models.BinaryField(default=b"")
    sign_public = models.BinaryField(default=b"")
    next_keys = models.BinaryField(
        default=b"", help_text="RE1 to the worker's own present key, or empty"
    )
    next_public = models.BinaryField(
        default=b"", help_text="box and sign key that wait for a certificate"
    )
    next_certificate = models.BinaryField(
        default=b"", help_text="signature, then body, given for them; or empty"
    )
    custodians = models.CharField(
        max_length=32,
        blank=True,
        help_text="a digest of those with whom their keys are left",
    )
    failures = models.PositiveIntegerField(default=0)
    barred_until = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Workers] = Workers()

    USERNAME_FIELD = "username"

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="worker_who_left_is_not_active",
                condition=Q(left_at=None) | Q(is_active=False),
            ),
            models.CheckConstraint(
                name="worker_speaks_a_language_of_ours",
                condition=Q(language__in=["km", "en"]),
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def role_names(self) -> tuple[str, ...]:
        """Return the roles as asked for; rights come from the certificate alone."""
        return tuple(self.roles.split())

    def set_password(self, raw_password: str | None) -> None:
        """Refuse: only changing it with the key ring at hand changes a password.

        Raises TypeError always.
        """
        del raw_password
        raise TypeError("a password is what opens the key ring; it is not set")

    def check_password(self, raw_password: str | None) -> bool:
        """Say no: a password is checked by opening the key ring, nowhere else."""
        del raw_password
        return False

    def get_session_auth_hash(self) -> str:
        """Return what ends every Django session once the key ring is re-locked."""
        return hashlib.blake2b(bytes(self.keyring), digest_size=16).hexdigest()


class Profile(SealedRow):
    """Name and address of a worker, sealed to the organisation; ``ref`` as theirs."""

    worker = models.OneToOneField(Worker, models.CASCADE, related_name="profile")

    def __str__(self) -> str:
        return self.ref


class Certificate(models.Model):
    """A signed certificate: these keys are this worker's, with these roles."""

    worker = models.ForeignKey(Worker, models.CASCADE, related_name="certificates")
    serial = models.CharField(max_length=32, unique=True)
    body = models.BinaryField()
    signature = models.BinaryField()
    issued_by = models.CharField(max_length=16, help_text='"root" or a worker')
    not_after = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_live_certificate_per_worker",
                fields=["worker"],
                condition=Q(revoked_at=None),
            )
        ]

    def __str__(self) -> str:
        return self.serial


class CustodianKey(models.Model):
    """A custodian's age recipient, signed by the organisation's root alone."""

    worker = models.ForeignKey(Worker, models.CASCADE, related_name="custodian_keys")
    recipient = models.CharField(max_length=80, unique=True)
    body = models.BinaryField()
    signature = models.BinaryField()
    retired_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.recipient


class Invitation(models.Model):
    """A one-time code for a first sign-in; only its digest is kept."""

    worker = models.OneToOneField(Worker, models.CASCADE, related_name="invitation")
    code_digest = models.BinaryField(unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.worker)
