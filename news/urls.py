"""Files beside pages; their dot keeps them apart from the addresses of Wagtail's pages."""

from django.urls import re_path

from . import views

urlpatterns = [
    re_path(r"^(?P<path>(?:[\w\-]+/)+)termin\.ics$", views.event_calendar),
    re_path(r"^(?P<path>(?:[\w\-]+/)+)kalender\.ics$", views.all_events_calendar),
]
