from django.utils.translation import gettext as _
from wagtail import hooks

from cms.pages.quick_actions import HOOK, add_page_action

from .models import EventIndexPage, EventPage
from .staff import hooks as staff_hooks
from .workflow import log_actions

# Importing these modules registers their hooks.
MODULES_WITH_HOOKS = (staff_hooks, log_actions)


@hooks.register(HOOK)
def add_date(request):
    return add_page_action(request, _("Add a date"), EventIndexPage, EventPage)
