"""Addresses that citizens see; they are German."""

from django.urls import include, path

from .browse import shortlist_views
from .self_service import ask_views, claim_views, edit_views, entry_views, letter_views, picture_views

SESSION = "eintrag/bearbeiten/<str:key>/"

urlpatterns = [
    path("eintrag/<uuid:public_id>/aendern/", ask_views.ask, name="ask_to_edit"),
    path("eintrag/<uuid:public_id>/uebernehmen/", claim_views.claim, name="claim_entry"),
    path("eintrag/<uuid:public_id>/brief/", claim_views.letter, name="ask_for_letter"),
    path("eintrag/uebernehmen/<str:token>/", claim_views.take_over_entry, name="take_over_entry"),
    path("brief/", letter_views.enter_code, name="enter_code"),
    path("brief/offen/<str:key>/", letter_views.opened, name="open_letter"),
    path("brief/<str:number>/", letter_views.enter_code, name="enter_code"),
    path("eintrag/aendern/<str:token>/", ask_views.open_link, name="open_edit_link"),
    path(SESSION, edit_views.edit, name="edit_entry"),
    path(f"{SESSION}vorschau/", edit_views.preview, name="preview_entry_changes"),
    path(f"{SESSION}senden/", edit_views.send, name="send_entry_changes"),
    path(f"{SESSION}gesendet/", edit_views.sent, name="entry_changes_sent"),
    path(f"{SESSION}stimmt/", entry_views.confirm, name="confirm_entry_in_session"),
    path(f"{SESSION}bild/<uuid:picture>/", picture_views.picture, name="entry_picture"),
    path(f"{SESSION}pause/", entry_views.pause, name="pause_entry"),
    path(f"{SESSION}mithilfe/<int:pk>/", entry_views.opening, name="renew_opening_in_session"),
    path(f"{SESSION}zurueckziehen/", entry_views.withdraw, name="withdraw_entry"),
    path("eintrag/mithilfe/<str:token>/", entry_views.openings, name="renew_openings"),
    path("merkliste/", shortlist_views.shortlist, name="shortlist"),
    path("", include("directory.exports.urls")),
    path("eintrag/stimmt/<str:token>/", entry_views.confirm_from_mail, name="confirm_entry"),
]
