"""Workers, keys that are due, and requests to the custodians."""

from django.urls import path

from romdoul.desks.oversight import keys, recovery, root, workers

urlpatterns = [
    path("", workers.workers, name="workers"),
    path("invite/", workers.invite, name="invite"),
    path("keys/", keys.due, name="keys_due"),
    path("keys/custodians/", keys.renew, name="renew_custodians"),
    path("keys/<ref:ref>/rotate/", keys.rotate, name="rotate"),
    path("keys/<ref:ref>/sign/", keys.co_sign, name="co_sign"),
    path("recovery/", recovery.recoveries, name="recoveries"),
    path("recovery/break-glass/", recovery.ask_for_a_way_in, name="break_glass"),
    path("recovery/<ref:ref>/", recovery.recovery, name="recovery"),
    path("recovery/<ref:ref>/reason/", recovery.reason, name="recovery_reason"),
    path("recovery/<ref:ref>/export/", recovery.export, name="recovery_export"),
    path("recovery/<ref:ref>/return/", recovery.bring_back, name="recovery_return"),
    path("recovery/<ref:ref>/enter/", recovery.enter, name="recovery_enter"),
    path("recovery/<ref:ref>/review/", recovery.review, name="recovery_review"),
    path("recovery/<ref:ref>/withdraw/", recovery.withdraw, name="recovery_withdraw"),
    path("<ref:ref>/", workers.worker, name="worker"),
    path("<ref:ref>/invite-again/", workers.invite_again, name="invite_again"),
    path("<ref:ref>/certify/", workers.certify, name="certify"),
    path("<ref:ref>/root/", root.ask_root, name="ask_root"),
    path("<ref:ref>/root/answer/", root.take_root, name="take_root"),
    path("<ref:ref>/leave/", workers.leave, name="leave"),
    path("<ref:ref>/reset-second-factor/", workers.reset_factor, name="reset_factor"),
    path("<ref:ref>/recover/", recovery.ask, name="ask_recovery"),
]
