"""``romdoul bench NAME``: each benchmark is a module of its own."""

from importlib import import_module

from romdoul.cli.answer import Answer
from romdoul.cli.arguments import Options


def run(options: Options) -> Answer:
    """Run one benchmark; its ``measure`` returns the figures."""
    measure = import_module(f"romdoul.cli.benches.{options.name}").measure
    figures: dict[str, object] = measure(list(options.rest))
    lines = tuple(f"{name}: {value}" for name, value in figures.items())
    return Answer(lines=lines, data=figures)
