"""Pages by key: the next one starts after the last row, however many there are."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from romdoul.kernel.errors import BadInput

Row = TypeVar("Row")
M = TypeVar("M", bound=Model)

_START = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
SIZE = 30
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, the key of the next page ("" at the end), and how many in all.

    Counting stops at ``COUNTED``, so that a page costs the same in a large store;
    ``total`` is then ``COUNTED`` and ``more_than_counted`` is set.
    """

    rows: Sequence[Row]
    next_key: str = ""
    total: int = 0
    more_than_counted: bool = False


def encode_key(moment: datetime, row: int) -> str:
    """Return the key of the page after a row: its coded moment and number."""
    raw = json.dumps([(moment - _START) // _MICROSECOND, row]).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode_key(key: str) -> tuple[datetime, int]:
    """Return what ``encode_key`` took; raise BadInput on anything else."""
    try:
        # binascii.Error and a broken JSON text are ValueErrors.
        raw = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
        microseconds, row = json.loads(raw)
        moment = _START + int(microseconds) * _MICROSECOND
        number = int(row)
    except (ValueError, TypeError, OverflowError, RecursionError):
        raise BadInput(_("This page of the list does not exist.")) from None
    if not -(2**63) <= number < 2**63:
        raise BadInput(_("This page of the list does not exist."))
    return moment, number


def page_of(
    rows: QuerySet[M],
    *,
    by: str,
    after: str | None,
    show: Callable[[M], Row],
    descending: bool = False,
) -> Page[Row]:
    """Return one page of ``rows`` in the order of a moment, ties by number.

    Raises:
        BadInput: ``after`` is no key that a page gave.
    """
    sign = "-" if descending else ""
    ordered = rows.order_by(f"{sign}{by}", f"{sign}pk")
    found = list(_from(ordered, by, after, descending=descending)[: SIZE + 1])
    shown, more = found[:SIZE], len(found) > SIZE
    counted = rows.order_by()[: COUNTED + 1].count()
    return Page(
        rows=[show(row) for row in shown],
        next_key=_key(shown[-1], by) if more else "",
        total=min(counted, COUNTED),
        more_than_counted=counted > COUNTED,
    )


def _from(
    rows: QuerySet[M], by: str, after: str | None, *, descending: bool
) -> QuerySet[M]:
    if not after:
        return rows
    moment, row = decode_key(after)
    way = "lt" if descending else "gt"
    # The first condition alone lets the index start where the page does.
    reach: dict[str, Any] = {f"{by}__{way}e": moment}
    beyond = Q(**{f"{by}__{way}": moment}) | Q(**{by: moment, f"pk__{way}": row})
    return rows.filter(**reach).filter(beyond)


def _key(row: Model, by: str) -> str:
    return encode_key(getattr(row, by), row.pk)
