from django.urls import path

from .pages import calendar_views, link_views

urlpatterns = [
    path("meine-anmeldung/<str:token>/", link_views.signup_link, name="signup_link"),
    path("meine-anmeldung/<str:token>/termin.ics", calendar_views.signup_calendar, name="signup_calendar"),
]
