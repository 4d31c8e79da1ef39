"""Routes of our own in the editing process, and those of Wagtail's that are shut."""

from typing import NoReturn

from django.http import Http404, HttpRequest
from django.urls import path, re_path

from romdoul.site.editing.account import views as account
from romdoul.site.editing.sign_in import views as sign_in

# Whoever came by one of these would have a session, an account or a file that
# nothing of ours had looked at; or they only break on purpose.
SHUT = (
    "login/",
    "password_reset/",
    "users/",
    "groups/",
    "sites/",
    "locales/",
    "embeds/",
    "failwhale/",
    "test404/",
)


def shut(_request: HttpRequest, **_where: int) -> NoReturn:
    """Answer as if there were nothing."""
    raise Http404


ways_in = [
    path("sign-in/", sign_in.sign_in_page, name="account_login"),
    path("sign-in/code/", sign_in.code, name="mfa_authenticate"),
    path("sign-in/second-factor/", sign_in.set_up, name="second_factor"),
    path("sign-in/invitation/", sign_in.invitation, name="invitation"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    # Where Wagtail's own menu leads.
    path("logout/", sign_in.sign_out),
]
own_account = [
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="change_password"),
    path("account/language/", account.language, name="change_language"),
    path("account/sessions/end/", account.end, name="end_sessions"),
    path("account/sessions/<slug:session>/end/", account.end, name="end_session"),
    path("account/second-factor/app/", account.app, name="add_app"),
    path("account/second-factor/passkey/", account.passkey, name="add_passkey"),
    path("account/second-factor/codes/", account.codes, name="new_codes"),
    path("account/second-factor/<int:pk>/remove/", account.remove, name="remove"),
]
# A page with a password of its own would have `public` keep sessions.
no_passwords = [
    path("pages/<int:page_id>/privacy/", shut),
    path("collections/<int:collection_id>/privacy/", shut),
]
# What stands instead is out at once, and the translation is gone: for that, there is
# taking the page back, which asks for the right to publish.
no_aliases = [path("localize/page/<int:page_id>/convert_to_alias/", shut)]
urlpatterns = [
    *no_passwords,
    *no_aliases,
    *ways_in,
    *own_account,
    *(re_path(f"^{address}", shut) for address in SHUT),
]
