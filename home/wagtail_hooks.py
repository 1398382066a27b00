from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from cms.common import todo_items
from cms.pages.quick_actions import HOOK, QuickAction
from cms.towns.scope import pages_of_staff

from .gaps import pages_with_gaps
from .models import HomePage

hooks.register(todo_items.HOOK, pages_with_gaps)


@hooks.register(HOOK, order=-10)
def open_or_edit_the_site(request):
    home = HomePage.objects.live().filter(pages_of_staff(request.user)).order_by("path").first()
    if home is None:
        return []
    actions = [QuickAction(_("Open the website"), home.get_url(request), icon="view")]
    if home.permissions_for_user(request.user).can_edit():
        actions.append(
            QuickAction(
                _("Change the start page"), reverse("wagtailadmin_pages:edit", args=[home.pk]), icon="edit"
            )
        )
    return actions
