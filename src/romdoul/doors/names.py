"""What may be a user name: a code name, no person's: it stands in the clear."""

from django.core.validators import RegexValidator

CODE_NAME = RegexValidator(r"^[a-z][a-z0-9]*([.-][a-z0-9]+)*\Z")
