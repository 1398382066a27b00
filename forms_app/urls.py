from django.urls import path

from .pages import link_views
from .privacy import personal_data_views

urlpatterns = [
    path("bestaetigung/<str:token>/", link_views.confirm, name="confirm_registration"),
    path("kopie/<str:token>/", link_views.copy, name="send_copy"),
    path("meine-daten/", personal_data_views.ask, name="personal_data"),
    path("meine-daten/auszug/", personal_data_views.use_opened, name="opened_personal_data"),
    path("meine-daten/<str:token>/", personal_data_views.open_data, name="open_personal_data"),
]
