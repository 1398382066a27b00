from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.core.models import ReadingPage

from ..blocks import PartnerGroupBlock


class PartnersPage(ReadingPage):
    """Who carries and who funds the strategy, each with their role."""

    groups = StreamField(
        [("group", PartnerGroupBlock())],
        blank=True,
        verbose_name=_("partners and sponsors"),
        help_text=_("One group for each kind, for example cooperation partners, foundations, sponsors."),
    )

    content_panels = ReadingPage.content_panels[:-2] + [
        FieldPanel("groups"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("next_page"), FieldPanel("next_text")], _("Next step")),
    ]
    search_fields = ReadingPage.search_fields + [index.SearchField("groups")]

    template = "strategy/partners_page.html"
    page_description = _("Partners and sponsors in groups, with logo and role.")
    parent_page_types = ["home.HomePage", "strategy.StrategyPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("partners page")
        verbose_name_plural = _("partners pages")
