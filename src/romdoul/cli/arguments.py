"""The words of the command line. Nothing here loads Django."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from typing import Any, NoReturn

PROCESSES = ("public", "intake", "desks", "edit", "jobs", "clock")


class Options(Namespace):
    """What was asked: the words given, the module that answers, its settings."""

    json: bool
    module: str
    settings: str

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - argparse's own
        raise AttributeError(name)


class OneLineParser(ArgumentParser):
    """Says what is wrong in one line, as every command of ours does."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{self.prog}: {message} (see {self.prog} --help)\n")
        sys.exit(2)


def read_arguments(arguments: Sequence[str]) -> Options:
    """Return what was asked; exits with 2 and one line when it is not clear."""
    return build().parse_args(arguments, Options())


def build() -> ArgumentParser:
    """Return the parser of every command."""
    parser = OneLineParser(prog="romdoul", description="Romdoul's own machine room.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for add in (
        _add_init,
        _add_serve,
        _add_demo,
        _add_doctor,
        _add_ledger,
        _add_backup,
        _add_restore,
        _add_erasures,
        _add_bench,
        _add_recovery,
        _add_root,
        _add_found,
        _add_public,
        _add_editors,
        _add_news,
        _add_site,
    ):
        add(commands)
    return parser


def _command(
    commands: Any,  # noqa: ANN401 - argparse names this class privately
    name: str,
    words: str,
    *,
    settings: str = "",
    module: str = "",
) -> ArgumentParser:
    parser: ArgumentParser = commands.add_parser(name, help=words, description=words)
    parser.add_argument(
        "--json", action="store_true", help="end with one JSON document"
    )
    parser.set_defaults(module=module or name, settings=settings)
    return parser


def _add_init(commands: Any) -> None:  # noqa: ANN401
    parser = _command(
        commands, "init", "make keys, stores, files and translations ready"
    )
    parser.add_argument("--process", choices=("all", *PROCESSES), default="all")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; say whether all is ready"
    )
    keys = parser.add_mutually_exclusive_group()
    keys.add_argument(
        "--new-keys",
        action="store_true",
        help="make missing server secrets anew although there is data",
    )
    keys.add_argument(
        "--no-keys", action="store_true", help="stores and files alone; make no secret"
    )


def _add_serve(commands: Any) -> None:  # noqa: ANN401
    parser = _command(
        commands, "serve", "serve; all: public on N, desks on N+1, edit on N+2, jobs"
    )
    parser.add_argument("--process", choices=("all", *PROCESSES), default="all")
    _add_port(parser)


def _add_demo(commands: Any) -> None:  # noqa: ANN401
    parser = _command(
        commands,
        "demo",
        "make a data folder with the demo organisation and serve it",
        settings="console",
    )
    parser.add_argument("--no-serve", action="store_true", help="only make it")
    parser.add_argument(
        "--sign-in",
        metavar="USER",
        help="make nothing; show how to sign in as USER now",
    )
    _add_port(parser)


def _add_port(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=_port, default=None, help="the first port (PORT, or 8000)"
    )


def _port(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= 65_534:
        raise ArgumentTypeError(f"{text!r} is no port")
    return int(text)


def first_port(options: Options) -> int:
    """Return the port asked for: ``--port``, else ``PORT``, else 8000."""
    if options.port is not None:
        return int(options.port)
    text = os.environ.get("PORT", "")
    try:
        return _port(text or "8000")
    except ArgumentTypeError as error:
        build().error(f"PORT: {error}")


def _add_doctor(commands: Any) -> None:  # noqa: ANN401
    _command(
        commands,
        "doctor",
        "check settings, keys, triggers, storage, clock, hardening",
        settings="console",
    )


def _add_ledger(commands: Any) -> None:  # noqa: ANN401
    ledger = commands.add_parser("ledger", help="verify the record of everything done")
    verbs = ledger.add_subparsers(required=True, metavar="VERB", dest="verb")
    verify = _command(
        verbs, "verify", "verify every stream", settings="console", module="ledger"
    )
    verify.add_argument(
        "--checkpoint", metavar="FILE", help="lines kept elsewhere, to find a cut tail"
    )
    checkpoint = _command(
        verbs,
        "checkpoint",
        "sign every stream now and write the lines to keep elsewhere",
        settings="console",
        module="ledger",
    )
    checkpoint.add_argument("--out", metavar="FILE", help="where to (else: shown)")


def _add_backup(commands: Any) -> None:  # noqa: ANN401
    parser = _command(
        commands,
        "backup",
        "write the whole installation, but for its keys, as one age file",
    )
    parser.add_argument("file", metavar="FILE")
    _add_recipient(parser)


def _add_recipient(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--recipient",
        metavar="AGE",
        action="append",
        default=[],
        help="age1… or a file of them (ROMDOUL_BACKUP_RECIPIENT)",
    )


def _add_restore(commands: Any) -> None:  # noqa: ANN401
    parser = _command(
        commands, "restore", "put a backup back into an empty data folder"
    )
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--identity", metavar="FILE", required=True)
    parser.add_argument(
        "--although-broken",
        action="store_true",
        help="restore a whole file even if its ledger does not hold",
    )
    parser.add_argument(
        "--older",
        action="store_true",
        help="restore a backup that has expired and should have been deleted",
    )
    lists = parser.add_mutually_exclusive_group()
    _add_lists(lists)
    lists.add_argument(
        "--without-erasures",
        action="store_true",
        help="bring back what was erased after the backup; it is recorded",
    )


def _add_lists(parser: Any) -> None:  # noqa: ANN401 - a parser or a group of one
    parser.add_argument(
        "--erasures",
        metavar="FILE",
        action="append",
        default=[],
        help="a copy of the list of erasures, kept elsewhere",
    )


def _add_erasures(commands: Any) -> None:  # noqa: ANN401
    words = "what was erased stays erased: carry the list out, remake it, copy it"
    erasures = commands.add_parser("erasures", help=words, description=words)
    verbs = erasures.add_subparsers(required=True, metavar="VERB", dest="verb")
    for name, said in (
        ("apply", "erase what the stores hold although it was erased"),
        ("rebuild", "make a list that is missing or damaged again, from the ledger"),
        ("copy", "write both lists into one age file, to keep elsewhere"),
    ):
        verb = _command(verbs, name, said, settings="console", module="erasures")
        if name == "apply":
            _add_lists(verb)
            verb.add_argument("--identity", metavar="FILE", help="opens such a copy")
            verb.add_argument("--process", choices=("all", *PROCESSES), default="all")
        elif name == "copy":
            verb.add_argument("file", metavar="FILE", help="a new file")
            _add_recipient(verb)


def _add_news(commands: Any) -> None:  # noqa: ANN401
    news = commands.add_parser("news", help="articles for the website")
    verbs = news.add_subparsers(required=True, metavar="VERB", dest="verb")
    taken = _command(
        verbs,
        "import",
        "make drafts of articles from saved pages",
        settings="edit_console",
        module="news",
    )
    taken.add_argument("files", metavar="FILE", nargs="+")
    taken.add_argument(
        "--dry-run", action="store_true", help="say what was found; write nothing"
    )


def _add_site(commands: Any) -> None:  # noqa: ANN401
    site = commands.add_parser("site", help="the website, looked over")
    verbs = site.add_subparsers(required=True, metavar="VERB", dest="verb")
    words = "where the links of the published pages lead; asks nobody else's server"
    _command(verbs, "links", words, settings="edit_console", module="links")


def _add_bench(commands: Any) -> None:  # noqa: ANN401
    parser = _command(
        commands, "bench", "run one of the benchmarks in docs/benchmarks.md"
    )
    parser.add_argument("name", metavar="NAME", choices=bench_names())
    parser.add_argument("rest", nargs="*", metavar="WORD", help="what it may take")


def _add_recovery(commands: Any) -> None:  # noqa: ANN401
    words = "the custodians' tool: offline, two of them recover keys together"
    recovery = commands.add_parser("recovery", help=words, description=words)
    verbs = recovery.add_subparsers(required=True, metavar="VERB", dest="verb")
    for name, said in (
        ("keygen", "make a custodian's age pair; shows the recipient"),
        ("peel", "take off the first custodian's layer"),
        ("finish", "take off the second one; seal to a fresh one-time key"),
    ):
        verb = _command(verbs, name, said, module="recovery")
        if name != "keygen":
            verb.add_argument("file", metavar="FILE", help="what was sent to you")
            verb.add_argument("--identity", metavar="FILE", required=True)
        verb.add_argument("--out", metavar="FILE", required=True, help="a new file")


def _add_root(commands: Any) -> None:  # noqa: ANN401
    words = "the root's tool: offline, certifies managers and custodians"
    root = commands.add_parser("root", help=words, description=words)
    verbs = root.add_subparsers(required=True, metavar="VERB", dest="verb")
    verb = _command(verbs, "sign", "sign a request of the desks", module="root")
    verb.add_argument("file", metavar="FILE", help="the request")
    verb.add_argument("--key", metavar="FILE", required=True, help="root.key")
    verb.add_argument("--number", help="the check number, as the person read it out")
    verb.add_argument("--out", metavar="FILE", required=True, help="a new file")


def _add_found(commands: Any) -> None:  # noqa: ANN401
    parser = _command(
        commands,
        "found",
        "found the organisation: root, first people, compartments",
        settings="console",
    )
    parser.add_argument("file", metavar="FILE", help="TOML with the first people")


def _add_public(commands: Any) -> None:  # noqa: ANN401
    words = "show or set telephone numbers, name and exit of the public pages"
    parser = _command(commands, "public", words, settings="console")
    parser.add_argument(
        "--set", metavar="NAME=VALUE", action="append", help="an empty value unsets it"
    )


def _add_editors(commands: Any) -> None:  # noqa: ANN401
    words = "who edits the website: invite, list, end, invite anew"
    editors = commands.add_parser("editors", help=words, description=words)
    verbs = editors.add_subparsers(required=True, metavar="VERB", dest="verb")
    for name, said in (
        ("add", "make an account; prints a one-time code, once"),
        ("list", "show every account"),
        ("end", "end an account at once"),
        ("reset", "take password and second factors away; prints a new code"),
        ("lock-out", "let nobody in and no case story out, as a restore does"),
    ):
        settings = "edit_console"
        verb = _command(verbs, name, said, settings=settings, module="editors")
        if name in {"add", "end", "reset"}:
            verb.add_argument("username", metavar="USERNAME", help="a code name")
        if name == "add":
            verb.add_argument("--role", choices=("editor", "reviewer"), required=True)
            verb.add_argument("--language", choices=("km", "en"), default="km")


def bench_names() -> tuple[str, ...]:
    """Return the names of the benchmarks: the modules of ``cli.benches``."""
    return ("intake", "desk", "ledger", "site", "vault")
