"""PostgreSQL's users: one a process, and none may more or less than is said of it."""

from collections.abc import Iterator

from romdoul.cli import grants
from romdoul.cli.checks_of_stores import is_reachable
from romdoul.cli.findings import Finding, advise, judge
from romdoul.ledger.stores import Store, alias

NAME = "users"
# A host of its own may have it; most installations have none.
OPTIONAL = "intake"
TOLD = 3


def users() -> Iterator[Finding]:
    """Compare what each process's user can do with what it needs, store by store."""
    served = [store for store in Store if _knows_users(store)]
    for store in served:
        for process in grants.known_roles(alias(store)):
            yield _of(store, process)
    if served:
        yield _all_there(alias(served[0]))


def _knows_users(store: Store) -> bool:
    return is_reachable(store) and grants.has_users(alias(store))


def _of(store: Store, process: str) -> Finding:
    role = grants.role_of(process)
    needs = grants.wanted(store, alias(store), process)
    holds = grants.held(alias(store), process)
    words = [f"lacks {_named(needs - holds)}"] if needs - holds else []
    words += [f"may also {_named(holds - needs)}"] if holds - needs else []
    return judge(
        NAME,
        f"{role} may do its work in {store}, and no more",
        holds=not words,
        otherwise=f"{role} in {store} {', and '.join(words)}: romdoul init; what comes"
        " of owning or of another role, take away yourself",
    )


def _named(found: set[grants.Grant]) -> str:
    told = sorted(map(str, found))
    more = f" and {len(told) - TOLD} more" if len(told) > TOLD else ""
    return ", ".join(told[:TOLD]) + more


def _all_there(name: str) -> Finding:
    there = {*grants.known_roles(name), OPTIONAL}
    absent = [grants.role_of(one) for one in grants.processes() if one not in there]
    return advise(
        NAME,
        "each process has a database user of its own",
        holds=not absent,
        otherwise=f"no such user: {', '.join(absent)}; a process without one reads"
        " what the others do (deploy/postgresql.md)",
    )
