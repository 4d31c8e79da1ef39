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
    found = _from(rows, by, after, SIZE + 1, descending=descending)
    shown, more = found[:SIZE], len(found) > SIZE
    return _page(
        rows, [show(row) for row in shown], _key(shown[-1], by) if more else ""
    )


def page_in_turns(
    rows: QuerySet[M],
    turns: Sequence[Q],
    *,
    by: str,
    after: str | None,
    show: Callable[[M], Row],
) -> Page[Row]:
    """Return one page of ``rows``: those of the first turn, then those of the next.

    Each turn is in the order of a moment, ties by number. Together the ``turns``
    hold every row once. The key of a page says in which turn it starts.

    Raises:
        BadInput: ``after`` is no key that a page gave.
    """
    turn, key = _turn_of(after, len(turns))
    found: list[tuple[int, M]] = []
    for number in range(turn, len(turns)):
        room = SIZE + 1 - len(found)
        ours = rows.filter(turns[number])
        found += [(number, row) for row in _from(ours, by, key, room)]
        key = None
        if len(found) > SIZE:
            break
    shown, more = found[:SIZE], len(found) > SIZE
    last, row = shown[-1] if more else (0, None)
    next_key = f"{last}.{_key(row, by)}" if row else ""
    return _page(rows, [show(row) for _, row in shown], next_key)


def _turn_of(after: str | None, turns: int) -> tuple[int, str | None]:
    if not after:
        return 0, None
    turn, _dot, key = after.partition(".")
    if turn not in map(str, range(turns)) or not key:
        raise BadInput(_("This page of the list does not exist."))
    return int(turn), key


def _page(rows: QuerySet[M], shown: list[Row], next_key: str) -> Page[Row]:
    counted = rows.order_by()[: COUNTED + 1].count()
    return Page(
        rows=shown,
        next_key=next_key,
        total=min(counted, COUNTED),
        more_than_counted=counted > COUNTED,
    )


def _from(
    rows: QuerySet[M],
    by: str,
    after: str | None,
    room: int,
    *,
    descending: bool = False,
) -> list[M]:
    sign, way = ("-", "lt") if descending else ("", "gt")
    ordered = rows.order_by(f"{sign}{by}", f"{sign}pk")
    if after:
        moment, row = decode_key(after)
        # The first condition alone lets the index start where the page does.
        reach: dict[str, Any] = {f"{by}__{way}e": moment}
        beyond = Q(**{f"{by}__{way}": moment}) | Q(**{by: moment, f"pk__{way}": row})
        ordered = ordered.filter(**reach).filter(beyond)
    return list(ordered[:room])


def _key(row: Model, by: str) -> str:
    return encode_key(getattr(row, by), row.pk)
