from django.urls import include, path

from . import confirm_views

urlpatterns = [
    path("", include("directory.exports.urls")),
    path("eintrag/stimmt/<str:token>/", confirm_views.confirm, name="confirm_entry"),
]
