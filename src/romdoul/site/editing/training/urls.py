"""Routes of the trainings, below the admin's own."""

from django.urls import path

from romdoul.site.editing.training import views

app_name = "training"
urlpatterns = [
    path("", views.list_all, name="list"),
    path("open/", views.open_one, name="open"),
    path("figures/", views.figures, name="figures"),
    path("figures.csv", views.figures_csv, name="figures-csv"),
    path("<str:code>/", views.show, name="show"),
    path("<str:code>/close/", views.close, name="close"),
    path("<str:code>/paper/", views.paper, name="paper"),
]
