"""Where the trainings stand in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from romdoul.site.editing.training import urls
from romdoul.site.learning.officers import Officer, Right


class _TrainingsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to those who may read the figures."""
        return Right.READ in Officer.of(request.user).rights


@hooks.register("register_admin_urls")
def training_urls() -> list[URLPattern | URLResolver]:
    """Mount the trainings in the admin, behind its own door."""
    return [path("trainings/", include(urls, namespace="training"))]


@hooks.register("register_admin_menu_item")
def training_item() -> MenuItem:
    """Put the trainings into the menu."""
    return _TrainingsItem(
        _("Trainings"),
        reverse_lazy("training:list"),
        icon_name="group",
        order=350,
    )
