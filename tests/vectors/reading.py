"""How tests read frozen vectors: JSON in which bytes are hex."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from romdoul.vault.binding import Binding

HERE = Path(__file__).parent


@cache
def vectors(name: str) -> dict[str, Any]:
    return json.loads((HERE / f"{name}.json").read_text())


def unhex(text: str) -> bytes:
    return bytes.fromhex(text)


def binding_of(frozen: dict[str, Any]) -> Binding:
    names = ("table", "row", "version", "compartment", "epoch")
    return Binding(**{name: frozen[name] for name in names})
