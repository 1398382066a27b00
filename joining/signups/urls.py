from django.urls import path

from .pages import link_views

urlpatterns = [path("meine-anmeldung/<str:token>/", link_views.signup_link, name="signup_link")]
