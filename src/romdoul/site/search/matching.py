"""Which pages hold what is looked for, in no order, as the store's engine finds it.

SQLite looks up each entry that it found in the table of entries, whose rows are as long
as the pages' texts: to name five thousand pages it would read all that is written on
the website. Asked so, it reads a short index of the entries instead.
"""

from importlib import import_module
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry
from wagtail.search.query import SearchQuery

SQLITE = "modelsearch.backends.database.sqlite.query"


def matching(wanted: SearchQuery) -> QuerySet[Page]:
    """Return the pages that hold what is wanted."""
    results = get_search_backend().search(
        wanted, Page.objects.all(), order_by_relevance=False
    )
    if connection.vendor != "sqlite":
        found: QuerySet[Page] = results.get_queryset()
        return found
    return Page.objects.filter(pk__in=_entries(results.query_compiler, wanted))


def _entries(compiler: Any, wanted: SearchQuery) -> QuerySet[IndexEntry]:  # noqa: ANN401
    # Where another store is, this cannot be loaded.
    sqlite = import_module(SQLITE)
    match = sqlite.MatchExpression(
        compiler.FTS_TABLE_FIELDS, compiler.build_search_query(wanted)
    )
    rows = sqlite.SQLiteFTSIndexEntry.objects.filter(match).values("index_entry_id")
    pages = IndexEntry.objects.filter(
        content_type__in=get_descendants_content_types_pks(Page)
    )
    # By a sum no row can be looked up: the index that names the pages is walked.
    named = pages.alias(row=F("pk") + 0).filter(row__in=rows)
    return named.values("object_id")
