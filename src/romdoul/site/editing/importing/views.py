"""The screen that makes a draft of a saved page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from romdoul.kernel.errors import BadInput
from romdoul.site.editing.importing.forms import ImportForm
from romdoul.site.news.importing import import_article


@require_http_methods(["GET", "HEAD", "POST"])
def saved_page(request: HttpRequest) -> HttpResponse:
    """Make a draft of an article, and open it where its doubts stand first."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            page = import_article(request.user, article=form.article)  # type: ignore[arg-type]
        except BadInput as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("Here is the draft. Look at it before it goes out.")
            )
            return redirect("wagtailadmin_pages:edit", page.pk)
    status = 422 if form.errors else 200
    return render(request, "editing/import.html", {"form": form}, status=status)
