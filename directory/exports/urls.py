from django.urls import path

from . import views
from .formats import ENTRIES, OPENINGS

urlpatterns = [
    path("daten/", views.open_data, name="open_data"),
    path("daten/verzeichnis.<slug:extension>", views.export, {"dataset": ENTRIES}, name=ENTRIES.route),
    path("daten/mithilfe.<slug:extension>", views.export, {"dataset": OPENINGS}, name=OPENINGS.route),
    path("catalog.ttl", views.catalogue, name="catalogue"),
    path("daten/geloescht.json", views.deleted, name="deleted_entries"),
    path("eintrag/<uuid:public_id>/kalender.ics", views.entry_calendar, name="entry_calendar"),
]
