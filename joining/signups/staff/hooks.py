"""Registers the organiser's screens and the ways to them."""

from django.templatetags.static import static
from django.urls import path, re_path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button, ListingButton

from forms_app.access import may

from ..models import SignupPage
from .access import is_open_to
from .attendance_views import AttendanceView
from .door_views import door_list, signup_table
from .screens import SignupsView, WhoComesView
from .writing_views import WriteToAllView

# What fits into the database's numbers.
NUMBER = "(?P<pk>[0-9]{1,18})"


@hooks.register("register_admin_urls")
def signup_urls():
    return [
        path("anmeldungen/", SignupsView.as_view(), name="signups"),
        re_path(rf"^anmeldungen/formular/{NUMBER}/$", WhoComesView.as_view(), name="who_comes"),
        re_path(
            rf"^anmeldungen/termin/{NUMBER}/abhaken/$", AttendanceView.as_view(), name="signup_attendance"
        ),
        re_path(rf"^anmeldungen/termin/{NUMBER}/schreiben/$", WriteToAllView.as_view(), name="signup_write"),
        re_path(rf"^anmeldungen/termin/{NUMBER}/liste/$", door_list, name="signup_door_list"),
        re_path(
            rf"^anmeldungen/termin/{NUMBER}/tabelle/(?P<file_format>[a-z]+)/$",
            signup_table,
            name="signup_table",
        ),
    ]


class SignupsMenuItem(MenuItem):
    def is_shown(self, request):
        return may(request.user, "view")


@hooks.register("register_admin_menu_item")
def signups_menu_item():
    return SignupsMenuItem(_("Sign-ups"), reverse("signups"), name="signups", icon_name="group", order=155)


@hooks.register("register_page_header_buttons")
def who_comes_beside_the_page(page, user, view_name, next_url=None):
    if address := _address_for(page, user):
        yield Button(_now("Who comes"), address, icon_name="group", priority=40)


@hooks.register("register_page_listing_buttons")
def who_comes_in_the_explorer(page, user, next_url=None):
    if address := _address_for(page, user):
        yield ListingButton(_now("Who comes"), address, icon_name="group", priority=40)


def _address_for(page, user) -> str:
    """Of the form in its first language, which all languages share; "" if it is nothing for this user."""
    if not (isinstance(page.specific_deferred, SignupPage) and page.pk and may(user, "view")):
        return ""
    first = SignupPage.objects.filter(translation_key=page.translation_key, places__isnull=False).first()
    return reverse("who_comes", args=[first.pk]) if first and is_open_to(user, "view", first) else ""


@hooks.register("insert_global_admin_css")
def signups_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("css/signups_staff.css"))
