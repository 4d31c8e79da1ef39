"""One JSON text for one value: sorted keys, no spaces, UTF-8, bytes as hex.

A body is accepted only if it is, byte for byte, the text of what it says, so that
no two texts carry the same statement.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, ClassVar, Protocol, TypeVar, cast

VERSION = 1


class Typed(Protocol):
    """A frozen dataclass that names its type."""

    TYPE: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


T = TypeVar("T", bound=Typed)


def encode(value: Typed) -> bytes:
    """Return the canonical text."""
    shown = {field.name: _shown(getattr(value, field.name)) for field in fields(value)}
    return _text({"type": value.TYPE, "v": VERSION, **shown})


def decode(body: bytes, kind: type[T]) -> T:
    """Return the value a canonical text stands for; raise ValueError otherwise."""
    document = _object(json.loads(body))
    made = {
        field.name: _read(document.get(field.name), field.type)
        for field in fields(kind)
    }
    value = cast("Callable[..., T]", kind)(**made)
    if encode(value) != body:
        raise ValueError("not canonical")
    return value


def _object(document: object) -> dict[str, object]:
    match document:
        case dict():
            return document
        case _:
            raise ValueError("not an object")


def _text(document: Mapping[str, object]) -> bytes:
    return json.dumps(
        document, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def _shown(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


def _read(value: object, wanted: object) -> object:
    """Return the value as the field's type; raise ValueError if it is another."""
    if wanted is bytes and isinstance(value, str):
        return bytes.fromhex(value)
    if wanted == tuple[str, ...] and isinstance(value, list):
        return tuple(_read(item, str) for item in value)
    if type(value) is wanted:
        return value
    raise ValueError("wrong type")
