"""Routes of the form and the mailbox, as the two public processes mount them."""

from django.urls import path

from romdoul.intake import box_views, sealed_box_views, sealed_views, views

# Under /km/ and /en/.
in_languages = [
    path("tell/", views.tell, name="tell"),
    path("form/", views.form, name="form"),
    path("form/send/", sealed_views.send, name="form-send"),
    path("form/code/", sealed_views.code, name="form-code"),
    path("box/", box_views.box, name="box"),
    path("box/read/", sealed_box_views.read_box, name="box-read"),
    path("box/write/", sealed_box_views.write_box, name="box-write"),
    path("box/destroy/", sealed_box_views.destroy_box, name="box-destroy"),
]
in_none = [
    path("", views.root, name="root"),
    path("leave/", views.leave, name="leave"),
    path("away/", views.away, name="away"),
    path("keys/", sealed_views.keys, name="keys"),
]
