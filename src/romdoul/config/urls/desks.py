"""Routes of the desks process."""

from django.urls import URLPattern, URLResolver, include, path

from romdoul.desks.day.views import day
from romdoul.desks.hotline.places import HOTLINE, SAFEGUARDING
from romdoul.desks.hotline.urls import routes
from romdoul.desks.ledger.views import entries
from romdoul.desks.needs import needs
from romdoul.desks.search.views import search
from romdoul.staff.rights import Right

urlpatterns: list[URLPattern | URLResolver] = [
    path("", needs(Right.ACCOUNT_OWN)(day)),
    path("", include("romdoul.desks.sign_in.urls")),
    path("account/", include("romdoul.desks.account.urls")),
    path("staff/", include("romdoul.desks.oversight.urls")),
    path("hotline/", include(routes(HOTLINE))),
    path("safeguarding/", include(routes(SAFEGUARDING))),
    path("cases/", include("romdoul.desks.cases.urls")),
    path("ledger/", needs(Right.LEDGER_READ)(entries)),
    path("search/", needs(Right.SEARCH_NAMES, Right.SAFEGUARDING_READ)(search)),
]

handler400 = "romdoul.config.answers.bad_request"
handler403 = "romdoul.config.answers.permission_denied"
handler404 = "romdoul.config.answers.page_not_found"
handler500 = "romdoul.config.answers.server_error"
