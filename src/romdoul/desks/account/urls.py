"""One's own account."""

from django.urls import path

from romdoul.desks.account import factors, views

urlpatterns = [
    path("", views.account, name="account"),
    path("password/", views.password, name="change_password"),
    path("language/", views.language, name="change_language"),
    path("sessions/end/", views.end, name="end_sessions"),
    path("sessions/<slug:session>/end/", views.end, name="end_session"),
    path("keys/new/", views.new_keys, name="new_keys"),
    path("keys/take-up/", views.take_up, name="take_up_keys"),
    path("second-factor/app/", factors.app, name="add_app"),
    path("second-factor/passkey/", factors.passkey, name="add_passkey"),
    path("second-factor/codes/", factors.codes, name="new_codes"),
    path("second-factor/<int:pk>/remove/", factors.remove, name="remove_factor"),
]
