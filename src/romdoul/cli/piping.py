"""Two ends that work at the same time, one writing what the other reads."""

import os
import threading
from collections.abc import Callable
from typing import BinaryIO


def piped(
    produce: Callable[[BinaryIO], object], consume: Callable[[BinaryIO], object]
) -> None:
    """Run both; raise what the producer raised, else what the consumer raised.

    The producer's failure is the cause where both fail: what ends too early for
    one was cut by the other. Only a pipe closed by a failed reader is the reader's.
    """
    incoming, outgoing = os.pipe()
    faults: list[BaseException] = []

    def write() -> None:
        try:
            with os.fdopen(outgoing, "wb") as out:
                produce(out)
        except BaseException as error:  # noqa: BLE001 - raised below, by the caller
            faults.append(error)

    thread = threading.Thread(target=write, name="pipe")
    thread.start()
    reader_fault: BaseException | None = None
    try:
        with os.fdopen(incoming, "rb") as source:
            consume(source)
            while source.read(1 << 16):
                pass
    except BaseException as error:  # noqa: BLE001 - raised below
        reader_fault = error
    thread.join()
    for fault in [*(f for f in faults if not isinstance(f, BrokenPipeError))]:
        raise fault
    if reader_fault is not None:
        raise reader_fault
    for fault in faults:
        raise fault
