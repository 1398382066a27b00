"""What `cms/core/wagtail_hooks.py` registers of the screens about signing in."""

from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button

from .own import ChangeView, OwnFactorView
from .staff import SignInHelpView, may_help


def sign_in_urls():
    return [
        path("zweiter-faktor/", OwnFactorView.as_view(), name="second_factor"),
        path("zweiter-faktor/einrichten/", ChangeView.as_view(), name="second_factor_change"),
        path("users/<int:pk>/anmeldung/", SignInHelpView.as_view(), name="sign_in_help"),
    ]


def second_factor_of_mine(request):
    return {
        "url": reverse("second_factor"),
        "label": gettext("Second factor"),
        "help_text": gettext("Set it up, change to a new phone, or print new emergency codes."),
    }


def sign_in_button(user, request_user):
    if may_help(request_user, user):
        url = reverse("sign_in_help", args=[user.pk])
        yield Button(gettext("Sign-in"), url, icon_name="lock", priority=25)


def log_actions(actions):
    actions.register_action(
        "users.reset_second_factor", _("Reset the second factor"), _("Second factor reset")
    )
