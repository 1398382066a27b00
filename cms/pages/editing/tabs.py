from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, TabbedInterface

from cms.pages.models import BasePage


def tabs(*own: ObjectList) -> TabbedInterface:
    """The editor's tabs: those of the page type, then those of every page."""
    promote = ObjectList(BasePage.promote_panels, heading=_("Finding"))
    settings = ObjectList(BasePage.settings_panels, heading=_("Settings"))
    return TabbedInterface([*own, promote, settings])
