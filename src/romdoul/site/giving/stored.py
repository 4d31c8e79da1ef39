"""The settings as they are stored this moment, and letting go of some."""

from romdoul.site.models import SiteSetting


def stored() -> dict[str, str]:
    """Return every setting, not from memory."""
    return dict(SiteSetting.objects.values_list("key", "value"))


def drop(prefix: str) -> None:
    """Let go of the settings whose names begin like this."""
    SiteSetting.objects.filter(key__startswith=prefix).delete()
