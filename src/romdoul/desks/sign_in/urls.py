"""The way in, the way out, and the lock."""

from django.urls import path

from romdoul.desks.sign_in import recovery, second_factor, views

urlpatterns = [
    path("sign-in/", views.sign_in_page, name="account_login"),
    path("sign-in/code/", second_factor.code, name="mfa_authenticate"),
    path("sign-in/second-factor/", second_factor.set_up, name="second_factor"),
    path("sign-in/invitation/", views.invitation, name="invitation"),
    path("sign-in/recovery/", recovery.recover, name="recover"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("lock/", views.lock, name="lock"),
    path("unlock/", views.unlock, name="unlock"),
    path("waiting/", views.waiting, name="waiting"),
]
