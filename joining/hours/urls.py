"""Pages of clubs and helpers, and the check of a proof; their addresses are German."""

from django.urls import path

from .helper import check_views, consent_views, own_views
from .self_service import call_views, hours_views

SESSION = "eintrag/bearbeiten/<str:key>/stunden/"

urlpatterns = [
    path("nachweis/", check_views.check, name="check_proof"),
    path("stunden/<str:token>/", consent_views.answer, name="answer_hours"),
    path("meine-stunden/", own_views.ask, name="my_hours"),
    path("meine-stunden/auszug/", own_views.use_opened, name="opened_my_hours"),
    path("meine-stunden/<str:token>/", own_views.open_hours, name="open_my_hours"),
    path("nachricht/beantworten/<str:token>/stunden/", call_views.from_call, name="hours_from_call"),
    path(SESSION, hours_views.hours, name="club_hours"),
    path(f"{SESSION}neu/", hours_views.add_hours, name="add_club_hours"),
    path(f"{SESSION}<uuid:hours>/", hours_views.change, name="change_club_hours"),
    path(f"{SESSION}<uuid:hours>/zurueckziehen/", hours_views.withdraw, name="withdraw_club_hours"),
]
