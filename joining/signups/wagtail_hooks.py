from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from .staff import hooks as staff_hooks

# Importing it registers its hooks.
MODULES_WITH_HOOKS = (staff_hooks,)


@hooks.register("register_log_actions")
def name_actions(actions):
    for action, label, message in (
        ("end", _("Sign-up ended"), _("Sign-up cancelled or passed on")),
        ("by_hand", _("Sign up somebody"), _("Signed up by the office")),
        ("cancel_for", _("Sign somebody off"), _("Signed off by the office")),
        ("put_first", _("Put first on the waiting list"), _("Put first on the waiting list by the office")),
    ):
        actions.register_action(f"signups.{action}", label, message)

    @actions.register_action("signups.write")
    class Write(LogFormatter):
        label = _("Write to all who signed up")

        def format_message(self, entry):
            return _now("Wrote to %(count)s who signed up") % entry.data
