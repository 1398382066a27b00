from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from ..blocks import FooterColumnBlock, MenuPageBlock


@register_setting(icon="list-ul", order=20)
class NavigationSettings(BaseSiteSetting):
    """Main menu and footer. Other languages show translations of the same pages."""

    main = StreamField(
        [("page", MenuPageBlock())],
        blank=True,
        max_num=7,
        verbose_name=_("main menu"),
        help_text=_("At most seven entries, or the menu no longer fits beside the logo."),
    )
    footer = StreamField(
        [("column", FooterColumnBlock())],
        blank=True,
        max_num=3,
        verbose_name=_("footer"),
        help_text=_("Up to three columns. Imprint, privacy and accessibility are always there."),
    )

    panels = [FieldPanel("main"), FieldPanel("footer")]

    class Meta:
        verbose_name = _("menus")
