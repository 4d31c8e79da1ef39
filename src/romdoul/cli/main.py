"""The ``romdoul`` command: reads what was asked, and answers 0, 1 or 2.

0 done; 1 the answer is "no" (broken, not found); 2 wrong use or bad input, with one
clear line on standard error and nothing changed.
"""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from romdoul.cli.answer import Answer, WrongUse, give, say
from romdoul.cli.arguments import Options, read_arguments
from romdoul.cli.settings import start_django
from romdoul.kernel.errors import (
    BadInput,
    KeyUnfit,
    RomdoulError,
    SealBroken,
    WrongIdentity,
)

BAD_INPUT = (BadInput, KeyUnfit, WrongIdentity, WrongUse)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = read_arguments(sys.argv[1:] if arguments is None else arguments)
    os.umask(0o077)
    try:
        return give(_carry_out(options), as_json=options.json)
    except BAD_INPUT as error:
        return _refuse(2, words_of(error))
    except RomdoulError as error:
        return _refuse(1, words_of(error))
    except (OSError, UnicodeError) as error:
        return _refuse(2, words_of(error))
    except KeyboardInterrupt:
        return 130


def words_of(error: BaseException) -> str:
    """Return one line that says what is wrong, and never a secret."""
    if isinstance(error, WrongIdentity):
        return "This identity does not open the file: it was encrypted to another."
    if isinstance(error, SealBroken):
        return "The file is damaged, or is none that age wrote. Nothing was changed."
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else str(error)
    return " ".join(str(error).split()) or type(error).__name__


def _carry_out(options: Options) -> Answer:
    if options.settings:
        start_django(options.settings)
    command: Callable[[Options], Answer] = import_module(
        f"romdoul.cli.{options.module}"
    ).run
    return _with_database_errors(command, options)


def _with_database_errors(
    command: Callable[[Options], Answer], options: Options
) -> Answer:
    database_error = import_module("django.db").DatabaseError
    try:
        return command(options)
    except database_error as error:
        # A driver's message may quote values: its class and the way out suffice.
        raise WrongUse(
            f"The stores cannot be used ({type(error).__name__});"
            " `romdoul doctor` says more."
        ) from error


def _refuse(status: int, words: str) -> int:
    say(f"romdoul: {words}", sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
