"""Pages of an open session of a club's entry; their addresses are German."""

from django.urls import path

# Registers <day:…>.
from .. import day_converter  # noqa: F401
from . import date_views, day_views, feed_views

SESSION = "eintrag/bearbeiten/<str:key>/termine/"

urlpatterns = [
    path(SESSION, date_views.dates, name="club_dates"),
    path(f"{SESSION}neu/", date_views.add_date, name="add_club_date"),
    path(f"{SESSION}kalender/", feed_views.add_feed, name="add_club_feed"),
    path(f"{SESSION}kalender/<int:pk>/", feed_views.feed, name="club_feed"),
    path(f"{SESSION}tage/<uuid:series>/", day_views.days, name="club_days"),
    path(f"{SESSION}tage/<uuid:series>/<day:day>/", day_views.move_day, name="move_club_day"),
    path(f"{SESSION}bild/<uuid:picture>/", date_views.picture_of_date, name="club_date_picture"),
    path(f"{SESSION}<uuid:event>/", date_views.change_date, name="change_club_date"),
    path(f"{SESSION}<uuid:event>/zurueckziehen/", date_views.withdraw_date, name="withdraw_club_date"),
    path(f"{SESSION}<uuid:event>/wieder/", date_views.bring_date_back, name="bring_club_date_back"),
]
