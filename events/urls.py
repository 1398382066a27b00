"""Addresses of clubs, and files beside pages; the dot in their names keeps those apart from Wagtail's addresses."""

from django.urls import include, path, re_path

from .exports import views

urlpatterns = [
    path("daten/termine.<slug:extension>", views.export_dates, name="export_dates"),
    path("", include("events.self_service.urls")),
    re_path(r"^(?P<path>(?:[\w\-]+/)+)termin\.ics$", views.event_calendar),
    re_path(r"^(?P<path>(?:[\w\-]+/)+)kalender\.ics$", views.all_events_calendar),
]
