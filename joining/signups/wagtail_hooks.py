from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def name_actions(actions):
    actions.register_action("signups.end", _("Sign-up ended"), _("Sign-up cancelled or passed on"))
