from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from cms.adapters.wagtail import narrow_filters, narrow_privacy
from cms.towns.scope import pages_of_staff

from .group_panel import GroupTownPanel
from .other_towns import media_api
from .other_towns.filters import narrow
from .sign_in.inviting import invite
from .sign_in.own import ChangeView, OwnFactorView
from .sign_in.staff import SignInHelpView, may_help

narrow_filters(narrow)
narrow_privacy(narrow)
hooks.register("construct_admin_api", media_api.register, order=1)


@hooks.register("register_admin_urls")
def sign_in_urls():
    return [
        path("zweiter-faktor/", OwnFactorView.as_view(), name="second_factor"),
        path("zweiter-faktor/einrichten/", ChangeView.as_view(), name="second_factor_change"),
        path("users/<int:pk>/anmeldung/", SignInHelpView.as_view(), name="sign_in_help"),
    ]


@hooks.register("insert_global_admin_js")
def session_script():
    return format_html('<script src="{}" defer></script>', static("js/admin-session.js"))


@hooks.register("register_account_menu_item")
def second_factor_of_mine(request):
    return {
        "url": reverse("second_factor"),
        "label": gettext("Second factor"),
        "help_text": gettext("Set it up, change to a new phone, or print new emergency codes."),
    }


@hooks.register("register_user_listing_buttons")
def sign_in_button(user, request_user):
    if may_help(request_user, user):
        url = reverse("sign_in_help", args=[user.pk])
        yield Button(gettext("Sign-in"), url, icon_name="lock", priority=25)


@hooks.register("after_create_user")
def invite_colleague(request, user):
    """Nobody else knows the password, and nothing waits for a first right guess."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    invite(user)


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(
        "users.reset_second_factor", _("Reset the second factor"), _("Second factor reset")
    )


@hooks.register("construct_page_chooser_queryset")
def choose_among_the_own_town(pages, request):
    """Wagtail's chooser offers pages of all sites."""
    return pages.filter(pages_of_staff(request.user))


@hooks.register("register_group_permission_panel")
def choose_town_of_group():
    return GroupTownPanel
