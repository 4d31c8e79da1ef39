"""The ledger, a page at a time, the latest first."""

from django.http import HttpResponse
from django.shortcuts import render

from romdoul.desks.ledger.words import event_said
from romdoul.desks.needs import StaffRequest
from romdoul.ledger.stores import Store
from romdoul.queries.colleagues import code_names
from romdoul.queries.ledger import list_entries

STORES = (Store.CASEWORK, Store.INBOX)


def entries(request: StaffRequest) -> HttpResponse:
    wish = request.GET.get("store", "")
    store = Store(wish) if wish in STORES else Store.CASEWORK
    after = request.GET.get("after", "")
    page = list_entries(request.actor, store=store, after=after or None)
    names = code_names(request.actor, (row.actor for row in page.rows))
    context = {
        "page": page,
        "rows": [
            (row, names.get(row.actor, row.actor), event_said(row.event))
            for row in page.rows
        ],
        "store": store,
        "query": f"&store={store}",
        "first_url": f"/ledger/?store={store}" if after else "",
    }
    return render(request, "desks/ledger/entries.html", context)
